"""The record as it stands in the data files, counted from the YAML: whatever loads it must come to the same."""

import datetime as dt
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.conf import settings

from record.dates import parse_known_date
from record.loading import RecordFault, read

HOUSE = Path(settings.BASE_DIR)
LANGUAGES = ["en", "ru", "zh-hans", "ar"]
FILES = sorted(
    path.relative_to(HOUSE).as_posix() for path in HOUSE.glob("*/data/*.yaml") if not path.name.endswith(".schema.yaml")
)
A_DAY_OF_2007 = dt.date(2007, 10, 3)
A_DAY_OF_2025 = dt.date(2025, 12, 18)


@cache
def content(path: str) -> dict[str, Any]:
    return read(HOUSE / path).content


def rows(path: str) -> list[dict[str, Any]]:
    (key,) = content(path)
    return content(path)[key]


def entries(value: Any) -> list[dict[str, Any]]:
    """Every mapping in `value`, however deep."""
    if isinstance(value, list):
        return [found for one in value for found in entries(one)]
    if isinstance(value, dict):
        return [value, *(found for one in value.values() for found in entries(one))]
    return []


def kinds() -> dict[str, str]:
    return {row["code"]: row["kind"] for row in rows("members/data/participants.yaml")}


def codes_of(kind: str) -> set[str]:
    return {code for code, its in kinds().items() if its == kind}


def standing_on(day: dt.date) -> Counter:
    """How many hold which standing on a day: certain to have begun, and not certain to have ended."""
    held = [
        (row["standing"], kinds()[row["participant"]])
        for row in rows("members/data/participation.yaml")
        if parse_known_date(row["since"]).day <= day
        and ("until" not in row or parse_known_date(row["until"]).day > day)
    ]
    return Counter(held)


def test_all_the_files_of_the_record_are_here():
    assert FILES == [
        "activities/data/information-templates.yaml",
        "activities/data/year-plans.yaml",
        "catalogue/data/catalogue-2007.yaml",
        "catalogue/data/catalogue-2021.yaml",
        "catalogue/data/editions.yaml",
        "commitments/data/commitments-history.yaml",
        "commitments/data/coordinators.yaml",
        "decisions/data/decisions.yaml",
        "decisions/data/reviews.yaml",
        "law/data/almaty-act.yaml",
        "law/data/cooperative-approach.yaml",
        "law/data/request-2007.yaml",
        "meetings/data/meetings.yaml",
        "meetings/data/working-groups.yaml",
        "members/data/chairmanships.yaml",
        "members/data/participants.yaml",
        "members/data/participation.yaml",
        "papers/data/letter-wordings.yaml",
        "record/data/sources.yaml",
    ]


@pytest.mark.parametrize("path", FILES)
def test_a_file_keeps_to_the_schema_beside_it(path):
    schema = yaml.safe_load((HOUSE / path).with_suffix(".schema.yaml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    read(HOUSE / path)


@pytest.mark.parametrize("path", FILES)
def test_a_file_says_first_what_it_is(path):
    assert (HOUSE / path).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("path", FILES)
def test_every_source_is_known_and_nothing_rests_on_memory(path):
    known = {row["key"] for row in rows("record/data/sources.yaml")}
    found = entries(content(path))
    cited = {key.strip() for entry in found if "source" in entry for key in entry["source"].split(";")}
    cited |= {key for entry in found for key in entry.get("read_in", {}).values()}
    assert cited <= known
    assert {entry["confidence"] for entry in found if "confidence" in entry} <= {"V", "P", "I"}


@pytest.mark.parametrize("path", FILES)
def test_every_date_is_a_day_there_was(path):
    for entry in entries(content(path)):
        for name in ("date", "since", "until", "starts", "ends", "circulated"):
            if name in entry:
                parse_known_date(entry[name])


def test_memory_is_refused_by_the_schema(tmp_path):
    for suffix in (".yaml", ".schema.yaml"):
        text = (HOUSE / f"members/data/participation{suffix}").read_text(encoding="utf-8")
        (tmp_path / f"participation{suffix}").write_text(text.replace("confidence: P", "confidence: M"), "utf-8")
    with pytest.raises(RecordFault) as refusal:
        read(tmp_path / "participation.yaml")
    assert all("confidence: 'M' is not one of" in fault for fault in refusal.value.faults)
    assert len(refusal.value.faults) == sum(row["confidence"] == "P" for row in rows("members/data/participation.yaml"))


def test_every_participant_has_a_name_in_four_languages_and_a_code_of_its_own():
    participants = rows("members/data/participants.yaml")
    assert [list(row["name"]) for row in participants] == [LANGUAGES] * len(participants)
    for language in LANGUAGES:
        names = [row["name"][language] for row in participants]
        assert len(names) == len(set(names))
    assert len(kinds()) == len(participants)


def test_2007_counts_18_members_6_observer_states_and_3_observer_organisations():
    assert standing_on(A_DAY_OF_2007) == {
        ("member", "state"): 18,
        ("observer", "state"): 6,
        ("observer", "organisation"): 3,
    }


def test_2025_counts_28_members_10_observer_states_and_5_observer_organisations():
    assert standing_on(A_DAY_OF_2025) == {
        ("member", "state"): 28,
        ("observer", "state"): 10,
        ("observer", "organisation"): 5,
        ("partner", "organisation"): 1,
    }


def test_nobody_has_two_standings_on_one_day_and_each_participant_has_one():
    by_participant: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for row in rows("members/data/participation.yaml"):
        until = parse_known_date(row["until"]).day if "until" in row else dt.date.max
        by_participant.setdefault(row["participant"], []).append((parse_known_date(row["since"]).day, until))
    for spans in by_participant.values():
        spans.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert set(by_participant) == set(kinds())


def test_the_chair_passes_from_hand_to_hand_without_a_gap():
    chairs = rows("members/data/chairmanships.yaml")
    assert [row["state"] for row in chairs] == ["KZ", "TR", "CN", "TJ", "KZ", "AZ"]
    assert [row["until"] for row in chairs[:-1]] == [row["since"] for row in chairs[1:]]
    assert "until" not in chairs[-1]


def test_the_edition_of_2007_has_four_areas_and_26_measures():
    areas = content("catalogue/data/catalogue-2007.yaml")["areas"]
    assert [(area["letters"], len(area["measures"])) for area in areas] == [
        ("ECO", 10),
        ("ENV", 5),
        ("HUM", 6),
        ("NCT", 5),
    ]
    for area in areas:
        assert [measure["number"] for measure in area["measures"]] == list(range(1, len(area["measures"]) + 1))


def test_the_edition_of_2021_has_five_dimensions_and_18_priority_areas():
    dimensions = content("catalogue/data/catalogue-2021.yaml")["dimensions"]
    assert [(dimension["code"], len(dimension["areas"])) for dimension in dimensions] == [
        ("MP", 1),
        ("NCT", 5),
        ("ECO", 8),
        ("ENV", 3),
        ("HUM", 1),
    ]
    areas = [area for dimension in dimensions for area in dimension["areas"]]
    assert {area["code"]: len(area["measures"]) for area in areas if "measures" in area} == {
        "MP-GEN": 5,
        "NCT-GEN": 4,
        "HUM-GEN": 6,
    }


def test_only_the_edition_of_2007_is_complete():
    editions = rows("catalogue/data/editions.yaml")
    assert {row["code"]: row["complete"] for row in editions} == {"2004": False, "2007": True, "2021": False}


def test_the_annex_of_2007_stands_as_it_was_sent():
    offers = [row for row in rows("commitments/data/coordinators.yaml") if row["edition"] == "2007"]
    names = ("state", "depth", "area", "number", "near")
    assert [tuple(row.get(name) for name in names) for row in offers] == [
        ("AZ", "measure", "economic", 2, None),
        ("IR", "topic", "new-challenges", None, 2),
        ("IR", "topic", "environmental", None, 3),
        ("KZ", "unspecified", None, None, None),
        ("KR", "topic", "economic", None, 9),
        ("KR", "topic", "economic", None, 3),
        ("RU", "unspecified", "economic", None, None),
        ("TJ", "topic", "economic", None, 4),
        ("TR", "area", "new-challenges", None, None),
    ]
    assert {(row["fact"], row["role"], row["date"]) for row in offers} == {("offer", "unstated", "2007-03-14")}


def test_coordinators_and_papers_name_states_areas_and_measures_that_are_there():
    measures: dict[tuple[str, str], set[int]] = {}
    for area in content("catalogue/data/catalogue-2007.yaml")["areas"]:
        measures["2007", area["code"]] = {measure["number"] for measure in area["measures"]}
    for dimension in content("catalogue/data/catalogue-2021.yaml")["dimensions"]:
        for area in dimension["areas"]:
            measures["2021", area["code"]] = {measure["number"] for measure in area.get("measures", [])}
    papers = rows("commitments/data/commitments-history.yaml")
    for row in [*rows("commitments/data/coordinators.yaml"), *papers]:
        assert "area" not in row or (row["edition"], row["area"]) in measures
        for name in ("number", "near", "measure"):
            assert name not in row or row[name] in measures[row["edition"], row["area"]]
        states = {row.get("state") or row["coordinator"], *row.get("co_coordinators", [])}
        assert states <= codes_of("state")


def test_every_meeting_has_one_reference_that_says_its_body_and_year():
    meetings = rows("meetings/data/meetings.yaml")
    groups = {row["code"] for row in rows("meetings/data/working-groups.yaml")}
    references = [row["reference"] for row in meetings]
    assert len(references) == len(set(references))
    for row in meetings:
        _prefix, *year, number = row["reference"].split("-")
        assert year == ([] if "ordinal" in row else [str(parse_known_date(row["starts"]).day.year)])
        assert "ordinal" not in row or row["ordinal"] == int(number)
        assert row.get("host", "KZ") in codes_of("state")
        assert row.get("working_group") in (groups if row["body"] == "working-group" else {None})
        assert "ends" not in row or parse_known_date(row["starts"]).day < parse_known_date(row["ends"]).day


def test_what_was_only_announced_is_planned_and_says_so():
    planned = [row for row in rows("meetings/data/meetings.yaml") if row["status"] == "planned"]
    assert [row["reference"] for row in planned] == ["SUMMIT-7", "SPECIALISED-2024-1", "SOC-2025-2", "SWG-2023-2"]
    assert all("not in the record" in row["note"] and row["confidence"] == "P" for row in planned)


def test_working_groups_were_established_at_meetings_that_are_there():
    met = {(row["body"], row["starts"]) for row in rows("meetings/data/meetings.yaml")}
    groups = rows("meetings/data/working-groups.yaml")
    assert {(row["established"]["by"], row["established"]["date"]) for row in groups} <= met
