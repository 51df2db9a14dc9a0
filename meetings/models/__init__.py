from meetings.models.agenda import AgendaItem, AgendaVersion
from meetings.models.attendance import Attendance, Delegate
from meetings.models.deadlines import Deadline, LeadTime
from meetings.models.decisions import Decision, FollowUp, Position
from meetings.models.feeds import CalendarFeed
from meetings.models.groups import WorkingGroup
from meetings.models.meetings import Meeting, MeetingDates
from meetings.models.reminding import ReminderLead
from meetings.models.silence import (
    SilenceNotification,
    SilenceObjection,
    SilenceProcedure,
    SilenceRound,
)

__all__ = [
    "AgendaItem",
    "AgendaVersion",
    "Attendance",
    "CalendarFeed",
    "Deadline",
    "Decision",
    "Delegate",
    "FollowUp",
    "LeadTime",
    "Meeting",
    "MeetingDates",
    "Position",
    "ReminderLead",
    "SilenceNotification",
    "SilenceObjection",
    "SilenceProcedure",
    "SilenceRound",
    "WorkingGroup",
]
