"""Terms of coordinators and experts that end: for their own state, the Chair and the Secretariat."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models import CoordinatorAssignment, ExpertNomination
from journal.names import name_of
from members.access import desk_in_office, own_states
from members.models import Person
from record.awaiting import MOST, DeskLine, LinePress
from record.dates import day_of_the_house, last_day_of_term
from record.texts import with_more

# As far ahead as the first reminder goes.
ENDS_WITHIN = dt.timedelta(days=120)
A_DAY = dt.timedelta(days=1)


def terms_ending(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    on = day_of_the_house(at)
    office = desk_in_office(user, on)
    states = own_states(user, on)
    ends = {"until__gt": on, "until__lte": on + ENDS_WITHIN}
    terms = CoordinatorAssignment.objects.visible_to(user).designations().filter(**ends)
    experts = ExpertNomination.objects.visible_to(user).filter(**ends)
    if not office:
        terms, experts = terms.filter(participant__in=states), experts.filter(owner__in=states)
    terms = terms.select_related("participant", "commitment__measure", "commitment__area", "area", "measure")
    for term in terms.order_by("until", "pk")[:MOST]:
        state = states.get(term.participant_id)
        yield DeskLine(
            kind="terms",
            about=name_of(term),
            part=str(term.until),
            desk=state.code if state else office,
            what=_("A term ends: renew it, hand it on, or let it end"),
            thing=with_more(f"{term.participant} · {term.subject}", term.get_role_display()),
            page=term.commitment.get_absolute_url() if term.commitment else term.get_absolute_url(),
            # Where the acts about it stand: designate anew, lay it down, end it.
            press=LinePress(_("Look at it"), term.get_absolute_url()),
            by=last_day_of_term(term.until),
            article="CoA (annex)",
            area=term.area or (term.commitment.area if term.commitment else None),
        )
    for nomination in experts.select_related("owner").order_by("until", "pk")[:MOST]:
        state = states.get(nomination.owner_id)
        yield DeskLine(
            kind="terms",
            about=name_of(nomination),
            part=str(nomination.until),
            desk=state.code if state else office,
            what=_("An expert's term ends"),
            thing=with_more(nomination.name, str(nomination.owner)),
            page=reverse("expert-list"),
            press=LinePress(_("Look at it"), reverse("expert-list")),
            by=last_day_of_term(nomination.until),
            article="CoA (b)",
        )
