"""When a letter may reach somebody: at an hour of theirs that exists, on a working day of their country."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from record.dates import zone_of
from record.working_days import works_on

SEARCHED = 40  # days: longer than the longest holidays of any country


@dataclass(frozen=True)
class Habits:
    """Where a person is, and in which hours their letters may leave."""

    zone: str = "UTC"
    country: str = ""
    hour: int = 9
    until_hour: int = 18


def moment(day: dt.date, hour: int, zone: str) -> dt.datetime:
    """That hour of that day there, as an instant; in an hour that the clocks skip, the same time after the gap."""
    days, hour = divmod(hour, 24)
    local = dt.datetime.combine(day + dt.timedelta(days=days), dt.time(hour), zone_of(zone))
    return local.astimezone(dt.UTC)


def local_day(at: dt.datetime, zone: str) -> dt.date:
    return at.astimezone(zone_of(zone)).date()


def end_of_local_day(at: dt.datetime, zone: str) -> dt.datetime:
    return moment(local_day(at, zone) + dt.timedelta(days=1), 0, zone)


def _hours(day: dt.date, habits: Habits) -> tuple[dt.datetime, dt.datetime]:
    return moment(day, habits.hour, habits.zone), moment(day, habits.until_hour, habits.zone)


def _working_days(first: dt.date, country: str, step: int = 1) -> Iterator[dt.date]:
    days = (first + dt.timedelta(days=step * number) for number in range(SEARCHED))
    return (day for day in days if works_on(day, country))


def suits(at: dt.datetime, habits: Habits) -> bool:
    """Whether a letter may leave now."""
    opens, closes = _hours(local_day(at, habits.zone), habits)
    return opens <= at < closes and works_on(local_day(at, habits.zone), habits.country)


def last_good_morning(by: dt.datetime, habits: Habits) -> dt.datetime:
    """The first working hour of the last working day that begins there by then."""
    day = local_day(by, habits.zone)
    if moment(day, habits.hour, habits.zone) > by:
        day -= dt.timedelta(days=1)
    return moment(next(_working_days(day, habits.country, -1), day), habits.hour, habits.zone)


def first_good_moment(after: dt.datetime, habits: Habits) -> dt.datetime:
    """The first moment from then on at which a letter may leave."""
    for day in _working_days(local_day(after, habits.zone), habits.country):
        opens, closes = _hours(day, habits)
        if after < closes:
            return max(after, opens)
    return after


def when_to_send(due: dt.datetime, habits: Habits, expires: dt.datetime | None, at: dt.datetime) -> dt.datetime:
    """When a letter that is due then should leave, as seen at a moment.

    The first good moment; if that would be too late, the last opening hour before; if that has gone by, when it is due.
    """
    good = first_good_moment(due, habits)
    if expires is None or good < expires:
        return good
    for day in _working_days(local_day(due, habits.zone), habits.country, step=-1):
        opens = _hours(day, habits)[0]
        if opens < expires:
            return opens if opens >= at else due
    return due
