"""One column table: JSON, CSV and XLSX say the same, cell for cell, of the true record."""

import csv
import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from cica_tracker.api_urls import RESOURCES, router
from cica_tracker.tests.night import IS_NIGHT
from commitments.tests.factories import AreaFactory, CommitmentFactory
from law.choices import Modality, Relation
from law.cica.states import State
from members.choices import Audience
from record.api.fields import columns_of
from record.api.headings import heading_of
from record.api.labels import add_labels
from record.api.problems import A_PROBLEM
from record.api.views import ReadingViewSet
from record.exports import XLSX, csv_cell
from record.texts import WordingStatus

pytestmark = pytest.mark.django_db
# What states share among themselves, and what a meeting to come has, is not in the public record: tried where it is.
# Nothing in it was entered by mistake either.
WITHOUT_ROWS = {
    "views",
    "comments",
    "imports",
    "experts",
    "activities",
    "activity-deeds",
    "action-plans",
    "year-plans",
    "information",
    "publications",
    "institutions",
    "information-replies",
    "note-requests",
    "progress-notes",
    "deadlines",
    "agendas",
    "agenda-items",
    "attendance",
    "silence-procedures",
    "corrections",
    "follow-ups",
    "approach-proposals",
    "group-seats",
    "minutes",
    "minutes-corrections",
    "focal-points",
    "photographs",
    "intentions",
    "notices",
    "letters",
    "correspondence",
    "outgoing-letters",
    "letter-wordings",
    "forms-of-address",
    "tombstones",
    "desk",
    "desk-entries",
    "saved-lists",
    "requested-documents",
    "webhooks",
    "webhook-deliveries",
    "workbooks",
    "addressees",
    "deputyships",
    "going-on-rules",
    "went-on",
}
OF_THE_RECORD = [name for name in RESOURCES if name not in WITHOUT_ROWS]


@pytest.fixture
def reader(record_loaded, preparer, sign_in):
    return sign_in(preparer)


def body(response):
    return response.getvalue() if response.streaming else response.content


def lines_of_csv(response):
    return list(csv.reader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def lines_of_xlsx(response):
    sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
    return [[as_json_has_it(value) for value in line] for line in sheet.iter_rows(values_only=True)]


def as_json_has_it(value):
    """A cell as JSON has it: of a day its text, of an empty cell the empty text."""
    return value.date().isoformat() if isinstance(value, dt.datetime) else "" if value is None else value


def flat(row, above=()):
    """A row of JSON as (column, value), in its order."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from flat(value, (*above, name))
        else:
            yield ".".join((*above, name)), "; ".join(map(named, value)) if isinstance(value, list) else value


def named(value):
    """One of a list: itself, or of an object the first value."""
    return str(next(iter(value.values()))) if isinstance(value, dict) else value


def as_in_the_list(row, listed):
    """What is told of one only is left out: what acts ask for, where a list tells them at all, a meeting's dates, and what
    states said of its being public."""
    of_one = {"history", "next_acts", "publishing"}
    row = {name: value for name, value in row.items() if name not in of_one or name in listed}
    if "next_acts" not in row:
        return row
    if listed["next_acts"] is None:  # told on request
        return {**row, "next_acts": None}
    return {**row, "next_acts": [{**act, "asks": None} for act in row["next_acts"]]}


def all_rows(client, url):
    rows = []
    while url:
        page = client.get(url).json()
        rows += page["results"]
        url = page["next"]
    assert len(rows) == page["count"]
    return rows


@pytest.mark.parametrize("name", OF_THE_RECORD)
def test_the_three_formats_say_the_same(name, reader):
    url = f"/api/v1/{name}/"
    rows = [dict(flat(row)) for row in all_rows(reader, f"{url}?page_size=7&as_of=2025-12-18")]
    assert rows, "the record has rows of everything"
    columns = list(rows[0])

    in_csv = lines_of_csv(reader.get(f"{url}?format=csv&as_of=2025-12-18"))
    assert in_csv[0] == columns
    assert in_csv[1:] == [[csv_cell(row[column]) for column in columns] for row in rows]

    in_xlsx = lines_of_xlsx(reader.get(f"{url}?format=xlsx&as_of=2025-12-18"))
    assert in_xlsx[0] == columns
    assert in_xlsx[1:] == [["" if row[column] is None else row[column] for column in columns] for row in rows]


@pytest.mark.parametrize("name", OF_THE_RECORD)
def test_one_row_by_its_reference_is_the_row_of_the_list_in_each_format(name, reader):
    url = f"/api/v1/{name}/"
    row = reader.get(url).json()["results"][0]
    key = row[RESOURCES[name].lookup_field if RESOURCES[name].lookup_field != "pk" else "id"]
    assert as_in_the_list(reader.get(f"{url}{key}/").json(), row) == row
    assert len(lines_of_csv(reader.get(f"{url}{key}/?format=csv"))) == 2
    assert len(lines_of_xlsx(reader.get(f"{url}{key}/?format=xlsx"))) == 2


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_who_has_the_bytes_already_is_told_so(kind, reader, monkeypatch):
    # What isn't written soon leaves while it is written, without a seal: on a machine in demand, a long list.
    monkeypatch.setattr("record.exports.PATIENCE", 600)
    # By day a file of every fourth list, beside all of them as JSON: one seal is set on whatever bytes there are.
    for name in OF_THE_RECORD if IS_NIGHT or kind == "json" else OF_THE_RECORD[::4]:
        cache.clear()  # nobody takes every file of the house home in one minute
        url = f"/api/v1/{name}/?format={kind}&as_of=2025-12-18"
        first = reader.get(url)
        again = reader.get(url, headers={"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)
        assert body(again) == b""
        other = reader.get(f"{url}&search=zzzz", headers={"If-None-Match": first["ETag"]})
        assert other.status_code == 200


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_who_asks_for_compressed_bytes_is_told_so_too(kind, reader):
    url, zipped = f"/api/v1/measures/?format={kind}", {"Accept-Encoding": "gzip"}
    first = reader.get(url, headers=zipped)
    assert first.status_code == 200
    assert reader.get(url, headers={**zipped, "If-None-Match": first["ETag"]}).status_code == 304


def test_the_accept_header_chooses_the_format_as_the_parameter_does(reader):
    asked = {"application/json": "json", "text/csv": "csv", XLSX: "xlsx", "*/*": "json"}
    for accept, kind in asked.items():
        response = reader.get("/api/v1/areas/", headers={"Accept": accept})
        assert response.status_code == 200
        assert body(response) == body(reader.get(f"/api/v1/areas/?format={kind}"))


def test_what_no_renderer_makes_is_a_406_in_json(reader):
    response = reader.get("/api/v1/areas/", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert list(response.json()) == A_PROBLEM["required"]


def test_a_file_holds_every_row_unless_a_page_is_asked_for(reader):
    everything = reader.get("/api/v1/participants/").json()["count"]
    assert len(lines_of_csv(reader.get("/api/v1/participants/?format=csv"))) == everything + 1
    assert len(lines_of_csv(reader.get("/api/v1/participants/?format=csv&page_size=5&page=2"))) == 6
    assert len(lines_of_xlsx(reader.get("/api/v1/participants/?format=xlsx&page=1&page_size=1"))) == 2


def test_a_file_is_named_for_what_it_holds_and_for_its_day(reader):
    response = reader.get("/api/v1/working-groups/?format=xlsx&as_of=2025-12-18")
    assert response["Content-Disposition"] == 'attachment; filename="working-groups_2025-12-18.xlsx"'


def test_a_table_without_rows_still_has_its_columns(reader):
    [columns] = lines_of_csv(reader.get("/api/v1/areas/?format=csv&as_of=1992-01-01"))
    assert columns[0] == "reference"


def test_a_refusal_is_json_in_whatever_format_the_rows_were_asked(reader):
    for kind in ("csv", "xlsx"):
        response = reader.get(f"/api/v1/areas/?format={kind}&nonsense=1")
        assert response.status_code == 400
        assert list(response.json()["errors"]) == ["nonsense"]
    assert reader.get("/api/v1/participants/?format=csv&page=99").json()["detail"] == "There is no such page."


def test_nobody_else_keeps_what_one_person_was_sent(reader):
    response = reader.get("/api/v1/areas/")
    assert response["Cache-Control"] == "private, no-store"
    assert {"Authorization", "Cookie", "Accept"} <= {name.strip() for name in response["Vary"].split(",")}


def test_the_root_names_what_there_is(reader):
    answer = reader.get("/api/v1/").json()
    assert list(answer) == [*RESOURCES, "search", "documents", "datapackage", "docs", "schema"]
    for name, url in answer.items():
        asked = {"q": "a"} if name == "search" else {"page_size": 1} if name in RESOURCES else {}
        assert reader.get(url, asked).status_code == 200


def test_a_stranger_to_the_house_gets_401_everywhere_and_learns_no_parameter():
    for name in ["", "schema/", "nothing/", *[f"{name}/" for name in RESOURCES]]:
        response = Client().get(f"/api/v1/{name}?nonsense=1&format=pdf")
        assert response.status_code == 401, name
        assert list(response.json()) == A_PROBLEM["required"]
        assert response["WWW-Authenticate"] == "Token"


def test_a_person_who_may_no_longer_sign_in_is_a_stranger(preparer, sign_in):
    client = sign_in(preparer)
    preparer.is_active = False
    preparer.save()
    assert client.get("/api/v1/areas/").status_code == 401


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_column_of_every_list_is_called_something_of_its_own_in_every_language(language, db):
    called = {}
    for name, resource, _basename in router.registry:
        if issubclass(resource, ReadingViewSet):
            table = resource.serializer_class()
            add_labels(table)
            with override(language):
                called[name] = [heading_of(name, column) for column in columns_of(table)]
    assert len(called) >= 40
    assert {name: [words for words in heads if heads.count(words) > 1] for name, heads in called.items()} == {
        name: [] for name in called
    }


def in_language(client: Client, address: str, language: str) -> Worksheet:
    """The sheet that somebody is given who reads the pages in this language."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return openpyxl.load_workbook(io.BytesIO(body(client.get(address)))).active


def test_a_file_for_people_is_headed_in_their_language_and_begins_where_they_begin_to_read(reader):
    address = "/api/v1/chairmanships/?as_of=2025-12-18&fields=state,state_name,since,since_day&format=xlsx"
    stable, words, arabic = (
        in_language(reader, f"{address}{asked}", language)
        for asked, language in (
            ("", "ar"),
            ("&headings=words", "ru"),
            ("&headings=words", "ar"),
        )
    )
    heads = [[cell.value for cell in sheet[1]] for sheet in (stable, words, arabic)]
    assert heads[0] == ["state", *(f"state_name.{code}" for code, _name in settings.LANGUAGES), "since", "since_day"]
    assert heads[1][:2] + heads[1][-2:] == [
        "Государство", "Государство (название): английский", "С какого дня", "С какого дня (только день)",
    ]  # fmt: skip
    assert heads[2][0] == "الدولة"
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in (stable, words, arabic)] == [False, False, True]
    assert [list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in (words, arabic)] == [
        list(stable.iter_rows(min_row=2, values_only=True))
    ] * 2
    refused = reader.get(f"{address}&headings=runes")
    assert refused.status_code == 400
    assert list(refused.json()["errors"]) == ["headings"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_a_file_headed_in_words_says_codes_in_words_and_one_with_names_keeps_the_codes(kind, officer, sign_in):
    """Of a table that is told of values; the next test, of one that is told of objects, and of codes that are reckoned."""
    CommitmentFactory()
    client = sign_in(officer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    address = f"/api/v1/commitments/?format={kind}&fields=modality,state,awaited,audience&ordering=reference"
    assert cells_of(client, address, kind)[0] == ["a", "indicated", "members", "chair"]
    with override("ru"):
        said = [
            str(words)
            for words in (Modality.A.label, State.INDICATED.label, Audience.MEMBERS.label, Relation.CHAIR.label)
        ]
    words = cells_of(client, f"{address}&headings=words", kind)[0]
    assert words == said
    labelled = cells_of(client, f"{address}&headings=words&labels=true", kind)[0]
    assert labelled[0] == said[0]
    assert str(Modality.A.label) in labelled, "in every language they stand beside, as before"


def cells_of(client: Client, address: str, kind: str) -> list[list[Any]]:
    """The rows of a file, without its head."""
    data = body(client.get(address))
    if kind == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1:]
    if kind == "xlsx":
        return [
            list(row) for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2, values_only=True)
        ]
    table = parquet.read_table(io.BytesIO(data))
    return [list(row) for row in zip(*(column.to_pylist() for column in table.columns), strict=True)]


def test_wordings_kinds_and_languages_are_said_in_words_too(officer, sign_in):
    reader = sign_in(officer)
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    AreaFactory(name_status={"en": "official", "ru": "translation"})
    row = cells_of(reader, "/api/v1/areas/?format=csv&fields=name_status&headings=words", "csv")[0]
    with override("zh-hans"):
        assert row[:2] == [str(WordingStatus.OFFICIAL.label), str(WordingStatus.TRANSLATION.label)]


def test_a_whole_day_is_a_day_of_the_sheet_and_one_that_is_known_less_exactly_is_text(reader):
    sheet = openpyxl.load_workbook(
        io.BytesIO(body(reader.get("/api/v1/chairmanships/?format=xlsx&fields=since,since_day")))
    ).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows
    assert {type(since_day) for _since, since_day in rows if since_day} == {dt.datetime}
    assert {type(since) for since, _since_day in rows} == {str}
