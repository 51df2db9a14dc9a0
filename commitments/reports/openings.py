"""What may be done with a commitment now, as the Secretariat looks at it: its own steps, and those it enters by letter."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.access import OF_STATES, capacities, offers
from commitments.models import Commitment
from commitments.reports.standing import states_of, surroundings
from journal.staff import is_officer
from law.choices import Relation
from law.grammar.procedure import Step
from members.models import Participant, User

NO_STATE_IS_THAT = _("No state has this role in the commitment today.")


@dataclass(frozen=True)
class Opening:
    """A step that may be taken from where a commitment stands: by the officer, or for a state by its letter."""

    step: Step
    is_own: bool
    by_letter: bool
    states: tuple[Participant, ...]
    problems: tuple[Any, ...]

    @property
    def for_any_member(self) -> bool:
        return self.by_letter and Relation.MEMBER in self.step.actor


def openings(user: User, commitment: Commitment) -> list[Opening]:
    """Every step from here that concerns the Secretariat or a state, with what still blocks it; none that is decided.

    Officers take them; to the rest of the staff there are none.
    """
    if not is_officer(user):
        return []
    own = {offer.step.name for offer in offers(commitment, capacities(user, commitment))}
    around = surroundings(user)
    shown = []
    for step in commitment.workflow.from_state(commitment.state):
        if step.is_decided:
            continue
        by_letter = bool(OF_STATES & set(step.actor))
        if not by_letter and step.name not in own:
            continue
        states = tuple(states_of(commitment, step.actor, around))
        problems = [why for guard in step.guards if (why := guard(commitment)) is not None]
        if step.name not in own and not states and Relation.MEMBER not in step.actor:
            problems.append(NO_STATE_IS_THAT)
        shown.append(Opening(step, step.name in own, by_letter, states, tuple(problems)))
    return shown
