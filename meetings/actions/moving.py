"""Moving and cancelling a planned meeting: what it would do, and doing it.

What was planned before stays in the history of dates; the deadlines follow, but for those fixed by hand.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import difference, record, snapshot
from meetings.actions.deadlines import (
    MOVED_MEANWHILE,
    Counted,
    Shift,
    claim,
    counted,
    counted_by_leads,
    require_keeping,
    write_counted,
)
from meetings.actions.planning import Whereabouts, append_dates, place_at, problems_of
from meetings.actions.telling import tell_of
from meetings.choices import Status
from meetings.kinds import MEETING_CANCELLED, MEETING_MOVED
from meetings.models import Meeting
from members.models import User
from record.dates import day_of_the_house
from record.refusals import Refused

TO_COME = (Status.PROPOSED, Status.PLANNED)
NOTHING_CHANGES = _("Nothing changes by this: day, hours, place and format are as they were.")
SAY_WHY = _("Say why, for those who were told the old date.")
NOT_TO_COME = _("Only a meeting that is to come is moved or cancelled.")


@dataclass(frozen=True)
class Along:
    """A meeting that prepares the one that moves: where it is, and where it would be if it moved with it."""

    meeting: Meeting
    where: Whereabouts


@dataclass(frozen=True)
class Effect:
    """What a move does, told before it is done."""

    meeting: Meeting
    where: Whereabouts
    deadlines: tuple[Shift, ...]
    preparing: tuple[Along, ...]
    prepared: Meeting | None
    today: dt.date

    @property
    def gone_by(self) -> tuple[Shift, ...]:
        """Deadlines that would lie before today."""
        return tuple(shift for shift in self.deadlines if shift.new < self.today)

    @property
    def comes_too_late(self) -> bool:
        """Whether it would come after the meeting that it prepares."""
        return self.prepared is not None and self.where.starts_on > self.prepared.last_day

    @property
    def documents(self) -> Shift | None:
        """The cut-off for papers, if it moves."""
        return next((shift for shift in self.deadlines if shift.kind == "documents" and shift.moves), None)


def preview(meeting: Meeting, where: Whereabouts, today: dt.date) -> Effect:
    """What moving the meeting there would do to deadlines and to the meetings around it. Writes nothing."""
    by_kind = {deadline.kind: deadline for deadline in meeting.deadlines.all()}
    fixed = [deadline for deadline in by_kind.values() if deadline.fixed]
    shifts = [Shift(deadline.kind, deadline.due_on, deadline.due_on, fixed=True) for deadline in fixed]
    if meeting.status == Status.PLANNED:
        for row in _recounted(meeting, where):
            old = by_kind.get(row.kind)
            if old is None or not old.fixed:
                shifts.append(Shift(row.kind, old.due_on if old else None, row.due_on))
    preparing = Meeting.objects.filter(prepares=meeting, status__in=TO_COME).select_related("host")
    along = tuple(Along(before, _shifted(meeting, where, before)) for before in preparing.order_by("starts_on", "pk"))
    return Effect(meeting, where, tuple(sorted(shifts, key=lambda shift: shift.new)), along, meeting.prepares, today)


def _recounted(meeting: Meeting, where: Whereabouts) -> tuple[Counted, ...]:
    """The deadlines there, counted from the new first day by the leads they were counted by; all of them, if none."""
    recountable = [deadline for deadline in meeting.deadlines.all() if not deadline.fixed and deadline.days is not None]
    if recountable:
        return counted(recountable, where.starts_on, where.host)
    if meeting.deadlines.all():
        return ()
    return counted_by_leads(meeting, where.starts_on, where.host)


def _shifted(meeting: Meeting, where: Whereabouts, preparing: Meeting) -> Whereabouts:
    """As many days from the meeting as now; at its new place, in so far as it was at its old one."""
    by = where.starts_on - meeting.starts_on
    same = {name: getattr(where, name) for name in ("time_zone", "place", "host", "format")}
    new = {name: value for name, value in same.items() if getattr(preparing, name) == getattr(meeting, name)}
    ends = preparing.ends_on + by if preparing.ends_on else None
    return replace(Whereabouts.of(preparing), starts_on=preparing.starts_on + by, ends_on=ends, **new)


def move_meeting(
    *,
    meeting: Meeting,
    where: Whereabouts,
    reason: str,
    by: User,
    with_preparing: bool = False,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> list[Meeting]:
    """Move a meeting, and with it, if asked, those that prepare it. Returns the meetings that moved, it first.

    Everybody who was told the old date, and whom it concerns, is told the new one.
    """
    require_keeping(by)
    at = at or timezone.now()
    today = day_of_the_house(at)
    _check(meeting, where, reason, today)
    with transaction.atomic():
        effect = preview(meeting, where, today)
        moved = [_moved(meeting, where, reason, by, at, seen_sequence)]
        for along in effect.preparing if with_preparing else ():
            if problems := problems_of(along.where, today):
                sentences = [sentence for of_a_field in problems.values() for sentence in of_a_field]
                raise Refused({"with_preparing": [f"{along.meeting.reference}: {sentence}" for sentence in sentences]})
            if Whereabouts.of(along.meeting) != along.where:
                moved.append(_moved(along.meeting, along.where, reason, by, at, None))
        tell_of(MEETING_MOVED, moved, at)
    return moved


def _check(meeting: Meeting, where: Whereabouts, reason: str, today: dt.date) -> None:
    if meeting.status not in TO_COME:
        raise Refused({"": [NOT_TO_COME]}, is_stale=True)
    problems = problems_of(where, today)
    if not reason.strip():
        problems["reason"] = [SAY_WHY]
    if Whereabouts.of(meeting) == where and meeting.is_certain:
        problems[""] = [NOTHING_CHANGES]
    if problems:
        raise Refused(problems)


def _moved(
    meeting: Meeting, where: Whereabouts, reason: str, by: User, at: dt.datetime, seen_sequence: int | None
) -> Meeting:
    _begin_history(meeting)
    now = claim(meeting, seen_sequence, at, of=TO_COME)
    before = snapshot(now)
    rows = _recounted(now, where) if now.status == Status.PLANNED else ()
    place_at(now, where)
    now.save()
    append_dates(now, by=by, at=at, reason=reason.strip())
    shifted = write_counted(now, rows)
    changes = difference(before, snapshot(now))
    changes |= {**shifted, "why": [None, reason]}
    record(by=by, verb="moved a meeting", about=now, changes=changes, at=at, wrote=now.history.all())
    return now


def _begin_history(meeting: Meeting) -> None:
    """Where the record announced it, and nobody planned it here: what was announced is the first row of its history."""
    if not meeting.history.exists():
        append_dates(meeting, by=None, at=meeting.changed_at)


def cancel_meeting(
    *,
    meeting: Meeting,
    reason: str,
    by: User,
    with_preparing: bool = False,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> list[Meeting]:
    """Cancel a meeting, and with it, if asked, those that prepare it. Its dates and deadlines stay to be read.

    Everybody who was told of it, and whom it concerns, is told.
    """
    require_keeping(by)
    if meeting.status not in TO_COME:
        raise Refused({"": [NOT_TO_COME]}, is_stale=True)
    if not reason.strip():
        raise Refused({"reason": [SAY_WHY]})
    at = at or timezone.now()
    with transaction.atomic():
        ended = [_cancelled(meeting, reason, by, at, seen_sequence)]
        if with_preparing:
            preparing = Meeting.objects.filter(prepares=meeting, status__in=TO_COME).order_by("starts_on", "pk")
            ended += [_cancelled(preparatory, reason, by, at, None) for preparatory in preparing]
        tell_of(MEETING_CANCELLED, ended, at)
    return ended


def _cancelled(meeting: Meeting, reason: str, by: User, at: dt.datetime, seen_sequence: int | None) -> Meeting:
    _begin_history(meeting)
    now = claim(meeting, seen_sequence, at, of=TO_COME)
    before, now.status = now.status, Status.CANCELLED
    now.save(update_fields=["status"])
    append_dates(now, by=by, at=at, reason=reason.strip())
    changes = {"status": [before, Status.CANCELLED], "why": [None, reason]}
    record(by=by, verb="cancelled a meeting", about=now, changes=changes, at=at, wrote=now.history.all())
    return now


__all__ = ["MOVED_MEANWHILE", "TO_COME", "Along", "Effect", "cancel_meeting", "move_meeting", "preview"]
