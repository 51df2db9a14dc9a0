"""Whom a meeting concerns has one answer: of those who chair working groups, whoever chairs its own."""

import datetime as dt

import pytest

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
