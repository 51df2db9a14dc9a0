"""Dates as the record knows them.

A source may know only the month, the year, or that something was so by a day. The stored date is always THE LAST DAY
ON WHICH IT COULD HAVE BEGUN, so that whatever is counted "as of" a day is certain; the precision says how to show it.
Intervals are half open: since <= day < until.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import models
from django.utils import dateformat, timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from record.zones import hours_from_utc, zone_in_words


class Precision(models.TextChoices):
    EXACT = "exact", _("exact day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    BY_THEN = "by-then", _("by that day")


# Django's own names of the months, asked for here so that the catalogues can say them as the United Nations does.
MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August")),
    *(_("September"), _("October"), _("November"), _("December")),
)
# Languages bend a month and a year after "since" and "until".
BENT = {
    ("since", Precision.MONTH): pgettext_lazy("format of a month after “since”", "F Y"),
    ("since", Precision.YEAR): pgettext_lazy("format of a year after “since”", "Y"),
    ("until", Precision.MONTH): pgettext_lazy("format of a month after “until”", "F Y"),
    ("until", Precision.YEAR): pgettext_lazy("format of a year after “until”", "Y"),
}


@dataclass(frozen=True)
class KnownDate:
    """A day and how well it is known."""

    day: dt.date
    precision: Precision


def day_of_the_house(at: dt.datetime | None = None) -> dt.date:
    """The day of an instant (of now, if none is given) as the house counts days: in UTC, whoever asks.

    Everyone reads hours in their own time zone, but a day that something hangs on has to be one day for all: who holds
    a seat, when an intention began, whether a term has ended. Were it the reader's day, who joins from Tokyo in the
    evening would join tomorrow, and would hold other seats on the site than by the API.
    """
    return (at or timezone.now()).astimezone(dt.UTC).date()


def beginning_of_the_day(day: dt.date) -> dt.datetime:
    """The first instant of a day of the house."""
    return dt.datetime.combine(day, dt.time.min, dt.UTC)


def end_of_the_day(day: dt.date) -> dt.datetime:
    """The last instant of a day of the house."""
    return dt.datetime.combine(day, dt.time.max, dt.UTC)


def parse_known_date(text: str) -> KnownDate:
    """Read "2007-03-14", "2010-06", "2011" or "by 2002-06-04". Raises ValueError for anything else."""
    text = str(text).strip()
    if text.startswith("by "):
        return KnownDate(dt.date.fromisoformat(text[3:]), Precision.BY_THEN)
    if re.fullmatch(r"\d{4}", text):
        return KnownDate(dt.date(int(text), 12, 31), Precision.YEAR)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        year, month = int(match[1]), int(match[2])
        if not 1 <= month <= 12:
            raise ValueError(f"no such month: {text}")
        return KnownDate(dt.date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH)
    return KnownDate(dt.date.fromisoformat(text), Precision.EXACT)


def written(day: dt.date | None, precision: str) -> str:
    """The date as ISO text that says no more than is known: the form `parse_known_date` reads."""
    if day is None:
        return ""
    match precision:
        case Precision.YEAR:
            return f"{day:%Y}"
        case Precision.MONTH:
            return f"{day:%Y-%m}"
        case Precision.BY_THEN:
            return f"by {day.isoformat()}"
        case _:
            return day.isoformat()


def last_day_of_term(
    until: dt.date | None, precision: str = Precision.EXACT, since: dt.date | None = None
) -> dt.date | None:
    """The last day of a term, which is kept as the first day after it where the day is known."""
    if until is None or precision != Precision.EXACT:
        return until
    day = until - dt.timedelta(days=1)
    return max(day, since) if since else day


def shown(day: dt.date | None, precision: str, after: str = "") -> str:
    """The date for a reader, in the active language, saying no more than is known; `after` is "since" or "until"."""
    if day is None:
        return ""
    if bent := BENT.get((after, Precision(precision))):
        return date_format(day, str(bent))
    match precision:
        case Precision.YEAR:
            return date_format(day, "Y")
        case Precision.MONTH:
            return date_format(day, "YEAR_MONTH_FORMAT")
        case Precision.BY_THEN:
            return _("by %(day)s") % {"day": date_format(day, "DATE_FORMAT")}
        case _:
            return date_format(day, "DATE_FORMAT")


@lru_cache(maxsize=1000)
def zone_of(name: str, otherwise: str = "UTC") -> ZoneInfo:
    """The zone of a name that stands in a row. One that this machine doesn't know is `otherwise`: a page, a feed and a
    letter about many things don't end for one of them, and the check of the night names it (`cica_tracker.rows`)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(otherwise)


def instant_in(at: dt.datetime, zone: str) -> str:
    """An instant as clocks show it in a zone, with the zone: "15 March 2027, 18:00 (Almaty, UTC+5)"."""
    local = at.astimezone(zone_of(zone))
    return _now("%(day)s, %(hour)s (%(zone)s)") % {
        "day": date_format(local, "DATE_FORMAT"),
        "hour": date_format(local, "H:i:s" if local.second else "H:i"),
        "zone": zone_in_words(zone, at),
    }


def from_utc(written: dateformat.TimeFormat) -> str:
    """How far clocks are from UTC, after the letters "UTC": nothing for UTC itself, "+5", "+5:30"."""
    instant = written.data
    return hours_from_utc(instant.utcoffset() if isinstance(instant, dt.datetime) else None)


# In every format of the house, where Django would write "(UTC+0000)" and "(UTC+0500)".
dateformat.TimeFormat.O = from_utc  # type: ignore[assignment, method-assign]


def hour_shown(at: dt.datetime) -> str:
    """The hour alone, on the clocks of whoever reads it, with its zone: "23:59 (UTC+5)"."""
    return date_format(timezone.localtime(at), r"H:i (\U\T\CO)")


def days_shown(first: dt.date, last: dt.date | None, precision: str) -> str:
    """The days from the first to the last in the reader's language, saying no more than is known."""
    if not last or last == first:
        return shown(first, precision)
    if precision == Precision.EXACT and (first.year, first.month) == (last.year, last.month):
        return _days_of_a_month(first, last)
    return f"{shown(first, precision)} – {shown(last, precision)}"


def period_shown(first: dt.date | None, last: dt.date | None, precision: str) -> str:
    """A period in the reader's language, which may be open at either end; empty where nothing is known of it."""
    if first is not None and last is not None:
        return days_shown(first, last, precision)
    if first is not None:
        return _("since %(day)s") % {"day": shown(first, precision, "since")}
    if last is not None:
        return _("until %(day)s") % {"day": shown(last, precision, "until")}
    return ""


def as_known(day: dt.date, precision: str) -> dt.date:
    """The last day that a date can mean which is known to be of its month or its year alone."""
    return parse_known_date(written(day, precision)).day


def _days_of_a_month(first: dt.date, last: dt.date) -> str:
    """ "12–13 October 2022": the month once. Where the day comes last, so does the other one: 2022年10月12日至13日."""
    if get_format("DATE_FORMAT").startswith("j"):
        return f"{first.day}–{date_format(last, 'DATE_FORMAT')}"
    return pgettext("days of one month", "%(first)s–%(last)s") % {
        "first": date_format(first, "DATE_FORMAT"),
        "last": last.day,
    }


class PrecisionField(models.CharField):
    """How well the date beside it is known."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("choices", Precision.choices)
        kwargs.setdefault("default", Precision.EXACT)
        super().__init__(*args, **kwargs)
