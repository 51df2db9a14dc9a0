"""Whom to tell of what happened to a commitment."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from commitments.models import Commitment
from meetings.models import WorkingGroup
from members.choices import Audience, Standing
from members.models import Chairmanship, FocalPoint, Participation, User

WITHIN = {
    Audience.SECRETARIAT: (),
    Audience.MEMBERS: (Standing.MEMBER,),
    Audience.OBSERVERS: (Standing.MEMBER, Standing.OBSERVER),
    Audience.PUBLIC: (Standing.MEMBER, Standing.OBSERVER, Standing.PARTNER),
}
# What whoever chairs a working group sees as a member does (`audiences_of`).
OPEN_TO_GROUPS = frozenset({Audience.MEMBERS, Audience.OBSERVERS, Audience.PUBLIC})


def officers() -> models.QuerySet[User]:
    return User.objects.filter(is_active=True, is_staff=True)


def people_of_audience(audience: str, on: dt.date) -> Iterable[User]:
    """Everybody in office on a day who belongs to an audience: officers, and who chairs a group, included."""
    return _of_audience(audience, on, with_groups=audience in OPEN_TO_GROUPS)


def people_whom_a_state_lets_see(audience: str, on: dt.date) -> Iterable[User]:
    """As `people_of_audience`, of what a state owns: who chairs a group has no seat, and sees of it what is public."""
    return _of_audience(audience, on, with_groups=audience == Audience.PUBLIC)


def people_concerned(commitment: Commitment, on: dt.date) -> Iterable[User]:
    """The people of the states that intend or coordinate it, of the Chair, who chairs a group, and the officers."""
    states = (*commitment.intending_states(), *commitment.coordinating_states(), *commitment.co_coordinating_states())
    which = Q(participant__in=[state.pk for state in states]) | Q(participant__in=_chair(on))
    return _in_office(which, on, with_groups=True)


def _of_audience(audience: str, on: dt.date, *, with_groups: bool) -> Iterable[User]:
    if audience == Audience.OWN:
        return User.objects.none()
    held = Participation.objects.holding(on).filter(standing__in=WITHIN[Audience(audience)]).values("participant")
    return _in_office(Q(participant__in=held) | Q(participant__in=_chair(on)), on, with_groups=with_groups)


def _chair(on: dt.date) -> Any:
    return Chairmanship.objects.holding(on).order_by("-since").values("participant")[:1]


def _in_office(which: Q, on: dt.date, *, with_groups: bool) -> Iterable[User]:
    posts = FocalPoint.objects.in_office(on).filter(which, user__is_active=True)
    found = Q(pk__in=posts.values("user")) | Q(pk__in=officers().values("pk"))
    if with_groups:
        chaired = WorkingGroup.objects.mandated(on).filter(chaired_by__is_active=True)
        found |= Q(pk__in=chaired.values("chaired_by"))
    return User.objects.filter(found)
