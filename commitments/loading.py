"""Who offered to coordinate what, and what was undertaken, as the data files have it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.loading import Catalogue
from commitments.models import CoordinatorAssignment
from commitments.past import load_history
from meetings.models import Meeting
from members.loading import dated, find, period, sourced
from members.models import Participant
from record.loading import DataFile, Tally, put, read

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class CommitmentFiles:
    """The files of this floor, read and in order."""

    coordinators: DataFile
    history: DataFile


def read_files(folder: Path = DATA) -> CommitmentFiles:
    """Read and check every file. Raises RecordFault."""
    return CommitmentFiles(*(read(folder / f"{name}.yaml") for name in ("coordinators", "commitments-history")))


def load(
    files: CommitmentFiles,
    catalogue: Catalogue,
    participants: dict[str, Participant],
    meetings: dict[str, Meeting],
    tally: Tally,
) -> None:
    """Write offers and designations, and the commitments that the public record shows."""
    known = (participants, catalogue.editions, catalogue.areas, catalogue.measures)
    for position, row in enumerate(files.coordinators.content["coordinators"]):
        _coordinator(tally, files.coordinators, position, row, known)
    load_history(files.history, (*known, meetings), tally)


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
        "wording_status": row.get("wording_status", {}),
        "area_is_ours": row.get("area_is", "") == "ours",
        **dated("last_known", row.get("last_known")),
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
