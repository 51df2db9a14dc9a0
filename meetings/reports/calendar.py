"""What a person's calendar holds: the meetings they may see, and the deadlines that concern them."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.formats import get_format

from meetings.access import kinds_concerning
from meetings.choices import Status
from meetings.models import Deadline, Meeting
from members.models import Person
from record.dates import Precision

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class CalendarLine:
    """One line of a calendar on one day: a meeting that sits on it, or a deadline that ends with it."""

    day: dt.date
    meeting: Meeting
    deadline: Deadline | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.meeting.status == Status.CANCELLED

    @property
    def begins(self) -> bool:
        """Whether it is the first day, so that a list names a meeting once."""
        return self.deadline is not None or self.day == self.meeting.starts_on


@dataclass(frozen=True)
class CalendarDay:
    day: dt.date
    in_month: bool
    is_today: bool
    entries: tuple[CalendarLine, ...]


def meetings_between(user: Person, first: dt.date, end: dt.date) -> Any:
    """Meetings that sit on a day in [first, end), as far as their days are known to the day."""
    rows = Meeting.objects.visible_to(user).filter(starts_precision=Precision.EXACT)
    rows = rows.annotate(finishes_on=Coalesce("ends_on", "starts_on"))
    rows = rows.filter(starts_on__lt=end, finishes_on__gte=first)
    return rows.select_related("host", "working_group", "prepares").order_by("starts_on", "pk")


def without_a_day(user: Person, first: dt.date, end: dt.date) -> Any:
    """Meetings planned for some day in [first, end) that isn't known yet: a month or a year is."""
    rows = Meeting.objects.visible_to(user).exclude(starts_precision=Precision.EXACT)
    rows = rows.filter(status__in=[Status.PLANNED, Status.PROPOSED], starts_on__gte=first, starts_on__lt=end)
    return rows.order_by("starts_on", "pk")


def deadlines_between(user: Person, first: dt.date, end: dt.date) -> Any:
    """The deadlines that concern this person on days in [first, end), those of cancelled meetings included."""
    rows = Deadline.objects.visible_to(user).filter(kind__in=kinds_concerning(user), due_on__gte=first, due_on__lt=end)
    rows = rows.filter(Q(meeting__starts_precision=Precision.EXACT))
    return rows.select_related("meeting__host", "meeting__prepares").order_by("due_at", "pk")


def entries(user: Person, first: dt.date, end: dt.date) -> list[CalendarLine]:
    """Every line of the days in [first, end), in order: two queries, and those that find the person's seats."""
    lines = [
        CalendarLine(day, meeting)
        for meeting in meetings_between(user, first, end)
        for day in _days(max(first, meeting.starts_on), min(end, meeting.last_day + dt.timedelta(days=1)))
    ]
    lines += [
        CalendarLine(deadline.due_on, deadline.meeting, deadline) for deadline in deadlines_between(user, first, end)
    ]
    return sorted(lines, key=lambda line: (line.day, line.deadline is not None))


def month_of(user: Person, month: dt.date, today: dt.date) -> list[list[CalendarDay]]:
    """The weeks of a month, whole ones, beginning as the reader's language begins a week."""
    begins = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % DAYS_OF_A_WEEK
    weeks = list(calendar.Calendar(begins).monthdatescalendar(month.year, month.month))
    by_day: dict[dt.date, list[CalendarLine]] = defaultdict(list)
    for entry in entries(user, weeks[0][0], weeks[-1][-1] + dt.timedelta(days=1)):
        by_day[entry.day].append(entry)
    return [
        [CalendarDay(day, day.month == month.month, day == today, tuple(by_day[day])) for day in week] for week in weeks
    ]


def _days(first: dt.date, end: dt.date) -> Iterator[dt.date]:
    while first < end:
        yield first
        first += dt.timedelta(days=1)
