"""Planning a meeting: a new one, one that was only proposed, and the working groups that sit before it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import difference, record, snapshot
from law.choices import Session
from meetings.actions.deadlines import claim, counted_by_leads, require_keeping, require_preparing, write_counted
from meetings.actions.telling import tell_of
from meetings.choices import Format, Status
from meetings.counting import DAY
from meetings.kinds import MEETING_PLANNED
from meetings.models import Meeting, MeetingDates, WorkingGroup
from members.models import Participant, User
from record.dates import Precision, day_of_the_house
from record.refusals import Refused

DAY_IS_PAST = _("Plan a meeting for a day to come. One that was held is entered in the record.")
ENDS_BEFORE = _("The last day is not before the first.")
CLOSES_BEFORE = _("On one day, it closes after it opens.")
NOT_YET = _("A meeting is marked as held from its first day on.")
PREPARES_ITSELF = _("A meeting prepares another one, not itself.")
PREPARES_EARLIER = _("What it prepares is on the same days, or later.")
SITS_BEFORE_TODAY = _("The working group would sit before today.")
# What a change of place and days is made of: the names of the fields, on a meeting as in a plan.
PLACED = ("starts_on", "ends_on", "opens_at", "closes_at", "time_zone", "place", "host", "format")
KEPT = ("starts_on", "starts_precision", "ends_on", "opens_at", "closes_at", "time_zone", "place", "format")


@dataclass(frozen=True)
class Whereabouts:
    """When and where a meeting is to be: days and hours on the clocks of the place, which `time_zone` names."""

    starts_on: dt.date
    ends_on: dt.date | None = None
    opens_at: dt.time | None = None
    closes_at: dt.time | None = None
    time_zone: str = ""
    place: dict[str, str] = field(default_factory=dict)
    host: Participant | None = None
    format: str = Format.UNKNOWN

    @classmethod
    def of(cls, meeting: Meeting) -> "Whereabouts":
        return cls(**{name: getattr(meeting, name) for name in PLACED})

    @property
    def last_day(self) -> dt.date:
        return self.ends_on or self.starts_on


@dataclass(frozen=True)
class MeetingPlan:
    """A meeting to be planned."""

    body: str
    where: Whereabouts
    session: str = Session.REGULAR
    ordinal: int | None = None
    title: dict[str, str] = field(default_factory=dict)
    working_group: WorkingGroup | None = None
    prepares: Meeting | None = None
    note: str = ""
    # Of a special meeting: by which decision it is held, or how else consensus was found, and where that is said.
    rests_on: str = ""
    consensus: str = ""
    consensus_source: str = ""


def plan_meeting(
    *,
    plan: MeetingPlan,
    by: User,
    groups: Iterable[WorkingGroup] = (),
    days_before: int | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Meeting:
    """Plan a meeting, count its deadlines back, and plan the working groups that sit `days_before` it; tell of each.

    A second one with the same key is the first. Raises Refused with what can't be so.
    """
    require_preparing(by)
    at = at or timezone.now()
    groups, days_before = tuple(groups), days_before or 1
    _check(plan, groups, days_before, day_of_the_house(at))
    with transaction.atomic():
        if once_key and (already := Meeting.objects.filter(once_key=once_key).first()):
            return already
        meeting = _planned(plan, by, at, once_key)
        of_groups = meeting.law.body_of_groups().code
        for group in groups:
            day = plan.where.starts_on - days_before * DAY
            where = replace(plan.where, starts_on=day, ends_on=None)
            _planned(MeetingPlan(of_groups, where, working_group=group, prepares=meeting), by, at)
        tell_of(MEETING_PLANNED, [meeting, *meeting.prepared_by.order_by("pk")], at)
    return meeting


def _check(plan: MeetingPlan, groups: tuple[WorkingGroup, ...], days_before: int, today: dt.date) -> None:
    problems = problems_of(plan.where, today)
    if plan.prepares and plan.prepares.last_day < plan.where.starts_on:
        problems["prepares"] = [PREPARES_EARLIER]
    if groups and not problems and plan.where.starts_on - days_before * DAY < today:
        problems["groups"] = [SITS_BEFORE_TODAY]
    if problems:
        raise Refused(problems)


def problems_of(where: Whereabouts, today: dt.date) -> dict[str, list[Any]]:
    """What can't be so about days and hours, by field."""
    problems: dict[str, list[Any]] = {}
    if where.starts_on < today:
        problems["starts_on"] = [DAY_IS_PAST]
    if where.ends_on and where.ends_on < where.starts_on:
        problems["ends_on"] = [ENDS_BEFORE]
    elif where.last_day == where.starts_on and where.opens_at and where.closes_at and where.closes_at <= where.opens_at:
        problems["closes_at"] = [CLOSES_BEFORE]
    return problems


def why_not_planned(plan: MeetingPlan) -> dict[str, list[Any]]:
    """Why a meeting can't be planned yet, by field: a special one without consensus, a group's without its group."""
    names = ("body", "session", "rests_on", "consensus", "consensus_source", "working_group")
    meeting = Meeting(starts_on=plan.where.starts_on, **{name: getattr(plan, name) for name in names})
    reasons = {"rests_on": meeting.why_without_consensus(), "working_group": meeting.why_not_of_this_group()}
    return {name: [why] for name, why in reasons.items() if why is not None}


def _planned(
    plan: MeetingPlan, by: User, at: dt.datetime, once_key: str | None = None, status: str = Status.PLANNED
) -> Meeting:
    meeting = Meeting(
        body=plan.body,
        session=plan.session,
        ordinal=plan.ordinal,
        title=plan.title,
        working_group=plan.working_group,
        prepares=plan.prepares,
        note=plan.note,
        rests_on=plan.rests_on,
        consensus=plan.consensus.strip(),
        consensus_source=plan.consensus_source.strip(),
        status=status,
        changed_at=at,
        once_key=once_key,
        **{name: getattr(plan.where, name) for name in PLACED},
    )
    try:
        meeting.full_clean()
    except ValidationError as error:
        raise Refused(error.message_dict) from error
    meeting.save()
    dates = append_dates(meeting, by=by, at=at)
    if status == Status.PLANNED:
        write_counted(meeting, counted_by_leads(meeting, meeting.starts_on, meeting.host))
    verb = "planned a meeting" if status == Status.PLANNED else "proposed a meeting"
    record(by=by, verb=verb, about=meeting, changes=difference({}, snapshot(meeting)), at=at, wrote=[dates])
    return meeting


def propose(*, plan: MeetingPlan, by: User, at: dt.datetime) -> Meeting:
    """Put a meeting down as proposed. It asks for nothing until it is confirmed. In the caller's transaction."""
    return _planned(plan, by, at, status=Status.PROPOSED)


def append_dates(meeting: Meeting, *, by: User | None, at: dt.datetime, reason: str = "") -> MeetingDates:
    """Add to the history of dates what the meeting says now."""
    values = {name: getattr(meeting, name) for name in KEPT}
    return MeetingDates.objects.create(
        meeting=meeting, sequence=meeting.sequence, status=meeting.status, reason=reason, by=by, at=at, **values
    )


def confirm_meeting(
    *,
    meeting: Meeting,
    where: Whereabouts,
    by: User,
    working_group: WorkingGroup | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Meeting:
    """Plan a meeting that was only proposed, on these days, count its deadlines, and tell of it.

    `working_group`: which one meets, where it is the meeting of one. Raises Refused with what can't be so.
    """
    require_keeping(by)
    at = at or timezone.now()
    if problems := problems_of(where, day_of_the_house(at)):
        raise Refused(problems)
    with transaction.atomic():
        now = claim(meeting, seen_sequence, at, of=[Status.PROPOSED])
        before = snapshot(now)
        place_at(now, where)
        now.status = Status.PLANNED
        now.working_group = working_group or now.working_group
        if (why := now.why_not_of_this_group()) is not None:
            raise Refused({"working_group": [why]})
        now.save()
        dates = append_dates(now, by=by, at=at)
        write_counted(now, counted_by_leads(now, now.starts_on, now.host))
        tell_of(MEETING_PLANNED, [now], at)
        changes = difference(before, snapshot(now))
        record(by=by, verb="planned a meeting", about=now, changes=changes, at=at, wrote=[dates])
    return now


def place_at(meeting: Meeting, where: Whereabouts) -> None:
    """Set days, hours and place on the row, in memory."""
    for name in PLACED:
        setattr(meeting, name, getattr(where, name))
    meeting.starts_precision = Precision.EXACT


def mark_held(
    *, meeting: Meeting, by: User, seen_sequence: int | None = None, at: dt.datetime | None = None
) -> Meeting:
    """Say that a planned meeting took place. Its deadlines no longer ask for anything."""
    require_keeping(by)
    at = at or timezone.now()
    if meeting.starts_on > at.astimezone(meeting.zone).date():
        raise Refused({"": [NOT_YET]})
    with transaction.atomic():
        now = claim(meeting, seen_sequence, at, of=[Status.PLANNED])
        now.status = Status.HELD
        now.save(update_fields=["status"])
        dates = append_dates(now, by=by, at=at)
        changes = {"status": [Status.PLANNED, Status.HELD]}
        record(by=by, verb="marked as held", about=now, changes=changes, at=at, wrote=[dates])
    return now
