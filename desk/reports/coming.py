"""What is coming, for whoever looks: meetings that are planned, whether or not they ask for anything."""

import datetime as dt
from dataclasses import dataclass

from meetings.choices import Status
from meetings.models import Meeting
from members.models import Person

MOST_COMING = 8


@dataclass(frozen=True)
class ComingMeeting:
    """A meeting to come, and how many days off it is."""

    meeting: Meeting
    days: int


def coming(user: Person, today: dt.date) -> list[ComingMeeting]:
    """The next of them, by their first day. One query."""
    rows = Meeting.objects.visible_to(user).filter(status=Status.PLANNED, starts_on__gte=today)
    meetings = rows.select_related("working_group").order_by("starts_on", "pk")[:MOST_COMING]
    return [ComingMeeting(meeting, (meeting.starts_on - today).days) for meeting in meetings]
