"""What of this room stands in the workbook that a state takes home: activities, action plans, progress notes, information."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from activities.acts.action_plan_asks import RowNow
from activities.models import ActionPlan, Activity, Information, ProgressNote
from meetings.access import tokens_of_a_participant
from meetings.sheets import person_of
from papers.models import Folder
from record.dates import day_of_the_house
from record.sheets import SHEETS, LinesSheet, Parent, ShownColumn, Taking, ThingSheet


def read_by_the_state(taking: Taking, folders: QuerySet[Folder]) -> QuerySet[Folder]:
    """The commitments that the state reads itself: an officer who takes its entries along sees more than may stand there."""
    tokens = tokens_of_a_participant(taking.owner, day_of_the_house(taking.at))  # type: ignore[arg-type]  # a participant
    return folders.filter(readers__open_to=tokens)


NARROWED = {"commitment": read_by_the_state}


def own_activities(taking: Taking) -> Iterable[Activity]:
    return (
        Activity.objects.visible_to(person_of(taking))
        .filter(owner=taking.owner.pk)
        .as_listed()
        .order_by("starts_on", "pk")
    )


def own_notes(taking: Taking) -> Iterable[ProgressNote]:
    return (
        ProgressNote.objects.visible_to(person_of(taking))
        .filter(owner=taking.owner.pk)
        .as_listed()
        .order_by("since", "pk")
    )


def own_information(taking: Taking) -> Iterable[Information]:
    rows = Information.objects.visible_to(person_of(taking)).filter(owner=taking.owner.pk)
    return rows.as_listed().prefetch_related("givers__participant").order_by("at", "pk")


def own_plans(taking: Taking) -> list[Parent]:
    rows = (
        ActionPlan.objects.visible_to(person_of(taking))
        .filter(owner=taking.owner.pk)
        .as_listed()
        .order_by("since", "pk")
    )
    return [Parent(str(plan.uid), f"{plan.within.reference} · {plan.period}", "anew", plan) for plan in rows]


def under_what(activity: Activity) -> Mapping[str, Any]:
    """What only whoever plans it says: what it is under, and who sees it."""
    if activity.within:
        return {"commitment": activity.within.reference, "audience": activity.audience}
    if activity.measure:
        return {"measure": activity.measure.reference, "audience": activity.audience}
    return {"area": activity.area.reference, "audience": activity.audience}


def said_by_a_note(note: ProgressNote) -> Mapping[str, Any]:
    return {
        "commitment": note.within.reference,
        "since": note.since,
        "until": note.until,
        "nothing_new": note.nothing_new,
        "text": note.text,
        "language": note.language,
        "audience": note.audience,
    }


def said_of_information(information: Information) -> Mapping[str, Any]:
    """Of its text the title alone: it is a paper, which is read on its own page."""
    return {
        "measure": information.measure.reference if information.measure else None,
        "area": None if information.measure else information.area.reference,
        "title": str(information.heading),
        "since": information.since,
        "until": information.until,
        "audience": information.audience,
        "recipients": [state.code for state in information.recipients.all()],
        "to_be_sent": information.to_be_sent,
        "together_with": [giver.participant.code for giver in information.givers.all()],
    }


def key_of_a_row(now: RowNow) -> str:
    """A row of a plan by its key; an activity says all of it itself, and stands on the sheet of activities."""
    return "" if now.activity else str(now.row["uid"])


ACTIVITIES = ThingSheet(
    name="activities",
    label=_("Activities"),
    lead=_(
        "What your state leads. A row without a key plans a new activity; what is changed in a row is said anew of it."
    ),
    noun_name="activity",
    things=own_activities,
    begins="plan",
    changes=("amend", "other-days"),
    held=under_what,
    narrowed=NARROWED,
    shown=(ShownColumn("course", _("How far it has come"), Activity.get_course_display),),
)
ACTION_PLANS = LinesSheet(
    name="action-plans",
    label=_("Action plans"),
    lead=_(
        "The rows of your state’s action plans that are no activities yet. Where one changes, the plan is said anew."
    ),
    noun_name="action-plan",
    parents=own_plans,
    begins="propose",
    ask="rows",
    line_key=key_of_a_row,
    of_label=_("Action plan"),
    leaves=frozenset({"activity"}),
)
NOTES = ThingSheet(
    name="progress",
    label=_("Progress notes"),
    lead=_("A row without a key gives a note. Notes that were given stand there to be read."),
    noun_name="progress-note",
    things=own_notes,
    begins="give",
    held=said_by_a_note,
    narrowed=NARROWED,
)
INFORMATION_GIVEN = ThingSheet(
    name="information",
    label=_("Information exchanged"),
    lead=_("A row without a key gives information, with its text in the cell. What was given stands there to be read."),
    noun_name="information",
    things=own_information,
    begins="give",
    held=said_of_information,
)


def register() -> None:
    for order, kind in ((10, ACTIVITIES), (20, ACTION_PLANS), (30, NOTES), (40, INFORMATION_GIVEN)):
        SHEETS.add(order, kind)
