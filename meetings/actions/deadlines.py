"""Counting a meeting's deadlines back from its first day, and fixing one by hand."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from law.choices import DayUnit, DeadlineKind, LeadStanding
from law.forum import FORUM
from meetings.access import keeps_meetings, prepares_meetings
from meetings.actions.telling import tell_of
from meetings.choices import Status
from meetings.counting import counted_back, end_of_day_in
from meetings.kinds import DEADLINES_CHANGED
from meetings.models import Deadline, LeadTime, Meeting
from members.models import Participant, User
from record.dates import Precision, day_of_the_house
from record.refusals import Refused

NOT_PREPARING = _("The Secretariat and the Chair plan and move meetings.")
MOVED_MEANWHILE = _(
    "Somebody changed this meeting meanwhile. What you wrote is kept: read the meeting as it stands now, then send yours again."
)
NOT_PLANNED = _("Deadlines are counted for a meeting that is planned, to the day.")
NOT_AFTER = _("A deadline is no later than the meeting's first day.")
NO_SUCH_LEAD = _("There is no lead time of this kind for the body: fix a day by hand.")


@dataclass(frozen=True)
class Counted:
    """A deadline as it comes out of a count: of which kind, on which day, and by which lead."""

    kind: str
    due_on: dt.date
    due_at: dt.datetime
    days: int
    unit: str
    standing: str
    basis: str

    @property
    def label(self) -> Any:
        return DeadlineKind(self.kind).label


def require_preparing(by: User) -> None:
    """Raises PermissionDenied where somebody neither prepares meetings at the Secretariat nor acts for the Chair."""
    if not prepares_meetings(by):
        raise PermissionDenied(str(NOT_PREPARING))


def require_keeping(by: User) -> None:
    """Raises PermissionDenied where somebody neither is an officer of the Secretariat nor acts for the Chair."""
    if not keeps_meetings(by):
        raise PermissionDenied(str(NOT_PREPARING))


def secretariat_zone() -> ZoneInfo:
    return FORUM.zone


def countries_of(host: Participant | None) -> tuple[str, ...]:
    """The countries whose days of rest count: the Secretariat's, and the host's."""
    return tuple(dict.fromkeys([FORUM.country, *([host.code] if host else [])]))


def counted(leads: Iterable[LeadTime | Deadline], first_day: dt.date, host: Participant | None) -> tuple[Counted, ...]:
    """What the leads give for a meeting that begins on `first_day`, the earliest first. Writes nothing."""
    rows = []
    for lead in leads:
        day = counted_back(first_day, lead.days or 0, lead.unit, countries_of(host))
        due_at = end_of_day_in(day, secretariat_zone())
        rows.append(Counted(lead.kind, day, due_at, lead.days or 0, lead.unit, lead.standing, lead.basis))
    order = list(DeadlineKind.values)
    return tuple(sorted(rows, key=lambda row: (row.due_on, order.index(row.kind))))


def counted_by_leads(meeting: Meeting, first_day: dt.date, host: Participant | None) -> tuple[Counted, ...]:
    """What the lead times of today, of the edition that the meeting keeps, give for a first day and a host."""
    return counted(LeadTime.objects.filter(edition=meeting.law.key, body=meeting.body), first_day, host)


def write_counted(meeting: Meeting, rows: Iterable[Counted]) -> dict[str, list[Any]]:
    """Make the meeting's deadlines say so, but for those fixed by hand. Returns the days that changed, by kind."""
    by_kind = {deadline.kind: deadline for deadline in Deadline.objects.filter(meeting=meeting)}
    changes: dict[str, list[Any]] = {}
    for row in rows:
        deadline = by_kind.get(row.kind) or Deadline(meeting=meeting, kind=row.kind)
        if deadline.fixed:
            continue
        values = {name: getattr(row, name) for name in ("due_on", "due_at", "days", "unit", "standing", "basis")}
        values["time_zone"] = FORUM.time_zone
        if deadline.pk and all(getattr(deadline, name) == value for name, value in values.items()):
            continue
        if deadline.due_on != row.due_on:
            changes[row.kind] = [deadline.due_on, row.due_on]
        if deadline.pk:
            deadline.sequence += 1
        for name, value in values.items():
            setattr(deadline, name, value)
        deadline.save()
    return changes


def claim(meeting: Meeting, seen_sequence: int | None, at: dt.datetime, *, of: Iterable[str]) -> Meeting:
    """Raise the meeting's number, if it still is as it was seen, and return it as it is now.

    Of two who change it at once, the second one is told. Raises Refused where it moved on meanwhile.
    """
    sequence = meeting.sequence if seen_sequence is None else seen_sequence
    rows = Meeting.objects.filter(pk=meeting.pk, sequence=sequence, status__in=tuple(of))
    if not rows.update(sequence=F("sequence") + 1, changed_at=at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return Meeting.objects.select_related("host", "prepares").get(pk=meeting.pk)


@dataclass(frozen=True)
class Shift:
    """A deadline before and after: `old` None where it is new, `new` equal to `old` where it stays."""

    kind: str
    old: dt.date | None
    new: dt.date
    fixed: bool = False

    @property
    def label(self) -> Any:
        return DeadlineKind(self.kind).label

    @property
    def moves(self) -> bool:
        return self.old != self.new


def shifts_by_leads(meeting: Meeting) -> tuple[Shift, ...]:
    """Which deadlines of a planned meeting would move if they were counted again by the lead times of today."""
    if meeting.status != Status.PLANNED or not meeting.is_certain:
        return ()
    by_kind = {deadline.kind: deadline for deadline in meeting.deadlines.all()}
    shifts = []
    for row in counted_by_leads(meeting, meeting.starts_on, meeting.host):
        old = by_kind.get(row.kind)
        if old is None or (not old.fixed and old.due_on != row.due_on):
            shifts.append(Shift(row.kind, old.due_on if old else None, row.due_on))
    return tuple(shifts)


def meetings_to_count_again(user: User, body: str | None, today: dt.date) -> list[tuple[Meeting, tuple[Shift, ...]]]:
    """Planned meetings to come, of one body or all, whose deadlines aren't as the lead times of today have them."""
    rows = Meeting.objects.visible_to(user).filter(
        status=Status.PLANNED, starts_precision=Precision.EXACT, starts_on__gte=today
    )
    rows = rows.filter(body=body) if body else rows
    counted_again = [
        (meeting, shifts_by_leads(meeting)) for meeting in rows.select_related("host").prefetch_related("deadlines")
    ]
    return [(meeting, shifts) for meeting, shifts in counted_again if shifts]


def count_again(
    *, meeting: Meeting, by: User, seen_sequence: int | None = None, at: dt.datetime | None = None
) -> dict[str, list[Any]]:
    """Count the deadlines of a planned meeting by the lead times of today. Returns the days that changed, by kind.

    Those fixed by hand stay. Where days changed, those whom the meeting concerns are told.
    """
    require_keeping(by)
    if meeting.status != Status.PLANNED or not meeting.is_certain:
        raise Refused({"": [NOT_PLANNED]})
    with transaction.atomic():
        at = at or timezone.now()
        now = claim(meeting, seen_sequence, at, of=[Status.PLANNED])
        changes = write_counted(now, counted_by_leads(now, now.starts_on, now.host))
        if changes:
            tell_of(DEADLINES_CHANGED, [now], at)
        record(by=by, verb="counted deadlines", about=now, changes=changes, at=at)
    return changes


def count_all_again(*, by: User, at: dt.datetime | None = None) -> list[Meeting]:
    """Count the deadlines of every meeting to come that the lead times of today would give others. Returns those."""
    at = at or timezone.now()
    meetings = [meeting for meeting, _shifts in meetings_to_count_again(by, None, day_of_the_house(at))]
    for meeting in meetings:
        count_again(meeting=meeting, by=by, at=at)
    return meetings


def fix_deadline(
    *,
    meeting: Meeting,
    kind: str,
    by: User,
    due_on: dt.date | None,
    basis: str = "",
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Deadline:
    """Set a deadline's day by hand, so that it no longer follows the meeting; with no day, let it follow again.

    Those whom the meeting concerns are told.
    """
    require_keeping(by)
    if due_on and due_on > meeting.starts_on:
        raise Refused({"due_on": [NOT_AFTER]})
    with transaction.atomic():
        at = at or timezone.now()
        now = claim(meeting, seen_sequence, at, of=[Status.PLANNED])
        deadline = Deadline.objects.filter(meeting=now, kind=kind).first() or Deadline(meeting=now, kind=kind)
        before = [deadline.due_on, deadline.fixed]
        values = _fixed(due_on, basis) if due_on else _following(now, kind)
        for name, value in values.items():
            setattr(deadline, name, value)
        deadline.sequence += 1 if deadline.pk else 0
        deadline.save()
        tell_of(DEADLINES_CHANGED, [now], at)
        changes = {"due_on": [before[0], deadline.due_on], "fixed": [before[1], deadline.fixed]}
        record(
            by=by, verb="fixed a deadline" if due_on else "counted deadlines", about=deadline, changes=changes, at=at
        )
    return deadline


def _fixed(due_on: dt.date, basis: str) -> dict[str, Any]:
    return {
        "due_on": due_on,
        "due_at": end_of_day_in(due_on, secretariat_zone()),
        "time_zone": FORUM.time_zone,
        "days": None,
        "unit": DayUnit.CALENDAR,
        "standing": LeadStanding.CONFIRMED,
        "basis": basis.strip()[:300],
        "fixed": True,
    }


def _following(meeting: Meeting, kind: str) -> dict[str, Any]:
    row = next((row for row in counted_by_leads(meeting, meeting.starts_on, meeting.host) if row.kind == kind), None)
    if row is None:
        raise Refused({"due_on": [NO_SUCH_LEAD]})
    names = ("due_on", "due_at", "days", "unit", "standing", "basis")
    return {**{name: getattr(row, name) for name in names}, "time_zone": FORUM.time_zone, "fixed": False}
