"""Who somebody is to a silence procedure, and so what they may do to it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.models import SilenceProcedure
from meetings.silence import ACTS, Act, Party
from members.choices import Role, Standing
from members.models import Participant, seats_of
from record.dates import day_of_the_house

TWO_KEYS = _("Your state uses two keys: its authority submits. What you write is kept and shown to it.")


def parties(user: Any, procedure: SilenceProcedure, on: dt.date | None = None) -> frozenset[Party]:
    """Who a person is to a silence procedure on a day. `procedure` comes with its periods and who was notified."""
    seats = seats_of(user, on)
    found = {Party.MEMBER} if states_of(user, procedure, on) else set()
    if seats.holds_chair:
        found |= {Party.CHAIR} | ({Party.OPENER} if procedure.opened_by_chair_id else set())
    if seats.is_officer:
        found |= {Party.SECRETARIAT} | ({Party.OPENER} if procedure.opened_at_meeting_id else set())
    return frozenset(found)


def states_of(user: Any, procedure: SilenceProcedure, on: dt.date | None = None) -> list[Participant]:
    """The members to which the period applies, and for which this person acts."""
    mine = {seat.participant_id for seat in seats_of(user, on).seats if seat.standing == Standing.MEMBER}
    return [state for state in procedure.concerned if state.pk in mine] if mine else []


def acts_open_to(user: Any, procedure: SilenceProcedure, at: dt.datetime) -> list[Act]:
    """What this person may do to a silence procedure at an instant, in the order of the table."""
    mine, state = parties(user, procedure, day_of_the_house(at)), procedure.stands_at(at)
    return [act for act in ACTS if state in act.source and mine & set(act.actor)]


def may_open(user: Any, on: dt.date | None = None) -> bool:
    """The Chair opens one; the Secretariat records what was opened at a meeting."""
    seats = seats_of(user, on)
    return seats.is_officer or seats.holds_chair


def sees_proofs(user: Any) -> bool:
    """Who was notified, and by what that is shown: for the Secretariat and the Chair."""
    return may_open(user)


def why_not_submit(user: Any, participant_id: int, on: dt.date | None = None) -> Any:
    """Why this person may only prepare what a participant submits; None where they may submit it."""
    seats = [seat for seat in seats_of(user, on).seats if seat.participant_id == participant_id]
    return TWO_KEYS if all(seat.two_keys and seat.role == Role.PREPARER for seat in seats) else None
