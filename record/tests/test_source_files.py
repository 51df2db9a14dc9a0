"""A source carries its document and scans of pages: looked through, kept with their SHA-256, had by whoever reads it."""

import hashlib
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from journal.models import Entry
from law.tags import cite
from members.models import Participation
from papers.inspection.pictures import inspect_jpeg, inspect_png
from papers.inspection.reasons import FileRefused, Reason
from papers.tests.files.pdfs import a_pdf
from record.models import Source, SourceFile, keys_in
from record.sources import citations
from record.templatetags import record as tags
from record.tests.corrected import WHY, correct

pytestmark = pytest.mark.django_db


def part(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def a_png(*more: bytes, width: int = 1) -> bytes:
    head = part(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND")


def a_jpeg(width: int = 1, points: bytes = b"\x00\xff\x00\xff\xd0\x12") -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 1, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04AB" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + points + b"\xff\xd9"


@pytest.fixture
def source():
    return Source.objects.create(key="A/62/232", title={"en": "A document"})


def sent(data, name="scan.png"):
    return {"file": SimpleUploadedFile(name, data), "pages": "p. 3"}


# -- Pictures.


@pytest.mark.parametrize(
    ("inspected", "data", "reason"),
    [
        (inspect_png, a_png(), None),
        (inspect_png, a_png(part(b"pHYs", bytes(9))), None),
        (inspect_png, a_png(part(b"acTL", bytes(8))), Reason.MULTIMEDIA),
        (inspect_png, a_png(part(b"abCD", b"MZ")), Reason.EMBEDDED),
        (inspect_png, a_png() + b"<script>", Reason.MIXED),
        (inspect_png, a_png()[:-9], Reason.DAMAGED),
        (inspect_png, a_png().replace(b"IDAT", b"IDAU"), Reason.DAMAGED),
        (inspect_png, a_png(width=100_000), Reason.EXPANDS),
        (inspect_png, b"GIF89a", Reason.NOT_AS_NAMED),
        (inspect_jpeg, a_jpeg(), None),
        (inspect_jpeg, a_jpeg() + b"PK\x03\x04", Reason.MIXED),
        (inspect_jpeg, a_jpeg()[:-2], Reason.DAMAGED),
        (inspect_jpeg, b"\xff\xd8\xff\xd9", Reason.DAMAGED),
        (inspect_jpeg, a_jpeg(width=60_000), Reason.EXPANDS),
        (inspect_jpeg, b"BM", Reason.NOT_AS_NAMED),
    ],
)  # fmt: skip
def test_a_scan_is_one_picture_and_nothing_else(inspected, data, reason):
    found = None
    try:
        inspected(data)
    except FileRefused as refusal:
        found = refusal.reason
    assert found == reason


# -- Doors.


def test_an_officer_adds_files_at_every_door_and_whoever_reads_the_source_has_them(source, officer, stranger, sign_in):
    office, reader = sign_in(officer), sign_in(stranger)
    page, program = "/sources/A/62/232/add-file/", reverse("api-sources-add-file", args=[source.address])
    assert reader.get(page).status_code == 403
    assert reader.post(program, sent(a_png())).status_code == 403
    assert office.post(page, sent(a_png())).headers["Location"] == source.get_absolute_url()
    assert office.post(program, sent(a_jpeg(), "scan.jpg")).status_code == 200
    in_admin = reverse("admin:record_source_add-file", args=[source.pk])
    assert office.post(in_admin, sent(a_pdf(), "whole.pdf")).status_code == 302
    kept = list(SourceFile.objects.order_by("number"))
    assert [(row.number, row.file_type, row.pages) for row in kept] == [
        (1, "image/png", "p. 3"), (2, "image/jpeg", "p. 3"), (3, "application/pdf", "p. 3"),
    ]  # fmt: skip
    assert kept[0].sha256 == hashlib.sha256(a_png()).hexdigest()
    assert [entry.verb for entry in Entry.objects.about(source)] == ["added a file"] * 3
    assert kept[0].sha256 in reader.get(source.get_absolute_url()).content.decode()
    told = reader.get(reverse("api-sources-detail", args=[source.address])).json()["files"]
    for address in (reverse("source-file", args=[source.address, 1]), told[0]["url"]):
        answer = reader.get(address)
        assert b"".join(answer.streaming_content) == a_png()
        assert answer["Content-Disposition"] == 'attachment; filename="A-62-232-1.png"'
        assert answer["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"GIF89a", "scan.gif", "PDF, DOCX, JPEG or PNG"),
        (a_png() + b"more", "scan.png", "before its beginning or after its end"),
        (b"", "scan.png", "empty"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence_and_kept_nowhere(data, name, why, source, officer, sign_in):
    answer = sign_in(officer).post("/sources/A/62/232/add-file/", sent(data, name))
    assert (answer.status_code, why in answer.content.decode()) == (422, True)
    assert not SourceFile.everything.exists()


def test_a_source_has_a_file_once_and_a_mistaken_one_is_had_by_nobody(source, officer, stranger, sign_in):
    office = sign_in(officer)
    office.post("/sources/A/62/232/add-file/", sent(a_png()))
    again = office.post("/sources/A/62/232/add-file/", sent(a_png()))
    assert "This source has that very file already." in again.content.decode()
    kept = SourceFile.objects.get()
    correct(kept, officer)
    assert sign_in(stranger).get(reverse("source-file", args=[source.address, 1])).status_code == 404
    page = sign_in(stranger).get(source.get_absolute_url()).content.decode()
    assert (page.count("<s>"), WHY in page) == (1, True)
    office.post("/sources/A/62/232/add-file/", sent(a_png()))
    assert [row.number for row in SourceFile.objects.all()] == [2]


# -- Citations.


def test_a_page_stands_behind_the_key_and_the_key_leads_to_its_source(source, officer):
    assert keys_in("SCICA-PR2128, p. 3; A/62/232, pp. 4-7; Letter, p. 2") == ["SCICA-PR2128", "A/62/232"]
    words = [[cited.words for cited in part] for part in citations("A/62/232, p. 3; Letter, p. 2")]
    assert words == [["A/62/232", ", p. 3"], ["Letter, p. 2"]]
    line = tags.source_of("A/62/232, p. 3; a letter after A/62/232.")
    assert [[cited.address for cited in part] for part in line["parts"]] == [
        ["/sources/A_62_232/", ""], ["", "/sources/A_62_232/", ""],
    ]  # fmt: skip
    assert '<a class="cited" href="/sources/SCICA-PR2128/">SCICA-PR2128</a>' in cite("AA 35; SCICA-PR2128")
    assert "/sources/" not in cite("AA 35; CoA (a)")


def test_the_page_of_a_source_says_what_cites_it_at_one_price(source, xa, officer, sign_in, django_assert_num_queries):
    Participation.objects.filter(participant=xa).update(source="A/62/232, p. 3")
    client = sign_in(officer)
    page = client.get(source.get_absolute_url()).content.decode()
    assert 'id="cited"' in page
    # Session, person and language; the source; what cites it, kind by kind; its files; what may be done about it.
    for number in (1, 2):
        for index in range(number):
            SourceFile.objects.create(
                source=source, number=number * 10 + index, file="a/b.png", name="scan.png", file_type="image/png",
                size=1, sha256=f"{number}{index}", by=officer,
            )  # fmt: skip
        with django_assert_num_queries(22):
            client.get(source.get_absolute_url())


def test_the_register_is_read_at_one_price_for_one_and_for_three(officer, sign_in, django_assert_num_queries):
    client = sign_in(officer)
    for number in (1, 2):
        for _source in range(number):
            SourceFile.objects.create(
                source=Source.objects.create(key=f"NOTE-{Source.objects.count()}"), number=1, file="a/b.png", size=1,
                name="scan.png", file_type="image/png", sha256="1" * 64, by=officer,
            )  # fmt: skip
        # Session and person; the sources, their files.
        with django_assert_num_queries(4):
            client.get(reverse("source-list"))
        # As above, and how many there are.
        with django_assert_num_queries(5):
            client.get(reverse("api-sources-list"))
