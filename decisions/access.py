"""Who somebody is to a silence procedure, and so what they may do to it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.models import SilenceProcedure
from journal.staff import is_of_staff
from law.choices import SilenceState
from law.grammar.deciding import Party, SilenceDoes
from law.silence import newest_rules
from meetings.access import reads_preparations
from members.access import why_not_submit
from members.choices import Standing
from members.models import Participant, Person, seats_of
from record.acts import NOT_NOW, Offer, Speaker
from record.dates import day_of_the_house, instant_in

# Under two keys the authority does what a state does; these a preparer does, too: they say nothing of what it thinks.
BY_ANY_SEAT = frozenset({SilenceDoes.ACKNOWLEDGES})


def decides(person: Person) -> bool:
    """Whether silence procedures are for this person: of a member, the Chair or the Secretariat."""
    return is_of_staff(person) or seats_of(person).sits_with_the_members


def parties(user: Person, procedure: SilenceProcedure | None, on: dt.date | None = None) -> frozenset[Party]:
    """Who a person is to a silence procedure on a day; None: to one that is still to be opened.

    `procedure` comes with its periods and who was notified.
    """
    seats = seats_of(user, on).acting
    parties_of_the_person = {Party.CHAIR} if seats.holds_chair else set()
    if seats.is_officer:
        parties_of_the_person.add(Party.SECRETARIAT)
    if procedure is None:
        return frozenset(parties_of_the_person)
    if states_of(user, procedure, on):
        parties_of_the_person.add(Party.MEMBER)
    if (seats.holds_chair and procedure.opened_by_chair_id) or (seats.is_officer and procedure.opened_at_meeting_id):
        parties_of_the_person.add(Party.OPENER)
    return frozenset(parties_of_the_person)


def states_of(user: Person, procedure: SilenceProcedure, on: dt.date | None = None) -> list[Participant]:
    """The members to which the period applies, and for which this person acts."""
    acts_for = {seat.participant_id for seat in seats_of(user, on).acting.seats if seat.standing == Standing.MEMBER}
    return [state for state in procedure.concerned if state.pk in acts_for] if acts_for else []


def may_open(user: Person, on: dt.date | None = None) -> bool:
    """The Chair opens one; the Secretariat records what was opened at a meeting."""
    return bool(parties(user, None, on) & set(newest_rules().opening.actor))


def sees_proofs(user: Person) -> bool:
    """Who was notified, and by what that is shown: for the Secretariat and the Chair."""
    return reads_preparations(user)


# What is there only while the period runs that was told when the text was put before the members.
WHILE_IT_RUNS = frozenset({SilenceDoes.WITHDRAWS_OBJECTION, SilenceDoes.ENTERS_WITHDRAWAL, SilenceDoes.TAKES_UP})


def is_its_time(does: SilenceDoes, procedure: SilenceProcedure, at: dt.datetime) -> bool:
    """Whether where the procedure stands lets the act be done at an instant."""
    if procedure.stands_at(at) not in procedure.rules.act(does).source:
        return False
    if does not in WHILE_IT_RUNS:
        return True
    return at < procedure.ends_at and bool(procedure.standing_objections) is (does is not SilenceDoes.TAKES_UP)


def speaking_states(does: SilenceDoes, user: Person, procedure: SilenceProcedure, on: dt.date) -> list[Participant]:
    """The members for which this person may do it: of an objection that is withdrawn, those whose it is, or was."""
    states = states_of(user, procedure, on)
    if does is not SilenceDoes.WITHDRAWS_OBJECTION:
        return states
    objecting = {objection.participant_id for objection in procedure.standing_objections}
    objected = {objection.participant_id for objection in procedure.latest.objections.all()}
    own = [state for state in states if state.pk in objected]
    return [state for state in own if state.pk in objecting] or own


def offered(does: SilenceDoes, user: Person, procedure: SilenceProcedure | None, at: dt.datetime) -> Offer | None:
    """How an act of the table is offered to a person at an instant: for their members, or in an office of their own."""
    today = day_of_the_house(at)
    act = (procedure.rules if procedure else newest_rules()).act(does)
    own_parties = parties(user, procedure, today) & set(act.actor)
    if not own_parties:
        return None
    is_now = procedure is None or is_its_time(does, procedure, at)
    problems = () if procedure is None or is_now else _why_not_now(does, procedure, at)
    if procedure is not None and Party.MEMBER in own_parties:
        speakers = tuple(
            Speaker(state, None if does in BY_ANY_SEAT else why_not_submit(user, state.pk, today))
            for state in speaking_states(does, user, procedure, today)
        )
        if not speakers:
            return None
        return Offer(problems, speakers, is_own=False, is_now=is_now, acting_as=Party.MEMBER.label)
    office = Party.SECRETARIAT if seats_of(user, today).is_officer else Party.CHAIR
    why_not = why_the_chair_cannot(user, today) if office is Party.CHAIR else None
    return Offer(problems, is_now=is_now, why_not_submit=why_not, acting_as=office.label)


def _why_not_now(does: SilenceDoes, procedure: SilenceProcedure, at: dt.datetime) -> tuple[Any, ...]:
    """An objection is answered by when it was made: of one on paper that is known only with its letter."""
    if does is SilenceDoes.ENTERS_OBJECTION:
        return ()
    return ((why_too_late(procedure, at, at) if does is SilenceDoes.OBJECTS else None) or NOT_NOW,)


def why_the_chair_cannot(user: Person, on: dt.date | None = None) -> Any:
    """Why this person of the state in the Chair may only prepare what the Chair does; None where they may do it."""
    chair = next(seat.participant_id for seat in seats_of(user, on).acting.seats if seat.holds_chair)
    return why_not_submit(user, chair, on)


def why_too_late(procedure: SilenceProcedure, made_at: dt.datetime, at: dt.datetime) -> Any:
    """Why an objection made at an instant, and given in at `at`, doesn't count; None where it does."""
    state, in_time = procedure.stands_at(at), made_at < procedure.ends_at
    # It was made in time, and the clock hasn't recorded the end yet.
    if procedure.state == SilenceState.OPEN and in_time:
        return None
    values = {"ended": instant_in(procedure.ends_at, procedure.time_zone)}
    match state:
        case SilenceState.HELD:
            return None
        case SilenceState.ADOPTED if in_time:
            return gettext(
                "The text was adopted when the period ended on %(ended)s, and the decision stands. The objection was"
                " received in time and wasn't entered then: bring it before the body, which can take a new decision."
            ) % values  # fmt: skip
        case SilenceState.BROKEN if in_time:
            return None
        case SilenceState.WITHDRAWN:
            return _("The text was withdrawn: there is nothing left to object to.")
        case _:
            return gettext("The period ended on %(ended)s: an objection made then or later doesn't count.") % values
