"""Who somebody is to a silence procedure, and so what they may do to it."""

import datetime as dt
from typing import Any

from decisions.models import SilenceProcedure
from law.grammar.deciding import Party, SilenceAct
from members.choices import Standing
from members.models import Participant, seats_of
from record.dates import day_of_the_house


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


def acts_open_to(user: Any, procedure: SilenceProcedure, at: dt.datetime) -> list[SilenceAct]:
    """What this person may do to a silence procedure at an instant, in the order of the table."""
    mine, state = parties(user, procedure, day_of_the_house(at)), procedure.stands_at(at)
    return [act for act in procedure.rules.acts if state in act.source and mine & set(act.actor)]


def may_open(user: Any, on: dt.date | None = None) -> bool:
    """The Chair opens one; the Secretariat records what was opened at a meeting."""
    seats = seats_of(user, on)
    return seats.is_officer or seats.holds_chair


def sees_proofs(user: Any) -> bool:
    """Who was notified, and by what that is shown: for the Secretariat and the Chair."""
    return may_open(user)
