"""A file that is told of values holds, byte for byte, what one told of objects holds: whoever reads it, in every language."""

import json
from collections import Counter
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from cica_tracker.tests.wall.personas import AUTHORITY, OBSERVER, OFFICER, World
from commitments.models import Commitment
from meetings.models import Meeting
from members.models import Participant

pytestmark = pytest.mark.django_db

# Lists of which every column says what it is made of, by the model of their rows.
OF_VALUES = {"commitments": Commitment, "meetings": Meeting, "participants": Participant}
# Columns that PostgreSQL can say.
IN_SQL = {
    "commitments": "reference,title,modality,state,area,area_name,measure,measure_title,topic,audience,statement,language,"
    "period_since,period_since_precision,period_since_day,began_at,moved_at,version,source,confidence,note",
    "meetings": "reference,body,starts,starts_precision,starts_day,place,status,note",
    "participants": "code,name,official_name,note",
}
# A page of a file is told of objects: all rows of the world fit on one.
OF_OBJECTS = "page=1&page_size=1000"
ASKED = (
    ("en", "csv", ""),
    ("ru", "jsonl", "&labels=true"),
    ("en", "parquet", ""),
    ("zh-hans", "xlsx", ""),
    ("ar", "csv", "&as_of=2026-06-01&labels=true"),
    ("en", "csv", "&fields=note"),
)
KEYS = ["count", "count_at_least", "next", "previous", "results"]
# What a spreadsheet would run, what ends a cell or a line, what no cell can hold, and what reads the other way.
AWKWARD = "=1+1;\"said\", 'so'\r\nthen\ranew\t\x0b\u202e\u2028 \\. ＝2 " + "long" * 9_000
TEXTS = {"en": "@SUM(A1)", "ru": "\t-1", "ar": AWKWARD, "zh-hans": ""}


def file_of(world: World, persona: str, name: str, kind: str, language: str, query: str) -> bytes:
    cache.clear()  # nobody takes so many files home in one minute
    answer = world.client(persona).get(
        f"/api/v1/{name}/?format={kind}{query}", headers={"accept-language": language, "accept-encoding": "identity"}
    )
    assert answer.status_code == 200, answer.content[:300]
    return answer.getvalue()


@pytest.fixture
def awkward(world: World) -> World:
    Commitment.everything.update(statement=AWKWARD, note="-x", topic=TEXTS)
    Commitment.everything.filter(pk__in=[row.pk for row in Commitment.everything.all()[::2]]).update(topic={}, note="")
    Meeting.everything.update(place=TEXTS, note=AWKWARD)
    Participant._base_manager.update(official_name=TEXTS, note=AWKWARD)
    return world


@pytest.mark.parametrize("persona", [OFFICER, AUTHORITY, OBSERVER])
@pytest.mark.parametrize("name", OF_VALUES)
def test_a_file_of_values_is_the_file_of_objects(name, persona, awkward):
    for language, kind, query in ASKED:
        of_values = file_of(awkward, persona, name, kind, language, query)
        of_objects = file_of(awkward, persona, name, kind, language, f"{query}&{OF_OBJECTS}")
        assert of_values == of_objects, (language, kind, query)
        assert of_values


@pytest.mark.both
@pytest.mark.parametrize("persona", [OFFICER, OBSERVER])
@pytest.mark.parametrize("name", IN_SQL)
def test_a_file_that_the_database_writes_is_the_file_of_objects(name, persona, awkward):
    for language, query in (("en", ""), ("ar", "&ordering=-reference" if name == "commitments" else "")):
        query = f"&fields={IN_SQL[name]}{query}"
        with CaptureQueriesContext(connection) as asked:
            written = file_of(awkward, persona, name, "csv", language, query)
        of_objects = file_of(awkward, persona, name, "csv", language, f"{query}&{OF_OBJECTS}")
        assert written == of_objects
        assert written.count(b"\r\n") > 1
    if connection.vendor == "postgresql":
        read = [row["sql"] for row in asked if f'"{OF_VALUES[name]._meta.db_table}"."note"' in row["sql"]]
        assert not read, "Django reads keys alone"


@pytest.mark.parametrize("name", OF_VALUES)
def test_a_list_is_told_as_objects_tell_it_and_makes_none(name, awkward):
    made: Counter[Any] = Counter()

    def note(sender: Any, **_named: Any) -> None:
        made[sender] += 1

    for persona, query in ((OFFICER, ""), (OBSERVER, "&labels=true"), (AUTHORITY, "&fields=note")):
        of_objects = file_of(awkward, persona, name, "jsonl", "ar", f"{query}&{OF_OBJECTS}")
        client = awkward.client(persona)
        post_init.connect(note)
        try:
            answer = client.get(f"/api/v1/{name}/?page_size=1000{query}", headers={"accept-language": "ar"})
        finally:
            post_init.disconnect(note)
        told = json.loads(answer.content)
        assert (answer["Content-Type"], list(told)) == ("application/json", KEYS)
        assert told["results"] == [json.loads(line) for line in of_objects.decode().rstrip("\n").split("\n")]
        assert told["count"] == len(told["results"]) > 0
        assert not {"\u2028", "\u2029"} & set(answer.content.decode())
    assert made[OF_VALUES[name]] <= len(OF_VALUES), "those for whom the reader sits, and none for each row"


@pytest.mark.parametrize("name", OF_VALUES)
def test_no_row_of_a_file_of_values_becomes_an_object(name, world):
    made: Counter[Any] = Counter()

    def note(sender: Any, **_named: Any) -> None:
        made[sender] += 1

    post_init.connect(note)
    try:
        of_values = file_of(world, OBSERVER, name, "csv", "en", "")
        few, _cleared = made[OF_VALUES[name]], made.clear()
        file_of(world, OBSERVER, name, "csv", "en", f"&{OF_OBJECTS}")
    finally:
        post_init.disconnect(note)
    rows = of_values.count(b"\n") - 1
    assert made[OF_VALUES[name]] - few == rows > 0
