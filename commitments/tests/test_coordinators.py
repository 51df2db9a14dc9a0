"""The page of offers and designations."""

import datetime as dt
import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from commitments.choices import Fact
from commitments.models import CoordinatorAssignment
from commitments.tests.factories import CommitmentFactory, CoordinatorAssignmentFactory, EditionFactory
from commitments.tests.stories import Story
from law.choices import CoordinatorRole
from members.choices import Audience
from members.models import User
from members.tests.signing_in import let_in

TOPIC = "a topic in its own words; nearest measure:"
OURS = " · the area and the nearest measure are ours, to be confirmed by the Secretariat"
TRANSLATED = "(unofficial translation)"


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    let_in(client, User.objects.create_user("reader@x.example", name="Reader"))
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
        ("Iran", f"NCT Drug control {TRANSLATED} {TOPIC} Trafficking and transnational crime{OURS}"),
        ("Iran", f"ENV National disaster management {TRANSLATED} {TOPIC} Disaster management{OURS}"),
        ("Kazakhstan", f"To be determined {TRANSLATED} nothing named yet"),
        (
            "Republic of Korea",
            f"ECO Cooperation in information technology {TRANSLATED} {TOPIC} Information technology{OURS}",
        ),
        ("Republic of Korea", f"ECO Cooperation on energy security {TRANSLATED} {TOPIC} Energy security{OURS}"),
        (
            "Russian Federation",
            f"ECO One confidence-building measure in the economic area {TRANSLATED} nothing named yet",
        ),
        ("Tajikistan", f"ECO Cooperation in tourism {TRANSLATED} {TOPIC} Tourism{OURS}"),
        ("Türkiye", f"NCT New challenges and threats (the whole area) New challenges and threats {TRANSLATED}"),
    ]
    assert {(row[2], row[3], row[4]) for row in rows} == {("offered", "not stated", "14 March 2007")}
    # How many there are is said of the edition.
    assert "(2007): 9 offers · 7 states" in page


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
    # states of the filter; how many, the rows, how many of each fact; for the gaps: measures, areas, participants,
    # coordination counted and told, states that joined, what ended when; whose terms end
    with django_assert_num_queries(20):
        assert len(table(reader.get("/coordinators/").content.decode())) == rows


# -- What is known only of a time before.

KNOWN_THEN = "the record does not say whether it still holds"


def test_what_is_known_of_2007_to_2009_is_told_as_known_then_and_never_as_holding(
    record_loaded: None, reader: Client
) -> None:
    """The annex, the concept papers of 2007 to 2009: who coordinates today is not in the record."""
    rows = table(reader.get("/coordinators/?as_of=2026-11-29").content.decode())
    then = {(row[0], row[2]) for row in rows if KNOWN_THEN in row[4]}
    assert {("Iran", "designated"), ("Kazakhstan", "designated"), ("Russian Federation", "designated")} <= then
    assert {row[0] for row in rows if row[2] == "offered" and KNOWN_THEN not in row[4]} == set()
    assert {(row[0], row[4]) for row in rows if row[2] == "designated" and KNOWN_THEN not in row[4]} == {
        ("Azerbaijan", "by 12 October 2022"),
        ("Bangladesh", "by 12 December 2023"),
        ("China", "by 12 December 2023"),
        ("Iran", "by 12 December 2023"),
        ("Mongolia", "by 12 December 2023"),
        ("Tajikistan", "by 14 December 2022"),
        ("Thailand", "by 19 April 2023"),
    }
    on_the_day = table(reader.get("/coordinators/?as_of=2007-10-03").content.decode())
    assert [row for row in on_the_day if KNOWN_THEN in row[4]] == []


def test_a_state_is_told_once_for_what_two_papers_say(record_loaded: None, reader: Client) -> None:
    """Tajikistan, tourism: the paper of 2022 says what that of 2009 said."""
    rows = table(reader.get("/coordinators/?as_of=2026-11-29&state=TJ&fact=designation").content.decode())
    assert [(row[0], row[4]) for row in rows] == [("Tajikistan", "by 14 December 2022")]
    before = table(reader.get("/coordinators/?as_of=2015-01-01&state=TJ&fact=designation").content.decode())
    assert [KNOWN_THEN in row[4] for row in before] == [True]


def test_every_other_page_says_known_then_as_well(record_loaded: None, reader: Client) -> None:
    for address in (
        "/measures/?edition=2007",
        "/measures/CBM-2007-NCT-02/",
        "/areas/CBM-2007-HUM/",
        "/states/IR/",
        "/",
    ):
        page = reader.get(f"{address}{'&' if '?' in address else '?'}as_of=2026-11-29").content.decode()
        assert KNOWN_THEN in page, address


def test_programs_and_files_say_known_then_and_whose_reading_an_area_is(record_loaded: None, reader: Client) -> None:
    listed = reader.get("/api/v1/coordinators/?edition=2007&as_of=2026-11-29").json()["results"]
    iran = next(row for row in listed if row["state"] == "IR" and row["measure"] == "CBM-2007-NCT-02")
    assert (iran["known_then"], iran["last_known"], iran["confidence"]) == (True, "2008-08-23", "P")
    offers = [row for row in listed if row["fact"] == "offer"]
    assert {(row["known_then"], row["last_known"]) for row in offers} == {(True, "2007-10-03")}
    assert {row["state"] for row in offers if row["area_is_ours"]} == {"IR", "KR", "TJ"}
    turkey = next(row for row in offers if row["state"] == "TR")
    assert (turkey["wording"]["zh-hans"], turkey["wording_status"]["zh-hans"]) == ("新的挑战与威胁", "official")
    then = reader.get("/api/v1/coordinators/?edition=2007&as_of=2007-10-03").json()["results"]
    assert {row["known_then"] for row in then} == {False}
    lines = reader.get("/api/v1/coordinators/?edition=2007&format=csv").getvalue().decode("utf-8-sig").splitlines()
    assert "known_then" in lines[0].split(",")


@pytest.mark.parametrize("language", ["ru", "ar", "zh-hans"])
def test_a_states_own_words_stand_in_the_readers_language(record_loaded: None, reader: Client, language: str) -> None:
    reader.cookies["django_language"] = language
    page = reader.get("/coordinators/?as_of=2007-10-03").content.decode()
    words = {"ru": "Контроль над наркотиками", "ar": "مسألة مراقبة المخدرات", "zh-hans": "毒品管制问题"}
    assert words[language] in page
    assert "Drug control" not in page


# -- Measures without coordinator.


def gaps(page: str) -> dict[str, str]:
    """Reference of a measure → what is said of since when."""
    of_a_gap = re.compile(r'/measures/(CBM-[\w-]+)/">[^<]*</a> <span class="quiet small">(.*?)</span></li>', re.DOTALL)
    found = of_a_gap.findall(page.split('id="gaps"')[1])
    return {reference: " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split()) for reference, words in found}


def test_every_measure_that_no_state_leads_is_listed_with_the_day_the_gap_opened(
    record_loaded: None, reader: Client
) -> None:
    found = gaps(reader.get("/coordinators/?as_of=2026-11-29").content.decode())
    assert len(found) == 21
    assert found["CBM-2007-ECO-01"] == "since the edition was adopted, 14 March 2007 Source: A/62/232"
    assert found["CBM-2007-NCT-02"] == (
        "Iran: known then (23 August 2008); the record does not say whether it still holds Source: SCICA-CP-DRUGS"
    )
    assert found["CBM-2007-ECO-07"].startswith("Russian Federation: known then (13 January 2016)")
    assert not {"CBM-2007-ECO-02", "CBM-2007-ECO-04", "CBM-2007-ENV-01"} & set(found)


def test_a_measure_that_a_state_only_joined_is_a_gap_still(authority: User, reader: Client) -> None:
    commitment = Story(author=authority, chair=authority, officer=authority).commitment
    edition = commitment.area.edition
    found = gaps(reader.get(f"/coordinators/?edition={edition.code}").content.decode())
    assert commitment.measure.reference in found


def test_a_term_that_ended_opens_a_gap_on_its_last_day(reader: Client) -> None:
    term = CoordinatorAssignmentFactory(
        fact=Fact.DESIGNATION, on=None, since=dt.date(2020, 1, 1), until=dt.date(2022, 1, 1),
        measure__area__edition__code="2007",
    )  # fmt: skip
    assert gaps(reader.get("/coordinators/?as_of=2021-12-31").content.decode()) == {}
    found = gaps(reader.get("/coordinators/?as_of=2022-01-01").content.decode())
    assert found == {term.measure.reference: "since 1 January 2022 Source: A test"}


def test_what_was_designated_in_a_commitment_is_seen_by_whoever_sees_the_commitment(stranger, observer):
    CoordinatorAssignmentFactory()
    for audience in (Audience.MEMBERS, Audience.OBSERVERS):
        CoordinatorAssignmentFactory(commitment=CommitmentFactory(audience=audience))
    assert CoordinatorAssignment.objects.visible_to(stranger).count() == 3
    seen = CoordinatorAssignment.objects.visible_to(observer)
    assert {row.commitment and row.commitment.audience for row in seen} == {None, Audience.OBSERVERS}
