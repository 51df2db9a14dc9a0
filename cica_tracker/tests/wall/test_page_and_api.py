"""One filter set a noun: a page and the API, asked in the same words, name the same rows; and so does the page's file."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pandas as pd
import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from activities.filters import ActionPlanFilter, ActivityFilter, InformationFilter, ProgressNoteFilter
from catalogue.filters import MeasureFilter
from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.personas import AUTHORITY, OBSERVER, OFFICER, World
from commitments.filters import CommitmentFilter, CoordinatorFilter, ExpertFilter
from decisions.filters import ApproachProposalFilter, DecisionFilter, FollowUpFilter, MinutesFilter, SilenceFilter
from meetings.filters import MeetingFilter
from members.filters import ParticipantFilter
from papers.filters import CorrespondenceFilter, InstitutionFilter, OutgoingFilter, PaperFilter, PublicationFilter
from record.columns import LISTS as COLUMNS
from record.filters import SourceFilter, WordsFilter

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Listed:
    """A list that stands at two doors: its page, its resource, what names a row, and how a page holds its rows."""

    page: str
    api: str
    key: str
    asked: type
    shown: Any
    queries: tuple[str, ...]

    def __str__(self) -> str:
        return self.page

    def on_page(self, client: Any, query: str) -> list[str] | None:
        """None where the question is refused: it names what the person doesn't see."""
        response = client.get(f"{reverse(self.page)}?{query}")
        if response.status_code == 400:
            return None
        if response.status_code == 404:
            return []  # to this person there is no such page; a program is shown an empty list
        return sorted(str(key) for key in self.shown(response.context))

    def in_api(self, client: Any, query: str) -> list[str] | None:
        response = client.get(f"{reverse(self.api)}?{query}&page_size=1000")
        if response.status_code == 400:
            return None
        return sorted(str(row[self.key]) for row in response.json()["results"])

    def in_file(self, client: Any, query: str, kind: str) -> list[str]:
        cache.clear()  # nobody takes so many files home in one minute
        data = client.get(f"{reverse(self.api)}?{query}&format={kind}").getvalue()
        return sorted(str(row[self.key]) for row in READ[kind](data))


def of_sheet(data: bytes) -> list[dict[str, Any]]:
    names, *rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


# The rows of a file, as programs of others read them.
READ: dict[str, Callable[[bytes], list[dict[str, Any]]]] = {
    "csv": lambda data: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")))),
    "xlsx": of_sheet,
    "jsonl": lambda data: [json.loads(line) for line in data.splitlines()],
    "parquet": lambda data: pd.read_parquet(io.BytesIO(data)).to_dict("records"),
}


def looking(world: World, persona: str) -> Client:
    """A client that remembers what a page was made of."""
    client = Client()
    client.cookies.load(world.cookies[persona])
    return client


def references(context: Any) -> list[str]:
    return [row.reference for row in context["page"]]


def symbols(context: Any) -> list[str]:
    return [row.symbol for row in context["page"]]


LISTS = (
    Listed(
        *("participant-list", "api-participants-list", "code", ParticipantFilter),
        lambda context: [row.code for group in context["groups"] for row in group["rows"]],
        (
            "",
            "standing=observer",
            "standing=member&standing=observer",
            "standing=none",
            "kind=state&search=XA",
            "as_of=2020-01-01",
            "as_of=1993-01-01&standing=none",
        ),
    ),
    Listed(
        *("meeting-list", "api-meetings-list", "reference", MeetingFilter, references),
        (
            "",
            "body=soc",
            "body=soc&body=working-group",
            "body=SOC&status=held",
            "session=regular",
            "state=xa&state=XB",
            "from=2026-01-01&to=2026-12-31",
            "as_of=2026-06-01",
            "as_of=1999-01-01",
            "search=committee",
            "with_corrected=true",
            "with_corrected=false",
        ),
    ),
    Listed(
        *("measure-list", "api-measures-list", "reference", MeasureFilter),
        lambda context: [row["measure"].reference for group in context["groups"] for row in group["measures"]],
        ("edition=2007", "edition=2007&search=measure", "edition=2007&area=ECO", "edition=2007&as_of=2006-01-01"),
    ),
    Listed(
        *("coordinator-list", "api-coordinators-list", "id", CoordinatorFilter),
        lambda context: [row.pk for row in context["rows"]],
        (
            "edition=2007",
            "edition=2007&fact=designation",
            "edition=2007&fact=offer&fact=designation",
            "edition=2007&state=xd&state=XB",
            "edition=2007&role=coordinator",
            "edition=2007&depth=measure",
            "edition=2007&standing=any",
            "edition=2007&as_of=2001-01-01",
            "edition=2007&area=ECO",
            "edition=2007&measure=CBM-2007-ECO-02",
            "edition=2007&search=XD",
            "edition=2007&with_corrected=true",
            "edition=2007&with_corrected=false",
        ),
    ),
    Listed(
        *("commitment-list", "api-commitments-list", "reference", CommitmentFilter),
        lambda context: [row["commitment"].reference for row in context["rows"]],
        (
            "",
            "whose=ours",
            "state=drafted&state=consulting",
            "modality=b",
            "modality=a&modality=b",
            "area=ECO",
            "measure=CBM-2007-ECO-02",
            "participant=XB&participant=xa",
            "participant=xb",
            "as_of=2001-01-01",
            "period_ends_by=2031-12-31",
            "period_on=2027-01-01",
            "search=XA",
        ),
    ),
    Listed(
        *("expert-list", "api-experts-list", "uid", ExpertFilter),
        lambda context: [row.uid for row in context["page"]],
        (
            "",
            "standing=any",
            "participant=XB",
            "participant=xa&participant=xb",
            "search=a",
            "as_of=2001-01-01",
            "area=ECO",
            "expertise=a",
            "from=2001-01-01&to=2001-12-31",
            "measure=CBM-2007-ECO-02",
            "commitment=CBM-2007-ECO-02-01",
            "with_corrected=true",
        ),
    ),
    Listed(
        *("activity-list", "api-activities-list", "uid", ActivityFilter),
        lambda context: [row.uid for row in context["page"]],
        (
            "",
            "whose=ours",
            "course=planned",
            "course=planned&course=announced",
            "kind=workshop&kind=visit",
            "area=ECO",
            "measure=CBM-2007-ECO-02",
            "commitment=cbm-2007-eco-02-01",
            "participant=XB&participant=xa",
            "from=2001-01-01",
            "to=2001-01-01",
            "search=canary",
            "as_of=2001-01-01",
            "with_corrected=true",
            "with_corrected=false",
        ),
    ),
    Listed(
        *("institution-list", "api-institutions-list", "uid", InstitutionFilter),
        lambda context: [row.uid for row in context["rows"]],
        (
            "",
            "standing=any",
            "area=ECO",
            "measure=CBM-2007-ECO-02",
            "participant=XB&participant=xa",
            "state=xa",
            "search=canary",
            "as_of=2001-01-01",
            "with_corrected=true",
        ),
    ),
    Listed(
        *("publication-list", "api-publications-list", "uid", PublicationFilter),
        lambda context: [row.uid for row in context["page"]],
        (
            "",
            "area=ECO",
            "measure=CBM-2007-ECO-02",
            "participant=XB&participant=xa",
            "kind=book",
            "stage=published&stage=asked",
            "language=en",
            "from=2001-01-01",
            "to=2001-01-01",
            "search=canary",
            "as_of=2001-01-01",
            "with_corrected=true",
            "with_corrected=false",
        ),
    ),
    Listed(
        *("information-list", "api-information-list", "uid", InformationFilter),
        lambda context: [row.uid for row in context["page"]],
        (
            "",
            "area=ECO",
            "measure=CBM-2007-ECO-02",
            "participant=XB&participant=xa",
            "stage=given",
            "from=2001-01-01",
            "to=2001-01-01",
            "search=canary",
            "as_of=2001-01-01",
            "with_corrected=true",
        ),
    ),
    Listed(
        *("action-plan-list", "api-action-plans-list", "uid", ActionPlanFilter),
        lambda context: [row.uid for row in context["page"]],
        (
            "",
            "on=2027-06-01",
            "area=ECO",
            "commitment=cbm-2007-eco-02-01",
            "participant=XB&participant=xa",
            "search=canary",
            "as_of=2001-01-01",
            "with_corrected=true",
        ),
    ),
    Listed(
        *("progress-note-list", "api-progress-notes-list", "uid", ProgressNoteFilter),
        lambda context: [row.uid for row in context["page"]],
        (
            "",
            "area=ECO",
            "commitment=cbm-2007-eco-02-01",
            "participant=XB&participant=xa",
            "search=canary",
            "as_of=2001-01-01",
            "with_corrected=true",
        ),
    ),
    Listed(
        *("paper-list", "api-papers-list", "symbol", PaperFilter, symbols),
        (
            "",
            "kind=concept-paper",
            "kind=note&kind=concept-paper",
            "search=CP",
            "search=ECO",
            "as_of=2001-01-01",
            "commitment=cbm-2007-eco-02-01",
            "about=participant:XA",
            "symbol={first}",
        ),
    ),
    Listed(
        *("correspondence-list", "api-correspondence-list", "uid", CorrespondenceFilter),
        lambda context: [row.uid for row in context["page"]],
        (
            "",
            "direction=in",
            "direction=in&direction=out",
            "series=NV&year=2026",
            "year=2025&year=2026",
            "participant=xa&participant=XB",
            "channel=note-verbale",
            "waits=open",
            "waits=on-file",
            "search=canary",
            "search=IN-NV-2026-1",
            "as_of=2001-01-01",
            "with_corrected=true",
            "with_corrected=false",
        ),
    ),
    Listed(
        *("outgoing-letter-list", "api-outgoing-letters-list", "uid", OutgoingFilter),
        # The page is closed to states; to programs of theirs there are none.
        lambda context: [row.uid for row in context["page"]] if "page" in context else [],
        (
            "",
            "stage=draft",
            "stage=sent",
            "kind=note&kind=cover",
            "to=named&to=group",
            "search=canary",
            "as_of=2001-01-01",
        ),
    ),
    Listed(
        *("decision-list", "api-decisions-list", "symbol", DecisionFilter, symbols),
        (
            "",
            "body=soc",
            "body=soc&body=summit",
            "outcome=adopted",
            "manner=at-meeting",
            "state=xa&state=XB",
            "search=a",
            "as_of=2001-01-01",
            "with_corrected=true",
            "with_corrected=false",
        ),
    ),
    Listed(
        *("follow-up-list", "api-follow-ups-list", "id", FollowUpFilter),
        lambda context: [row.pk for row in context["page"]],
        (
            "",
            "whose=ours",
            "state=open",
            "state=reported&state=closed",
            "owner=xa",
            "group=swg-1",
            "search=follow-up",
            "with_corrected=true",
            "with_corrected=false",
            "as_of=2001-01-01",
        ),
    ),
    Listed(
        *("approach-proposal-list", "api-approach-proposals-list", "uid", ApproachProposalFilter),
        lambda context: [str(row.uid) for row in context["page"]],
        (
            "",
            "participant=xa",
            "search=canary",
            "search=nothing of this",
            "with_corrected=true",
            "with_corrected=false",
            "as_of=2001-01-01",
        ),
    ),
    Listed(
        *("minutes-list", "api-minutes-list", "reference", MinutesFilter),
        lambda context: [row.reference for row in context["page"]],
        (
            "",
            "stage=circulated",
            "stage=adopted",
            "body=soc",
            "search=min-",
            "search=nothing of this",
            "with_corrected=true",
            "with_corrected=false",
            "as_of=2001-01-01",
        ),
    ),
    Listed(
        *("source-list", "api-sources-list", "key", SourceFilter),
        lambda context: [row.key for row in context["sources"]],
        (
            "",
            "search=source",
            "search=nothing of this",
            "key=a-source",
            "as_of=2001-01-01",
            "with_corrected=true",
            "with_corrected=false",
        ),
    ),
    Listed(
        *("silence-list", "api-silence-procedures-list", "reference", SilenceFilter),
        lambda context: [procedure.reference for procedure, _ends, _is_over in context["rows"]],
        ("", "state=OPEN", "state=open&state=broken", "state=held", "search=a", "as_of=2001-01-01"),
    ),
)
# Lists that are tables; the others tell a row in sentences, or in the order of days.
TABLES = [listed for listed in LISTS if listed.page in COLUMNS]


# Of which the world has nothing to name in a literal.
@pytest.fixture(autouse=True)
def as_many_files_as_there_are_lists():
    """They are more than one person is given in a minute."""
    cache.clear()


NAMED_BY_THE_WORLD = {"meeting", "commitment", "hears", "decision", "request", "institution"}


@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_a_page_and_the_api_name_the_same_rows_for_the_same_question(listed, world):
    found, first = set(), (listed.in_api(looking(world, OFFICER), "") or [""])[0]
    for persona in (OFFICER, AUTHORITY, OBSERVER):
        client = looking(world, persona)
        # One filter set answers both doors, whoever asks: by day one of them in all its words, the others in some.
        for query in listed.queries if IS_NIGHT or persona == AUTHORITY else listed.queries[::4]:
            query = query.format(first=first.lower())
            rows = listed.on_page(client, query)
            assert rows == listed.in_api(client, query), f"{persona}: {query}"
            assert rows is not None or persona != OFFICER, f"{query} names something"
            found.add(bool(rows))
    assert found == {True, False}, "some questions find rows, some none"
    asked = {name for query in listed.queries for name, _value in parse_qsl(query)}
    assert set(listed.asked.base_filters) - asked <= NAMED_BY_THE_WORLD


@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_the_file_of_a_page_holds_what_the_page_shows(listed, world):
    client = looking(world, OFFICER)
    for query in (asked for asked in (listed.queries if IS_NIGHT else listed.queries[:3]) if "{" not in asked):
        response = client.get(f"{reverse(listed.page)}?{query}")
        start = f'href="{reverse(listed.api)}?'
        links = [piece.split('"')[0] for piece in response.content.decode().split(start)[1:]]
        told = [dict(parse_qsl(link.replace("&amp;", "&"))) for link in links]
        assert [asked["format"] for asked in told] == ["csv", "xlsx", "json", "jsonl", "parquet", "csv"]
        assert [asked.get("headings") for asked in told] == ["words", "words", None, None, None, None]
        asked = links[-1].replace("&amp;", "&").removesuffix("format=csv").rstrip("&")
        on_page = sorted(str(key) for key in listed.shown(response.context))
        assert {kind: listed.in_file(client, asked, kind) for kind in READ} == dict.fromkeys(READ, on_page), query


@pytest.mark.parametrize("listed", TABLES, ids=str)
def test_the_columns_of_a_page_are_those_of_its_table_and_tell_what_programs_read(listed, world):
    client = looking(world, OFFICER)
    body = client.get(f"{reverse(listed.page)}?{listed.queries[0]}").content.decode()
    columns = list(COLUMNS[listed.page].values())
    headings = [str(column.heading) for column in columns]
    tables = re.findall(r"<thead>.*?</table>", body, re.DOTALL)
    assert tables
    for table in tables:
        shown = re.findall(r'<th scope="col">(.*?)</th>', table)
        assert [re.sub(r"<[^>]+>", "", heading) for heading in shown] == headings
        rows = re.findall(r'<tr[^>]*>\s*<th scope="row".*?</tr>', table, re.DOTALL)
        assert rows
        for row in rows:
            assert re.findall(r'<td data-label="(.*?)"', row) == headings[1:]
    (read, *_others) = client.get(reverse(listed.api)).json()["results"]
    table = b"".join(client.get(f"{reverse(listed.api)}?format=csv").streaming_content).decode("utf-8-sig")
    in_file = {name.split(".")[0] for name in table.splitlines()[0].split(",")}
    told = {name for column in columns for name in column.tells}
    assert told - set(read) == set()
    # What is nested fits in no cell of a file.
    assert told - in_file <= {name for name in told if isinstance(read[name], list | dict)} | {"awaited"}


@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_what_no_list_can_be_asked_is_a_sentence_on_its_page_beside_the_text_and_a_400_in_the_api(listed, world):
    client = looking(world, OFFICER)
    for name in listed.asked.base_filters:
        if name == "search" or isinstance(listed.asked.base_filters[name], WordsFilter):
            continue  # any words are words
        query = f"{name}=Kites"
        page = client.get(f"{reverse(listed.page)}?{query}")
        assert page.status_code == 400, query
        body = page.content.decode()
        assert "Kites" in body, f"{query}: the text is kept"
        assert "errorlist" in body or "field-errors" in body, f"{query}: and a sentence beside it"
        refused = client.get(f"{reverse(listed.api)}?{query}")
        assert refused.status_code == 400
        assert list(refused.json()["errors"]) == [name]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("/states/?q=XA", "search=XA"),
        ("/meetings/?year_from=2026&year_to=2026", "from=2026-01-01&to=2026-12-31"),
        ("/commitments/?stands=drafted", "state=drafted"),
    ],
)
def test_an_address_of_before_leads_to_the_same_list(before, now, world):
    client = looking(world, OFFICER)
    response = client.get(before)
    assert response.status_code == 200
    listed = next(listed for listed in LISTS if reverse(listed.page) == urlsplit(before).path)
    assert listed.shown(response.context)
    assert sorted(map(str, listed.shown(response.context))) == listed.on_page(client, now)
    assert response.context["export_query"].dict() == QueryDict(now).dict()


@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_every_filter_has_words_of_its_own_for_the_page(listed):
    for name, asked in listed.asked.base_filters.items():
        assert asked._label, f"{name} of {listed.page}"


@pytest.mark.parametrize("listed", LISTS, ids=str)
def test_an_address_of_the_api_names_a_thing_in_capitals_or_not(listed, world):
    client = looking(world, OFFICER)
    found = client.get(reverse(listed.api)).json()["results"][0]
    key = found.get("key", str(found[listed.key]))
    answers = [client.get(reverse(listed.api.replace("-list", "-detail"), args=[name])) for name in (key, key.lower())]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert client.get(f"{reverse(listed.api)}{'x' * 3000}/").status_code == 404
