"""At an hour that exists, on a working day of theirs, not too often; and every hour of three years."""

import datetime as dt
import zoneinfo

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cica_tracker.tests.night import examples
from members.choices import Role
from members.models import FocalPoint
from members.tests.factories import UserFactory, a_person_of
from notices.access import habits_of, told_for
from notices.actions import change_rules, decline, have_letters_again, snooze, tick
from notices.choices import Stage
from notices.courtesy import Habits, end_of_local_day, first_good_moment, moment, suits, when_to_send
from notices.models import Letter, Notice, Rules
from notices.tests.worlds import AT, DAY, HOUR, a_lead, a_step, only_source
from record.working_days import works_on

# Where members are; three of them change their clocks, one on a Friday at midnight.
PLACES = [
    ("Asia/Almaty", "KZ"), ("Asia/Tehran", "IR"), ("Asia/Kathmandu", ""), ("Asia/Jerusalem", "IL"), ("Africa/Cairo", "EG"),
    ("Asia/Beirut", ""), ("Asia/Seoul", "KR"), ("Asia/Shanghai", "CN"), ("Asia/Dubai", "AE"), ("Asia/Kolkata", "IN"),
]  # fmt: skip
FIRST, LAST = dt.datetime(2026, 1, 1), dt.datetime(2028, 12, 31, 23)


@pytest.fixture
def wanted():
    with only_source([]) as wanted:
        yield wanted


def utc(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=dt.UTC)


def test_an_hour_that_the_clocks_skip_is_the_one_after():
    # In Cairo, Friday 24 April 2026 begins at one in the morning.
    local = moment(dt.date(2026, 4, 24), 0, "Africa/Cairo").astimezone(zoneinfo.ZoneInfo("Africa/Cairo"))
    assert (local.hour, local.day) == (1, 24)


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("KZ", dt.date(2027, 3, 22), False),  # Nauryz
        ("KZ", dt.date(2027, 2, 9), True),
        ("IL", dt.date(2027, 2, 7), True),  # Sunday
        ("IL", dt.date(2027, 2, 5), False),  # Friday
        ("EG", dt.date(2027, 2, 5), False),
        ("XA", dt.date(2027, 2, 7), False),
        ("", dt.date(2027, 2, 8), True),
    ],
)
def test_each_country_has_working_days_of_its_own(country, day, works):
    assert works_on(day, country) is works


def test_what_falls_on_a_holiday_goes_on_the_next_working_day_or_before_it_is_too_late():
    almaty = Habits("Asia/Almaty", "KZ")
    # Sunday evening before Nauryz, 21 to 23 March, which in 2027 makes Wednesday free as well.
    due = utc(2027, 3, 21, 12)
    assert not suits(due, almaty)
    later = first_good_moment(due, almaty)
    assert suits(later, almaty)
    assert later > utc(2027, 3, 23, 13)
    before = when_to_send(due, almaty, utc(2027, 3, 22, 4), utc(2027, 3, 10))
    assert before == utc(2027, 3, 19, 4)
    assert when_to_send(due, almaty, utc(2027, 3, 22, 4), utc(2027, 3, 20)) == due


@settings(examples(50))
@given(st.sampled_from(PLACES), st.datetimes(FIRST, LAST, timezones=st.just(dt.UTC)))
def test_the_first_good_moment_suits_and_comes_soon(place, due):
    habits = Habits(*place)
    good = first_good_moment(due, habits)
    assert suits(good, habits)
    assert due <= good <= due + 14 * DAY
    assert first_good_moment(good, habits) == good


@settings(examples(50))
@given(
    st.sampled_from(PLACES),
    st.datetimes(FIRST, LAST, timezones=st.just(dt.UTC)),
    st.integers(1, 24 * 20),
    st.integers(0, 24 * 20),
)
def test_no_letter_waits_until_it_is_too_late(place, due, hours_left, hours_ahead):
    habits, expires, at = Habits(*place), due + hours_left * HOUR, due - hours_ahead * HOUR
    leaves = when_to_send(due, habits, expires, at)
    assert leaves < expires
    assert leaves >= min(due, at)


@pytest.mark.django_db
def test_a_letter_waits_for_morning_and_for_monday(wanted, authority, mailoutbox):
    wanted += [a_step(authority, AT)]
    saturday = AT + 4 * DAY
    wanted += [a_step(authority, saturday, key="saturday's")]
    tick(at=AT - HOUR)
    for hours in (-1, 0, 1, 24, 48, 95, 96, 97, 120, 143, 144, 145):
        tick(at=AT + hours * HOUR)
    told = [letter.message()["Date"] for letter in mailoutbox]
    assert told == ["Tue, 09 Feb 2027 09:00:00 +0000", "Mon, 15 Feb 2027 09:00:00 +0000"]


@pytest.mark.django_db
def test_nobody_has_more_letters_a_day_than_the_rules_allow(wanted, authority, officer, mailoutbox):
    change_rules(by=officer, most_a_day=1)
    for number in range(4):
        wanted += [a_step(authority, AT, key=f"number {number}")]
        tick(at=AT + number * HOUR)
    assert len(mailoutbox) == 1
    tick(at=AT + DAY)
    assert len(mailoutbox) == 2
    assert all(f"number {number}" in mailoutbox[1].body for number in (1, 2, 3))


@pytest.mark.django_db
def test_what_may_be_declined_is_and_what_is_official_comes(wanted, authority, mailoutbox, client):
    wanted += [a_step(authority)]
    tick(at=AT)
    link = mailoutbox[0].message()["List-Unsubscribe"].strip("<>")
    path = link[link.index("/reminders/") :]
    assert client.get(path).status_code == 200
    assert not authority.declined.exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    wanted += [a_step(authority, AT, key="another"), a_lead(authority, 30)]
    tick(at=AT + HOUR)
    assert "another" not in mailoutbox[1].body
    assert "Senior Officials" in mailoutbox[1].body
    # In the portal it is told all the same.
    assert Notice.objects.visible_to(authority).filter(about_key="another").exists()
    have_letters_again(person=authority, kinds=["step-awaited"], by=authority)
    tick(at=AT + DAY)
    assert "another" in mailoutbox[2].body
    assert client.get("/reminders/quiet/made-up/").status_code == 410


@pytest.mark.django_db
def test_a_week_is_a_week(wanted, authority, mailoutbox):
    snooze(person=authority, kinds=["step-awaited"], by=authority, at=AT - HOUR)
    wanted += [a_step(authority)]
    for days in range(8):
        tick(at=AT + days * DAY)
    assert [len(mailoutbox), mailoutbox[0].message()["Date"][:16]] == [1, "Tue, 16 Feb 2027"]
    decline(person=authority, kinds=["step-awaited"], by=authority)
    wanted += [a_step(authority, key="another")]
    tick(at=AT + 8 * DAY)
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_the_alternate_is_told_where_the_principals_post_is_vacant(xa, authority):
    alternate = a_person_of(xa, Role.AUTHORITY, "alternate@xa.example")
    FocalPoint.objects.filter(user=alternate).update(rank="alternate")
    assert told_for([xa.pk], AT.date()) == {xa.pk: [authority]}
    FocalPoint.objects.filter(user=authority).update(until=AT.date())
    assert told_for([xa.pk], AT.date()) == {xa.pk: [alternate]}


@pytest.mark.django_db
def test_officers_live_where_the_secretariat_sits(officer, authority, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = habits_of([officer, authority], AT.date(), Rules())
    assert (found[officer.pk].country, found[authority.pk].country) == ("KZ", "XA")


@pytest.mark.django_db
@example(
    # The first hour of theirs after forty days' silence: the lead of thirty days waits, that of fourteen is due at noon.
    place=("Asia/Jerusalem", "IL"),
    start=dt.datetime(2027, 8, 10, 11, 15, 4, 5254, tzinfo=dt.UTC),
    ahead=55,
    gaps=[5, 5, 5, 24 * 40, 5, 24 * 7, 24 * 40, 24, 24 * 7, 25, 24 * 7, 5],
    moves={},
)
@settings(examples(25), suppress_health_check=[HealthCheck.too_slow])
@given(
    place=st.sampled_from(PLACES),
    start=st.datetimes(FIRST, dt.datetime(2028, 6, 30), timezones=st.just(dt.UTC)),
    ahead=st.integers(20, 100),
    gaps=st.lists(st.sampled_from([5, 24, 25, 24 * 7, 24 * 40]), min_size=3, max_size=14),
    moves=st.dictionaries(st.integers(0, 13), st.integers(-3, 9), max_size=2),
)
def test_whatever_the_clock_does_each_lead_is_told_once_and_the_date_that_holds(place, start, ahead, gaps, moves):
    """Beats and outages at any hour of three years, in any zone, while the meeting moves: nothing twice, nothing lost."""
    with transaction.atomic():
        Rules.objects.create(most_a_day=50)
        person = UserFactory(time_zone=place[0])
        habits, at, meeting = Habits(place[0]), start, start + ahead * DAY
        mail.outbox.clear()
        with only_source([]) as wanted:
            for number, gap in enumerate(gaps):
                meeting += moves.get(number, 0) * DAY
                wanted[:] = [a_lead(person, days, of=meeting) for days in (60, 30, 14, 7, 1)]
                tick(at=at)
                _is_told_right(at, meeting, habits, was_moved=bool(moves))
                at += gap * HOUR
        assert len(mail.outbox) == Letter.objects.count() == Letter.objects.filter(stage=Stage.SENT).count()
        assert not Notice.objects.filter(letter__isnull=False).exclude(stage=Stage.SENT).exists()
        numbers = [letter.message()["Message-ID"] for letter in mail.outbox]
        assert len(numbers) == len(set(numbers))
        transaction.set_rollback(True)


def _is_told_right(at: dt.datetime, meeting: dt.datetime, habits: Habits, was_moved: bool) -> None:
    if at >= meeting or not suits(at, habits):
        return
    sent = Notice.objects.by_email().filter(stage=Stage.SENT)
    if sent:
        last = sent.latest("told_at", "pk")
        assert sent.filter(told_at=last.told_at, fingerprint=meeting.date().isoformat()).exists()
    due = [days for days in (60, 30, 14, 7, 1) if meeting - days * DAY <= at]
    if due and not was_moved:
        # A letter takes along what falls due later that day, and of several leads the newest tells the date.
        today = end_of_local_day(at, habits.zone)
        told = {min(due), min(days for days in (60, 30, 14, 7, 1) if meeting - days * DAY < today)}
        assert sent.filter(occurrence__in=[f"{days} days before" for days in told]).exists()
