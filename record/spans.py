"""The calendar of the cadence: intervals as people count them, and days that are known in part."""

import calendar
import datetime as dt
from dataclasses import dataclass

from record.dates import Precision

DAY = dt.timedelta(days=1)
Days = tuple[dt.date, dt.date]


def plus(day: dt.date, years: int = 0, months: int = 0) -> dt.date:
    """The same day so many years and months on (or back); the last of the month where there is no such day."""
    count = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = count // 12, count % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, order=True)
class Lapse:
    """Time as people count it between two days."""

    years: int
    months: int
    days: int

    @classmethod
    def between(cls, since: dt.date, until: dt.date) -> "Lapse":
        if until <= since:
            return cls(0, 0, 0)
        months = (until.year - since.year) * 12 + until.month - since.month
        months -= plus(since, months=months) > until
        return cls(*divmod(months, 12), (until - plus(since, months=months)).days)


def earliest(day: dt.date, precision: str) -> dt.date:
    """The first day on which it could have begun. What was so by a day is taken to lie in that day's year."""
    match precision:
        case Precision.MONTH:
            return day.replace(day=1)
        case Precision.YEAR | Precision.BY_THEN:
            return day.replace(month=1, day=1)
        case _:
            return day


def meet(first: Days, second: Days) -> bool:
    """Whether two stretches of days, their ends included, have a day in common."""
    return first[0] <= second[1] and second[0] <= first[1]
