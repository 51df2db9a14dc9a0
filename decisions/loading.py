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
    meetings = {meeting.reference: meeting for meeting in Meeting.objects.exclude(record_key=None)}
    for number, row in enumerate(data.content["decisions"]):
        decision_there = Decision.objects.filter(record_key=row["symbol"]).first()
        values: dict[str, Any] = {
            **{name: row[name] for name in ("symbol", "title", "outcome", "manner")},
            "body": row.get("body", ""),
            **dated("on", row["date"]),
            "audience": decision_there.audience if decision_there else Audience.PUBLIC,
            **sourced(row),
        }
        if "meeting" in row:
            values["meeting"] = find(meetings, row["meeting"], data, "decisions", number, "meeting")
        decision = put(tally, Decision, {"record_key": row["symbol"]}, values)
        for position_number, position in enumerate(row.get("positions", [])):
            at = ("decisions", number, "positions", position_number, "state")
            state = find(participants, position["state"], data, *at)
            position_values = {
                "decision": decision,
                "participant": state,
                "kind": position["kind"],
                "paragraphs": position.get("paragraphs", ""),
                "on": parse_known_date(row["date"]).day,
                **sourced(position),
            }
            put(
                tally,
                Position,
                {"record_key": f"{row['symbol']} {position['state']} {position['kind']}"},
                position_values,
            )
