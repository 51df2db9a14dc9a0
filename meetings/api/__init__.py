"""What machines may ask about meetings and the groups that meet, noun by noun."""

from meetings.api.attendance import AttendanceRows
from meetings.api.cadence import Cadence
from meetings.api.deadlines import Deadlines, LeadTimes
from meetings.api.findings import CadenceFindings
from meetings.api.groups import GroupSeats, WorkingGroups
from meetings.api.meetings import Meetings

__all__ = [
    "AttendanceRows",
    "Cadence",
    "CadenceFindings",
    "Deadlines",
    "GroupSeats",
    "LeadTimes",
    "Meetings",
    "WorkingGroups",
]
