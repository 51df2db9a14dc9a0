"""Who takes part, as the data files have it."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from members.models import Chairmanship, Participant, Participation
from record.dates import KnownDate, Precision, parse_known_date
from record.loading import DataFile, Tally, put, read

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class ParticipantFiles:
    """The files of this floor, read and in order."""

    participants: DataFile
    participation: DataFile
    chairmanships: DataFile


def read_files(folder: Path = DATA) -> ParticipantFiles:
    """Read and check every file. Raises RecordFault."""
    return ParticipantFiles(
        *(read(folder / f"{name}.yaml") for name in ("participants", "participation", "chairmanships"))
    )


def load(files: ParticipantFiles, tally: Tally) -> dict[str, Participant]:
    """Write participants, their standing by date and the Chair; return the participants by code."""
    participants = {
        row["code"]: put(
            tally,
            Participant,
            {"code": row["code"]},
            {name: row.get(name, {}) for name in ("name", "official_name", "name_status")}
            | {"kind": row["kind"], "source": row["source"]},
        )
        for row in files.participants.content["participants"]
    }
    for position, row in enumerate(files.participation.content["participation"]):
        participant = find(
            participants, row["participant"], files.participation, "participation", position, "participant"
        )
        key = f"{row['participant']} {row['standing']} {row['since']}"
        values = {"participant": participant, "standing": row["standing"], **period(row), **sourced(row)}
        put(tally, Participation, {"record_key": key}, values)
    for position, row in enumerate(files.chairmanships.content["chairmanships"]):
        state = find(participants, row["state"], files.chairmanships, "chairmanships", position, "state")
        key = f"{row['state']} {row['since']}"
        put(tally, Chairmanship, {"record_key": key}, {"participant": state, **period(row), **sourced(row)})
    return participants


def find(rows: dict[Any, Any], key: Hashable, data: DataFile, *place: str | int) -> Any:
    """The row that `key` names. Raises RecordFault that names file, line and field when there is none."""
    if key not in rows:
        raise data.fault(f"“{key}” is not in the record", *place)
    return rows[key]


def sourced(row: dict[str, Any]) -> dict[str, str]:
    return {"source": row["source"], "confidence": row["confidence"], "note": row.get("note", "")}


def period(row: dict[str, Any]) -> dict[str, Any]:
    return dated("since", row.get("since")) | dated("until", row.get("until"))


def dated(field: str, text: str | None) -> dict[str, Any]:
    """The date field `field` and the precision beside it, from a date as the files write it."""
    date = parse_known_date(text) if text else KnownDate(None, Precision.EXACT)  # type: ignore[arg-type]
    return {field: date.day, f"{field}_precision": date.precision.value}
