"""What hangs on a day hangs on the day of the house, in whatever time zone somebody reads."""

import datetime as dt
import zoneinfo

import pytest
import time_machine
from django.utils import timezone

from commitments.actions import share_view
from commitments.models import ExpertNomination, StepTaken
from commitments.reports.compilation import compilation
from commitments.tests.stories import Story
from members.choices import Audience
from members.models import FocalPoint, User
from record.dates import Precision, day_of_the_house, end_of_the_day, shown

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TOKYO = zoneinfo.ZoneInfo("Asia/Tokyo")
TODAY = dt.date(2026, 11, 21)  # in Tokyo it is the 22nd already


@pytest.fixture(autouse=True)
def evening():
    with time_machine.travel("2026-11-21T20:00:00Z", tick=True):
        yield


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer)


def test_the_day_is_the_same_whoever_reads():
    with timezone.override(TOKYO):
        assert day_of_the_house() == TODAY
        assert day_of_the_house(dt.datetime(2026, 11, 22, 8, 59, tzinfo=TOKYO)) == TODAY
    assert day_of_the_house(end_of_the_day(TODAY)) == TODAY
    assert day_of_the_house(end_of_the_day(TODAY) + dt.timedelta(microseconds=1)) == TODAY + dt.timedelta(days=1)
    assert end_of_the_day(dt.date.max).year == dt.MAXYEAR


def test_who_joins_from_tokyo_withdraws_in_utc_the_same_evening(story, stranger, xb):
    with timezone.override(TOKYO):
        story.take("join", stranger)
    assert story.commitment.intentions.get(participant=xb).since == TODAY
    story.take("withdraw", stranger)
    assert set(StepTaken.objects.filter(on_behalf_of=xb).values_list("on", flat=True)) == {TODAY}
    assert story.commitment.intending_states() == [story.state]


def test_the_same_evening_through_the_pages(story, stranger, xb, sign_in):
    client = sign_in(stranger)
    for time_zone, step in (("Asia/Tokyo", "join"), ("UTC", "withdraw")):
        User.objects.filter(pk=stranger.pk).update(time_zone=time_zone)
        story.commitment.refresh_from_db()
        once = {"once_key": step, "seen": story.commitment.version, "note": "We do."}
        answer = client.post(f"{story.commitment.get_absolute_url()}steps/{step}/", once)
        assert answer.status_code == 302, step
    assert [taken.on for taken in StepTaken.objects.filter(on_behalf_of=xb)] == [TODAY, TODAY]


def test_an_office_and_a_term_begin_on_the_day_of_the_house():
    with timezone.override(TOKYO):
        assert (FocalPoint().since, ExpertNomination().since) == (TODAY, TODAY)


def test_an_office_that_begins_tomorrow_holds_no_seat_tonight_in_tokyo(story, authority, sign_in):
    authority.focal_points.update(since=TODAY + dt.timedelta(days=1))
    User.objects.filter(pk=authority.pk).update(time_zone="Asia/Tokyo")
    client = sign_in(authority)
    url = f"{story.commitment.get_absolute_url()}steps/offer-to-coordinate/"
    client.post(url, {"once_key": "key", "seen": story.commitment.version})
    assert not story.commitment.steps.filter(step="offer-to-coordinate").exists()


def test_views_are_dated_and_asked_for_by_the_day_of_the_house(story, authority, sign_in):
    User.objects.filter(pk=authority.pk).update(time_zone="Asia/Tokyo")
    share_view(
        commitment=story.commitment, owner=story.state, text="Our view.", audience=Audience.MEMBERS, by=authority
    )
    with timezone.override(TOKYO):
        assert shown(TODAY, Precision.EXACT) in compilation(authority, story.commitment)
    client = sign_in(authority)
    counts = [client.get("/api/v1/views/", {"as_of": day}).json()["count"] for day in ("2026-11-20", "2026-11-21")]
    assert counts == [0, 1]
    for far in ("0001-01-01", "9999-12-31"):
        assert client.get("/api/v1/papers/", {"as_of": far}).status_code == 200
