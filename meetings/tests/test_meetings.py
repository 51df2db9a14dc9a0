"""The timeline, and the page of a meeting."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from law.cica.bodies import Body
from meetings.choices import Status
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.models import User
from members.tests.factories import ParticipantFactory
from members.tests.seeing import who_sees
from members.tests.signing_in import let_in
from record.dates import Precision


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    let_in(client, User.objects.create_user("reader@x.example", name="Reader"))
    return client


def timeline(page: str) -> list[str]:
    """What stands on the line from top to bottom: years, the day, references of meetings."""
    line = page.split('<ol class="timeline">')[1].split("</ol>")[0]
    items = re.findall(r"<li[^>]*>.*?</li>", line, re.DOTALL)
    return [
        reference[1]
        if (reference := re.search(r"/meetings/([\w-]+)/", item))
        else " ".join(re.sub(r"<[^>]+>", " ", item).split())
        for item in items
    ]


def test_the_day_stands_between_what_is_past_and_what_is_to_come(reader: Client, today: dt.date) -> None:
    for days in (-800, -400, 400, 800):
        MeetingFactory(starts_on=today + dt.timedelta(days=days))
    line = timeline(reader.get("/meetings/").content.decode())
    year = today.year
    assert [item for item in line if not item.isdecimal()] == [
        *(f"SOC-{(today + dt.timedelta(days=days)).year}-1" for days in (800, 400)),
        f"Today {today.day} {today:%B} {year}",
        *(f"SOC-{(today + dt.timedelta(days=days)).year}-1" for days in (-400, -800)),
    ]


def test_as_of_a_day_the_line_holds_what_was_over_by_then(reader: Client) -> None:
    for year in (2009, 2011):
        MeetingFactory(starts_on=dt.date(year, 6, 1))
    MeetingFactory(starts_on=dt.date(2010, 6, 14), ends_on=dt.date(2010, 6, 16))
    before = reader.get("/meetings/?as_of=2010-06-15").content.decode()
    assert timeline(before) == ["15 June 2010", "2009", "SOC-2009-1"]
    after = reader.get("/meetings/?as_of=2010-06-16").content.decode()
    assert timeline(after) == ["16 June 2010", "2010", "SOC-2010-1", "2009", "SOC-2009-1"]


def test_a_planned_meeting_whose_day_has_gone_by_is_not_said_to_have_been_held(reader: Client) -> None:
    MeetingFactory(starts_on=dt.date(2026, 10, 31), starts_precision=Precision.MONTH, status=Status.PLANNED)
    past = reader.get("/meetings/?as_of=2026-11-21").content.decode()
    assert "planned for October 2026; the record does not say whether it was held" in past
    before = reader.get("/meetings/?as_of=2026-10-01").content.decode()
    assert "the record does not say" not in before


def test_a_meeting_planned_for_today_is_to_be_confirmed_and_not_gone_by(reader: Client) -> None:
    days = {"starts_on": dt.date(2026, 11, 29), "ends_on": dt.date(2026, 11, 30)}
    meeting = MeetingFactory(status=Status.PLANNED, **days)
    planned = "planned for today (29–30 November 2026); to be confirmed whether it was held"
    person = User.objects.get(email="reader@x.example")
    for day in days.values():
        assert planned in reader.get(f"{meeting.get_absolute_url()}?as_of={day}").content.decode()
        with time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC), tick=False):
            let_in(reader, person)
            assert planned in reader.get("/meetings/").content.decode()
        # Nobody stays signed in from one day to another.
        let_in(reader, person)
    # As of a day, the line holds what was over by then: on its last day, the meeting.
    assert planned in reader.get("/meetings/?as_of=2026-11-30").content.decode()
    assert "the record does not say" in reader.get("/meetings/?as_of=2026-12-01").content.decode()
    overview = reader.get("/?as_of=2026-11-29").content.decode()
    assert overview.index("Planned for today") < overview.index(meeting.reference)


def test_the_list_can_be_narrowed_by_body_years_and_words(record_loaded: None, reader: Client) -> None:
    page = reader.get("/meetings/?body=summit&year_from=2010&year_to=2019").content.decode()
    assert [one for one in timeline(page) if one.startswith("SUMMIT")] == ["SUMMIT-5", "SUMMIT-4", "SUMMIT-3"]
    page = reader.get("/meetings/?q=стамбул").content.decode()
    assert "SUMMIT-3" in timeline(page)


def test_a_body_is_called_what_it_was_called_on_that_day(record_loaded: None, reader: Client) -> None:
    assert "<h1>Summit 5</h1>" in reader.get("/meetings/SUMMIT-5/").content.decode()
    assert "<h1>Council of Heads of State or Government 7</h1>" in reader.get("/meetings/SUMMIT-7/").content.decode()


def test_what_was_adopted_is_marked_with_its_language(record_loaded: None, reader: Client) -> None:
    reader.cookies["django_language"] = "ar"
    page = reader.get("/meetings/SUMMIT-4/").content.decode()
    assert '<span lang="en" dir="ltr">Shanghai Declaration</span>' in page


def test_a_meeting_leads_to_the_ones_of_its_body_before_and_after(reader: Client) -> None:
    days = [dt.date(2010, 1, 1), dt.date(2010, 2, 1), dt.date(2010, 3, 1)]
    for day in days:
        MeetingFactory(starts_on=day)
    MeetingFactory(starts_on=dt.date(2010, 2, 2), body=Body.SUMMIT)
    page = reader.get("/meetings/SOC-2010-2/").content.decode()
    assert re.findall(r'rel="(\w+)" href="/meetings/([\w-]+)/"', page) == [
        ("prev", "SOC-2010-1"),
        ("next", "SOC-2010-3"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_one_row_as_for_three(
    reader: Client, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for _number in range(rows):
        group = WorkingGroupFactory(
            chair=ParticipantFactory(), established_by=MeetingFactory(host=ParticipantFactory())
        )
        MeetingFactory(body=Body.WORKING_GROUP, working_group=group)
    # session, person, who is in the Chair, own offices; how many meetings, which; working groups
    with django_assert_num_queries(7):
        page = reader.get("/meetings/").content.decode()
    assert len(re.findall("timeline-where", page)) == 2 * rows


def test_a_proposed_meeting_is_there_for_who_prepares_it_alone(
    chair: User, officer: User, stranger: User, observer: User
) -> None:
    proposed, people = MeetingFactory(status=Status.PROPOSED), (chair, officer, stranger, observer)
    assert who_sees(proposed, *people) == {chair.name, officer.name}
    assert who_sees(MeetingFactory(), *people) == {person.name for person in people}
    officer.is_active = False
    assert who_sees(proposed, officer) == set()
