"""Letters for tests: entered as an officer does, by the pages of the portal and by programs."""

import io
import struct
from typing import Any

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from papers.models import OutgoingLetter, RegisteredLetter, ScanOfALetter

LIST, API = "/correspondence/", "/api/v1/correspondence/"
NOTE = {
    "series": "NV", "participant": "XB", "dated": "2026-11-10", "day": "2026-11-20", "channel": "note-verbale",
    "subject": "Eco-tourism routes", "own_number": "12-3/45",
}  # fmt: skip
SENT = {
    "series": "NV", "addressees": ["XA"], "dated": "2026-11-21", "day": "2026-11-21", "channel": "courier",
    "subject": "The programme of the meeting",
}  # fmt: skip


def registered(client: Client, **more: Any) -> RegisteredLetter:
    """A letter that came in, entered at the door of programs."""
    answer = client.post(API, {**NOTE, **more}, content_type="application/json")
    assert answer.status_code == 201, answer.content
    return RegisteredLetter.objects.get(uid=answer.json()["uid"])


def entered_as_sent(client: Client, **more: Any) -> RegisteredLetter:
    """A letter that went out."""
    answer = client.post(f"{API}enter-sent/", {**SENT, **more}, content_type="application/json")
    assert answer.status_code == 201, answer.content
    return RegisteredLetter.objects.get(uid=answer.json()["uid"])


def a_tiff(
    *, width: int = 8, behind: bytes = b"", tags: tuple[tuple[int, int, int, int], ...] = (), pages: int = 1
) -> bytes:
    """Pages of eight black points each."""
    data = b""
    for page in range(pages):
        start = 8 + len(data)
        entries = sorted(
            [(256, 3, 1, width), (257, 3, 1, 1), (259, 3, 1, 1), (273, 4, 1, start), (279, 4, 1, 2), *tags]
        )
        directory = struct.pack("<H", len(entries))
        directory += b"".join(struct.pack("<HHII", *entry) for entry in entries)
        size = 2 + len(directory) + 4
        following = 8 + len(data) + size + 2 if page + 1 < pages else 0
        data += b"\0\0" + directory + struct.pack("<I", following)
    return b"II*\0" + struct.pack("<I", 10) + data + behind


def a_scan(data: bytes, name: str = "note.tif") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


# -- Letters that the Secretariat drafts.

OUTGOING = "/outgoing/"
DRAFT = {
    "kind": "note",
    "subject": "Working hours of border posts",
    "text": "The working group meets on 14 March 2027.\n\nComments are welcome.",
    "to": "members",
}
TWO = {
    **DRAFT,
    "subject_ru": "Часы работы пограничных постов",
    "text_ru": "Рабочая группа соберётся 14 марта 2027 года.",
}
SENDING = {"day": "2026-11-25", "channel": "note-verbale"}


def begun(client, **changed) -> OutgoingLetter:
    answer = client.post(f"{OUTGOING}begin/", {**DRAFT, "once_key": f"k{OutgoingLetter.objects.count()}", **changed})
    assert answer.status_code == 302, answer.content
    return OutgoingLetter.objects.order_by("pk").last()


def address(letter: OutgoingLetter, act: str = "") -> str:
    return f"{letter.get_absolute_url()}{act}/" if act else letter.get_absolute_url()


def sent(client, letter: OutgoingLetter, **changed) -> RegisteredLetter:
    """Looked at first, and sent by the button that stands beside what happens then."""
    letter.refresh_from_db()
    form = {**SENDING, "seen": str(letter.version), **changed}
    shown = client.post(address(letter, "send"), form)
    assert shown.status_code == 200, shown.content
    previewed = shown.context["turn"].form["previewed"].value()
    answer = client.post(address(letter, "send"), {**form, "previewed": previewed})
    assert answer.status_code == 302, answer.content
    letter.refresh_from_db()
    assert letter.sent_as is not None
    return letter.sent_as


def text_of(scan: ScanOfALetter) -> str:
    with scan.file.open("rb") as file:
        data = file.read()
    if scan.file_type == "application/pdf":
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)
