"""Who a person is to a participant, and what is asked of them for it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from members.choices import Role
from members.models import Participant, seats_of


def needs_second_factor(user: Any, today: dt.date) -> bool:
    """Officers, whoever approves for a participant, and whoever acts for the Chair sign in with a second factor.

    The accounts of the demonstration go without, where the demonstration was switched on.
    """
    if settings.DEMO and user.is_demo:
        return False
    if user.is_staff or user.is_superuser:
        return True
    seats = seats_of(user, today)
    return seats.holds_chair or any(seat.role == Role.AUTHORITY for seat in seats.seats)


def own_participants(user: Any, today: dt.date) -> QuerySet[Participant]:
    """The participants that a person acts for today, in seat order."""
    return Participant.objects.visible_to(user).filter(pk__in=seats_of(user, today).participant_ids).in_seat_order()


def may_keep_people(user: Any, participant: Participant, today: dt.date) -> bool:
    """Only the authority of a participant invites, ends offices, and chooses one key or two."""
    return seats_of(user, today).is_authority_of(participant.pk)
