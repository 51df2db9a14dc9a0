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
    """Write working groups, meetings and lead times; return the meetings by body and first day, as in "soc 2007-03-14".

    A group is established at a meeting of another body, and then meets itself: its row is written between the two.
    """
    rows = list(enumerate(files.meetings.content["meetings"]))
    of_others = [(position, row) for position, row in rows if "working_group" not in row]
    of_groups = [(position, row) for position, row in rows if "working_group" in row]
    known = _load_meetings(files, of_others, participants, {}, tally)
    groups = _load_groups(files, known, tally)
    known |= _load_meetings(files, of_groups, participants, groups, tally)
    load_times(tally)
    return known


def _load_meetings(
    files: MeetingFiles,
    rows: list[tuple[int, dict[str, Any]]],
    participants: dict[str, Participant],
    groups: dict[str, WorkingGroup],
    tally: Tally,
) -> dict[str, Meeting]:
    known: dict[str, Meeting] = {}
    for position, row in rows:
        at, values = (files.meetings, "meetings", position), _meeting(row)
        if "host" in row:
            values["host"] = find(participants, row["host"], *at, "host")
        if "working_group" in row:
            values["working_group"] = find(groups, row["working_group"], *at, "working_group")
        known[f"{row['body']} {row['starts']}"] = put(tally, Meeting, {"record_key": row["reference"]}, values)
    return known


def _load_groups(files: MeetingFiles, known: dict[str, Meeting], tally: Tally) -> dict[str, WorkingGroup]:
    groups: dict[str, WorkingGroup] = {}
    for position, row in enumerate(files.working_groups.content["working_groups"]):
        key = f"{row['established']['by']} {row['established']['date']}"
        meeting = find(known, key, files.working_groups, "working_groups", position, "established")
        values = {**_group(row), "established_by": meeting}
        groups[row["code"]] = put(tally, WorkingGroup, {"record_key": row["code"]}, values)
    return groups


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
