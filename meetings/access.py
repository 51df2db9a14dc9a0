"""Whom the days before a meeting concern."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.choices import DeadlineKind, Status
from meetings.models import Meeting
from members.choices import Role
from members.models import Participant, Participation, seats_of

# What a member gets ready itself, and what an observer does, who attends; the rest is the Secretariat's and the
# Chair's to send out (Almaty Act, articles 31 and 35).
OF_MEMBERS = frozenset({DeadlineKind.DOCUMENTS, DeadlineKind.NOMINATIONS, DeadlineKind.DELEGATION_LIST})
OF_OBSERVERS = frozenset({DeadlineKind.DELEGATION_LIST})
OF_WHO_PREPARES = frozenset(DeadlineKind)


def kinds_concerning(user: Any) -> frozenset[str]:
    """The kinds of deadlines by which this person, or the state they act for, has something to do."""
    seats = seats_of(user)
    if seats.is_officer or seats.holds_chair:
        return OF_WHO_PREPARES
    if seats.is_member:
        return OF_MEMBERS
    return OF_OBSERVERS if seats.is_observer else frozenset()


def prepares_meetings(user: Any) -> bool:
    """Whether this person prepares meetings: the Secretariat's officers, and focal points of the Chair."""
    seats = seats_of(user)
    return seats.is_officer or seats.holds_chair


def why_not_announce(user: Any, meeting: Meeting, participant: Participant, today: dt.date) -> Any:
    """Why this person can't announce a delegation to a meeting: a sentence, or None.

    The Secretariat announces anybody's, also afterwards; a state's focal points their own, until the meeting is over.
    """
    if meeting.status in {Status.CANCELLED, Status.PROPOSED}:
        return _("This meeting does not take place.")
    if not Participation.objects.filter(participant=participant).holding(meeting.starts_on).exists():
        return _("On that day it takes no part in the Conference.")
    seats = seats_of(user, today)
    if seats.is_officer:
        return None
    own = [seat for seat in seats.seats if seat.participant_id == participant.pk]
    if not own:
        return _("You don't act for this state.")
    if all(seat.two_keys and seat.role == Role.PREPARER for seat in own):
        return _("Your state uses two keys: its authority submits.")
    if meeting.status == Status.HELD or meeting.last_day < today:
        return _("This meeting is over.")
    return None
