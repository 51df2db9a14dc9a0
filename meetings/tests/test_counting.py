"""Counting days back, and the instant at which a day ends."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cica_tracker.tests.night import examples
from law.choices import DayUnit
from meetings.counting import counted_back, end_of_day_in, holidays_between
from record.working_days import works_on

# The capitals of the members, and of observers that set their clocks forward and back.
ZONES = (
    "Asia/Kabul", "Asia/Baku", "Asia/Bahrain", "Asia/Dhaka", "Asia/Phnom_Penh", "Asia/Shanghai", "Africa/Cairo",
    "Asia/Kolkata", "Asia/Tehran", "Asia/Baghdad", "Asia/Jerusalem", "Asia/Amman", "Asia/Almaty", "Asia/Kuwait",
    "Asia/Bishkek", "Asia/Ulaanbaatar", "Asia/Karachi", "Asia/Gaza", "Asia/Qatar", "Asia/Seoul", "Europe/Moscow",
    "Asia/Colombo", "Asia/Dushanbe", "Asia/Bangkok", "Europe/Istanbul", "Asia/Ashgabat", "Asia/Dubai", "Asia/Tashkent",
    "Asia/Ho_Chi_Minh", "Asia/Tokyo", "America/New_York", "Europe/Kyiv", "Pacific/Apia",
)  # fmt: skip
DAYS = st.dates(dt.date(1999, 1, 1), dt.date(2040, 12, 31))
LEADS = st.integers(0, 60)


def test_calendar_days_are_all_counted():
    assert counted_back(dt.date(2027, 3, 29), 14, DayUnit.CALENDAR, ["KZ"]) == dt.date(2027, 3, 15)


def test_nobody_works_on_the_holidays_of_the_secretariat_or_the_host():
    # 22 March 2027 is Nauryz in Kazakhstan, and so are the two days after it; in Türkiye all three are worked.
    meeting = dt.date(2027, 3, 25)
    assert counted_back(meeting, 1, DayUnit.WORKING, ["TR"]) == dt.date(2027, 3, 24)
    assert counted_back(meeting, 1, DayUnit.WORKING, ["KZ", "TR"]) == dt.date(2027, 3, 19)
    named = holidays_between(dt.date(2027, 3, 19), meeting, ["KZ", "TR"])
    assert [(one.day.day, one.country) for one in named] == [(22, "KZ"), (23, "KZ"), (24, "KZ")]
    assert named[0].name == "Nowruz Holiday"


def test_days_of_rest_are_each_countrys_own():
    # Friday and Saturday in Saudi Arabia; in an invented country nothing is known, and Saturday and Sunday are meant.
    friday, sunday = dt.date(2027, 6, 4), dt.date(2027, 6, 6)
    assert (works_on(friday, "SA"), works_on(sunday, "SA")) == (False, True)
    # In Palestine as well; the sixth of June is a holiday there, the thirteenth is a Sunday like others.
    assert (works_on(friday, "PS"), works_on(dt.date(2027, 6, 13), "PS")) == (False, True)
    assert (works_on(friday, "XA"), works_on(sunday, "XA")) == (True, False)
    assert counted_back(dt.date(2027, 6, 7), 1, DayUnit.WORKING, ["KZ", "SA"]) == dt.date(2027, 6, 3)


def test_no_days_is_the_day_itself_and_fewer_are_none():
    day = dt.date(2027, 6, 5)
    assert counted_back(day, 0, DayUnit.WORKING, ["KZ"]) == day
    with pytest.raises(ValueError, match="negative"):
        counted_back(day, -1, DayUnit.CALENDAR, ["KZ"])


@given(day=DAYS, fewer=LEADS, more=LEADS, unit=st.sampled_from(DayUnit.values))
@examples(40)
def test_the_longer_the_lead_the_earlier_the_day_and_working_days_reach_at_least_as_far(day, fewer, more, unit):
    fewer, more = sorted((fewer, more))
    countries = ["KZ", "SA"]
    early, late = counted_back(day, more, unit, countries), counted_back(day, fewer, unit, countries)
    assert early <= late <= day
    assert counted_back(day, more, DayUnit.WORKING, countries) <= day - dt.timedelta(days=more)
    if unit == DayUnit.WORKING and more:
        assert all(works_on(early, country) for country in countries)


@given(day=DAYS, zone=st.sampled_from(ZONES))
@examples(50)
def test_a_day_ends_once_everywhere_and_never_before_it_began(day, zone):
    place = ZoneInfo(zone)
    end = end_of_day_in(day, place)
    back = end.astimezone(dt.UTC).astimezone(place)
    assert back.replace(fold=0) == end.replace(fold=0)
    assert end.second == 0
    assert end_of_day_in(day + dt.timedelta(days=1), place) >= end
    if end.date() == day:
        assert (end.hour, end.minute) == (23, 59)


def test_where_clocks_are_set_back_over_midnight_the_later_of_two_is_meant():
    # On 18 February 2018 at 0:00 clocks there went back to 23:00 of the 17th.
    place = ZoneInfo("America/Sao_Paulo")
    end = end_of_day_in(dt.date(2018, 2, 17), place)
    assert end.astimezone(dt.UTC) == dt.datetime(2018, 2, 18, 2, 59, tzinfo=dt.UTC)


def test_where_a_day_was_left_out_it_ends_with_the_first_minute_there_is_again():
    # Samoa left out 30 December 2011.
    end = end_of_day_in(dt.date(2011, 12, 30), ZoneInfo("Pacific/Apia"))
    assert end.replace(tzinfo=None) == dt.datetime(2011, 12, 31, 0, 0)
