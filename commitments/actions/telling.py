"""Whom to tell of what happened to a commitment."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from commitments.models import Commitment
from meetings.access import groups_chaired, people_in_office, state_in_chair
from members.models import User


def people_concerned(commitment: Commitment, on: dt.date) -> Iterable[User]:
    """The people of the states that intend or coordinate it, of the Chair, who chairs a group, and the officers."""
    states = (*commitment.intending_states(), *commitment.coordinating_states(), *commitment.co_coordinating_states())
    which = Q(participant__in=[state.pk for state in states]) | Q(participant__in=state_in_chair(on))
    return people_in_office(which, on, groups=groups_chaired(on))
