"""Whom to tell of what happened to a commitment."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from commitments.models import Commitment, CoordinatorAssignment
from law.grammar.procedure import Does, Step
from meetings.access import groups_chaired, people_in_office, people_of_audience, state_in_chair
from members.models import Participant, User


def people_concerned(commitment: Commitment, on: dt.date) -> QuerySet[User]:
    """The people of the states that intend or coordinate it, of the Chair, who chairs a group, and the officers."""
    return _people_of(commitment.states_taking_part(), on)


def states_told_of(taking_part: Collection[Participant], on: dt.date) -> QuerySet[Participant]:
    """The states that take part in it, and the one in the Chair."""
    return Participant.objects.filter(Q(pk__in=[state.pk for state in taking_part]) | Q(pk__in=state_in_chair(on)))


def people_told_of(
    step: Step, commitment: Commitment, taking_part: Collection[Participant], on: dt.date
) -> QuerySet[User]:
    """Those concerned; of a commitment that begins everybody whom it is open to, since any of them may take part."""
    concerned = _people_of(taking_part, on)
    if step.does is not Does.BEGINS:
        return concerned
    open_to = people_of_audience(commitment.audience, on)
    return User.objects.filter(Q(pk__in=concerned.values("pk")) | Q(pk__in=open_to.values("pk")))


def _people_of(taking_part: Collection[Participant], on: dt.date) -> QuerySet[User]:
    which = Q(participant__in=[state.pk for state in taking_part]) | Q(participant__in=state_in_chair(on))
    return people_in_office(which, on, groups=groups_chaired(on))


def people_concerned_by_an_offer(row: CoordinatorAssignment, on: dt.date) -> QuerySet[User]:
    """Of an offer outside a commitment: its own state, whoever else offers or coordinates the same, the Chair, who chairs
    a group, and the officers."""
    same = CoordinatorAssignment.objects.outside_commitments().running(on).known_to_hold(on)
    same = same.about_the_same(row.edition, row.depth, row.area, row.measure)
    which = Q(participant__in=[row.participant_id, *same.values_list("participant", flat=True)])
    return people_in_office(which | Q(participant__in=state_in_chair(on)), on, groups=groups_chaired(on))
