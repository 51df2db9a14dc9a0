"""Meetings and working groups by the REST door."""

import datetime as dt

import pytest

from law.cica.bodies import Body
from meetings.choices import Status
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.tests.factories import ParticipantFactory, UserFactory
from record.dates import Precision

pytestmark = [pytest.mark.django_db, pytest.mark.both]
URL = "/api/v1/meetings/"


@pytest.fixture
def reader(db, sign_in):
    return sign_in(UserFactory())


def references(response):
    assert response.status_code == 200, response.content
    return [row["reference"] for row in response.json()["results"]]


def test_a_meeting_says_what_the_body_was_called_on_its_day(record_loaded, reader):
    before = reader.get(f"{URL}SUMMIT-3/").json()
    assert (before["body"], before["body_name"]["en"], before["ordinal"]) == ("summit", "Summit", 3)
    assert (before["starts"], before["ends"], before["host"]) == ("2010-06-07", "2010-06-09", "TR")
    after = [row for row in reader.get(URL, {"body": "ministerial"}).json()["results"] if row["starts_day"] > "2022-11"]
    assert {row["body_name"]["en"] for row in after} == {"Ministerial Council"}


def test_a_meeting_says_no_more_of_its_days_than_is_known(reader):
    host, group = ParticipantFactory(code="XA"), WorkingGroupFactory(code="SWG-X")
    MeetingFactory(
        body=Body.WORKING_GROUP,
        starts_on=dt.date(2011, 9, 30),
        starts_precision=Precision.MONTH,
        host=host,
        working_group=group,
    )
    [row] = reader.get(URL).json()["results"]
    assert row["reference"] == "SWG-2011-1"
    assert (row["starts"], row["starts_precision"], row["starts_day"]) == ("2011-09", "month", "2011-09-30")
    assert (row["ends"], row["host"], row["working_group"]) == (None, "XA", "SWG-X")
    assert row["place"] == {"en": "Xanadu", "ru": "", "zh-hans": "", "ar": ""}


def test_meetings_are_found_between_days(reader):
    MeetingFactory(starts_on=dt.date(2010, 6, 7), ends_on=dt.date(2010, 6, 9))
    MeetingFactory(starts_on=dt.date(2011, 6, 7))
    for query, expected in [
        ({"from": "2010-06-09"}, ["SOC-2011-1", "SOC-2010-1"]),
        ({"from": "2010-06-10"}, ["SOC-2011-1"]),
        ({"to": "2010-06-07"}, ["SOC-2010-1"]),
        ({"to": "2010-06-06"}, []),
        ({"from": "2010-06-08", "to": "2010-06-08"}, ["SOC-2010-1"]),
        ({"as_of": "2010-06-08"}, []),
        ({"as_of": "2010-06-09"}, ["SOC-2010-1"]),
        ({"ordering": "starts"}, ["SOC-2010-1", "SOC-2011-1"]),
    ]:
        assert references(reader.get(URL, query)) == expected, query


def test_meetings_are_found_by_what_they_are(reader):
    MeetingFactory(body=Body.SUMMIT, ordinal=9, host=ParticipantFactory(code="XA"), starts_on=dt.date(2012, 1, 1))
    MeetingFactory(status=Status.PLANNED, starts_on=dt.date(2030, 1, 1), place={"ar": "زانادو"})
    for query, expected in [
        ({"body": "summit"}, ["SUMMIT-9"]),
        ({"status": "planned"}, ["SOC-2030-1"]),
        ({"state": "xa"}, ["SUMMIT-9"]),
        ({"session": "regular"}, ["SOC-2030-1", "SUMMIT-9"]),
        ({"search": "زانادو"}, ["SOC-2030-1"]),
    ]:
        assert references(reader.get(URL, query)) == expected, query


def test_a_working_group_exists_from_the_day_it_was_established_to_the_day_its_mandate_ended(reader):
    meeting = MeetingFactory(starts_on=dt.date(2005, 8, 5))
    WorkingGroupFactory(
        code="SWG-X",
        established_on=dt.date(2005, 8, 5),
        established_by=meeting,
        until=dt.date(2010, 1, 1),
        chair=ParticipantFactory(code="XA"),
    )
    url = "/api/v1/working-groups/"
    for day, count in [("2005-08-04", 0), ("2005-08-05", 1), ("2009-12-31", 1), ("2010-01-01", 0)]:
        assert reader.get(url, {"as_of": day}).json()["count"] == count
    row = reader.get(f"{url}SWG-X/").json()
    assert (row["established"], row["established_by"], row["until"]) == ("2005-08-05", "SOC-2005-1", "2010-01-01")
    assert row["chair"] == "XA"
    assert reader.get(url, {"as_of": "2006-01-01", "state": "XA", "search": "swg"}).json()["count"] == 1


def test_the_special_working_group_of_the_record_is_there(record_loaded, reader):
    [row] = reader.get("/api/v1/working-groups/").json()["results"]
    assert (row["code"], row["established"], row["source"]) == ("SWG", "2005-08-05", "A/62/232")


@pytest.mark.parametrize("count", [1, 3])
def test_meetings_cost_as_many_queries_for_three_as_for_one(count, reader, django_assert_num_queries):
    for _number in range(count):
        MeetingFactory(host=ParticipantFactory(), working_group=WorkingGroupFactory())
    # Session; person; their seats, and who holds the Chair; the count; the rows with host and group.
    with django_assert_num_queries(6):
        reader.get(URL)


@pytest.mark.parametrize("count", [1, 3])
def test_working_groups_cost_as_many_queries_for_three_as_for_one(count, reader, django_assert_num_queries):
    for _number in range(count):
        WorkingGroupFactory(chair=ParticipantFactory(), established_by=MeetingFactory())
    # Session; person; the count; the rows with chair and meeting.
    with django_assert_num_queries(4):
        reader.get("/api/v1/working-groups/")
