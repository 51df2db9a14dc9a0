"""Commitments of which the period ends: for those who lead them, and the Secretariat."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from journal.names import name_of
from members.access import desk_in_office, own_states
from members.models import Person
from record.awaiting import MOST, DeskLine, LinePress, Stands
from record.dates import day_of_the_house

# As far ahead as the first reminder goes.
ENDS_WITHIN = dt.timedelta(days=90)


def periods_ending(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Those that end soon, or ended, and that no other renews: of the person's states, or every one for the office."""
    on = day_of_the_house(at)
    office, states = desk_in_office(user, on), own_states(user, on)
    if not (office or states):
        return
    rows = Commitment.objects.visible_to(user).ending_by(on + ENDS_WITHIN)
    rows = rows if office else rows.of_states(states)
    rows = rows.with_parties().select_related("measure", "area").order_by("period_until", "pk")
    for commitment in rows[:MOST]:
        own = next((state for state in commitment.states_that_lead() if state.pk in states), None)
        if own is None and not office:
            continue
        yield DeskLine(
            kind="commitment-periods",
            about=name_of(commitment),
            part=str(commitment.period_until),
            desk=own.code if own else office,
            stands=Stands.OPEN,
            what=_("Its period ends: renew it, complete it, or let it rest, as its states wish"),
            thing=commitment.heading,
            reference=commitment.reference,
            page=commitment.get_absolute_url(),
            press=LinePress(_("Renew it"), f"{reverse('commitment-begin')}?{commitment.as_renewed}"),
            article="AA 24",
            by=commitment.period_until,
            area=commitment.area,
        )
