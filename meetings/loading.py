"""Which groups there are, when the bodies met, and what is ready how long before, as the data files have it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from law.editions import editions
from meetings.models import LeadTime, Meeting, ReminderLead, WorkingGroup
from members.loading import dated, find, sourced
from members.models import Participant
from record.dates import parse_known_date
from record.loading import DataFile, Tally, put, read

DATA = Path(__file__).parent / "data"
FILES = ("working-groups", "meetings")


@dataclass(frozen=True)
class MeetingFiles:
    """The files of this floor, read and in order."""

    working_groups: DataFile
    meetings: DataFile


def read_files(folder: Path = DATA) -> MeetingFiles:
    """Read and check every file. Raises RecordFault."""
    return MeetingFiles(*(read(folder / f"{name}.yaml") for name in FILES))


def load(files: MeetingFiles, participants: dict[str, Participant], tally: Tally) -> dict[str, Meeting]:
    """Write working groups, meetings and lead times; return the meetings by body and first day, as in "soc 2007-03-14"."""
    groups = {
        row["code"]: put(tally, WorkingGroup, {"record_key": row["code"]}, _group(row))
        for row in files.working_groups.content["working_groups"]
    }
    known: dict[str, Meeting] = {}
    for position, row in enumerate(files.meetings.content["meetings"]):
        values = _meeting(row)
        if "host" in row:
            values["host"] = find(participants, row["host"], files.meetings, "meetings", position, "host")
        if "working_group" in row:
            values["working_group"] = find(
                groups, row["working_group"], files.meetings, "meetings", position, "working_group"
            )
        known[f"{row['body']} {row['starts']}"] = put(tally, Meeting, {"record_key": row["reference"]}, values)
    for position, row in enumerate(files.working_groups.content["working_groups"]):
        key = f"{row['established']['by']} {row['established']['date']}"
        meeting = find(known, key, files.working_groups, "working_groups", position, "established")
        put(tally, WorkingGroup, {"record_key": row["code"]}, {"established_by": meeting})
    load_times(tally)
    return known


def load_times(tally: Tally) -> None:
    """Write the lead times and reminders of every edition. What people changed stays as they wrote it."""
    for law in editions():
        for lead in law.lead_times:
            where = {"edition": law.key, "body": lead.body.code, "kind": lead.kind.value}
            counted = {
                "days": lead.days,
                "unit": lead.unit.value,
                "standing": lead.standing.value,
                "basis": lead.article,
            }
            values = {**where, **counted, **sourced({"source": lead.source, "confidence": lead.confidence})}
            put(tally, LeadTime, {"record_key": " ".join(where.values())}, values)
        for reminder in law.reminders:
            where = {"edition": law.key, "body": reminder.body.code, "of": reminder.of.value}
            put(tally, ReminderLead, {"record_key": " ".join(where.values())}, {**where, "days": reminder.text})


def _group(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "name_status": row.get("name_status", {}),
        "mandate": row["mandate"],
        **dated("established_on", row["established"]["date"]),
        **sourced(row),
    }


def _meeting(row: dict[str, Any]) -> dict[str, Any]:
    starts = parse_known_date(row["starts"])
    return {
        "reference": row["reference"],
        "body": row["body"],
        "session": row["session"],
        "ordinal": row.get("ordinal"),
        "title": row.get("title", {}),
        "starts_on": starts.day,
        "starts_precision": starts.precision.value,
        "ends_on": parse_known_date(row["ends"]).day if "ends" in row else None,
        "place": row.get("place", {}),
        "format": row["format"],
        "status": row["status"],
        "adopted": row.get("adopted", {}),
        **sourced(row),
    }
