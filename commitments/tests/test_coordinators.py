"""The page of offers and designations."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from commitments.choices import Fact
from commitments.tests.factories import CoordinatorAssignmentFactory, EditionFactory
from law.choices import CoordinatorRole
from members.models import User

TOPIC = "a topic in its own words; nearest measure:"


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_user("reader@x.example", name="Reader"))
    return client


def table(page: str) -> list[list[str]]:
    """The cells of the page's first table, in plain words."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in cells]


def test_the_annex_of_2007_comes_out_as_it_went_in(record_loaded: None, reader: Client) -> None:
    page = reader.get("/coordinators/?as_of=2007-10-03").content.decode()
    rows = table(page)
    assert [(row[0], row[1]) for row in rows] == [
        ("Azerbaijan", "ECO Transport corridors CBM-2007-ECO-02"),
        ("Iran", f"NCT Drug control {TOPIC} Trafficking and transnational crime"),
        ("Iran", f"ENV National disaster management {TOPIC} Disaster management"),
        ("Kazakhstan", "To be determined nothing named yet"),
        ("Republic of Korea", f"ECO Cooperation in information technology {TOPIC} Information technology"),
        ("Republic of Korea", f"ECO Cooperation on energy security {TOPIC} Energy security"),
        ("Russian Federation", "ECO One confidence-building measure in the economic area nothing named yet"),
        ("Tajikistan", f"ECO Cooperation in tourism {TOPIC} Tourism"),
        ("Türkiye", "NCT New challenges and threats (the whole area)"),
    ]
    assert {(row[2], row[3], row[4]) for row in rows} == {("offered", "not stated", "14 March 2007")}
    assert "9 offers · 7 states" in page


def test_a_role_that_is_stated_is_told(reader: Client) -> None:
    CoordinatorAssignmentFactory(
        fact=Fact.DESIGNATION, role=CoordinatorRole.CO_COORDINATOR, measure__area__edition__code="2007"
    )
    assert table(reader.get("/coordinators/").content.decode())[0][2:4] == ["designated", "co-coordinator"]


def test_a_dated_term_ends_with_it(record_loaded: None, reader: Client) -> None:
    running = reader.get("/coordinators/?edition=2021&as_of=2025-12-31&state=RU").content.decode()
    assert "1 January 2024 – 31 December 2025" in " ".join(re.sub(r"<[^>]+>", " ", running).split())
    over = reader.get("/coordinators/?edition=2021&as_of=2026-01-01&state=RU").content.decode()
    assert "31 December 2025" not in over


def test_measures_without_an_entry_are_told_in_neutral_words(record_loaded: None, reader: Client) -> None:
    page = reader.get("/coordinators/?as_of=2007-10-03").content.decode()
    gaps = page.split('id="gaps"')[1]
    assert len(re.findall(r"/measures/CBM-2007-", gaps)) == 20
    assert "an absent entry says nothing about a state" in gaps
    assert "Türkiye (offered to coordinate)" in gaps


def test_the_list_can_be_narrowed(record_loaded: None, reader: Client) -> None:
    page = reader.get("/coordinators/?as_of=2007-10-03&state=KR&fact=offer").content.decode()
    assert [row[0] for row in table(page)] == ["Republic of Korea", "Republic of Korea"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_one_row_as_for_three(
    reader: Client, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    edition = EditionFactory(code="2007")
    for _number in range(rows):
        CoordinatorAssignmentFactory(measure__area__edition=edition)
    # session, person, who is in the Chair, own offices; editions, the one asked for, those offered; groups one chairs;
    # states of the filter; the rows; for the gaps: measures, areas, coordination, states that joined
    with django_assert_num_queries(14):
        assert len(table(reader.get("/coordinators/").content.decode())) == rows
