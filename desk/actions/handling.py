"""Lines of a desk are set aside, given to an officer, taken over, commented; and each of these is undone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.choices import DeskDeed
from desk.models import DeskEntry
from journal.actions import record
from journal.staff import Work, does
from members.access import acts_at, desks_of
from members.models import User
from record.awaiting import SECRETARIAT, DeskLine
from record.dates import day_of_the_house
from record.refusals import Refused

NOT_YOUR_DESK = _("This stands on another desk.")
COMES_BACK_LATER = _("Give a day to come: on it the line is back on the list.")
NOT_SHARED = _("Only what stands on the Secretariat's desk is given to an officer.")
NO_STAFF = _("Choose somebody of the Secretariat's staff.")
UNDONE_ALREADY = _("It is undone already.")
ANOTHERS_WORD = _("A word is taken back by whoever wrote it.")
VERB_OF = {
    DeskDeed.SET_ASIDE: "set a line aside",
    DeskDeed.ASSIGNED: "gave a line to an officer",
    DeskDeed.WORD: "wrote a word about a line",
    DeskDeed.ASKED: "asked for what is awaited",
}


@dataclass(frozen=True)
class Handled:
    """What is written down beside what was done: to whom, in which words, until when, under which one-time key."""

    officer: User | None = None
    word: str = ""
    language: str = ""
    until: dt.date | None = None
    once_key: str | None = None


def write_entry(what: DeskDeed, line: DeskLine, by: User, at: dt.datetime | None, handled: Handled) -> DeskEntry:
    """One row, with its journal entry, in the caller's transaction. Raises Refused where it stands on another desk."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    if line.desk not in desks_of(by, today) or not acts_at(by, line.desk, today):
        raise Refused({"": [NOT_YOUR_DESK]})
    label = " · ".join(str(part) for part in (line.what, line.reference, line.thing) if part)[:300]
    entry = DeskEntry.objects.create(
        what=what,
        desk=line.desk,
        line=line.key,
        label=label,
        officer=handled.officer,
        word=handled.word.strip(),
        language=handled.language or None,
        until=handled.until,
        by=by,
        at=at,
        once_key=handled.once_key,
    )
    record(by=by, verb=VERB_OF[what], about=entry, changes=_told(entry), at=at)
    return entry


def _told(entry: DeskEntry) -> dict[str, Any]:
    """What the journal says of it; the words themselves stand sealed in the row."""
    officer = entry.officer.get_full_name() if entry.officer else None
    said = {"officer": officer, "until": entry.until}
    return {name: [None, value] for name, value in said.items() if value is not None}


@transaction.atomic
def set_aside(
    *,
    line: DeskLine,
    word: str,
    by: User,
    language: str = "",
    until: dt.date | None = None,
    at: dt.datetime | None = None,
    once_key: str | None = None,
) -> DeskEntry:
    """Take a line from the list, with a word why: until a day, or for good; for everybody at that desk. Raises Refused."""
    at = at or timezone.now()
    if until is not None and until <= day_of_the_house(at):
        raise Refused({"until": [COMES_BACK_LATER]})
    handled = Handled(word=word, language=language, until=until, once_key=once_key)
    return write_entry(DeskDeed.SET_ASIDE, line, by, at, handled)


@transaction.atomic
def assign(
    *, line: DeskLine, officer: User, by: User, at: dt.datetime | None = None, once_key: str | None = None
) -> DeskEntry:
    """Give a line of the Secretariat's desk to somebody of its staff; whoever had it before has it no more. Raises Refused."""
    at = at or timezone.now()
    if line.desk != SECRETARIAT:
        raise Refused({"": [NOT_SHARED]})
    if not does(officer, Work.READ):
        raise Refused({"officer": [NO_STAFF]})
    _end(DeskDeed.ASSIGNED, line.desk, line.key, by, at)
    return write_entry(DeskDeed.ASSIGNED, line, by, at, Handled(officer=officer, once_key=once_key))


def take_over(*, line: DeskLine, by: User, at: dt.datetime | None = None, once_key: str | None = None) -> DeskEntry:
    """Give a line to oneself. Raises Refused."""
    return assign(line=line, officer=by, by=by, at=at, once_key=once_key)


@transaction.atomic
def add_word(
    *,
    line: DeskLine,
    word: str,
    by: User,
    language: str = "",
    at: dt.datetime | None = None,
    once_key: str | None = None,
) -> DeskEntry:
    """A word to those who sit at the same desk, and to nobody else. Raises Refused."""
    return write_entry(DeskDeed.WORD, line, by, at, Handled(word=word, language=language, once_key=once_key))


@transaction.atomic
def undo(*, desk_entry: DeskEntry, by: User, at: dt.datetime | None = None) -> DeskEntry:
    """Put a line back on the list, give it back to nobody, or take one's own word back. Raises Refused."""
    at = at or timezone.now()
    entry = DeskEntry.objects.select_for_update().get(pk=desk_entry.pk)
    if entry.is_undone:
        raise Refused({"": [UNDONE_ALREADY]}, is_stale=True)
    if not acts_at(by, entry.desk, day_of_the_house(at)) or entry.desk not in desks_of(by, day_of_the_house(at)):
        raise Refused({"": [NOT_YOUR_DESK]})
    if entry.what == DeskDeed.WORD and entry.by_id != by.pk:
        raise Refused({"": [ANOTHERS_WORD]})
    if entry.what == DeskDeed.SET_ASIDE:
        # Of two who set it aside at one instant, both.
        _end(DeskDeed.SET_ASIDE, entry.desk, entry.line, by, at)
    else:
        DeskEntry.objects.filter(pk=entry.pk).update(undone_by=by, undone_at=at)
    entry.refresh_from_db()
    record(by=by, verb="undid an entry on a desk", about=entry, at=at)
    return entry


def _end(what: DeskDeed, desk: str, line: str, by: User, at: dt.datetime) -> None:
    rows = DeskEntry.objects.standing().filter(what=what, desk=desk, line=line)
    rows.update(undone_by=by, undone_at=at)
