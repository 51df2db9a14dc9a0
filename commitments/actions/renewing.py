"""A commitment that renews another: the earlier one's history knows of it, and the states that took part are told."""

from django.db.models import Q

from commitments.actions.circumstances import Circumstances
from commitments.kinds import COMMITMENT_RENEWED
from commitments.models import Commitment
from journal.actions import record
from meetings.access import people_in_office
from members.models import Participant
from notices.actions import tell
from record.texts import in_all


def states_to_confirm(renewal: Commitment) -> list[Participant]:
    """The states that take part in what it renews, in the order of seats, and don't take part in it yet.

    Nothing is taken over for a state: it joins, or offers to coordinate, of itself.
    """
    earlier = renewal.renews
    if earlier is None:
        return []
    there = {state.pk for state in renewal.states_taking_part()}
    states = {state.pk: state for state in earlier.states_taking_part() if state.pk not in there}
    return sorted(states.values(), key=lambda state: state.seat_name)


def tell_of_a_renewal(renewal: Commitment, earlier: Commitment, by_state: int | None, act: Circumstances) -> None:
    """Tell the people of the states that took part, of those who see the new one, and the journal of the earlier one."""
    states = [state.pk for state in states_to_confirm(renewal)]
    state = Participant.objects.filter(pk=by_state).first()
    tell(
        kind=COMMITMENT_RENEWED,
        about=renewal,
        occurrence="renewed",
        to=people_in_office(Q(participant__in=states), act.today).exclude(pk=act.by.pk if act.by else None),
        url=renewal.get_absolute_url(),
        values={"state": state.code if state else "", "commitment": in_all(lambda: earlier.heading)},
        states=Participant.objects.filter(pk__in=states),
        at=act.at,
    )
    changes = {"renewed_by": [None, renewal.reference]}
    record(by=act.person, verb="renewed", about=earlier, changes=changes, at=act.at)
