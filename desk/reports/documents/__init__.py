"""Documents of the house: a row a kind. A new kind is a row here, and the outline of its thing beside."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from activities.models import ActionPlan, YearPlan
from catalogue.models import Area, Edition, Measure
from commitments.models import Commitment
from decisions.models import Decision, Minutes
from desk.reports.documents import agendas, commitments, coordination, decisions, minutes, packs, periods, plans
from desk.reports.documents.grammar import KindOfDocument, MadeDocument, ToldDocument
from journal.staff import is_of_staff
from meetings.access import reads_preparations
from meetings.models import Meeting
from members.models import Chairmanship, Participant, Person, seats_of

__all__ = ["KINDS", "KindOfDocument", "MadeDocument", "ToldDocument", "found"]


def is_ones_own(user: Person, state: Participant) -> bool:
    """To who acts for the state, and to the Secretariat, which keeps the record."""
    return seats_of(user).acts_for(state.pk) or is_of_staff(user)


def of_the_secretariat(user: Person, _thing: object) -> bool:
    return is_of_staff(user)


KINDS: dict[str, KindOfDocument] = {
    kind.name: kind
    for kind in (
        KindOfDocument(
            name="coordination",
            label=_("Coordination report"),
            about=_("An edition: offers, designations and terms as the annex has them, and what has no entry yet."),
            things=Edition.objects.visible_to,
            key="code",
            title=coordination.title,
            blocks=coordination.blocks,
            is_of_a_day=True,
            is_tabular=True,
        ),
        KindOfDocument(
            name="area",
            label=_("Implementation of an area"),
            about=_("An area: its measures with who leads them, the commitments and the activities in it."),
            things=lambda user: Area.objects.visible_to(user).select_related("edition", "parent"),
            key="reference",
            title=commitments.title_of_area,
            blocks=commitments.area_blocks,
            chosen_on="measure-list",
            is_tabular=True,
            is_long=True,
        ),
        KindOfDocument(
            name="decision",
            label=_("Record of a decision"),
            about=_("A decision: its text with its digests, the quorum, what states said of it, what follows."),
            things=Decision.objects.visible_to,
            key="symbol",
            title=decisions.title,
            blocks=decisions.blocks,
            chosen_on="decision-list",
        ),
        KindOfDocument(
            name="history",
            label=_("History of a commitment"),
            about=_("A commitment: who takes part, and every step with its day and what it rests on."),
            things=lambda user: Commitment.objects.visible_to(user).select_related("measure", "area"),
            key="reference",
            title=commitments.title_of_history,
            blocks=commitments.history_blocks,
            chosen_on="commitment-list",
            is_of_a_day=True,
            is_tabular=True,
        ),
        KindOfDocument(
            name="state",
            label=_("State sheet"),
            about=_("A state, for its own capital: what it offers, intends, coordinates, plans and looks after."),
            things=Participant.objects.visible_to,
            key="code",
            title=commitments.title_of_state,
            blocks=commitments.state_blocks,
            chosen_on="participant-list",
            is_for=is_ones_own,
            open_to=_("the state's own people, the Secretariat"),
            is_tabular=True,
        ),
        KindOfDocument(
            name="measure",
            label=_("Measure sheet"),
            about=_("A measure: its wording, who offers or coordinates it, the commitments and activities under it."),
            things=lambda user: Measure.objects.visible_to(user).select_related("area__edition", "area__parent"),
            key="reference",
            title=commitments.title_of_measure,
            blocks=commitments.measure_blocks,
            chosen_on="measure-list",
            is_tabular=True,
        ),
        KindOfDocument(
            name="pack",
            label=_("Meeting pack"),
            about=_(
                "A meeting: its agenda annotated, decisions awaited, what changed since its body last met, what is missing."
            ),
            things=lambda user: Meeting.objects.visible_to(user).select_related("working_group", "host"),
            key="reference",
            title=packs.title,
            blocks=packs.blocks,
            chosen_on="meeting-list",
            is_for=lambda user, _meeting: reads_preparations(user),
            open_to=_("the Secretariat, the Chair"),
            is_long=True,
            annexes=packs.annexes,
        ),
        KindOfDocument(
            name="agenda",
            label=_("Agenda"),
            about=_("A meeting: its agenda as it was circulated to its reader, with the papers of each item."),
            things=lambda user: Meeting.objects.visible_to(user).select_related("working_group", "host"),
            key="reference",
            title=agendas.title,
            blocks=agendas.blocks,
            chosen_on="meeting-list",
            is_of_a_day=True,
        ),
        KindOfDocument(
            name="minutes",
            label=_("Minutes of a meeting"),
            about=_("A meeting: its minutes as they were circulated to their reader, item by item."),
            things=lambda user: Minutes.objects.visible_to(user).select_related("meeting__working_group"),
            key="reference",
            title=minutes.title,
            blocks=minutes.blocks,
            chosen_on="minutes-list",
            is_of_a_day=True,
        ),
        KindOfDocument(
            name="plan",
            label=_("Plan of CBM implementation"),
            about=_("The plan of a year: its activities by area, with who leads them and what is expected of them."),
            things=lambda user: YearPlan.objects.visible_to(user).select_related("meeting"),
            key="year",
            title=plans.title,
            blocks=plans.blocks,
            is_of_a_day=True,
            is_tabular=True,
        ),
        KindOfDocument(
            name="action-plan",
            label=_("Action plan"),
            about=_(
                "The action plan of a commitment for a period: what is to be done, who leads it, and what is expected of it."
            ),
            things=lambda user: ActionPlan.objects.visible_to(user).as_listed(),
            key="uid",
            title=str,
            blocks=plans.action_plan_blocks,
            chosen_on="action-plan-list",
            is_of_a_day=True,
            is_tabular=True,
        ),
        KindOfDocument(
            name="annual",
            label=_("Annual report of the Secretariat"),
            about=_("A year: meetings, decisions, steps, activities and information; a draft to be finished by hand."),
            things=periods.YearsOfTheRecord.seen_by,
            key="year",
            title=periods.title_of_year,
            blocks=periods.year_blocks,
            is_long=True,
            is_for=of_the_secretariat,
            open_to=_("the Secretariat"),
            is_tabular=True,
        ),
        KindOfDocument(
            name="chairmanship",
            label=_("Chairmanship report"),
            about=_("A term in the Chair: what it saw, as its reader may read it; a draft to be finished by hand."),
            things=lambda user: Chairmanship.objects.visible_to(user).select_related("participant"),
            key="since",
            title=periods.title_of_chairmanship,
            blocks=periods.chairmanship_blocks,
            is_long=True,
            is_for=lambda user, term: is_ones_own(user, term.participant),
            open_to=_("the state's own people, the Secretariat"),
            is_tabular=True,
        ),
    )
}


def found(user: Person, kind: str, key: str) -> tuple[KindOfDocument, Any]:
    """The kind and the thing that are called so. Raises Http404 for what isn't there or isn't seen, PermissionDenied where
    the document isn't for the person."""
    row = KINDS.get(kind)
    thing = row.find(user, key) if row else None
    if row is None or thing is None:
        raise Http404
    if not row.is_for(user, thing):
        raise PermissionDenied
    return row, thing
