"""Whom a meeting concerns has one answer: of those who chair working groups, whoever chairs its own."""

import datetime as dt

import pytest

from desk.reminders.people import People
from law.cica.bodies import Body
from meetings.actions.telling import people_to_tell
from meetings.choices import Status
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 1)


def test_who_chairs_a_group_is_told_of_its_own_meetings_and_no_other_groups(authority, chair, officer, observer):
    own, other = (UserFactory(email=f"{name}@groups.example") for name in ("own", "other"))
    group = WorkingGroupFactory(chaired_by=own)
    WorkingGroupFactory(chaired_by=other)
    meeting = MeetingFactory(body=Body.WORKING_GROUP, working_group=group, status=Status.PLANNED, starts_on=DAY)
    assert set(people_to_tell(meeting, DAY)) == {authority, chair, officer, own}
    soc = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=DAY)
    assert set(people_to_tell(soc, DAY)) == {authority, chair, officer, observer}


def test_who_is_told_and_who_is_reminded_are_the_same_people(authority, chair, officer, observer):
    own, other, over = (UserFactory(email=f"{name}@groups.example") for name in ("own", "other", "over"))
    group = WorkingGroupFactory(chaired_by=own)
    ended = WorkingGroupFactory(chaired_by=over, until=dt.date(2026, 1, 1))
    WorkingGroupFactory(chaired_by=other)
    for body, of_group, concerned in (
        (Body.WORKING_GROUP, group, {authority, chair, officer, own}),
        (Body.WORKING_GROUP, ended, {authority, chair, officer}),
        (Body.SENIOR_OFFICIALS, None, {authority, chair, officer, observer}),
    ):
        meeting = MeetingFactory(body=body, working_group=of_group, status=Status.PLANNED, starts_on=DAY)
        assert set(people_to_tell(meeting, DAY)) == concerned
        assert set(People.on(DAY).of_meeting(meeting)) == {person.pk for person in concerned}
