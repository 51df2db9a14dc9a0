"""Decisions of the past, as far as the public record shows how they came about and what states said of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from decisions.models import Decision, Position
from meetings.models import Meeting
from members.choices import Audience
from members.loading import dated, find, sourced
from members.models import Participant
from record.dates import parse_known_date
from record.loading import DataFile, Tally, put, read

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DecisionFiles:
    """The files of this floor, read and in order."""

    decisions: DataFile


def read_files(folder: Path = DATA) -> DecisionFiles:
    """Read and check the file. Raises RecordFault."""
    return DecisionFiles(read(folder / "decisions.yaml"))


def load(files: DecisionFiles, participants: dict[str, Participant], tally: Tally) -> None:
    """Write decisions and positions. What the record shows is public; who was present isn't in it."""
    data = files.decisions
    meetings = {one.reference: one for one in Meeting.objects.exclude(record_key=None)}
    for number, row in enumerate(data.content["decisions"]):
        kept = Decision.objects.filter(record_key=row["symbol"]).first()
        values: dict[str, Any] = {
            **{name: row[name] for name in ("symbol", "body", "title", "outcome", "manner")},
            **dated("on", row["date"]),
            "audience": kept.audience if kept else Audience.PUBLIC,
            **sourced(row),
        }
        if "meeting" in row:
            values["meeting"] = find(meetings, row["meeting"], data, "decisions", number, "meeting")
        decision = put(tally, Decision, {"record_key": row["symbol"]}, values)
        for place, one in enumerate(row.get("positions", [])):
            at = ("decisions", number, "positions", place, "state")
            state = find(participants, one["state"], data, *at)
            said = {
                "decision": decision,
                "participant": state,
                "kind": one["kind"],
                "paragraphs": one.get("paragraphs", ""),
                "on": parse_known_date(row["date"]).day,
                **sourced(one),
            }
            put(tally, Position, {"record_key": f"{row['symbol']} {one['state']} {one['kind']}"}, said)
