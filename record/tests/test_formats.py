"""Days and instants as each language writes them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.formats import date_format

from record.dates import Precision, days_shown, shown
from record.texts import name_and_day
from record.zones import zone_in_words

AT = dt.datetime(2026, 11, 21, 23, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "21 November 2026, 23:15 (UTC)"),
        ("ru", "21 ноября 2026 года, 23:15 (UTC)"),
        ("zh-hans", "2026年11月21日 23:15（UTC）"),
        ("ar", "21 تشرين الثاني/نوفمبر 2026، 23:15 (UTC)"),
    ],
)
def test_an_instant_is_written_with_its_day_first(language, written):
    with translation.override(language):
        assert date_format(AT, "DATETIME_FORMAT") == written


@pytest.mark.parametrize(("zone", "written"), [("Asia/Almaty", "UTC+5"), ("Asia/Kolkata", "UTC+5:30"), ("UTC", "UTC")])
def test_a_zone_is_written_as_people_say_it(zone, written):
    assert date_format(AT.astimezone(ZoneInfo(zone)), "DATETIME_FORMAT").endswith(f"({written})")


def test_a_city_and_its_offset_are_read_from_the_right_in_arabic():
    """The mark in front says it: what is isolated doesn't, and an hour isolates both together."""
    with translation.override("ar"):
        words = zone_in_words("Asia/Almaty")
    assert words[0] == "\u200f"
    assert words.translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069"))) == "آلماتي، UTC+5"
    assert zone_in_words("Asia/Almaty") == "Almaty, UTC+5"


@pytest.mark.parametrize(
    ("language", "name", "shown_as"),
    [
        ("ar", "Exchange of lists", "\u2068Exchange of lists\u2069 · \u20682026\u2069"),
        ("ar", "لجنة كبار المسؤولين", "لجنة كبار المسؤولين · 2026"),
        ("en", "Exchange of lists", "Exchange of lists · 2026"),
    ],
)
def test_a_name_in_latin_letters_turns_no_day_round_in_arabic(language, name, shown_as):
    with translation.override(language):
        assert name_and_day(name, "2026") == shown_as


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "4 June 2002", "June 2002"),
        ("ru", "4 июня 2002 года", "июнь 2002 года"),
        ("zh-hans", "2002年6月4日", "2002年6月"),
        ("ar", "4 حزيران/يونيه 2002", "حزيران/يونيه 2002"),
    ],
)
def test_a_day_is_written_as_the_united_nations_writes_it(language, day, month):
    with translation.override(language):
        assert shown(dt.date(2002, 6, 4), Precision.EXACT) == day
        assert shown(dt.date(2002, 6, 30), Precision.MONTH) == month


def test_a_month_is_bent_after_since_and_until():
    end = dt.date(2020, 9, 30)
    with translation.override("ru"):
        said = [shown(end, precision, after) for after in ("since", "until") for precision in ("month", "year")]
    assert said == ["сентября 2020 года", "2020 года", "сентября 2020 года", "2020 года"]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "12–13 October 2022"),
        ("ru", "12–13 октября 2022 года"),
        ("ar", "12–13 تشرين الأول/أكتوبر 2022"),
    ],
)
def test_days_of_one_month_name_it_once(language, written):
    with translation.override(language):
        assert days_shown(dt.date(2022, 10, 12), dt.date(2022, 10, 13), Precision.EXACT) == written


def test_days_of_two_months_name_both_and_what_is_known_less_exactly_says_no_more():
    with translation.override("en"):
        over_the_month = days_shown(dt.date(2022, 9, 30), dt.date(2022, 10, 1), Precision.EXACT)
        assert over_the_month == "30 September 2022 – 1 October 2022"
        assert days_shown(dt.date(2022, 9, 30), None, Precision.MONTH) == "September 2022"
