from meetings.models.attendance import Attendance, Delegate
from meetings.models.deadlines import Deadline, LeadTime
from meetings.models.feeds import CalendarFeed
from meetings.models.groups import GroupSeat, WorkingGroup
from meetings.models.meetings import Meeting, MeetingDates
from meetings.models.reminding import ReminderLead

__all__ = [
    "Attendance",
    "CalendarFeed",
    "Deadline",
    "Delegate",
    "GroupSeat",
    "LeadTime",
    "Meeting",
    "MeetingDates",
    "ReminderLead",
    "WorkingGroup",
]
