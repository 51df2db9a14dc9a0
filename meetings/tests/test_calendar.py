"""The calendar: what it holds for whom, the secret address, and what other programs make of it."""

import datetime as dt
import io
import logging
import shutil
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.urls import resolve, reverse
from django.utils.translation import override

from journal.models import Entry
from law.choices import DeadlineKind
from meetings.actions.feeds import make_feed, revoke_feed
from meetings.calendars import calendar_of
from meetings.choices import Status
from meetings.models import CalendarFeed, Deadline, Meeting
from meetings.tests.factories import MeetingFactory
from notices.courtesy import Habits, last_good_morning
from record.dates import Precision
from record.secrets import without_secrets

NOW = dt.datetime(2027, 2, 1, 6, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def february():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def soc() -> Meeting:
    """A planned SOC of two days in March, with three deadlines."""
    meeting = MeetingFactory(
        status=Status.PLANNED, starts_on=dt.date(2027, 3, 15), ends_on=dt.date(2027, 3, 16), time_zone="Asia/Tehran"
    )
    for kind, day in (
        (DeadlineKind.INVITATION, 1),
        (DeadlineKind.DOCUMENTS, 3),
        (DeadlineKind.DELEGATION_LIST, 8),
    ):
        due = dt.datetime(2027, 3, day, 23, 59, tzinfo=ZoneInfo("Asia/Almaty"))
        Deadline.objects.create(
            meeting=meeting,
            kind=kind,
            due_on=due.date(),
            due_at=due,
            time_zone="Asia/Almaty",
            days=15 - day,
            basis="AA 31",
        )
    return meeting


def read(client, address) -> icalendar.Calendar:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content)


def by_uid(calendar) -> dict:
    return {str(event["UID"]).removesuffix("@cica-tracker"): event for event in calendar.events}


def address_of(person) -> str:
    _feed, secret = make_feed(by=person)
    return reverse("calendar-feed", args=[secret])


def test_the_feed_holds_a_meeting_on_its_days_and_each_deadline_at_its_instant(client, authority, soc):
    events = by_uid(read(client, address_of(authority)))

    meeting = events[soc.reference]
    assert (meeting.start, meeting.end) == (dt.date(2027, 3, 15), dt.date(2027, 3, 17))
    papers = events[f"{soc.reference}.documents"]
    assert papers["DTSTART"].params["TZID"] == "Asia/Almaty"
    assert papers.start == soc.deadlines.get(kind=DeadlineKind.DOCUMENTS).due_at
    assert len(papers.alarms.times) == 2


@pytest.mark.parametrize(
    ("opens", "closes", "span", "hours"),
    [
        (
            dt.time(10),
            None,
            ("2027-03-15T10:00:00+03:30", "2027-03-17T00:00:00+03:30"),
            "from 10:00 (Tehran, UTC+3:30)",
        ),
        (None, dt.time(17, 30), ("2027-03-15", "2027-03-17"), "until 17:30 (Tehran, UTC+3:30)"),
        (None, None, ("2027-03-15", "2027-03-17"), ""),
    ],
)
def test_of_two_hours_one_that_is_known_is_told_and_the_other_is_not_made_up(
    opens, closes, span, hours, client, authority, sign_in, soc
):
    Meeting.objects.filter(pk=soc.pk).update(opens_at=opens, closes_at=closes)
    event = by_uid(read(client, address_of(authority)))[soc.reference]
    assert (event.start.isoformat(), event.end.isoformat()) == span
    page = sign_in(authority).get(soc.get_absolute_url()).content.decode()
    assert [hours in event["DESCRIPTION"], hours in page] == [True, True]
    assert ("Hours</dt>" in page) is bool(hours)


@pytest.mark.parametrize("zone", ["Asia/Seoul", "Asia/Almaty", "America/New_York", "Asia/Tehran"])
@pytest.mark.parametrize("opens", [None, dt.time(9)])
def test_every_alarm_rings_in_the_working_hours_of_the_reader(zone, opens, client, authority, soc):
    Meeting.objects.filter(pk=soc.pk).update(opens_at=opens)
    authority.time_zone = zone
    authority.save()
    events = by_uid(read(client, address_of(authority)))
    times = [alarm["TRIGGER"].dt for event in events.values() for alarm in event.walk("VALARM")]
    local = [at.astimezone(ZoneInfo(zone)) for at in times]
    assert len(local) == 2 * 3
    assert {at.hour for at in local} == {9}
    assert all(at.weekday() < 5 for at in local)
    begins = soc.deadlines.get(kind=DeadlineKind.DOCUMENTS).due_at
    of_papers = sorted(alarm["TRIGGER"].dt for alarm in events[f"{soc.reference}.documents"].walk("VALARM"))
    assert [dt.timedelta(1) <= begins - at < dt.timedelta(12) for at in of_papers] == [True, True]


def test_a_calendar_for_nobody_in_particular_rings_at_no_hour(soc):
    made = icalendar.Calendar.from_ical(calendar_of([soc], soc.deadlines.all(), name="All"))
    assert not list(made.walk("VALARM"))


def test_who_rests_on_fridays_is_reminded_on_none():
    habits = Habits(zone="Asia/Kuwait", country="KW")
    saturday = dt.datetime(2027, 10, 16, 20, tzinfo=dt.UTC)
    assert last_good_morning(saturday, habits).isoformat() == "2027-10-14T06:00:00+00:00"


def test_hours_that_are_known_stand_in_the_zone_of_the_place(client, authority, soc):
    Meeting.objects.filter(pk=soc.pk).update(opens_at=dt.time(10), closes_at=dt.time(17, 30))
    calendar = read(client, address_of(authority))

    event = by_uid(calendar)[soc.reference]
    assert event.start.isoformat() == "2027-03-15T10:00:00+03:30"
    assert event.end.isoformat() == "2027-03-16T17:30:00+03:30"
    assert {str(zone["TZID"]) for zone in calendar.timezones} == {"Asia/Tehran", "Asia/Almaty"}


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("authority", {"documents", "delegation-list"}),
        ("observer", {"delegation-list"}),
        ("chair", {"invitation", "documents", "delegation-list"}),
        ("officer", {"invitation", "documents", "delegation-list"}),
    ],
)
def test_each_person_has_the_deadlines_that_concern_them(who, kinds, client, request, soc):
    events = by_uid(read(client, address_of(request.getfixturevalue(who))))
    assert {uid.partition(".")[2] for uid in events if "." in uid} == kinds


def test_a_proposed_meeting_is_in_the_calendars_of_who_prepares_it_alone(client, chair, stranger):
    meeting = MeetingFactory(status=Status.PROPOSED, starts_on=dt.date(2027, 9, 1))
    assert by_uid(read(client, address_of(chair)))[meeting.reference]["STATUS"] == "TENTATIVE"
    assert meeting.reference not in by_uid(read(client, address_of(stranger)))


def test_what_moves_keeps_its_uid_and_what_is_cancelled_says_so(client, authority, soc):
    address = address_of(authority)
    before = by_uid(read(client, address))
    Meeting.objects.filter(pk=soc.pk).update(
        starts_on=dt.date(2027, 4, 5), ends_on=dt.date(2027, 4, 6), sequence=1, changed_at=NOW
    )
    moved = by_uid(read(client, address))
    Meeting.objects.filter(pk=soc.pk).update(status=Status.CANCELLED, sequence=2, changed_at=NOW)
    cancelled = by_uid(read(client, address))

    assert set(before) == set(moved) == set(cancelled)
    for uid in before:
        assert before[uid]["SEQUENCE"] < moved[uid]["SEQUENCE"] < cancelled[uid]["SEQUENCE"]
        assert (before[uid]["STATUS"], cancelled[uid]["STATUS"]) == ("CONFIRMED", "CANCELLED")
        assert not cancelled[uid].alarms.times
    assert moved[soc.reference].start == dt.date(2027, 4, 5)


def test_the_feed_speaks_the_language_of_the_person_and_not_of_the_program(client, authority, soc):
    authority.language = "ru"
    authority.save()
    with override("ru"):
        label = soc.label
    event = by_uid(read(client, address_of(authority)))[soc.reference]
    assert event["SUMMARY"] == label
    assert event["SUMMARY"].params["LANGUAGE"] == "ru"


def test_a_meeting_whose_day_is_not_known_is_in_no_feed_but_on_the_page(client, authority, sign_in):
    meeting = MeetingFactory(status=Status.PLANNED, starts_on=dt.date(2027, 2, 28), starts_precision=Precision.MONTH)
    assert meeting.reference not in by_uid(read(client, address_of(authority)))
    page = sign_in(authority).get(reverse("calendar")).content.decode()
    assert meeting.get_absolute_url() in page
    assert sign_in(authority).get(reverse("meeting-calendar", args=[meeting.reference])).status_code == 404


def test_only_a_digest_is_kept_and_neither_journal_nor_log_knows_the_secret(client, authority, caplog):
    caplog.set_level(logging.INFO)
    feed, secret = make_feed(by=authority, label="phone")
    client.get(reverse("calendar-feed", args=[secret]))

    assert secret not in str(CalendarFeed.objects.values().get(pk=feed.pk))
    assert secret not in str(list(Entry.objects.values()))
    assert "/calendar/feeds/" in caplog.text
    assert secret not in caplog.text
    revoke = reverse("calendar-feed-revoke", args=[7])
    assert without_secrets(revoke, resolve(revoke)) == "/calendar/feeds/revoke/7/"


def test_a_revoked_address_and_that_of_a_closed_account_answer_as_one_that_never_was(client, authority, stranger):
    feed, secret = make_feed(by=authority)
    revoke_feed(feed=feed, by=authority)
    other = address_of(stranger)
    stranger.is_active = False
    stranger.save()

    never = client.get(reverse("calendar-feed", args=["x" * len(secret)]))
    for address in (reverse("calendar-feed", args=[secret]), other):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, never.content)


def test_a_person_makes_an_address_sees_it_once_and_revokes_it(authority, sign_in, client):
    own = sign_in(authority)
    made = own.post(reverse("calendar-feeds"), {"label": "phone"})
    address = made.context["made"]
    assert address in made.content.decode()
    assert address not in own.get(reverse("calendar-feeds")).content.decode()
    assert client.get(address.removeprefix("http://testserver")).status_code == 200

    own.post(reverse("calendar-feed-revoke", args=[CalendarFeed.objects.get().pk]))
    assert client.get(address.removeprefix("http://testserver")).status_code == 404


def test_an_address_that_is_revoked_in_two_windows_ended_when_it_was_revoked_first(authority):
    feed, _secret = make_feed(by=authority)
    in_the_other_window = CalendarFeed.objects.get()
    revoke_feed(feed=feed, by=authority, at=NOW)
    revoke_feed(feed=in_the_other_window, by=authority, at=NOW + dt.timedelta(hours=1))
    assert CalendarFeed.objects.get().revoked_at == NOW
    assert Entry.objects.filter(verb="revoked a calendar address").count() == 1


def test_nobody_revokes_the_address_of_another(authority, stranger, sign_in):
    feed, _secret = make_feed(by=authority)
    assert sign_in(stranger).post(reverse("calendar-feed-revoke", args=[feed.pk])).status_code == 404
    feed.refresh_from_db()
    assert feed.revoked_at is None


def test_a_program_that_holds_the_calendar_already_gets_nothing_again(client, authority, soc):
    address = address_of(authority)
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_as_many_queries_for_three_meetings_as_for_one(
    count, client, authority, xa, django_assert_num_queries
):
    for number in range(count):
        MeetingFactory(status=Status.PLANNED, starts_on=dt.date(2027, 3, 1 + number), host=xa)
    address = address_of(authority)
    client.get(address)
    # The feed and its person; their seats, and who holds the Chair; meetings; deadlines; activities and what hangs on them;
    # the hours of letters, and where the person is.
    with django_assert_num_queries(9):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_a_month_costs_as_many_queries_for_three_meetings_as_for_one(
    count, authority, sign_in, django_assert_num_queries
):
    for number in range(count):
        MeetingFactory(status=Status.PLANNED, starts_on=dt.date(2027, 3, 1 + number))
    own = sign_in(authority)
    own.get(reverse("calendar"), {"month": "2027-03"})
    # Session; person; their seats, and who holds the Chair; meetings; deadlines; those without a day.
    with django_assert_num_queries(7):
        assert own.get(reverse("calendar"), {"month": "2027-03"}).status_code == 200


@pytest.mark.parametrize("typed", ["2027-13", "yesterday", "0001-01", "2027-3", "9999-12"])
def test_a_month_that_is_none_is_answered_with_a_sentence(typed, authority, sign_in):
    answer = sign_in(authority).get(reverse("calendar"), {"month": typed})
    assert answer.status_code == 400
    assert "2027-03" in answer.content.decode()


@pytest.mark.skipif(shutil.which("khal") is None, reason="no khal on this machine")
def test_a_calendar_client_reads_the_feed_before_and_after_a_move_and_a_cancellation(
    client, authority, soc, tmp_path: Path
):
    address = address_of(authority)
    assert khal(tmp_path / "planned", client.get(address).content, "2027-03-15") == [soc.label]
    Meeting.objects.filter(pk=soc.pk).update(
        starts_on=dt.date(2027, 4, 5), ends_on=dt.date(2027, 4, 5), sequence=1, changed_at=NOW
    )
    moved = client.get(address).content
    assert khal(tmp_path / "moved", moved, "2027-03-15") == []
    assert khal(tmp_path / "moved", moved, "2027-04-05") == [soc.label]
    Meeting.objects.filter(pk=soc.pk).update(status=Status.CANCELLED, sequence=2, changed_at=NOW)
    assert khal(tmp_path / "cancelled", client.get(address).content, "2027-04-05", "{title} {status}") == [
        f"{soc.label} CANCELLED"
    ]


def khal(home: Path, content: bytes, day: str, line: str = "{title}") -> list[str]:
    """What khal lists for a day after importing the file, as a person with a calendar of their own would."""
    (home / "calendar").mkdir(parents=True, exist_ok=True)
    config = home / "config"
    config.write_text(
        f"[calendars]\n[[cica]]\npath = {home / 'calendar'}\n[sqlite]\npath = {home / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Asia/Almaty\ndefault_timezone = Asia/Almaty\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    (home / "feed.ics").write_bytes(content)
    run = ["khal", "--config", str(config)]
    env = {"HOME": str(home), "PATH": "/usr/bin:/bin:/usr/local/bin", "LANG": "C.UTF-8", "XDG_CONFIG_HOME": str(home)}
    subprocess.run([*run, "import", "--batch", "-a", "cica", str(home / "feed.ics")], env=env, check=True, timeout=60)
    listed = subprocess.run(
        [*run, "list", "--notstarted", "--day-format", "", "--format", line, day, "1d"],
        env=env, check=True, timeout=60, capture_output=True, text=True,
    )  # fmt: skip
    return [one.strip() for one in io.StringIO(listed.stdout) if one.strip() and "No events" not in one]
