"""Writing a letter: everything one person is told, as the very bytes that go."""

import base64
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import formataddr, parseaddr
from typing import Any

import structlog
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import get_language_bidi, ngettext, override, pgettext
from django.utils.translation import gettext as _

from members.models import User
from members.telling import AccountLetter
from notices.access import quiet_key
from notices.choices import Stage
from notices.courtesy import local_day, moment
from notices.kinds import ByLetter, kind_called, reminder_called
from notices.models import Letter, Notice
from notices.post import envelope
from notices.sources import Attached, attached
from notices.words import Reader, Wordings, days_off, filled, said
from record.marked import SENTENCE, is_marked, marked
from record.secrets import with_key

log = structlog.get_logger(__name__)
END = "\r\n"
# With what a whole sentence ends, in the house's languages.
STOPS = (".", "。")
A_DAY = dt.timedelta(days=1)
# Letters that stand before an address on one line.
LONGEST_NAME = 40


# After every instant there is: when what has no end is over.
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


class CannotBeWritten(Exception):
    """This one letter can't be written, for what its recipient's address or name holds; the others can."""


@dataclass(frozen=True)
class LetterItem:
    """One notice in a letter."""

    line: str
    body: str
    url: str
    link: str


def compose(
    person: User,
    notices: Sequence[Notice],
    wordings: Wordings,
    at: dt.datetime,
    number: int = 1,
    *,
    with_files: bool = True,
) -> Letter:
    """A letter that isn't kept yet, in the person's language, with the days and hours of their zone.

    What is over first stands first, and so in the subject. One that is only looked at needs no files. Raises
    `CannotBeWritten`.
    """
    reader = Reader(person.time_zone, at)
    notices = sorted(notices, key=lambda notice: _over_at(notice, reader))
    told = {(kind, notice.about) for notice in notices for kind in _instead_of(notice)}
    with override(person.language):
        shown = [notice for notice in notices if (notice.kind, notice.about) not in told]
        items = [_item(notice, wordings, reader) for notice in shown]
        declinable = sorted({notice.kind for notice in notices if not notice.official})
        letter = Letter(
            id=uuid.uuid4(),
            recipient=person,
            address=person.email,
            day=local_day(at, person.time_zone),
            number=number,
            language=person.language,
            subject=marked(_subject(items))[:300],
            official=any(notice.official for notice in notices),
            created_at=at,
        )
        quiet = _address(reverse("reminders-quiet", args=[quiet_key(person.pk, declinable)])) if declinable else ""
        context = {"person": person, "items": items, "quiet": quiet, "language": person.language}
        context["direction"] = "rtl" if get_language_bidi() else "ltr"
        letter.text = get_template("notices/letters/letter.txt").render(context).strip() + "\n"
        html = get_template("notices/letters/letter.html").render(context)
        files = _files(notices, person.language) if with_files else []
        try:
            letter.raw = _as_bytes(letter, person, html, "" if letter.official else quiet, files)
        except (ValueError, IndexError, MessageError) as fault:
            raise CannotBeWritten(f"{person.email}: {fault}") from fault
    return letter


def unwritten(person: User, notices: Sequence[Notice], fault: Exception, at: dt.datetime, number: int) -> Letter:
    """What stands for a letter that can't be written: refused, with the reason, so that officers see it and send it anew."""
    letter = Letter(
        id=uuid.uuid4(),
        recipient=person,
        address=person.email,
        day=local_day(at, person.time_zone),
        number=number,
        language=person.language,
        subject=marked(notices[0].about_label)[:300],
        official=any(notice.official for notice in notices),
        created_at=at,
    )
    _refuse(letter, fault, at)
    return letter


def _refuse(letter: Letter, fault: Exception, at: dt.datetime) -> None:
    letter.stage, letter.ended_at = Stage.REFUSED, at
    letter.answer = f"not written: {type(fault).__name__}: {_on_one_line(str(fault))}"[:300]


def compose_by_itself(words: AccountLetter, at: dt.datetime) -> Letter:
    """A letter about an account or a post, not kept yet: plain text, due now. One that can't be written is refused."""
    letter = Letter(
        id=uuid.uuid4(),
        recipient_id=words.person,
        address=words.to,
        of_account=words.name,
        key_of=words.key_of,
        day=at.date(),
        number=0,
        language=words.language,
        subject=marked(_on_one_line(words.subject))[:300],
        text=_headed_by_the_mark(words.text.strip()) + "\n",
        official=True,
        created_at=at,
        next_try_at=at,
    )
    try:
        message = _headed(letter, words.addressee)
        message.set_content(letter.text, cte="base64")
        message["Content-Language"] = letter.language
        letter.raw = message.as_bytes()
    except (ValueError, IndexError, MessageError) as fault:
        _refuse(letter, fault, at)
    return letter


def _headed_by_the_mark(text: str) -> str:
    """A letter's words, in an exercise with a line before them that says so."""
    return f"{marked(SENTENCE)}\n\n{text}" if is_marked() else text


def with_its_key(letter: Letter, key: str) -> bytes:
    """The bytes of a letter about an account as they go, with the key of its link."""
    headers, _blank, _text = bytes(letter.raw).partition(f"{END}{END}".encode())
    text = base64.encodebytes(with_key(letter.text, key).replace("\n", END).encode())
    return headers + f"{END}{END}".encode() + text.replace(b"\n", END.encode())


def message_id(letter: Letter) -> str:
    """The same for every copy of one letter."""
    return f"<{letter.pk}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def _over_at(notice: Notice, reader: Reader) -> dt.datetime:
    """The instant at which there is nothing left to tell of it: of a meeting or a deadline the end of its own day."""
    day = _day_of(notice)
    if notice.expires_at or not day or days_off(day, reader) < 0:
        return notice.expires_at or NEVER
    if isinstance(day, dict):
        return dt.datetime.fromisoformat(day["at"])
    return moment(dt.date.fromisoformat(day) + A_DAY, 0, reader.zone)


def _day_of(notice: Notice) -> Any:
    """The day ahead that something told as it happened names, if it names one."""
    way = kind_called(notice.kind).by_letter
    return way.day(notice.values) if way else None


def _instead_of(notice: Notice) -> tuple[str, ...]:
    """The kinds of reminders that have nothing to add to it: they go with the letter, and stand in it as this."""
    way = kind_called(notice.kind).by_letter
    return way.instead_of if way else ()


def _deed(notice: Notice, way: ByLetter, wordings: Wordings, reader: Reader) -> LetterItem:
    """What is told as it happened: its sentence, as it stands in the portal; of what is today it says so."""
    line, day = said(notice, wordings.states), _day_of(notice)
    if day and days_off(day, reader) == 0:
        line = pgettext("letter", "Today: %(line)s") % {"line": line}
    link = str(way.link or _("Open the page"))
    return LetterItem(line=_on_one_line(line), body=str(way.body), url=_address(notice.url), link=link)


def _item(notice: Notice, wordings: Wordings, reader: Reader) -> LetterItem:
    if way := kind_called(notice.kind).by_letter:
        return _deed(notice, way, wordings, reader)
    line, body = wordings.of(notice.kind)
    return LetterItem(
        line=_on_one_line(filled(line, notice.kind, notice.values, reader)),
        body=filled(body, notice.kind, notice.values, reader),
        url=_address(notice.url),
        link=str(reminder_called(notice.kind).link or _("Open the page")),
    )


def _subject(items: Sequence[LetterItem]) -> str:
    first, more = items[0].line, len(items) - 1
    if more and first.endswith(STOPS):
        words = ngettext("%(line)s (and %(count)d more)", "%(line)s (and %(count)d more)", more)
        return words % {"line": first[:200], "count": more}
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
    for reference in dict.fromkeys(notice.attachment for notice in notices if notice.attachment):
        try:
            file = attached(reference, language)
        except Exception as fault:
            log.exception("attachment not made", attachment=reference, fault=str(fault))
            continue
        if file:
            files.append(file)
    return files


# -- As bytes.


class AsGiven(UnstructuredHeader, BaseHeader):
    """A header that stands as it is given: the library would break an address that is longer than a line."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, parts: dict[str, Any]) -> None:
        parts["parse_tree"], parts["decoded"] = None, value

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
for header in ("from", "to", "list-unsubscribe"):
    HEADERS.map_to_type(header, AsGiven)
# Seven bits, so that no server on the way has a reason to change a letter.
AS_IT_GOES = SMTP.clone(cte_type="7bit", header_factory=HEADERS)


def _headed(letter: Letter, addressee: str) -> EmailMessage:
    message = EmailMessage(policy=AS_IT_GOES)
    message["From"] = HEADERS("From", mailbox(*parseaddr(settings.DEFAULT_FROM_EMAIL)))
    message["To"] = HEADERS("To", mailbox(addressee, letter.address))
    message["Subject"] = _on_one_line(letter.subject)
    message["Date"] = letter.created_at.astimezone(dt.UTC)
    message["Message-ID"] = message_id(letter)
    message["Auto-Submitted"] = "auto-generated"
    return message


def _as_bytes(letter: Letter, person: User, html: str, quiet: str, files: Sequence[Attached]) -> bytes:
    message = _headed(letter, person.get_full_name())
    if quiet:
        message["List-Unsubscribe"] = f"<{quiet}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text, cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")
    message.set_boundary(f"words-{letter.pk.hex}")
    for file in files:
        maintype, _slash, subtype = file.mime_type.partition("/")
        message.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=file.name)
    if files:
        message.set_boundary(f"files-{letter.pk.hex}")
    # At the end: whatever is called Content-… goes with the part that it was said of.
    message["Content-Language"] = letter.language
    return message.as_bytes()


def mailbox(name: str, address: str) -> str:
    """ "Name <address>", the name as encoded words where it needs them (RFC 2047). ValueError: it is no address."""
    name, address = _on_one_line(name), Address(addr_spec=envelope(address)).addr_spec
    if name.isascii() and "=?" not in name and len(name) <= LONGEST_NAME:
        return formataddr((name, address))
    return f"{Header(name, 'utf-8', header_name='From').encode(linesep=END)}{END} <{address}>"
