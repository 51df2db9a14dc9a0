"""What whoever has just registered a commitment is told: who was told of it, and what may come next."""

import datetime as dt
from dataclasses import dataclass

from commitments.kinds import KINDS_OF_STEPS
from commitments.models import Commitment
from law.grammar.procedure import Does
from members.models import FocalPoint, Participant, Person, User, seats_of
from notices.models import Notice


@dataclass(frozen=True)
class JustBegun:
    """Who was told that a commitment was registered, as offices and states, never as persons; and what its road knows."""

    secretariat: bool
    states: list[Participant]
    # The Chair may consult on a coordinator; else views are exchanged.
    is_consulted: bool


def just_begun(user: Person, commitment: Commitment, on: dt.date) -> JustBegun | None:
    """For the states that intend it, while nothing but its beginning happened; None for others, and later."""
    steps = list(commitment.steps.all())
    own = seats_of(user, on).participant_ids
    is_theirs = any(state.pk in own for state in commitment.intending_states())
    if len(steps) != 1 or not is_theirs:
        return None
    told = Notice.objects.about(commitment).filter(kind__in=KINDS_OF_STEPS, occurrence=str(steps[0].serial))
    recipients = told.values("recipient")
    posts = FocalPoint.objects.in_office(on).filter(user__in=recipients)
    states = Participant.objects.visible_to(user).filter(pk__in=posts.values("participant")).in_seat_order()
    return JustBegun(
        secretariat=User.objects.officers().filter(pk__in=recipients).exists(),
        states=list(states),
        is_consulted=bool(commitment.workflow.steps_that(Does.CONSULTS)),
    )
