"""Editions, areas, measures and coordinators by the REST door."""

import csv
import datetime as dt
import io
import re
from collections import Counter
from html import unescape

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse_lazy

from catalogue.choices import Depth
from commitments.choices import Fact
from commitments.tests.factories import AreaFactory, CoordinatorAssignmentFactory, EditionFactory, MeasureFactory
from law.choices import CoordinatorRole
from meetings.tests.factories import WorkingGroupFactory
from members.tests.factories import ParticipantFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]

# The annex to the Cooperative Approach, as it stands: state, depth, area, measure, in its own words.
ANNEX = [
    (
        "AZ",
        "measure",
        "CBM-2007-ECO",
        "CBM-2007-ECO-02",
        "Cooperation in the development of secure and effective systems of transportation corridors",
    ),
    ("IR", "topic", "CBM-2007-NCT", None, "Drug control"),
    ("IR", "topic", "CBM-2007-ENV", None, "National disaster management"),
    ("KZ", "unspecified", None, None, "To be determined"),
    ("KR", "topic", "CBM-2007-ECO", None, "Cooperation in information technology"),
    ("KR", "topic", "CBM-2007-ECO", None, "Cooperation on energy security"),
    ("RU", "unspecified", "CBM-2007-ECO", None, "One confidence-building measure in the economic area"),
    ("TJ", "topic", "CBM-2007-ECO", None, "Cooperation in tourism"),
    ("TR", "area", "CBM-2007-NCT", None, "New challenges and threats"),
]
COLUMNS = ("state", "depth", "area", "measure", "wording.en")


@pytest.fixture
def reader(db, sign_in):
    return sign_in(UserFactory())


def rows(client, name, **query):
    response = client.get(f"/api/v1/{name}/", query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


# -- Editions, areas, measures.


def test_the_edition_of_2007_has_four_areas_and_26_measures(record_loaded, reader):
    areas = [row["reference"] for row in rows(reader, "areas", edition="2007")]
    assert areas == ["CBM-2007-ECO", "CBM-2007-ENV", "CBM-2007-HUM", "CBM-2007-NCT"]
    counted = Counter(row["area"] for row in rows(reader, "measures", edition="2007"))
    assert [counted[area] for area in areas] == [10, 5, 6, 5]


def test_an_area_is_found_by_reference_code_or_letters_with_what_lies_in_it(record_loaded, reader):
    for key in ("CBM-2007-ECO", "cbm-2007-eco", "economic"):
        assert len(rows(reader, "measures", area=key, edition="2007")) == 10
    in_both = Counter(row["edition"] for row in rows(reader, "areas", area="ECO"))
    assert in_both["2007"] == 1
    assert in_both["2021"] > 1
    [tourism] = rows(reader, "areas", area="CBM-2021-ECO-TOUR")
    assert tourism["lies_in"] == "CBM-2021-ECO"


def test_a_measure_says_its_text_and_what_each_wording_is_worth(record_loaded, reader):
    row = reader.get("/api/v1/measures/CBM-2007-ECO-02/").json()
    assert (row["edition"], row["area"], row["number"]) == ("2007", "CBM-2007-ECO", 2)
    assert all(row["text"].values())
    assert row["text_status"] == {
        "en": "translation",
        "ru": "translation",
        "zh-hans": "official",
        "ar": "translation",
    }


def test_an_edition_is_there_from_the_day_it_was_adopted(record_loaded, reader):
    assert [row["code"] for row in rows(reader, "editions")] == ["2004", "2007", "2021"]
    assert [row["code"] for row in rows(reader, "editions", as_of="2021-10-11")] == ["2004", "2007"]
    assert rows(reader, "measures", as_of="2007-03-13") == []
    assert {row["edition"] for row in rows(reader, "measures", as_of="2021-10-11", page_size=1000)} == {"2007"}
    assert {row["edition"] for row in rows(reader, "areas", as_of="2021-10-11")} == {"2007"}
    row = reader.get("/api/v1/editions/2021/").json()
    assert (row["adopted"], row["adopted_by"], row["is_complete"]) == ("2021-10-12", "ministerial", False)


def test_an_area_names_its_working_groups(reader):
    area = AreaFactory()
    area.working_groups.set([WorkingGroupFactory(code="SWG-B"), WorkingGroupFactory(code="SWG-A")])
    [row] = rows(reader, "areas")
    assert row["working_groups"] == ["SWG-A", "SWG-B"]
    lines = reader.get("/api/v1/areas/?format=csv").getvalue().decode("utf-8-sig")
    assert "SWG-A; SWG-B" in lines


def test_a_search_finds_a_measure_in_any_language(record_loaded, reader):
    for words in ("transport corridors", "коридоры", "运输走廊", "ممرات"):
        assert "CBM-2007-ECO-02" in [row["reference"] for row in rows(reader, "measures", search=words)], words
    assert [row["code"] for row in rows(reader, "editions", search="执行")] == ["2007"]


# -- Coordinators.


def test_the_annex_of_2007_comes_out_as_it_stands(record_loaded, reader):
    offers = rows(reader, "coordinators", edition="2007", fact="offer")
    told = [(row["state"], row["depth"], row["area"], row["measure"], row["wording"]["en"]) for row in offers]
    assert told == ANNEX
    assert {row["role"] for row in offers} == {"unstated"}
    assert {(row["on"], row["source"], row["confidence"]) for row in offers} == {("2007-03-14", "A/62/232", "V")}
    assert {row["state"] for row in offers if row["near"]} == {"IR", "KR", "TJ"}
    assert {row["term_since"] for row in offers} == {None}


def test_the_annex_of_2007_comes_out_of_csv_and_xlsx_as_it_stands(record_loaded, reader):
    url = "/api/v1/coordinators/?edition=2007&fact=offer&format="
    expected = [["" if cell is None else cell for cell in line] for line in ANNEX]

    text = reader.get(url + "csv").getvalue().decode("utf-8-sig")
    assert [[row[column] for column in COLUMNS] for row in csv.DictReader(io.StringIO(text, newline=""))] == expected

    sheet = openpyxl.load_workbook(io.BytesIO(reader.get(url + "xlsx").getvalue())).active
    names, *lines = [["" if value is None else value for value in line] for line in sheet.iter_rows(values_only=True)]
    assert [[line[names.index(column)] for column in COLUMNS] for line in lines] == expected


def test_an_offer_stands_from_its_day_and_a_term_from_its_beginning_to_its_end(record_loaded, reader):
    assert rows(reader, "coordinators", as_of="2007-03-13", edition="2007") == []
    assert len(rows(reader, "coordinators", as_of="2007-03-14", edition="2007")) == 9
    security = {"area": "CBM-2021-NCT-ICT"}
    both = ["CN", "RU"]
    for day, states in [("2023-12-31", []), ("2024-01-01", both), ("2025-12-31", both), ("2026-01-01", [])]:
        assert [row["state"] for row in rows(reader, "coordinators", as_of=day, **security)] == states
    ended = rows(reader, "coordinators", as_of="2026-01-01", standing="any", **security)
    assert [(row["state"], row["role"]) for row in ended] == [("CN", "co-coordinator"), ("RU", "coordinator")]
    assert {(row["term_since"], row["term_until"]) for row in ended} == {("2024-01-01", "2026-01-01")}


def test_a_day_that_is_known_only_as_an_end_of_a_time_says_so(record_loaded, reader):
    [row] = rows(reader, "coordinators", state="KG", area="ECO-TRADE")
    assert (row["on"], row["on_precision"], row["on_day"]) == ("by 2022-10-12", "by-then", "2022-10-12")
    assert {row["on"] for row in rows(reader, "coordinators", state="CN", fact="offer")} == {"2016"}


def test_coordinators_are_found_by_what_they_are(reader):
    state = ParticipantFactory(code="XA")
    measure = MeasureFactory(area__edition__code="1999", area__letters="ECO", number=7)
    one = CoordinatorAssignmentFactory(participant=state, measure=measure)
    other = CoordinatorAssignmentFactory(
        fact=Fact.DESIGNATION,
        role=CoordinatorRole.COORDINATOR,
        depth=Depth.TOPIC,
        measure=None,
        area=AreaFactory(letters="ENV"),
        wording={"zh-hans": "旅游"},
        on=dt.date(2010, 1, 1),
    )
    for query, expected in [
        ({"fact": "offer"}, one),
        ({"fact": "designation"}, other),
        ({"role": "coordinator"}, other),
        ({"depth": "measure"}, one),
        ({"state": "xa"}, one),
        ({"edition": "1999"}, one),
        ({"area": "CBM-1999-ECO"}, one),
        ({"area": "ENV"}, other),
        ({"measure": "CBM-1999-ECO-07"}, one),
        ({"search": "旅游"}, other),
        ({"search": "xa"}, one),
        ({"as_of": "2009-12-31"}, one),
    ]:
        assert [row["id"] for row in rows(reader, "coordinators", **query)] == [expected.pk], query
    assert reader.get(f"/api/v1/coordinators/{other.pk}/").json()["wording"]["zh-hans"] == "旅游"


# -- What a list costs.


def rows_of(name, count):
    for _number in range(count):
        match name:
            case "editions":
                EditionFactory()
            case "areas":
                AreaFactory(parent=AreaFactory()).working_groups.set([WorkingGroupFactory(), WorkingGroupFactory()])
            case "measures":
                MeasureFactory()
            case "coordinators":
                CoordinatorAssignmentFactory(near=MeasureFactory())


# Session; person; the count; the rows with what they point to. For areas, also their working groups; for coordinators,
# whom the person acts for, since some were designated in a commitment: the Chair, their offices, a group they chair.
QUERIES = {"editions": 4, "areas": 5, "measures": 4, "coordinators": 7}
# What PostgreSQL writes itself: it is asked for the keys first, and then for their rows.
BY_COPY = {"editions", "measures"}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_a_list_costs_as_many_queries_for_three_as_for_one(name, count, reader, django_assert_num_queries):
    rows_of(name, count)
    with django_assert_num_queries(QUERIES[name]):
        reader.get(f"/api/v1/{name}/")
    for kind in ("csv", "xlsx"):
        is_copied = kind == "csv" and name in BY_COPY and connection.vendor == "postgresql"
        # A file holds all rows, and they aren't counted first.
        with django_assert_num_queries(QUERIES[name] - 1 + is_copied):
            reader.get(f"/api/v1/{name}/", {"format": kind}).getvalue()


# -- The files that pages offer.


@pytest.mark.parametrize(
    "page",
    [
        reverse_lazy("participant-list"),
        reverse_lazy("measure-list"),
        reverse_lazy("coordinator-list"),
        reverse_lazy("meeting-list"),
    ],
)
@pytest.mark.parametrize("query", ["", "?as_of=2007-10-03", "?search=a"])
def test_a_page_offers_files_that_can_be_had(page, query, record_loaded, reader):
    links = re.findall(r'href="(/api/v1/[^"]+format=[^"]+)"', reader.get(f"{page}{query}").content.decode())
    assert len(links) >= 3
    for link in links:
        response = reader.get(unescape(link))
        assert response.status_code == 200, (link, response.content)
