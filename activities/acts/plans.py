"""What may be done with the plan of a year: draw it up, take activities up, put it before a body, enter its adoption."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from activities.actions.plans import (
    OPEN,
    activities_to_take_up,
    adopt_plan,
    draw_up,
    plans_to_take_up,
    put_plan_before,
    take_up,
)
from activities.choices import PlanStage
from activities.lines import plans_to_settle
from activities.models import ActionPlan, Activity, YearPlan
from activities.models.plans import FIRST_YEAR, LAST_YEAR
from journal.staff import Work, does
from meetings.acts.asked import PickMeeting
from meetings.choices import Status
from meetings.decided import consensus_above
from meetings.models import Meeting
from members.models import Person
from record.acts import Act, Choice, Need, Noun, Number, Offer, PickMany, Setting
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken

ADOPTED_ALREADY = _("It is adopted: it stays as it is.")
AS_THE_RECORD_HAS_IT = _("It is told as the public record has it.")
NOT_BEFORE = _("It is put before a meeting first.")
OFFICE = _("the Secretariat")


def offered_to_the_office(work: Work, why_not: Any, *stages: str) -> Any:
    """To those of the Secretariat's staff who do that work, of a plan at one of these stages."""

    def offered(user: Person, plan: YearPlan | None, at: dt.datetime) -> Offer | None:
        if not does(user, work):
            return None
        if plan is not None and is_mistaken(plan):
            return Offer.not_now(WAS_CORRECTED)
        if plan is not None and plan.record_key is not None:
            return Offer.not_now(AS_THE_RECORD_HAS_IT)
        return Offer() if plan is None or plan.stage in stages else Offer.not_now(why_not)

    return offered


def to_take_up(setting: Setting) -> QuerySet[Activity]:
    return activities_to_take_up(setting.thing.year) if setting.thing is not None else Activity.objects.none()


def taken_up_now(setting: Setting) -> list[str]:
    """Those of its newest version, which the form begins with."""
    if setting.thing is None:
        return []
    return [row["uid"] for row in setting.thing.newest.content]


def action_plans_to_take_up(setting: Setting) -> QuerySet[ActionPlan]:
    return plans_to_take_up(setting.thing.year) if setting.thing is not None else ActionPlan.objects.none()


def action_plans_taken_up_now(setting: Setting) -> list[str]:
    """Those of which a row stands in its newest version."""
    if setting.thing is None:
        return []
    keys = set(taken_up_now(setting))
    plans = action_plans_to_take_up(setting).prefetch_related("versions")
    return [
        str(plan.uid)
        for plan in plans
        if any(row["uid"] in keys for version in plan.versions.all() for row in version.content)
    ]


def meetings_to_hear_it(setting: Setting) -> QuerySet[Meeting]:
    """Meetings to come of the bodies that decide."""
    rows = Meeting.objects.visible_to(setting.user).filter(status=Status.PLANNED)
    keys = [meeting.pk for meeting in rows if meeting.body_row.decides]
    return rows.filter(pk__in=keys).order_by("starts_on", "pk")


def decisions_that_adopt(setting: Setting) -> list[tuple[str, Any]]:
    return [("", _("Choose")), *consensus_above().choices(setting.user)]


def next_year(setting: Setting) -> int:
    return day_of_the_house(setting.at).year + 1


PREPARED = frozenset({Work.PREPARE})
PLAN_ACTS = (
    Act(
        name="draw-up",
        label=_("Draw up a yearly plan"),
        submit_label=_("Draw it up"),
        article="AA 31, 35",
        lead=_("Its first version is made of what states plan for that year and share with the members."),
        works=PREPARED,
        offered=offered_to_the_office(Work.PREPARE, ADOPTED_ALREADY),
        open_to=OFFICE,
        asks=(Number("year", _("Year"), least=FIRST_YEAR, most=LAST_YEAR, initial=next_year),),
        do=draw_up,
        begins=True,
        done=_("It is drawn up. The members read it once it is put before a meeting."),
    ),
    Act(
        name="take-up",
        label=_("Take activities up"),
        submit_label=_("Make this the next version"),
        article="AA 31, 35",
        lead=_("Each is taken up as it is said now; earlier versions stay."),
        works=PREPARED,
        offered=offered_to_the_office(Work.PREPARE, ADOPTED_ALREADY, *OPEN),
        open_to=OFFICE,
        asks=(
            PickMany(
                "activities",
                _("Activities"),
                rows=to_take_up,
                key="uid",
                shown=lambda activity: f"{activity.owner} · {activity} · {activity.days}",
                initial=taken_up_now,
            ),
            PickMany(
                "action_plans",
                _("Action plans"),
                Need.MAY,
                rows=action_plans_to_take_up,
                key="uid",
                shown=lambda plan: f"{plan.owner} · {plan}",
                initial=action_plans_taken_up_now,
                help_text=_("What they say of that year and what no state has planned as an activity yet."),
            ),
        ),
        do=take_up,
        guard="sequence",
        done=_("There is a new version."),
        order=10,
    ),
    Act(
        name="put-before",
        label=_("Put it before a meeting"),
        submit_label=_("Put it before the meeting"),
        article="AA 31",
        lead=_("From then on the members read it, and it is proposed for the agenda of that meeting."),
        offered=offered_to_the_office(Work.KEEP, ADOPTED_ALREADY, *OPEN),
        open_to=OFFICE,
        asks=(PickMeeting("meeting", _("Meeting"), rows=meetings_to_hear_it),),
        do=put_plan_before,
        guard="sequence",
        done=_("It is before the meeting; the members are told."),
        order=20,
    ),
    Act(
        name="adopted",
        label=_("Enter by which decision it was adopted"),
        submit_label=_("Enter that it was adopted"),
        article="AA 31",
        lead=_(
            "A decision that is recorded on its agenda item adopts it by itself; this is for one that was taken otherwise."
        ),
        offered=offered_to_the_office(Work.KEEP, NOT_BEFORE, PlanStage.BEFORE),
        open_to=OFFICE,
        asks=(Choice("decision", _("Decision"), choices=decisions_that_adopt),),
        do=adopt_plan,
        guard="sequence",
        awaits=WhenAwaited(rows=plans_to_settle, what=_("Enter what became of the yearly plan"), stands_still=True),
        done=_("It is adopted; the members are told."),
        order=30,
    ),
)
PLAN = Noun(
    name="plan",
    model=YearPlan,
    key="year",
    converter="int",
    seen_by=lambda user: YearPlan.objects.visible_to(user).select_related("meeting"),
    read_by=read_by(Reads.CHAIR, Reads.SENT_TO),
    list_address="plan-list",
    label_plural=_("Yearly plans"),
    prefix="plans/",
    creates="draw-up",
)
