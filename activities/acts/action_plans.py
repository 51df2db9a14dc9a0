"""What may be done with action plans: propose one of a commitment, say it anew, plan a row as an activity, let more see it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.actions.action_plans import (
    NOT_COORDINATED,
    plan_row,
    propose_plan,
    say_plan_anew,
    states_that_plan,
    widen_plan,
)
from activities.acts.action_plan_asks import AUDIENCE, SAID, rows_to_choose, rows_to_plan
from activities.acts.asked import (
    commitment_shown,
    commitments_seen,
)
from activities.acts.notes import offered_to_members
from activities.models import ActionPlan
from meetings.access import writers_of_letters
from meetings.acts.owned import WIDEST, offered_to_owner, wider_audiences
from members.access import NOT_YOURS, speakers_of, why_not_speak
from members.choices import WIDTH
from members.models import Participant, Person
from record.acts import (
    Act,
    Choice,
    Noun,
    Offer,
    Pick,
    Whom,
    open_to,
)
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken

ARTICLE = "AA 24"
NO_ROW_OF_YOURS = _("No row of it that your state is to lead waits to be planned.")

# -- To whom.


def _speakers_among(user: Person, about: Any, states: set[int], at: dt.datetime) -> tuple[Any, ...]:
    today = day_of_the_house(at)
    able = speakers_of(user, today, members_only=True)
    able = able or writers_of_letters(user, today, about=about, members_only=True)
    return tuple(speaker for speaker in able if speaker.participant.pk in states)


def offered_to_those_who_plan(user: Person, commitment: Any, at: dt.datetime) -> Offer | None:
    """To those of a state that coordinates it, and to officers where it wrote."""
    if commitment is None:
        return None
    speakers = _speakers_among(user, commitment, {state.pk for state in states_that_plan(commitment)}, at)
    return Offer(speakers=speakers, is_own=False) if speakers else None


def offered_to_its_state(user: Person, plan: ActionPlan, at: dt.datetime) -> Offer | None:
    return (
        None if plan.record_key else offered_to_owner(user, plan, at, *([WAS_CORRECTED] if is_mistaken(plan) else []))
    )


def offered_to_widen(user: Person, plan: ActionPlan, at: dt.datetime) -> Offer | None:
    if plan.record_key:
        return None
    if is_mistaken(plan):
        return offered_to_owner(user, plan, at, WAS_CORRECTED)
    return offered_to_owner(user, plan, at, *([WIDEST] if plan.audience == WIDTH[-1] else []))


def offered_to_those_who_lead(user: Person, plan: ActionPlan, at: dt.datetime) -> Offer | None:
    """To those of a state that is to lead a row, or that takes part where none is named; to officers where it wrote."""
    if plan.record_key:
        return None
    rows = rows_to_plan(plan)
    codes = {row["owner"] for row in rows if row["owner"]}
    states = {state.pk for state in Participant.objects.filter(code__in=codes)} if codes else set()
    if any(row["owner"] is None for row in rows):
        commitment: Any = plan.commitment
        states |= {state.pk for state in commitment.states_taking_part()}
    speakers = _speakers_among(user, plan, states, at)
    if not speakers:
        return Offer.not_now(NO_ROW_OF_YOURS, is_own=False) if plan.owner_id in _own(user, at) else None
    return (
        Offer.not_now(WAS_CORRECTED, speakers=speakers) if is_mistaken(plan) else Offer(speakers=speakers, is_own=False)
    )


def _own(user: Person, at: dt.datetime) -> set[int]:
    return {speaker.participant.pk for speaker in speakers_of(user, day_of_the_house(at), members_only=True)}


PROPOSE = Act(
    name="action-plan",
    label=_("Propose an action plan"),
    submit_label=_("Propose the plan"),
    draft_label=_("an action plan"),
    article=ARTICLE,
    lead=_(
        "What is to be done under it in a period. A plan that follows another begins with what that one said. It binds nobody:"
        " a row is an activity once the state that is to lead it plans it."
    ),
    whom=open_to(Whom.OWNERS),
    letter=(LETTER_ALONE,),
    offered=offered_to_those_who_plan,
    refusal=NOT_COORDINATED,
    asks=(*SAID, AUDIENCE),
    do=propose_plan,
    speaks_as="owner",
    once_in=ActionPlan,
    keeps=True,
    done=_("The plan stands with the commitment; those who take part and see it are told."),
    leads_to=lambda setting, plan: plan.get_absolute_url(),
    # Programs propose plans where they find them.
    in_api=False,
    in_admin=False,
    order=65,
)
ACTION_PLAN_ACTS = (
    Act(
        name="propose",
        label=_("Propose an action plan"),
        article=ARTICLE,
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=(Pick("commitment", _("Commitment"), rows=commitments_seen, shown=commitment_shown), *SAID, AUDIENCE),
        do=lambda *, commitment, **answers: propose_plan(commitment=commitment.holder, **answers),
        done=_("The plan stands with the commitment; those who take part and see it are told."),
        begins=True,
        speaks_as="owner",
        once_in=ActionPlan,
        in_portal=False,
        in_admin=False,
    ),
    Act(
        name="plan-row",
        label=_("Plan a row as an activity"),
        submit_label=_("Plan the activity"),
        article=ARTICLE,
        lead=_("It begins with what the row says, and stands on the plan from then on as the activity that it is."),
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_those_who_lead,
        refusal=NOT_YOURS,
        asks=(Choice("row", _("Row"), choices=rows_to_choose), AUDIENCE),
        do=plan_row,
        speaks_as="owner",
        done=_("The activity is planned. Announce it so that others can say who comes."),
        leads_to=lambda setting, activity: activity.get_absolute_url(),
        order=10,
    ),
    Act(
        name="anew",
        label=_("Say it anew"),
        title=_("The action plan, said anew"),
        submit_label=_("Make this the next version"),
        article=ARTICLE,
        lead=_("Earlier versions stay. What the plan says of an activity that is there already is said anew with it."),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_its_state,
        refusal=NOT_YOURS,
        asks=SAID,
        do=say_plan_anew,
        guard="sequence",
        keeps=True,
        draft_label=_("an action plan, said anew"),
        done=_("There is a new version; those who take part and see it are told."),
        order=20,
    ),
    Act(
        name="widen",
        label=_("Let more see it"),
        title=_("Who sees this plan"),
        submit_label=_("Widen access"),
        article=ARTICLE,
        lead=_("Access cannot be narrowed later. The change is kept in the journal."),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_widen,
        refusal=NOT_YOURS,
        asks=(Choice("audience", _("New audience"), choices=wider_audiences),),
        do=widen_plan,
        done=_("Access was widened."),
        order=50,
    ),
)
ACTION_PLAN = Noun(
    name="action-plan",
    model=ActionPlan,
    key="uid",
    converter="uuid",
    seen_by=lambda user: ActionPlan.everything.visible_to(user).as_listed(),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="action-plan-list",
    label_plural=_("Action plans"),
    prefix="action-plans/",
    creates="propose",
    heading=lambda plan: plan,
    lead=lambda plan: plan.owner,
)
