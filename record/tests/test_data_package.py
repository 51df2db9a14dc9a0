"""The whole record as a data package: each cell is what the schema says of it, each file has its digest, nobody reads more."""

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Callable

import pytest
import time_machine

from activities.tests.factories import ActivityFactory
from cica_tracker.api_urls import NOT_OF_THE_RECORD, RESOURCES
from commitments.tests.factories import CommitmentFactory
from members.choices import Audience

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/datapackage/"
# What a cell may hold, by the type that the schema names.
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
}


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel("2026-11-20T09:00:00Z", tick=False):
        yield


def taken(client) -> bytes:
    answer = client.get(PLACE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert answer["Content-Disposition"] == 'attachment; filename="cica-record_2026-11-20.zip"'
    return answer.getvalue()


def test_every_cell_is_what_the_schema_says_and_every_file_has_its_digest(record_loaded, officer, sign_in):
    CommitmentFactory()
    client = sign_in(officer)
    data = taken(client)
    assert data == taken(client), "the same bytes"
    package = zipfile.ZipFile(io.BytesIO(data))
    described = json.loads(package.read("datapackage.json"))
    assert described["profile"] == "tabular-data-package"
    assert [row["name"] for row in described["resources"]] == [
        name for name in RESOURCES if name not in NOT_OF_THE_RECORD
    ]
    assert {row["path"] for row in described["resources"]} | {"datapackage.json"} == set(package.namelist())
    assert len(described["sources"]) == client.get("/api/v1/sources/").json()["count"] > 0
    assert described["licenses"][0]["name"] == "other-closed"
    for resource in described["resources"]:
        content = package.read(resource["path"])
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        head, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
        fields = resource["schema"]["fields"]
        assert head == [field["name"] for field in fields], resource["name"]
        assert all(field["title"] for field in fields)
        for row in rows:
            for cell, field in zip(row, fields, strict=True):
                if cell not in resource["schema"]["missingValues"]:
                    READ[field["type"]](cell)


def test_it_has_the_rows_of_the_lists_and_for_each_reader_theirs(record_loaded, officer, authority, observer, sign_in):
    ActivityFactory(title={"en": "A canary at home"}, audience=Audience.OWN)
    ActivityFactory(title={"en": "For the members"})
    for person, reads in ((officer, [False, True]), (authority, [False, True]), (observer, [False, False])):
        client = sign_in(person)
        package = zipfile.ZipFile(io.BytesIO(taken(client)))
        activities = package.read("data/activities.csv").decode()
        assert [words in activities for words in ("A canary at home", "For the members")] == reads
        for name in ("participants", "meetings", "activities", "decisions"):
            rows = list(csv.reader(io.StringIO(package.read(f"data/{name}.csv").decode(), newline="")))
            assert len(rows) - 1 == client.get(f"/api/v1/{name}/").json()["count"], name


def test_nobody_who_is_not_signed_in_takes_it_and_the_page_of_documents_leads_there(client, authority, sign_in):
    assert client.get(PLACE).status_code == 401
    assert f'href="{PLACE}"' in sign_in(authority).get("/documents/").content.decode()
