"""Whom a paper went to, by name: the participants of an audience, and those named; who of them is to be reached on paper."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from journal.names import name_of
from journal.staff import is_of_staff
from meetings.access import out_of_reach, reads_preparations, states_of_audience
from members.models import Participant, Person, seats_of
from notices.access import acted_for
from papers.models import Circulation, Paper
from record.templatetags.signs import in_words


def whom_it_reaches(audience: str, named: Iterable[Participant], on: dt.date) -> list[Participant]:
    """Every participant that a circulation goes to on a day, in the order of seats."""
    these = Participant.objects.filter(pk__in=[participant.pk for participant in named])
    return list((states_of_audience(on, audience) | these).in_seat_order())


def named_for(user: Person, circulation: Circulation) -> list[Participant]:
    """Of those to whom alone it went, whom a person reads by name: the Secretariat all, a state itself."""
    if not circulation.is_to_some:
        return []
    named = sorted(circulation.participants.all(), key=lambda state: (state.seat_name, state.code))
    own = None if is_of_staff(user) else seats_of(user).participant_ids
    return [participant for participant in named if own is None or participant.pk in own]


@dataclass(frozen=True)
class ShownCirculation:
    """A circulation as a page tells it, with whom a person reads by name."""

    circulation: Circulation
    named: Sequence[Participant]

    @property
    def to_whom(self) -> str:
        if not self.named:
            return str(self.circulation.to_whom)
        return _("%(names)s, the Secretariat and the Chair") % {"names": in_words(self.named)}


def unreached(user: Person, circulations: Iterable[Circulation], on: dt.date) -> list[Participant]:
    """Of those they went to, who has nobody in the portal; for whoever sees to that."""
    counted = [circulation for circulation in circulations if not circulation.mistaken_at]
    by_audience = out_of_reach(user, {circulation.audience for circulation in counted}, on)
    named = [
        participant
        for circulation in counted
        if circulation.is_to_some
        for participant in circulation.participants.all()
    ]
    if not named or not reads_preparations(user):
        return by_audience
    manned = set(acted_for(on).filter(participant__in=named).values_list("participant", flat=True))
    more = {participant.pk: participant for participant in (*by_audience, *named) if participant.pk not in manned}
    return sorted(more.values(), key=lambda state: (state.seat_name, state.code))


def papers_about(user: Person, thing: Any) -> list[Paper]:
    """The Secretariat's papers about a thing, as far as the person reads them; the newest first."""
    return list(Paper.objects.visible_to(user).about(name_of(thing)).order_by("-at", "-pk"))
