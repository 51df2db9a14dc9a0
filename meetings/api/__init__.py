"""What machines may ask about meetings and the groups that meet, noun by noun."""

from meetings.api.attendance import AttendanceRows
from meetings.api.cadence import Cadence
from meetings.api.deadlines import Deadlines
from meetings.api.groups import WorkingGroups
from meetings.api.meetings import Meetings

__all__ = ["AttendanceRows", "Cadence", "Deadlines", "Meetings", "WorkingGroups"]
