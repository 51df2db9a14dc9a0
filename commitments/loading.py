"""What may be undertaken and who offered to coordinate it, as the data files have it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitments.history import load_history
from commitments.models import Area, CoordinatorAssignment, Edition, Measure
from meetings.models import Meeting
from members.loading import dated, find, period, sourced
from members.models import Participant
from record.loading import DataFile, Tally, put, read

DATA = Path(__file__).parent / "data"

Places = dict[tuple[str, ...], Any]


@dataclass(frozen=True)
class Files:
    """The files of this floor, read and in order."""

    editions: DataFile
    catalogue_2007: DataFile
    catalogue_2021: DataFile
    coordinators: DataFile
    history: DataFile


def read_files(folder: Path = DATA) -> Files:
    """Read and check every file. Raises RecordFault."""
    names = ("editions", "catalogue-2007", "catalogue-2021", "coordinators", "commitments-history")
    return Files(*(read(folder / f"{name}.yaml") for name in names))


def load(files: Files, participants: dict[str, Participant], meetings: dict[str, Meeting], tally: Tally) -> None:
    """Write editions, areas, measures, offers and designations, and the commitments that the public record shows."""
    editions = {
        row["code"]: put(tally, Edition, {"record_key": row["code"]}, _edition(row))
        for row in files.editions.content["editions"]
    }
    areas: Places = {}
    measures: Places = {}
    for row in files.catalogue_2007.content["areas"]:
        source = sourced(files.catalogue_2007.content)
        _area(tally, editions["2007"], None, {**row, **source}, areas, measures)
    for dimension in files.catalogue_2021.content["dimensions"]:
        source = {"source": editions["2021"].source, "confidence": editions["2021"].confidence}
        letters = {"letters": dimension["code"]}
        above = _area(tally, editions["2021"], None, {**source, **letters, **dimension}, areas, measures)
        for row in dimension["areas"]:
            _area(tally, editions["2021"], above, {"letters": row["code"], **row}, areas, measures)
    for position, row in enumerate(files.coordinators.content["coordinators"]):
        _coordinator(tally, files.coordinators, position, row, (participants, editions, areas, measures))
    load_history(files.history, (participants, editions, areas, measures, meetings), tally)


def _edition(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": row["title"],
        "title_status": row["title_status"],
        "symbol": row.get("symbol", ""),
        "adopted_by": row["adopted"]["by"],
        **dated("adopted_on", row["adopted"]["date"]),
        "place": row["adopted"].get("place", {}),
        "is_complete": row["complete"],
        **sourced(row),
    }


def _area(
    tally: Tally, edition: Edition, above: Area | None, row: dict[str, Any], areas: Places, measures: Places
) -> Area:
    key = f"{edition.code} {row['code']}"
    values = {
        "edition": edition,
        "parent": above,
        "code": row["code"],
        "letters": row["letters"],
        "order": row["order"],
        "name": row["name"],
        "name_status": row.get("name_status", {}),
        **sourced(row),
    }
    area = areas[(edition.code, row["code"])] = put(tally, Area, {"record_key": key}, values)
    for measure in row.get("measures", []):
        values = {
            "area": area,
            "number": measure["number"],
            "numbered_as": measure.get("numbered_as", ""),
            "title": measure["title"],
            "text": measure["text"],
            "text_status": measure["text_status"],
            **sourced({**row, **measure}),
        }
        at = (edition.code, row["code"], str(measure["number"]))
        measures[at] = put(tally, Measure, {"record_key": " ".join(at)}, values)
    return area


def _coordinator(tally: Tally, data: DataFile, position: int, row: dict[str, Any], known: tuple[Any, ...]) -> None:
    participants, editions, areas, measures = known
    at = ("coordinators", position)
    place = (row["edition"], row.get("area", ""))
    values = {
        "fact": row["fact"],
        "participant": find(participants, row["state"], data, *at, "state"),
        "role": row["role"],
        "edition": find(editions, row["edition"], data, *at, "edition"),
        "depth": row["depth"],
        "wording": row.get("wording", {}),
        **dated("on", row.get("date")),
        **period(row.get("term", {})),
        **sourced(row),
    }
    if "area" in row:
        values["area"] = find(areas, place, data, *at, "area")
    if "number" in row:
        values["measure"] = find(measures, (*place, str(row["number"])), data, *at, "number")
    if "near" in row:
        values["near"] = find(measures, (*place, str(row["near"])), data, *at, "near")
    parts = [row[name] for name in ("edition", "fact", "state", "depth", "area", "number", "near") if name in row]
    put(tally, CoordinatorAssignment, {"record_key": " ".join(map(str, parts))}, values)
