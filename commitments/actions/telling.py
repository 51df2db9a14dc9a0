"""Whom to tell of what happened to a commitment."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from commitments.models import Commitment
from members.choices import Audience, Standing
from members.models import Chairmanship, FocalPoint, Participation, User

WITHIN = {
    Audience.SECRETARIAT: (),
    Audience.MEMBERS: (Standing.MEMBER,),
    Audience.OBSERVERS: (Standing.MEMBER, Standing.OBSERVER),
    Audience.PUBLIC: (Standing.MEMBER, Standing.OBSERVER, Standing.PARTNER),
}


def officers() -> models.QuerySet[User]:
    return User.objects.filter(is_active=True, is_staff=True)


def people_of_audience(audience: str, on: dt.date) -> Iterable[User]:
    """Everybody in office on a day who belongs to an audience, officers of the Secretariat included."""
    if audience == Audience.OWN:
        return User.objects.none()
    held = Participation.objects.holding(on).filter(standing__in=WITHIN[Audience(audience)]).values("participant")
    return _in_office(Q(participant__in=held) | Q(participant__in=_chair(on)), on)


def people_concerned(commitment: Commitment, on: dt.date) -> Iterable[User]:
    """The people of the states that intend or coordinate it, of the Chair, and the officers of the Secretariat."""
    states = (*commitment.intending_states(), *commitment.coordinating_states(), *commitment.co_coordinating_states())
    return _in_office(Q(participant__in=[state.pk for state in states]) | Q(participant__in=_chair(on)), on)


def _chair(on: dt.date) -> Any:
    return Chairmanship.objects.holding(on).order_by("-since").values("participant")[:1]


def _in_office(which: Q, on: dt.date) -> Iterable[User]:
    posts = FocalPoint.objects.in_office(on).filter(which, user__is_active=True)
    return User.objects.filter(Q(pk__in=posts.values("user")) | Q(pk__in=officers().values("pk")))
