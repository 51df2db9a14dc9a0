"""Counting back from a meeting's first day, and the instant at which a day ends somewhere.

Pure: nothing is read but the table of public holidays and the rules of time zones. A working day is one on which both
the Secretariat and the host work; days of rest and public holidays are those of each country (`record.working_days`).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from law.choices import DayUnit
from record.working_days import holidays_of, works_on

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
# The last minute of a day, to the second: what "until that day" means in every door.
LAST_MINUTE = dt.time(23, 59)


@dataclass(frozen=True)
class Holiday:
    """A day between a deadline and its meeting on which a country rests, and why: `name` in English, from the table."""

    day: dt.date
    country: str
    name: str


def counted_back(day: dt.date, days: int, unit: str, countries: Iterable[str]) -> dt.date:
    """The day that lies `days` days before `day`; of working days, only those on which all `countries` work.

    Counting 0 days gives the day itself. Raises ValueError for a negative number, and OverflowError before year 1.
    """
    if days < 0:
        raise ValueError("a lead time isn't negative")
    if unit == DayUnit.CALENDAR:
        return day - days * DAY
    where = tuple(countries)
    while days:
        day -= DAY
        days -= all(works_on(day, country) for country in where)
    return day


def holidays_between(first: dt.date, end: dt.date, countries: Iterable[str]) -> tuple[Holiday, ...]:
    """The public holidays in [first, end) for which working days are skipped: those on a weekday, by day and country."""
    where = tuple(dict.fromkeys(countries))
    holidays = []
    day = first
    while day < end:
        for country in where:
            table = holidays_of(country)
            if table is not None and (name := table.get(day)) and not works_on(day, country):
                holidays.append(Holiday(day, country, str(name)))
        day += DAY
    return tuple(holiday for holiday in holidays if not _rests_anyway(holiday))


def _rests_anyway(holiday: Holiday) -> bool:
    return holiday.day.weekday() in holidays_of(holiday.country).weekend


def end_of_day_in(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """23:59:00 of `day` on the clocks of `zone`, as an instant.

    Where clocks are set back over it, the later of the two; where they are set forward over it, the first minute
    that there is again.
    """
    local = dt.datetime.combine(day, LAST_MINUTE, zone).replace(fold=1)
    while not _exists(local):
        local = (local.replace(tzinfo=None) + MINUTE).replace(tzinfo=zone, fold=1)
    return local


def _exists(local: dt.datetime) -> bool:
    """Whether clocks show this hour at all: whoever goes to UTC and back comes to the same."""
    back = local.astimezone(dt.UTC).astimezone(local.tzinfo)
    return back.replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0)
