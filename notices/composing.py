"""Writing a letter: everything one person is told, as the very bytes that go."""

import base64
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime, formataddr, parseaddr

import structlog
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import get_language_bidi, ngettext, override
from django.utils.translation import gettext as _

from members.models import User
from notices.access import quiet_key
from notices.choices import Stage
from notices.courtesy import local_day
from notices.kinds import reminder_called
from notices.models import Letter, Notice
from notices.post import envelope
from notices.sources import Attached, attached
from notices.words import Reader, Wordings, filled

log = structlog.get_logger(__name__)
END = "\r\n"
# Bytes in one encoded word, so that it takes no more than 75 with its frame; letters in a line of a header.
MOST_IN_A_WORD, LONGEST_LINE = 42, 66


@dataclass(frozen=True)
class Item:
    """One notice in a letter."""

    line: str
    body: str
    url: str
    link: str


def compose(person: User, notices: Sequence[Notice], wordings: Wordings, at: dt.datetime, number: int = 1) -> Letter:
    """A letter that isn't kept yet, in the person's language, with the days and hours of their zone."""
    with override(person.language):
        reader = Reader(person.time_zone, at)
        items = [_item(one, wordings, reader) for one in notices]
        declinable = sorted({one.kind for one in notices if not one.official})
        letter = Letter(
            id=uuid.uuid4(),
            recipient=person,
            address=person.email,
            day=local_day(at, person.time_zone),
            number=number,
            language=person.language,
            subject=_subject(items),
            official=any(one.official for one in notices),
            created_at=at,
        )
        quiet = _address(reverse("reminders-quiet", args=[quiet_key(person.pk, declinable)])) if declinable else ""
        context = {"person": person, "items": items, "quiet": quiet, "language": person.language}
        context["direction"] = "rtl" if get_language_bidi() else "ltr"
        letter.text = get_template("notices/letters/letter.txt").render(context).strip() + "\n"
        html = get_template("notices/letters/letter.html").render(context)
        files = _files(notices, person.language)
        letter.raw = _as_bytes(letter, person, html, "" if letter.official else quiet, files)
    return letter


def unwritten(person: User, notices: Sequence[Notice], fault: Exception, at: dt.datetime, number: int) -> Letter:
    """What stands for a letter that can't be written: refused, with the reason, so that officers see it and send it anew."""
    return Letter(
        id=uuid.uuid4(),
        recipient=person,
        address=person.email,
        day=local_day(at, person.time_zone),
        number=number,
        language=person.language,
        subject=notices[0].about_label,
        official=any(one.official for one in notices),
        created_at=at,
        stage=Stage.REFUSED,
        answer=f"not written: {type(fault).__name__}: {_on_one_line(str(fault))}"[:300],
        ended_at=at,
    )


def message_id(letter: Letter) -> str:
    """The same for every copy of one letter."""
    return f"<{letter.pk}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def _item(notice: Notice, wordings: Wordings, reader: Reader) -> Item:
    line, body = wordings.of(notice.kind)
    return Item(
        line=_on_one_line(filled(line, notice.kind, notice.values, reader)),
        body=filled(body, notice.kind, notice.values, reader),
        url=_address(notice.url),
        link=str(reminder_called(notice.kind).link or _("Open the page")),
    )


def _subject(items: Sequence[Item]) -> str:
    first, more = items[0].line, len(items) - 1
    if more:
        words = ngettext("%(line)s; and %(count)d more", "%(line)s; and %(count)d more", more)
        return words % {"line": first[:200], "count": more}
    return first[:300]


def _address(path: str) -> str:
    return settings.SITE_URL + path


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _files(notices: Sequence[Notice], language: str) -> list[Attached]:
    """Each attachment once. One that can't be made is left out: the page that the letter leads to has it too."""
    files = []
    for reference in dict.fromkeys(one.attachment for one in notices if one.attachment):
        try:
            file = attached(reference, language)
        except Exception as fault:
            log.exception("attachment not made", attachment=reference, fault=str(fault))
            continue
        if file:
            files.append(file)
    return files


# -- MIME, written by hand: a letter of ours has one shape, and the library takes twice as long for it.


def _as_bytes(letter: Letter, person: User, html: str, quiet: str, files: Sequence[Attached]) -> bytes:
    inner = f"words-{letter.pk.hex}"
    headers = [
        ("From", _mailbox(*parseaddr(settings.DEFAULT_FROM_EMAIL))),
        ("To", _mailbox(person.get_full_name(), person.email)),
        ("Subject", _encoded(letter.subject)),
        ("Date", format_datetime(letter.created_at.astimezone(dt.UTC))),
        ("Message-ID", message_id(letter)),
        ("Auto-Submitted", "auto-generated"),
        ("Content-Language", letter.language),
    ]
    if quiet:
        headers += [("List-Unsubscribe", f"<{quiet}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]
    headers.append(("MIME-Version", "1.0"))
    words = _part("text/plain; charset=utf-8", letter.text.encode()) + _part(
        "text/html; charset=utf-8", html.encode(), before=f"--{inner}{END}"
    )
    body = f"--{inner}{END}{words}--{inner}--{END}"
    kind = f'multipart/alternative; boundary="{inner}"'
    if files:
        outer = f"files-{letter.pk.hex}"
        body = f"--{outer}{END}Content-Type: {kind}{END}{END}{body}"
        body += "".join(f"--{outer}{END}{_file(one)}" for one in files) + f"--{outer}--{END}"
        kind = f'multipart/mixed; boundary="{outer}"'
    headers.append(("Content-Type", kind))
    head = "".join(f"{name}: {value}{END}" for name, value in headers)
    return f"{head}{END}{body}".encode("ascii")


def _part(kind: str, content: bytes, before: str = "", more: str = "") -> str:
    lines = base64.encodebytes(content).decode("ascii").replace("\n", END)
    return f"{before}Content-Type: {kind}{END}Content-Transfer-Encoding: base64{END}{more}{END}{lines}"


def _file(file: Attached) -> str:
    name = (
        "".join(letter for letter in file.name if letter.isascii() and (letter.isalnum() or letter in "-_.")) or "file"
    )
    more = f'Content-Disposition: attachment; filename="{name}"{END}'
    return _part(_on_one_line(file.mime_type), file.content, more=more)


def _encoded(text: str) -> str:
    """As encoded words where it needs them (RFC 2047): pieces of whole letters, each short enough for its line."""
    text = _on_one_line(text)
    if text.isascii() and "=?" not in text:
        return _folded(text)
    pieces, piece = [], ""
    for letter in text:
        if len((piece + letter).encode()) > MOST_IN_A_WORD:
            pieces.append(piece)
            piece = ""
        piece += letter
    words = (base64.b64encode(one.encode()).decode("ascii") for one in [*pieces, piece])
    return f"{END} ".join(f"=?utf-8?b?{word}?=" for word in words)


def _folded(text: str) -> str:
    """Broken before spaces, so that no line is long."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) > LONGEST_LINE:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return f"{END} ".join([*lines, line])


def _mailbox(name: str, address: str) -> str:
    name, address = _on_one_line(name), envelope(address)
    return formataddr((name, address)) if name.isascii() else f"{_encoded(name)}{END} <{address}>"
