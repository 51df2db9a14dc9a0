"""The days of an activity, as far as they are known: a day, a month, the half of a year, a year."""

import calendar
import datetime as dt

from django.utils.translation import gettext as _now

from activities.choices import DayKnown
from record.dates import Precision, days_shown

JUNE, DECEMBER = 6, 12


def last_day_within(day: dt.date, known: str) -> dt.date:
    """The last day of the month, half or year in which a day lies; the day itself where it is known."""
    match known:
        case DayKnown.MONTH:
            return day.replace(day=calendar.monthrange(day.year, day.month)[1])
        case DayKnown.HALF:
            return dt.date(day.year, JUNE, 30) if day.month <= JUNE else dt.date(day.year, DECEMBER, 31)
        case DayKnown.YEAR:
            return dt.date(day.year, DECEMBER, 31)
        case _:
            return day


def first_day_within(day: dt.date, known: str) -> dt.date:
    """The first day on which it can begin, of the last one."""
    match known:
        case DayKnown.MONTH:
            return day.replace(day=1)
        case DayKnown.HALF:
            return dt.date(day.year, 1 if day.month <= JUNE else JUNE + 1, 1)
        case DayKnown.YEAR:
            return dt.date(day.year, 1, 1)
        case _:
            return day


def in_words(first: dt.date | None, last: dt.date | None, known: str) -> str:
    """The days for a reader, saying no more than is known; "" where none is named."""
    if first is None:
        return ""
    if known != DayKnown.HALF:
        return days_shown(first, last, Precision(known))
    if first.month <= JUNE:
        return _now("first half of %(year)d") % {"year": first.year}
    return _now("second half of %(year)d") % {"year": first.year}


def as_known(day: dt.date | None, known: str) -> str:
    """The day as a program reads it, saying no more than is known: 2027-03-14, 2027-06, 2027-H1, 2027."""
    if day is None:
        return ""
    match known:
        case DayKnown.MONTH:
            return f"{day:%Y-%m}"
        case DayKnown.HALF:
            return f"{day.year}-H{1 if day.month <= JUNE else 2}"
        case DayKnown.YEAR:
            return f"{day:%Y}"
        case _:
            return day.isoformat()
