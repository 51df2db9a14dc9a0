"""Offers and designations, for the pages of measures and areas; and what no state coordinates yet."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from commitments.models import Commitment, CoordinatorAssignment, Intention, StepTaken
from commitments.reports.groups import CoordinationGroup, coordination_groups, states_by_key
from law.choices import CoordinatorRole
from law.editions import workflows
from law.grammar.procedure import Does, Workflow
from members.models import Person


def standing(user: Person, day: dt.date) -> Any:
    """Those that stand on a day, as far as a person sees them."""
    return CoordinatorAssignment.objects.visible_to(user).standing_on(day)


def in_short(user: Person, rows: Any) -> list[CoordinationGroup]:
    """Of rows that stand on a day, one for each state, place and kind: what a list of measures says beside each."""
    return coordination_groups(rows, states_by_key(user))


def awaiting_a_coordinator(user: Person, participants: Iterable[int], on: dt.date) -> Any:
    """Commitments that these states intend and may offer to coordinate, and that no state coordinates yet.

    Where a designation is the way onward, or where the Chair asked who would (`was_asked`).
    """
    participants = list(participants)
    running = CoordinatorAssignment.objects.running(on).filter(commitment=OuterRef("pk"))
    own = Intention.objects.running().filter(commitment=OuterRef("pk"), participant__in=participants)
    asks = {step.name for flow in workflows() for step in flow.steps_that(Does.ASKS_WHO_COORDINATES)}
    asked = StepTaken.objects.filter(commitment=OuterRef("pk"), step__in=asks)
    waiting = Commitment.objects.standing(Workflow.states_awaiting_designation).values("pk")
    rows = Commitment.objects.visible_to(user).open().annotate(was_asked=Exists(asked))
    return rows.filter(
        Exists(own),
        ~Exists(running.designations().filter(role=CoordinatorRole.COORDINATOR)),
        ~Exists(running.filter(participant__in=participants)),
        Q(was_asked=True) | Q(pk__in=waiting),
    )
