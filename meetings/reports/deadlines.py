"""A meeting's deadlines for a reader: how far off each is, and the holidays that were not counted."""

import datetime as dt
from dataclasses import dataclass

from law.choices import DayUnit
from meetings.actions.deadlines import Counted, countries_of
from meetings.counting import Holiday, holidays_between
from meetings.models import Deadline, Meeting
from members.models import Participant, Person
from record.working_days import is_known


@dataclass(frozen=True)
class ShownDeadline:
    """A deadline, the days until it (negative once it is over), and what stands between it and the meeting."""

    deadline: Deadline
    days_left: int
    holidays: tuple[Holiday, ...]


def deadlines_of(user: Person, meeting: Meeting, at: dt.datetime) -> list[ShownDeadline]:
    """The meeting's deadlines in their order, seen at an instant; days are those of each deadline's zone."""
    shown_deadlines = []
    for deadline in Deadline.objects.visible_to(user).filter(meeting=meeting).order_by("due_at", "pk"):
        left = (deadline.due_on - at.astimezone(deadline.zone).date()).days
        shown_deadlines.append(
            ShownDeadline(
                deadline, left, _skipped(deadline.unit, deadline.days, deadline.due_on, meeting.starts_on, meeting.host)
            )
        )
    return shown_deadlines


@dataclass(frozen=True)
class ShownCount:
    """A deadline as it would be counted."""

    counted: Counted
    holidays: tuple[Holiday, ...]
    is_gone_by: bool


def shown_count(
    rows: tuple[Counted, ...], first_day: dt.date, host: Participant | None, today: dt.date
) -> list[ShownCount]:
    return [
        ShownCount(row, _skipped(row.unit, row.days, row.due_on, first_day, host), row.due_on < today) for row in rows
    ]


def unknown_host(host: Participant | None) -> Participant | None:
    """The host, where the table of holidays doesn't know it: then only its Saturdays and Sundays aren't counted."""
    return host if host and not is_known(host.code) else None


def _skipped(
    unit: str, days: int | None, due_on: dt.date, first_day: dt.date, host: Participant | None
) -> tuple[Holiday, ...]:
    if unit != DayUnit.WORKING or days is None:
        return ()
    return holidays_between(due_on, first_day, countries_of(host))
