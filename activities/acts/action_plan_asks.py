"""What is asked of who proposes an action plan: its period, and its activities, a line each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext_lazy as _

from activities.actions.action_plans import RowSaid
from activities.actions.planning import NamedDays
from activities.actions.rows import PlanRow
from activities.acts.asked import TITLE, WhoSeesActivity, participants_of_today
from activities.choices import SEEN_BY, ActivityKind, DayKnown
from activities.models import ActionPlan, Activity
from activities.reads import rows_waiting
from meetings.choices import Format
from members.choices import Audience
from members.models import Participant
from record.acts import Ask, Choice, Day, Need, Pick, PickMany, Rows, Setting, Words, WrittenIn
from record.acts.groups import free_lines
from record.acts.picks import ThingsField
from record.dates import day_of_the_house
from record.texts import in_language

# Lines for activities that aren't said yet.
FIRST_LINES, MORE_LINES = 6, 3
LEAP_DAY = (2, 29)


def rows_to_plan(plan: ActionPlan) -> list[PlanRow]:
    """Those that are no activity yet, and were none that was taken back."""
    return [row for _plan, row in rows_waiting([plan])]


@dataclass(frozen=True)
class RowNow:
    """A row as the form begins with it: one that stands there, or one of the plan before, whose days are left open."""

    row: PlanRow
    stands: bool
    activity: bool = False

    def __str__(self) -> str:
        return in_language(self.row["title"])


def plan_before(setting: Setting) -> ActionPlan | None:
    """The latest plan of the commitment, which the next one begins with, or of the one that it renews; of a plan, itself."""
    thing = setting.thing
    if thing is None or isinstance(thing, ActionPlan):
        return thing
    earlier = thing.renews.folder_id if thing.renews else None
    rows = ActionPlan.objects.visible_to(setting.user).filter(within__in=[thing.folder_id, earlier])
    own_first = rows.order_by(Case(When(within=thing.folder_id, then=0), default=1), "-until", "-pk")
    return own_first.first()


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
    rows += [None] * free_lines(setting, max(MORE_LINES, FIRST_LINES - len(rows)))
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
        field = ThingsField(self.rows(setting), to_field_name=self.key, widget=forms.SelectMultiple({"size": 4}))
        field.shown = self.shown
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
        Choice("known", _("How exactly the day is known"), Need.MAY, choices=DayKnown.choices),
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
    return a_year_from(first) if first is not None else None


def a_year_from(day: dt.date) -> dt.date:
    """The last day of a year that begins on a day."""
    is_leap_day = (day.month, day.day) == LEAP_DAY
    return dt.date(day.year + 1, 2, 28) if is_leap_day else day.replace(year=day.year + 1) - dt.timedelta(days=1)


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
