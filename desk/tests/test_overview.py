"""The first page."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from commitments.tests.factories import CoordinatorAssignmentFactory, EditionFactory, MeasureFactory
from meetings.choices import Status
from meetings.tests.factories import MeetingFactory
from members.models import User
from members.tests.factories import a_state
from members.tests.signing_in import let_in


def figures(page: str) -> list[int]:
    strip = page.split('<ul class="figures">')[1].split("</ul>")[0]
    return [int(number) for number in re.findall(r">(\d+)</a>", strip)]


@pytest.mark.parametrize(("day", "expected"), [("2007-10-03", [18, 6, 3, 0, 14]), ("2025-12-18", [28, 10, 5, 9])])
def test_the_strip_tells_who_takes_part_how_many_commitments_and_the_days_to_a_meeting_whose_day_is_known(
    record_loaded: None, officer: User, client: Client, day: str, expected: list[int]
) -> None:
    let_in(client, a_reader())
    page = client.get(f"/?as_of={day}").content.decode()
    assert figures(page) == expected


def a_reader() -> User:
    return User.objects.create_user("reader@x.example", name="Reader")


def test_the_matrix_has_the_members_of_that_day_in_the_order_of_seats(record_loaded: None, client: Client) -> None:
    let_in(client, a_reader())
    page = client.get("/?as_of=2007-10-03", headers={"Accept-Language": "ru"}).content.decode()
    codes = re.findall(r'<th scope="col"><a href="[^"]+"><abbr title="[^"]+">(\w\w)</abbr>', page)
    assert codes == [
        *("AF", "AZ", "CN", "EG", "IN", "IR", "IL", "KZ", "KG", "MN", "PK", "PS", "KR", "RU", "TJ", "TH", "TR", "UZ")
    ]


def test_what_names_nothing_yet_stands_on_a_line_of_its_own(record_loaded: None, client: Client) -> None:
    let_in(client, a_reader())
    page = client.get("/?as_of=2007-10-03").content.decode()
    assert "Russian Federation: One confidence-building measure in the economic area" in page
    assert "Kazakhstan: To be determined" in page
    assert "A topic in its own words, shown at the nearest measure." in page


def test_an_empty_record_says_what_would_be_here(db: None, client: Client) -> None:
    let_in(client, a_reader())
    answer = client.get("/")
    assert answer.status_code == 200
    assert "the areas and measures of an edition would be here" in answer.content.decode()


def test_the_nearest_meetings_are_told_as_the_record_has_them(xa: Any, client: Client) -> None:
    let_in(client, a_reader())
    held = MeetingFactory(starts_on=dt.date(2025, 1, 10))
    announced = MeetingFactory(starts_on=dt.date(2025, 2, 10), status=Status.PLANNED)
    called_off = MeetingFactory(starts_on=dt.date(2025, 4, 1), status=Status.CANCELLED)
    to_come = MeetingFactory(starts_on=dt.date(2025, 5, 1), status=Status.PLANNED)
    page = client.get("/?as_of=2025-03-01").content.decode()
    for meeting in (held, announced, to_come):
        assert f"/meetings/{meeting.reference}/" in page
    assert f"/meetings/{called_off.reference}/" not in page
    assert "planned for 10 February 2025; the record does not say whether it was held" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_takes_as_many_queries_for_one_row_as_for_three(
    db: None, client: Client, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    let_in(client, a_reader())
    edition = EditionFactory(code="2007")
    for number in range(rows):
        measure = MeasureFactory(area__edition=edition)
        CoordinatorAssignmentFactory(participant=a_state(f"XM{number}"), measure=measure)
        MeetingFactory(starts_on=dt.date(2010, 6, 1) + dt.timedelta(days=number))
    # session, person, who is in the Chair, own offices; editions; participants with standing; Chair; measures, areas,
    # participants, groups one chairs, coordination counted and told, intentions; commitments by stage, and the newest of
    # them; last, announced, of today and next meeting
    with django_assert_num_queries(20):
        assert client.get("/").status_code == 200
