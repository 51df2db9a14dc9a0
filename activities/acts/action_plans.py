"""What may be done with action plans: propose one of a commitment, say it anew, plan a row as an activity, let more see it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from activities.actions.action_plans import (
    NOT_COORDINATED,
    RowSaid,
    plan_row,
    propose_plan,
    say_plan_anew,
    states_that_plan,
    widen_plan,
)
from activities.actions.planning import NamedDays
from activities.actions.rows import PlanRow
from activities.acts.asked import (
    TITLE,
    WhoSeesActivity,
    commitment_shown,
    commitments_seen,
    participants_of_today,
)
from activities.acts.notes import offered_to_members
from activities.choices import SEEN_BY, ActivityKind, DayKnown
from activities.models import ActionPlan, Activity
from activities.reads import rows_waiting
from meetings.access import writers_of_letters
from meetings.acts.owned import WIDEST, offered_to_owner, wider_audiences
from meetings.choices import Format
from members.access import NOT_YOURS, speakers_of, why_not_speak
from members.choices import WIDTH, Audience
from members.models import Participant, Person
from record.acts import (
    Act,
    Ask,
    Choice,
    Day,
    Need,
    Noun,
    Offer,
    Pick,
    PickMany,
    Rows,
    Setting,
    Whom,
    Words,
    WrittenIn,
    open_to,
)
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken
from record.texts import in_language

ARTICLE = "AA 24"
NO_ROW_OF_YOURS = _("No row of it that your state is to lead waits to be planned.")
# Lines for activities that aren't said yet.
FIRST_LINES, MORE_LINES = 6, 3
UNTIL_THE_END = dt.timedelta(days=364)

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
    return offered_to_owner(user, plan, at, *([WAS_CORRECTED] if is_mistaken(plan) else []))


def offered_to_widen(user: Person, plan: ActionPlan, at: dt.datetime) -> Offer | None:
    if is_mistaken(plan):
        return offered_to_owner(user, plan, at, WAS_CORRECTED)
    return offered_to_owner(user, plan, at, *([WIDEST] if plan.audience == WIDTH[-1] else []))


def rows_to_plan(plan: ActionPlan) -> list[PlanRow]:
    """Those that are no activity yet, and were none that was taken back."""
    return [row for _plan, row in rows_waiting([plan])]


def offered_to_those_who_lead(user: Person, plan: ActionPlan, at: dt.datetime) -> Offer | None:
    """To those of a state that is to lead a row, or that takes part where none is named; to officers where it wrote."""
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


# -- What is asked.


@dataclass(frozen=True)
class RowNow:
    """A row as the form begins with it: one that stands there, or one of the plan before, whose days are left open."""

    row: PlanRow
    stands: bool
    activity: bool = False

    def __str__(self) -> str:
        return in_language(self.row["title"])


def plan_before(setting: Setting) -> ActionPlan | None:
    """The latest plan of the commitment, which the next one begins with; of a plan, itself."""
    thing = setting.thing
    if thing is None or isinstance(thing, ActionPlan):
        return thing
    rows = ActionPlan.objects.visible_to(setting.user).filter(within=thing.folder_id)
    return rows.order_by("-until", "-pk").first()


def lines_of_rows(setting: Setting) -> dict[str, RowNow | None]:
    """Each row that is said already with a line, and lines for more."""
    plan = plan_before(setting)
    rows: list[RowNow | None] = []
    if plan is not None:
        content = plan.content
        stands = isinstance(setting.thing, ActionPlan)
        seen = activities_under(setting).filter(uid__in=[row["uid"] for row in content]).values_list("uid", flat=True)
        keys = {str(uid) for uid in seen} if stands else set()
        rows = [RowNow(row, stands, row["uid"] in keys) for row in content]
    rows += [None] * max(MORE_LINES, FIRST_LINES - len(rows))
    return {str(place): row for place, row in enumerate(rows)}


def row_now(now: RowNow) -> dict[str, Any]:
    """What the fields of a line begin with. Of an activity nothing: it says all of it itself."""
    row = now.row
    if now.activity:
        return {"activity": row["uid"]}
    begins: dict[str, Any] = {TITLE.name_in(language): words for language, words in row["title"].items()}
    begins |= {name: in_language(row[name]) for name in ("place", "expected", "contributions")}
    begins |= {"kind": row["kind"], "format": row["format"], "leads": row["owner"], "joins": row["organisers"]}
    if now.stands:
        begins |= {"starts_on": row["starts_on"], "known": row["known"], "ends_on": row["ends_on"]}
    return begins


def row_made(
    now: RowNow | None,
    *,
    activity: Activity | None,
    title: dict[str, str],
    kind: str,
    leads: Participant | None,
    joins: Sequence[Participant],
    starts_on: dt.date | None,
    known: str,
    ends_on: dt.date | None,
    format: str,  # noqa: A002 - the name of the ask
    place: str,
    expected: str,
    contributions: str,
) -> RowSaid | None:
    """A line without a title and an activity is left out."""
    if activity is not None:
        return RowSaid(activity)
    if not title:
        return None
    return RowSaid(
        key=now.row["uid"] if now is not None and now.stands and not now.activity else "",
        title=title,
        kind=kind or ActivityKind.OTHER,
        leads=leads,
        joins=joins,
        days=NamedDays(starts_on, known or DayKnown.EXACT, ends_on),
        format=format or Format.UNKNOWN,
        place=place,
        expected=expected,
        contributions=contributions,
    )


def activities_under(setting: Setting) -> QuerySet[Activity]:
    """Activities under the commitment that the person sees."""
    rows = Activity.objects.visible_to(setting.user).filter(within__isnull=False)
    thing = setting.thing
    if thing is not None:
        rows = rows.filter(within=thing.within_id if isinstance(thing, ActionPlan) else thing.folder_id)
    return rows.select_related("owner", "host", "within", "measure", "area").prefetch_related("organisers")


@dataclass(frozen=True)
class RowsOfAPlan(Rows):
    """The activities of a plan, a line each; what is wrong with the days of one is said there."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> Any:
        problems = super().problems(cleaned, setting)
        for start, _row, made in self._made(cleaned, setting):
            of_days = made.days.problems() if made is not None else {}
            problems |= {f"{start}{name}": sentences for name, sentences in of_days.items()}
        return problems


@dataclass(frozen=True)
class PickSome(PickMany):
    """Some of many, where a line has no room for a box each."""

    def field(self, setting: Setting) -> forms.Field:
        field = super().field(setting)
        field.widget = forms.SelectMultiple({"size": 4})
        return field


ROWS = RowsOfAPlan(
    "rows",
    _("Activities"),
    help_text=_(
        "A line without a title is left out. An activity that is there already needs no other words: it says them itself."
    ),
    parts=(
        Pick(
            "activity",
            _("An activity that is there already"),
            Need.MAY,
            rows=activities_under,
            key="uid",
            shown=lambda activity: f"{activity.owner} · {activity} · {activity.days}",
        ),
        TITLE,
        Choice("kind", _("Kind"), Need.MAY, choices=ActivityKind.choices),
        Pick("leads", _("Led by"), Need.MAY, rows=participants_of_today, key="code", empty=_("not said yet")),
        PickSome("joins", _("Organised with"), Need.MAY, rows=participants_of_today, key="code"),
        Day("starts_on", _("First day"), Need.MAY),
        Choice("known", _("What is known of it"), Need.MAY, choices=DayKnown.choices),
        Day("ends_on", _("Last day"), Need.MAY),
        Choice("format", _("Format"), Need.MAY, choices=Format.choices),
        Words("place", _("Place"), Need.MAY, most=200),
        Words("expected", _("What is expected of it"), Need.MAY, most=3000, rows=2),
        Words("contributions", _("Voluntary contributions in kind"), Need.MAY, most=2000, rows=2),
    ),
    rows=lines_of_rows,
    begins_with=row_now,
    make=row_made,
)


def first_day(setting: Setting) -> dt.date | None:
    """Of the plan as it stands; of the next one the day after the period before, and where there is none, today."""
    plan = plan_before(setting)
    if plan is None:
        return day_of_the_house(setting.at) if setting.thing is not None else None
    return plan.since if isinstance(setting.thing, ActionPlan) else plan.until + dt.timedelta(days=1)


def last_day(setting: Setting) -> dt.date | None:
    if isinstance(setting.thing, ActionPlan):
        return setting.thing.until
    first = first_day(setting)
    return first + UNTIL_THE_END if first is not None else None


def note_now(setting: Setting) -> str:
    plan = plan_before(setting)
    return plan.note if plan is not None else ""


SAID: tuple[Ask, ...] = (
    Day("since", _("Period: first day"), initial=first_day),
    Day("until", _("Period: last day"), initial=last_day),
    Words("note", _("What it is to bring about"), Need.MAY, most=2000, rows=3, initial=note_now),
    WrittenIn("language", _("Language"), Need.MAY, texts=("note",)),
    ROWS,
)
AUDIENCE = WhoSeesActivity(
    "audience",
    _("Who sees it"),
    choices=SEEN_BY,
    initial=Audience.MEMBERS,
    help_text=_("Of those who see the commitment."),
)


def rows_to_choose(setting: Setting) -> list[tuple[str, Any]]:
    if setting.thing is None:
        return [("", _("Choose"))]
    return [("", _("Choose")), *((row["uid"], in_language(row["title"])) for row in rows_to_plan(setting.thing))]


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
        done=_("The activity is planned. Announce it when others are to say who comes."),
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
