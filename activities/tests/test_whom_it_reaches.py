"""Whom an activity reaches: who sees it, in calendars, on desks, in reminders, in search; nobody else."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from activities.kinds import ACTIVITY_APPROACHES
from activities.models import Activity
from activities.tests.factories import ActivityFactory, ActivityPartyFactory
from commitments.models import Commitment
from commitments.tests.factories import CommitmentFactory
from desk.reminders.before_meetings import Now
from desk.reminders.of_activities import activities_approaching
from meetings.actions.feeds import make_feed
from members.choices import Audience
from members.models import User
from notices.wanted import WantedNotice

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(NOW, tick=False):
        yield


def sees(person: User) -> set[str]:
    return {str(row) for row in Activity.objects.visible_to(User.objects.get(pk=person.pk))}


def test_under_a_commitment_it_is_seen_no_further_than_the_commitment_whatever_its_state_chose(
    xa, authority, stranger, observer, officer
):
    commitment = CommitmentFactory(audience=Audience.MEMBERS)
    ActivityFactory(owner=xa, within=commitment.folder, audience=Audience.PUBLIC, title={"en": "Kites"})
    for person in (authority, stranger, officer):
        assert sees(person) == {"Kites"}, person
    assert sees(observer) == set()
    Commitment.objects.update(audience=Audience.OBSERVERS)
    assert sees(observer) == {"Kites"}
    Commitment.everything.update(mistaken_at=NOW)
    assert sees(stranger) == set()


def test_who_hosts_and_who_organises_it_sees_it_whoever_else_does(xa, xb, xo, authority, stranger, observer):
    activity = ActivityFactory(owner=xa, host=xo, audience=Audience.SECRETARIAT, title={"en": "Kites"})
    assert (sees(authority), sees(stranger), sees(observer)) == ({"Kites"}, set(), {"Kites"})
    activity.organisers.add(xb)
    assert sees(stranger) == {"Kites"}
    activity.organisers.remove(xb)
    assert sees(stranger) == set()


def test_it_stands_in_the_calendar_of_who_sees_it_and_says_when_it_is_given_up(
    xa, stranger, observer, client, django_assert_num_queries
):
    activity = ActivityFactory(
        owner=xa, title={"en": "Kites"}, starts_on=dt.date(2027, 4, 6), link="https://meet.example/room"
    )
    ActivityFactory(owner=xa, title={"en": "Some day"}, known="month", starts_on=dt.date(2027, 4, 30))
    feeds = {person: reverse("calendar-feed", args=[make_feed(by=person)[1]]) for person in (stranger, observer)}
    calendar = client.get(feeds[stranger]).content.decode()
    assert "SUMMARY;LANGUAGE=en:Kites" in calendar
    assert "DTSTART;VALUE=DATE:20270406" in calendar
    assert f"UID:activity-{activity.uid}@cica-tracker" in calendar.replace("\r\n ", "")
    assert "STATUS:TENTATIVE" in calendar
    assert "Some day" not in calendar
    assert "meet.example" not in calendar
    assert "Kites" not in client.get(feeds[observer]).content.decode()
    Activity.objects.filter(pk=activity.pk).update(course="given-up")
    assert "STATUS:CANCELLED" in client.get(feeds[stranger]).content.decode()


def test_those_with_a_part_in_it_are_reminded_two_weeks_and_two_days_ahead(
    xa, xb, authority, preparer, stranger, observer
):
    activity = ActivityFactory(owner=xa, course="announced", title={"en": "Kites"}, starts_on=dt.date(2027, 3, 20))
    ActivityPartyFactory(activity=activity, participant=xb, coming=2)
    ActivityFactory(owner=xa, course="planned", starts_on=dt.date(2027, 3, 20))
    ActivityFactory(owner=xa, course="announced", starts_on=dt.date(2027, 6, 20))
    wanted = list(activities_approaching(Now(NOW, NOW + dt.timedelta(days=30), None)))
    assert all(isinstance(notice, WantedNotice) and notice.kind == ACTIVITY_APPROACHES for notice in wanted)
    told = {(notice.recipient, notice.occurrence) for notice in wanted if notice.about.key == str(activity.uid)}
    people = {authority.pk, preparer.pk, stranger.pk}
    assert told == {(person, f"{days} days before") for person in people for days in (14, 2)}


def test_the_desk_of_its_state_asks_how_it_went_and_those_of_others_may_say_who_comes(xa, authority, stranger, sign_in):
    ActivityFactory(owner=xa, course="announced", title={"en": "Kites"}, starts_on=dt.date(2027, 2, 20))
    ActivityFactory(owner=xa, course="held", title={"en": "Seeds"}, starts_on=dt.date(2027, 2, 20))
    ActivityFactory(owner=xa, course="announced", title={"en": "Boats"}, starts_on=dt.date(2027, 4, 20))
    own = sign_in(authority).get("/desk/").content.decode()
    assert "Say whether the activity was held, or name another day" in own
    assert "Say what came of the activity" in own
    other = sign_in(stranger).get("/desk/").content.decode()
    assert "Say who comes, if your state wishes" in other
    assert "Boats" in other
    assert "Seeds" not in other


def test_it_is_found_by_who_sees_it(xa, stranger, observer, sign_in):
    ActivityFactory(owner=xa, title={"en": "Kites over mountains"}, expected={"en": "Windmaps"})
    for words in ("kites", "windmaps"):
        assert "Kites over" in sign_in(stranger).get("/search/", {"q": words}).content.decode(), words
        assert "Kites over" not in sign_in(observer).get("/search/", {"q": words}).content.decode()
