"""What acts of meetings ask: when and where one is, who sits before it, why it moves."""

import datetime as dt
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any, TypedDict, Unpack

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from law.choices import DeadlineKind, Session
from law.editions import choices, edition_on
from law.forum import FORUM
from meetings.access import prepares_meetings
from meetings.actions.moving import TO_COME
from meetings.actions.planning import MeetingPlan, Whereabouts
from meetings.choices import Format
from meetings.decided import consensus_above
from meetings.models import Meeting, WorkingGroup
from members.models import Participant
from record.acts import (
    Ask,
    Choice,
    Day,
    Flag,
    Group,
    Hour,
    Need,
    Number,
    Pick,
    PickMany,
    PickWhere,
    Setting,
    Texts,
    Words,
    Zone,
)
from record.dates import day_of_the_house


class WhereAnswers(TypedDict):
    """The answers about when and where a meeting is to be, by the names of the fields."""

    starts_on: dt.date
    ends_on: dt.date | None
    opens_at: dt.time | None
    closes_at: dt.time | None
    time_zone: str
    place: dict[str, str]
    host: Participant | None
    format: str


def whereabouts(**answers: Unpack[WhereAnswers]) -> Whereabouts:
    """When and where, of the answers; a last day that is the first one is none."""
    where = Whereabouts(**answers)
    return replace(where, ends_on=None) if where.ends_on == where.starts_on else where


def where_it_is(setting: Setting) -> dict[str, Any]:
    """What the fields begin with: where the meeting is now, else in the Secretariat's zone and in person."""
    if setting.thing is None:
        return {"time_zone": FORUM.time_zone, "format": Format.IN_PERSON}
    where = Whereabouts.of(setting.thing)
    held = {name: getattr(where, name) for name in ("starts_on", "ends_on", "opens_at", "closes_at", "format")}
    held["time_zone"] = where.time_zone or FORUM.time_zone
    held["host"] = where.host.code if where.host else None
    return held | {PLACE.name_in(language): text for language, text in where.place.items()}


def states_in_seat_order(setting: Setting) -> Any:
    return Participant.objects.visible_to(setting.user).states().in_seat_order()


def groups_with_a_mandate(setting: Setting) -> Any:
    return WorkingGroup.objects.visible_to(setting.user).mandated(day_of_the_house(setting.at)).order_by("code")


def groups_that_may_meet(setting: Setting) -> Any:
    """Of a meeting that is there already, and is none of working groups, no group is asked."""
    rows = groups_with_a_mandate(setting)
    return rows if setting.thing is None or setting.thing.body_row.is_of_groups else rows.none()


def shown_meeting(meeting: Meeting) -> str:
    return f"{meeting.reference} · {meeting}"


def meetings_to_come(setting: Setting) -> Any:
    return Meeting.objects.visible_to(setting.user).filter(status__in=TO_COME).order_by("starts_on", "pk")


PLACE = Texts(
    "place",
    _("Place"),
    Need.MAY,
    labels={"ru": _("Place, in Russian"), "zh-hans": _("Place, in Chinese"), "ar": _("Place, in Arabic")},
)
WHERE = Group(
    "where",
    _("When and where"),
    parts=(
        Day("starts_on", _("First day")),
        Day("ends_on", _("Last day"), Need.MAY, help_text=_("Empty: it is the first day.")),
        Hour("opens_at", _("Opens at"), Need.MAY),
        Hour("closes_at", _("Closes at"), Need.MAY),
        Zone(
            "time_zone",
            _("Time zone of the place"),
            likely=FORUM.zones,
            help_text=_("Days and hours are those on its clocks."),
        ),
        PLACE,
        Pick("host", _("Host"), Need.MAY, rows=states_in_seat_order, key="code"),
        Choice("format", _("Format"), choices=Format.choices),
    ),
    make=whereabouts,
    begins_with=where_it_is,
)


def lead_to_planning(field: Any, setting: Setting, body: str | None = None) -> None:
    """Beside a choice of meetings, for whoever may plan one: the form that plans it, of this body where it is known."""
    if prepares_meetings(setting.user):
        address = reverse("meeting-plan")
        field.leads_to = (_("Plan a meeting"), f"{address}?body={body}" if body else address)


@dataclass(frozen=True)
class PickMeeting(Pick):
    """One of the meetings that are there; from here leads a way to planning another one."""

    _: KW_ONLY
    shown: Callable[[Any], str] = shown_meeting

    def field(self, setting: Setting) -> Any:
        field = super().field(setting)
        lead_to_planning(field, setting)
        return field


def bodies_of_the_day(setting: Setting) -> list[tuple[str, Any]]:
    return choices(edition_on(day_of_the_house(setting.at)).bodies)


def usual_body(setting: Setting) -> str:
    """The body before which commitments come."""
    return edition_on(day_of_the_house(setting.at)).body_of_commitments().code


def decisions_to_rest_on(setting: Setting) -> list[tuple[str, Any]]:
    return [("", _("None")), *consensus_above().choices(setting.user)]


def meets_in_groups(setting: Setting, body: str) -> bool:
    if setting.thing is not None:
        return setting.thing.body_row.is_of_groups
    rows = {row.code: row for row in edition_on(day_of_the_house(setting.at)).bodies}
    return body in rows and rows[body].is_of_groups


@dataclass(frozen=True)
class WhichGroup(PickWhere):
    """Which working group meets. It is asked where one does; where a single one has a mandate, that one is meant."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        fields = super().fields(setting)
        if setting.thing is not None:
            held, groups = setting.thing.working_group, list(self.rows(setting)[:2])
            only = groups[0] if len(groups) == 1 else None
            fields[self.name].initial = held.code if held else only.code if only else None
        return fields

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        group = cleaned.get(self.name)
        if group is None and meets_in_groups(setting, cleaned.get("body") or ""):
            groups = list(self.rows(setting)[:2])
            group = groups[0] if len(groups) == 1 else None
        return {self.name: group}


WORKING_GROUP = WhichGroup(
    "working_group",
    _("Working group"),
    Need.MAY,
    rows=groups_that_may_meet,
    key="code",
    help_text=_("Of a meeting of a working group, and of no other: which one meets."),
    when=lambda setting: setting.thing is None or setting.thing.body_row.is_of_groups,
)
PLAN = Group(
    "plan",
    _("Plan a meeting"),
    parts=(
        Choice("body", _("Body"), choices=bodies_of_the_day, initial=usual_body),
        Choice("session", _("Session"), choices=Session.choices, initial=Session.REGULAR),
        Choice(
            "rests_on",
            _("Rests on the decision"),
            Need.MAY,
            choices=decisions_to_rest_on,
            help_text=_("A special meeting is held by consensus (AA 29, 30): the decision by which it was found."),
        ),
        Words("consensus", _("Or how consensus was found"), Need.MAY, most=2000, rows=3),
        Words("consensus_source", _("Where that is said"), Need.MAY, most=300),
        Number("ordinal", _("Number in its series"), Need.MAY),
        Texts("title", _("Name of its own"), Need.MAY, labels={}),
        WORKING_GROUP,
        WHERE,
        Pick(
            "prepares",
            _("Prepares"),
            Need.MAY,
            rows=meetings_to_come,
            shown=shown_meeting,
            help_text=_("The meeting whose papers or decisions this one makes ready (Almaty Act, articles 31 and 32)."),
        ),
        Words("note", _("Note"), Need.MAY, most=2000, rows=3),
    ),
    make=MeetingPlan,
)
GROUPS = PickMany(
    "groups",
    _("Working groups that sit before it"),
    Need.MAY,
    rows=groups_with_a_mandate,
    key="code",
    help_text=_("A meeting of each is planned as well, at the same place."),
)
DAYS_BEFORE = Number("days_before", _("Days before it"), Need.MAY, most=7, initial=1)
WHY = Words("reason", _("Why"), most=2000, rows=3)
WHY_IT_MOVES = replace(
    WHY, help_text=_("Stays in the history of its dates, and is told to those who were told the old ones.")
)
WITH_IT: tuple[Ask, ...] = (
    Flag("with_preparing", _("Move with it the meetings that prepare it"), initial=True),
    Flag("with_preparing", _("Cancel with it the meetings that prepare it"), initial=True),
)
DEADLINE: tuple[Ask, ...] = (
    Choice("kind", _("What"), choices=DeadlineKind.choices),
    Day("due_on", _("Day"), Need.MAY, help_text=_("Empty: it is counted back from the meeting again.")),
    Words("basis", _("Basis"), Need.MAY, most=300, help_text=_("What the day rests on.")),
)
