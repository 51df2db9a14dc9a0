"""The tables of coverage, coordination and procedure beside their sources: each cell cites one, or says that it is ours."""

import csv
import io
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag

import pytest
from django.test import Client
from django.test.html import Element, parse_html

from commitments.models import CoordinatorAssignment
from members.tests.factories import UserFactory
from record.dates import day_of_the_house

pytestmark = pytest.mark.django_db
OURS = "ours, to be confirmed by the Secretariat"
# How many states have a mark in the matrix, and how many entries have no cell of their own.
OF_THE_DAY = {"/?edition=2007&as_of=2007-10-03": (7, 2), "/?edition=2007&as_of=2026-11-29": (18, 2)}


@pytest.fixture
def reader(record_loaded: None, sign_in) -> Client:
    return sign_in(UserFactory(language="en"))


def all_of(element: Element | str) -> Iterator[Element]:
    if not isinstance(element, str):
        yield element
        for child in element.children:
            yield from all_of(child)


def named(element: Element, *names: str) -> list[Element]:
    return [found for found in all_of(element) if found.name in names]


def attribute(element: Element, name: str) -> str:
    return next((value or "" for key, value in element.attributes if key == name), "")


def of_class(element: Element, name: str) -> list[Element]:
    return [found for found in all_of(element) if name in attribute(found, "class").split()]


def words(element: Element | str) -> str:
    """What is read or heard of it."""
    if isinstance(element, str):
        return element
    return " ".join(filter(None, map(words, element.children)))


def citations(element: Element) -> set[str]:
    """Where what it says is read: a source of the register, an article, the page of a commitment."""
    links = {attribute(link, "href") for link in named(element, "a")}
    return {link for link in links if link.startswith(("/sources/", "/instruments/", "/commitments/"))}


def body(reader: Client, address: str) -> Element:
    page = parse_html(reader.get(address).content.decode())
    [main] = [found for found in all_of(page) if found.name == "main"]
    return main


def opens_nothing(reader: Client, links: set[str]) -> list[str]:
    """Those whose page isn't there, or has no such place."""
    pages: dict[str, str] = {}
    for page, _place in map(urldefrag, links):
        if page not in pages:
            answer = reader.get(page)
            pages[page] = answer.content.decode() if answer.status_code == 200 else ""
    places = [(link, *urldefrag(link)) for link in links]
    return sorted(
        link
        for link, page, place in places
        if not pages[page] or (place and f'id="{unquote(place)}"' not in pages[page])
    )


def test_each_cell_of_the_coverage_leads_to_where_it_is_read(reader: Client) -> None:
    links: set[str] = set()
    for address, expected in OF_THE_DAY.items():
        main = body(reader, address)
        [matrix], [by_measure] = of_class(main, "coverage"), of_class(main, "coverage-list")
        said = [found for cell in named(matrix, "td") for found in of_class(cell, "cell-entry")]
        beside = of_class(matrix, "coverage-line") + of_class(main, "coverage-beside")
        assert (len(said), len(beside)) == expected
        in_words = [entry for entry in named(by_measure, "div") if "no entry yet" not in words(entry)]
        assert len(said) + len(beside) == len(in_words) + len(of_class(main, "coverage-beside"))
        assert [words(found) for found in (*beside, *in_words) if not citations(found)] == []
        assert [words(found) for found in said if not attribute(found, "title")] == []
        links |= {attribute(found, "href") for found in said}.union(*map(citations, (*beside, *in_words)))
        ours = [found for found in (*said, *in_words) if "≈" in words(found)]
        assert ours
        assert [words(found) for found in ours if OURS not in words(found)] == []
        # Each row and column leads to what it names.
        heads = named(matrix, "th")[1:]
        assert [words(head) for head in heads if not named(head, "a")] == []
    assert opens_nothing(reader, links) == []


def test_each_row_of_the_coordinators_cites_its_source_and_each_gap_what_opened_it(reader: Client) -> None:
    main = body(reader, "/coordinators/?as_of=2007-10-03")
    links = citations(main)
    [table] = named(main, "table")
    rows = named(named(table, "tbody")[0], "tr")
    assert len(rows) == 9
    assert [words(row) for row in rows if not citations(row)] == []
    read_by_us = [row for row in rows if "nearest measure" in words(row) or "our reading" in words(row)]
    assert len(read_by_us) == 5
    assert [words(row) for row in read_by_us if OURS not in words(row)] == []
    main = body(reader, "/coordinators/?as_of=2026-11-29")
    gaps = [line for found in of_class(main, "gap-list") for line in named(found, "li")]
    assert len(gaps) == 21
    assert [words(line) for line in gaps if not citations(line)] == []
    rows = [row for table in named(main, "tbody") for row in named(table, "tr")]
    assert [words(row) for row in rows if not citations(row)] == []
    assert opens_nothing(reader, links | citations(main)) == []


def test_programs_read_of_each_coordinator_where_it_is_from_and_what_is_ours(reader: Client) -> None:
    rows = reader.get("/api/v1/coordinators/", {"page_size": 100}).json()["results"]
    assert len(rows) == CoordinatorAssignment.objects.standing_on(day_of_the_house()).count()
    assert [row["id"] for row in rows if not (row["source"] or row["commitment"])] == []
    assert [row["near_is_ours"] for row in rows] == [row["near"] is not None for row in rows]
    lines = b"".join(reader.get("/api/v1/coordinators/?format=csv")).decode("utf-8-sig")
    sheet = list(csv.DictReader(io.StringIO(lines)))
    assert len(sheet) == len(rows)
    assert [row["id"] for row in sheet if not (row["source"] or row["commitment"])] == []
    assert [row["near_is_ours"] for row in sheet] == ["true" if row["near"] else "false" for row in sheet]


def test_each_row_of_the_procedure_names_its_article_or_says_that_it_is_ours(reader: Client) -> None:
    main = body(reader, "/procedure/")
    rows = [row for table in named(main, "tbody") for row in named(table, "tr")]
    assert len(rows) > 60
    bases = [row.children[-1] for row in rows]
    assert [
        words(row) for row, basis in zip(rows, bases, strict=True) if not citations(basis) and OURS not in words(basis)
    ] == []
    no_article = [basis for basis in bases if not citations(basis)]
    assert [words(basis) for basis in no_article if "no article" not in words(basis)] == []
    asked = [row.children[3] for row in rows if len(row.children) == 5 and "Possible once:" in words(row.children[3])]
    assert asked
    assert [words(cell) for cell in asked if not citations(cell)] == []
    assert "What a step asks is ours" in words(main)
    assert opens_nothing(reader, citations(main)) == []
