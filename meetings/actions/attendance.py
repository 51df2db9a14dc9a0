"""Who takes part in a meeting: delegations as they are announced, and who is present."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from journal.actions import record
from journal.staff import is_officer
from meetings.access import why_not_announce
from meetings.choices import PRESENT, DelegateRank, Presence, Status
from meetings.models import Attendance, Delegate, Meeting
from members.actions import enter_for
from members.models import Participant, User
from record.dates import day_of_the_house
from record.refusals import Refused
from record.templatetags.signs import colon, in_words
from record.texts import in_all

WRITTEN_MEANWHILE = _(
    "Somebody else wrote down this delegation after you had opened the page. Read it as it stands now, then send yours again."
)
ONLY_OFFICERS = _("The Secretariat writes down who is present.")
NOT_BEGUN = _("The meeting has not begun: a delegation can be announced; who is present is entered once it begins.")


@dataclass(frozen=True)
class WrittenDelegate:
    """A delegate as written down; `key` is that of one who is on the delegation already."""

    name: str
    function: str = ""
    rank: str = DelegateRank.OFFICIAL
    is_head: bool = False
    key: int | None = None


@dataclass(frozen=True)
class AttendanceLine:
    """One participant on the sheet: how it takes part ("" for no entry), who heads it, and the version that was seen.

    `head` and `rank` are None where nothing is said of them; `seen` is 0 where there was no entry, and None for whatever
    stands.
    """

    participant: Participant
    presence: str
    head: str | None = ""
    rank: str | None = DelegateRank.OFFICIAL
    seen: int | None = 0


def announce_delegation(
    *,
    meeting: Meeting,
    participant: Participant,
    people: Sequence[WrittenDelegate],
    by: User,
    note: str = "",
    letter: str = "",
    at: dt.datetime | None = None,
) -> Attendance:
    """Announce a delegation that has no entry yet; names may follow later.

    A focal point announces its own state's, the Secretariat anybody's, from its `letter`; then the state is told "in your
    name". Raises Refused.
    """
    at = at or timezone.now()
    _require_announcing(by, meeting, participant, at)
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        row = meeting.attendance.filter(participant=participant).first()
        if row is not None and row.presence != Presence.TAKEN_BACK:
            raise Refused({"": [WRITTEN_MEANWHILE]}, is_stale=True)
        row = row or Attendance(meeting=meeting, participant=participant, by=by, at=at)
        return _write_delegation(row, people, note, by, at, letter)


def change_delegation(
    *,
    attendance: Attendance,
    people: Sequence[WrittenDelegate],
    by: User,
    note: str = "",
    letter: str = "",
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> Attendance:
    """Write down a delegation as it is now: who isn't among `people` any more has left it. Raises Refused."""
    at = at or timezone.now()
    _require_announcing(by, attendance.meeting, attendance.participant, at)
    with transaction.atomic():
        row = Attendance.objects.select_for_update().get(pk=attendance.pk)
        if seen_version not in (None, row.version):
            raise Refused({"": [WRITTEN_MEANWHILE]}, is_stale=True)
        return _write_delegation(row, people, note, by, at, letter)


def keep_attendance(
    *, meeting: Meeting, lines: Sequence[AttendanceLine], by: User, at: dt.datetime | None = None
) -> list[Attendance]:
    """Write down many lines of the sheet in one act; lines that say what is known already change nothing.

    All or nothing: a line that somebody else wrote meanwhile refuses the whole, naming the participants.
    """
    at = at or timezone.now()
    if not is_officer(by):
        raise Refused({"": [ONLY_OFFICERS]})
    if meeting.status in {Status.CANCELLED, Status.PROPOSED}:
        raise Refused({"": [_("This meeting does not take place.")]})
    has_begun = meeting.was_held_by(day_of_the_house(at))
    if not has_begun and any(line.presence in PRESENT for line in lines):
        raise Refused({"": [NOT_BEGUN]})
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        rows_by_participant = {row.participant_id: row for row in meeting.attendance.prefetch_related("delegates")}
        changed = [line for line in lines if _differs(line, rows_by_participant.get(line.participant.pk))]
        stale = [
            str(line.participant) for line in changed if _is_stale(line, rows_by_participant.get(line.participant.pk))
        ]
        if stale:
            raise Refused({"": [_written_meanwhile(stale)]}, is_stale=True)
        changes: dict[str, list[Any]] = {}
        rows = [_keep(meeting, line, rows_by_participant.get(line.participant.pk), changes, by, at) for line in changed]
        if rows:
            record(by=by, verb="kept attendance", about=meeting, changes=changes, at=at)
    return rows


# -- One line of the sheet.


def _differs(line: AttendanceLine, row: Attendance | None) -> bool:
    if row is None:
        return bool(line.presence)
    if row.presence != (line.presence or Presence.TAKEN_BACK):
        return True
    head = head_of(row)
    name, rank = _head_said(line, head)
    return bool(line.presence) and (name, rank) != (head.name if head else "", head.rank if head else rank)


def _head_said(line: AttendanceLine, head: Delegate | None) -> tuple[str, str]:
    """Who heads the delegation by a line, and in which rank; as it stands, where the line says nothing of it."""
    name = line.head if line.head is not None else head.name if head else ""
    rank = line.rank if line.rank is not None else head.rank if head else DelegateRank.OFFICIAL
    return name.strip(), rank


def _is_stale(line: AttendanceLine, row: Attendance | None) -> bool:
    return line.seen not in (None, row.version if row else 0)


def _keep(
    meeting: Meeting,
    line: AttendanceLine,
    row: Attendance | None,
    changes: dict[str, list[Any]],
    by: User,
    at: dt.datetime,
) -> Attendance:
    code = line.participant.code
    before = row.presence if row and row.presence != Presence.TAKEN_BACK else None
    if row is None:
        row = Attendance(meeting=meeting, participant=line.participant, by=by, at=at)
    row.presence = line.presence or Presence.TAKEN_BACK
    _touch(row, by, at)
    if before != (line.presence or None):
        changes[code] = [before, line.presence or None]
    if line.presence:
        _write_head(row, line, changes)
    return row


def _write_head(row: Attendance, line: AttendanceLine, changes: dict[str, list[Any]]) -> None:
    """The head's name and rank, corrected where there is one; an empty name means that the head has left."""
    head = head_of(row)
    name, rank = _head_said(line, head)
    was = f"{head.name}, {head.rank}" if head else None
    if name and head:
        Delegate.objects.filter(pk=head.pk).update(name=name, rank=rank)
    elif name:
        Delegate.objects.create(attendance=row, name=name, rank=rank, is_head=True)
    elif head:
        Delegate.objects.filter(pk=head.pk).update(left=True)
    now = f"{name}, {rank}" if name else None
    if was != now:
        changes[f"{line.participant.code} head"] = [was, now]


def head_of(row: Attendance) -> Delegate | None:
    """Who heads the delegation; reads what was prefetched."""
    return next((delegate for delegate in row.delegates.all() if delegate.is_head and not delegate.left), None)


def _written_meanwhile(names: list[str]) -> Any:
    return _(
        "Somebody else wrote this down after you had opened the page: %(names)s. Read it as it stands now, then send yours again."
    ) % {"names": in_words(names)}


# -- One delegation.


def _require_announcing(by: User, meeting: Meeting, participant: Participant, at: dt.datetime) -> None:
    if why := why_not_announce(by, meeting, participant, day_of_the_house(at)):
        raise Refused({"": [why]})


def _problems_with(people: Sequence[WrittenDelegate]) -> dict[str, list[Any]]:
    heads = sum(person.is_head for person in people)
    if people and heads != 1:
        return {"people": [_("Say of one person that they head the delegation.")]}
    return {}


def _write_delegation(
    row: Attendance, people: Sequence[WrittenDelegate], note: str, by: User, at: dt.datetime, letter: str
) -> Attendance:
    """The entry, its note and its people as they are now, in the journal. Raises Refused."""
    people = [person for person in people if person.name.strip()]
    if problems := _problems_with(people):
        raise Refused(problems)
    is_new = row.pk is None
    before = {"presence": "" if is_new else row.presence, "delegation": [] if is_new else _names(row)}
    row.presence = Presence.ANNOUNCED if row.presence == Presence.TAKEN_BACK else row.presence
    row.note = note.strip()
    _touch(row, by, at)
    _write_delegates(row, people)
    after = {"presence": row.presence, "delegation": _names(row)}
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record(by=by, verb="announced a delegation", about=row, changes=changes, at=at)
    if is_officer(by):
        _tell_the_state(row, letter)
    return row


def _tell_the_state(row: Attendance, letter: str) -> None:
    """What an officer wrote down from a participant's letter is told to its people "in your name", who can disown it."""
    meeting = row.meeting
    enter_for(
        state=row.participant,
        about=row,
        what=in_all(lambda: f"{meeting.label}{colon()}{pgettext('of a meeting', 'delegation')}"),
        url=f"{meeting.get_absolute_url()}#attendance",
        by=row.by,
        at=row.at,
        letter=letter.strip(),
    )


def _write_delegates(row: Attendance, people: Sequence[WrittenDelegate]) -> None:
    """Who is named again keeps their place; who isn't has left. Heads last, since there is one at a time."""
    serving = {delegate.pk for delegate in row.delegates.serving()}
    stay = {person.key for person in people if person.key in serving}
    row.delegates.serving().exclude(pk__in=stay).update(left=True, is_head=False)
    row.delegates.serving().update(is_head=False)
    for position, person in enumerate(sorted(people, key=lambda person: not person.is_head)):
        values = {
            "name": person.name.strip(),
            "function": person.function.strip(),
            "rank": person.rank,
            "is_head": person.is_head,
            "position": position,
        }
        if person.key in stay:
            Delegate.objects.filter(pk=person.key).update(**values)
        else:
            Delegate.objects.create(attendance=row, **values)


def _touch(row: Attendance, by: User, at: dt.datetime) -> None:
    row.version, row.by, row.at = row.version + 1, by, at
    row.save()


def _names(row: Attendance) -> list[str]:
    return [f"{delegate.name} ({delegate.rank})" for delegate in row.delegates.serving()]
