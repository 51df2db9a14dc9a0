"""What the next meetings ask of a person or of their states: deadlines, delegations, texts under silence."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from decisions.models import SilenceProcedure
from meetings.access import kinds_concerning
from meetings.models import Attendance, Deadline, Meeting
from members.models import Participant, Person
from record.dates import instant_in
from record.texts import in_language

# What one screen holds; the rest is in the calendar.
MOST_DEADLINES, MOST_MEETINGS, MOST_TEXTS = 6, 3, 5


@dataclass(frozen=True)
class Due:
    """An instant by which something is to be ready, or at which a period ends; `written` with its zone."""

    at: dt.datetime
    written: str
    what: Any
    words: str
    url: str


@dataclass(frozen=True)
class Unannounced:
    """A meeting to come of which no delegation of a state is entered yet."""

    meeting: Meeting
    participant: Participant


@dataclass(frozen=True)
class Before:
    """What stands before the next meetings; empty where nothing does."""

    due: list[Due]
    delegations: list[Unannounced]

    def __bool__(self) -> bool:
        return bool(self.due or self.delegations)


def before_meetings(
    user: Person, planned: Sequence[Meeting], participants: Sequence[Participant], at: dt.datetime
) -> Before:
    """Three queries: the next deadlines that concern the person, whose delegation is entered, texts under way.

    `planned` are the meetings to come, `participants` the states that the person acts for.
    """
    meetings = [meeting for meeting in planned if meeting.is_certain][:MOST_MEETINGS]
    due = [*_deadlines(user, at), *_texts(user, at)]
    return Before(sorted(due, key=lambda entry: entry.at), _unannounced(user, meetings, participants))


def _deadlines(user: Person, at: dt.datetime) -> list[Due]:
    rows = Deadline.objects.visible_to(user).in_force().filter(kind__in=kinds_concerning(user), due_at__gte=at)
    return [
        Due(
            deadline.due_at,
            deadline.written,
            deadline.get_kind_display(),
            deadline.meeting.label,
            f"{deadline.meeting.get_absolute_url()}#deadline-{deadline.kind}",
        )
        for deadline in rows.select_related("meeting").order_by("due_at", "pk")[:MOST_DEADLINES]
    ]


def _texts(user: Person, at: dt.datetime) -> list[Due]:
    rows = SilenceProcedure.objects.visible_to(user).under_way().filter(ends_at__gt=at)
    return [
        Due(
            procedure.ends_at,
            instant_in(procedure.ends_at, procedure.time_zone),
            _("A silence procedure ends"),
            in_language(procedure.title),
            procedure.get_absolute_url(),
        )
        for procedure in rows.order_by("ends_at", "pk")[:MOST_TEXTS]
    ]


def _unannounced(user: Person, meetings: list[Meeting], participants: Sequence[Participant]) -> list[Unannounced]:
    entered = Attendance.objects.visible_to(user).standing().filter(meeting__in=meetings, participant__in=participants)
    known = set(entered.values_list("meeting", "participant"))
    return [
        Unannounced(meeting, participant)
        for meeting in meetings
        for participant in participants
        if (meeting.pk, participant.pk) not in known
    ]
