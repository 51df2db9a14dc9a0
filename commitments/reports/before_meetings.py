"""What the next meetings ask of a person or of their states: deadlines, delegations, texts under silence."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from meetings.access import kinds_concerning
from meetings.models import Attendance, Deadline, Meeting, SilenceProcedure
from members.models import Participant

# What one screen holds; the rest is in the calendar.
MOST_DEADLINES, MOST_MEETINGS, MOST_TEXTS = 6, 3, 5


@dataclass(frozen=True)
class Unannounced:
    """A meeting to come of which no delegation of a state is entered yet."""

    meeting: Meeting
    participant: Participant


@dataclass(frozen=True)
class Before:
    """What stands before the next meetings; empty where nothing does."""

    deadlines: list[Deadline]
    delegations: list[Unannounced]
    texts: list[SilenceProcedure]

    def __bool__(self) -> bool:
        return bool(self.deadlines or self.delegations or self.texts)


def before_meetings(
    user: Any, planned: Sequence[Meeting], participants: Sequence[Participant], at: dt.datetime
) -> Before:
    """Three queries: the next deadlines that concern the person, whose delegation is entered, texts under way.

    `planned` are the meetings to come, `participants` the states that the person acts for.
    """
    due = Deadline.objects.visible_to(user).in_force().filter(kind__in=kinds_concerning(user), due_at__gte=at)
    texts = SilenceProcedure.objects.visible_to(user).under_way().filter(ends_at__gt=at)
    return Before(
        deadlines=list(due.select_related("meeting").order_by("due_at", "pk")[:MOST_DEADLINES]),
        delegations=_unannounced(user, [one for one in planned if one.is_certain][:MOST_MEETINGS], participants),
        texts=list(texts.order_by("ends_at", "pk")[:MOST_TEXTS]),
    )


def _unannounced(user: Any, meetings: list[Meeting], participants: Sequence[Participant]) -> list[Unannounced]:
    entered = Attendance.objects.visible_to(user).standing().filter(meeting__in=meetings, participant__in=participants)
    known = set(entered.values_list("meeting", "participant"))
    return [
        Unannounced(meeting, participant)
        for meeting in meetings
        for participant in participants
        if (meeting.pk, participant.pk) not in known
    ]
