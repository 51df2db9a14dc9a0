"""What may be done with a meeting: plan, propose, move, cancel, count and fix its deadlines, say that it was held."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypedDict, Unpack

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from law.choices import DeadlineKind, Session
from law.editions import choices, edition_on
from law.forum import FORUM
from meetings.access import prepares_meetings
from meetings.actions.deadlines import (
    NOT_PREPARING,
    count_again,
    count_all_again,
    counted_by_leads,
    fix_deadline,
    meetings_to_count_again,
    shifts_by_leads,
)
from meetings.actions.moving import NOT_TO_COME, TO_COME, cancel_meeting, move_meeting
from meetings.actions.moving import preview as effect_of
from meetings.actions.planning import MeetingPlan, Whereabouts, confirm_meeting, mark_held, plan_meeting, problems_of
from meetings.actions.proposing import missing, propose_cycle
from meetings.actions.telling import people_to_tell
from meetings.choices import Format, Status
from meetings.counting import DAY
from meetings.models import Meeting, WorkingGroup
from meetings.reports.deadlines import shown_count, unknown_host
from meetings.reports.moving import consequences
from members.models import Participant, Person
from record.acts import (
    Act,
    Ask,
    Choice,
    Day,
    Flag,
    Group,
    Hour,
    Need,
    Noun,
    Number,
    Offer,
    Pick,
    PickMany,
    Setting,
    Texts,
    Words,
)
from record.dates import day_of_the_house
from record.refusals import Refused
from record.zones import zones

# -- To whom.


def offered_to_those_who_prepare(*statuses: str) -> Callable[[Any, Meeting | None, dt.datetime], Offer | None]:
    """To the Secretariat's officers and the Chair, of a meeting in one of these statuses."""

    def offered(user: Person, meeting: Meeting | None, at: dt.datetime) -> Offer | None:
        if not prepares_meetings(user):
            return None
        return Offer() if meeting is None or meeting.status in statuses else Offer.not_now(NOT_TO_COME)

    return offered


def offered_where_deadlines_count(user: Person, meeting: Meeting, at: dt.datetime) -> Offer | None:
    offer = offered_to_those_who_prepare(Status.PLANNED)(user, meeting, at)
    return offer if offer is None or meeting.is_certain else Offer.not_now(NOT_TO_COME)


def offered_to_officers(user: Person, meeting: Meeting | None, at: dt.datetime) -> Offer | None:
    return Offer() if user.is_active and user.is_staff else None


# -- What is asked.


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
        Choice(
            "time_zone",
            _("Time zone of the place"),
            choices=zones,
            help_text=_("Days and hours are those on its clocks."),
        ),
        PLACE,
        Pick("host", _("Host"), Need.MAY, rows=states_in_seat_order, key="code"),
        Choice("format", _("Format"), choices=Format.choices),
    ),
    make=whereabouts,
    begins_with=where_it_is,
)


def bodies_of_the_day(setting: Setting) -> list[tuple[str, Any]]:
    return choices(edition_on(day_of_the_house(setting.at)).bodies)


def usual_body(setting: Setting) -> str:
    """The body before which commitments come."""
    return edition_on(day_of_the_house(setting.at)).body_of_commitments().code


PLAN = Group(
    "plan",
    _("Plan a meeting"),
    parts=(
        Choice("body", _("Body"), choices=bodies_of_the_day, initial=usual_body),
        Choice("session", _("Session"), choices=Session.choices, initial=Session.REGULAR),
        Number("ordinal", _("Number in its series"), Need.MAY),
        Texts("title", _("Name of its own"), Need.MAY, labels={}),
        Pick(
            "working_group",
            _("Working group"),
            Need.MAY,
            rows=groups_with_a_mandate,
            key="code",
            help_text=_("Where it is the meeting of one."),
        ),
        WHERE,
        Pick(
            "prepares",
            _("Prepares"),
            Need.MAY,
            rows=meetings_to_come,
            shown=lambda meeting: f"{meeting.reference} · {meeting}",
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


# -- What it would do.


def deadlines_of_the_plan(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    """The deadlines that a plan would have, and the days of the working groups before it. Raises Refused."""
    where, today = answers["plan"].where, day_of_the_house(setting.at)
    if problems := problems_of(where, today):
        raise Refused(problems)
    counts = counted_by_leads(
        Meeting(body=answers["plan"].body, starts_on=where.starts_on), where.starts_on, where.host
    )
    day = where.starts_on - (answers["days_before"] or 1) * DAY
    return {
        "counts": shown_count(counts, where.starts_on, where.host, today),
        "groups": [replace(where, starts_on=day, ends_on=None)] if answers["groups"] else [],
        "group_names": answers["groups"],
        "unknown_host": unknown_host(where.host),
    }


def consequences_of_moving(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    """What a move does to deadlines, meetings around it, papers and people. Raises Refused."""
    today = day_of_the_house(setting.at)
    if problems := problems_of(answers["where"], today):
        raise Refused(problems)
    return {"move": consequences(setting.user, effect_of(setting.thing, answers["where"], today), setting.at)}


def whom_cancelling_concerns(setting: Setting) -> dict[str, Any]:
    preparing = setting.thing.prepared_by.filter(status__in=TO_COME).order_by("starts_on", "pk")
    people = people_to_tell(setting.thing, day_of_the_house(setting.at))
    return {"cancel": {"told": people, "preparing": preparing}}


def what_the_cycle_wants(setting: Setting) -> dict[str, Any]:
    return {"missing": missing(day_of_the_house(setting.at))}


def what_would_shift(setting: Setting) -> dict[str, Any]:
    return {"shifts": shifts_by_leads(setting.thing)}


def what_would_shift_anywhere(setting: Setting) -> dict[str, Any]:
    return {"recounted": meetings_to_count_again(setting.user, None, day_of_the_house(setting.at))}


PLANNED = _("The meeting is planned, and its deadlines are counted.")
TOLD_OF_MOVE = _("The meeting is moved; those whom it concerns are told.")
COUNTED = _("The deadlines are counted by the lead times of today.")

MOVE = Act(
    name="move",
    label=_("Move this meeting"),
    submit_label=_("Move the meeting"),
    preview_label=_("See what the move does"),
    article="AA 28-34",
    offered=offered_to_those_who_prepare(*TO_COME),
    refusal=NOT_PREPARING,
    asks=(WHERE, WHY_IT_MOVES, WITH_IT[0]),
    do=move_meeting,
    guard="sequence",
    preview=consequences_of_moving,
    preview_template="meetings/partials/move_preview.html",
    done=TOLD_OF_MOVE,
    order=20,
)
ACTS = (
    Act(
        name="plan",
        title=_("Plan a meeting"),
        label=_("Plan a meeting"),
        submit_label=_("Plan the meeting"),
        preview_label=_("See its deadlines first"),
        article="AA 28-34",
        offered=offered_to_those_who_prepare(),
        refusal=NOT_PREPARING,
        asks=(PLAN, GROUPS, DAYS_BEFORE),
        do=plan_meeting,
        begins=True,
        once_in=Meeting,
        once_by="history__by",
        was_made=lambda meeting, at: meeting.changed_at == at,
        preview=deadlines_of_the_plan,
        preview_template="meetings/partials/plan_preview.html",
        done=lambda setting, meeting: (
            _now("Planned, under the reference %(reference)s.") % {"reference": meeting.reference}
        ),
        order=10,
    ),
    Act(
        name="propose",
        title=_("Meetings that the cycle wants"),
        label=_("Propose what the cycle wants"),
        submit_label=_("Propose them"),
        article="AA 28-32",
        offered=offered_to_those_who_prepare(),
        refusal=NOT_PREPARING,
        do=propose_cycle,
        begins=True,
        beside=what_the_cycle_wants,
        beside_template="meetings/partials/missing.html",
        done=lambda setting, made: _now("Proposed: %(count)d.") % {"count": len(made)},
        leads_to=lambda setting, made: reverse("cadence"),
        in_api=False,
        order=20,
    ),
    Act(
        name="recount",
        title=_("Count its deadlines again"),
        label=_("Count its deadlines again"),
        submit_label=_("Count again"),
        article="AA 35",
        offered=offered_to_officers,
        do=count_all_again,
        begins=True,
        beside=what_would_shift_anywhere,
        beside_template="meetings/partials/recount_preview.html",
        done=COUNTED,
        in_portal=False,
        in_api=False,
        order=30,
    ),
    Act(
        name="confirm",
        label=_("Plan this meeting"),
        submit_label=_("Plan the meeting"),
        article="AA 28-34",
        offered=offered_to_those_who_prepare(Status.PROPOSED),
        refusal=NOT_PREPARING,
        asks=(WHERE,),
        do=confirm_meeting,
        guard="sequence",
        done=PLANNED,
        order=10,
    ),
    MOVE,
    Act(
        name="count",
        label=_("Count its deadlines again"),
        submit_label=_("Count again"),
        article="AA 35",
        offered=offered_where_deadlines_count,
        refusal=NOT_PREPARING,
        do=count_again,
        guard="sequence",
        beside=what_would_shift,
        beside_template="meetings/partials/count_preview.html",
        done=COUNTED,
        order=30,
    ),
    Act(
        name="fix",
        label=_("Fix a deadline by hand"),
        submit_label=_("Fix the day"),
        article="AA 35",
        lead=_("A day fixed by hand stays when the meeting moves."),
        offered=offered_to_those_who_prepare(Status.PLANNED),
        refusal=NOT_PREPARING,
        asks=DEADLINE,
        do=fix_deadline,
        guard="sequence",
        done=_("The deadline is as you set it; those whom it concerns are told."),
        order=40,
    ),
    Act(
        name="held",
        label=_("Mark as held"),
        submit_label=_("It was held"),
        article="AA 35",
        lead=_("From then on its deadlines ask for nothing, and its days are corrected as the record's are."),
        offered=offered_to_those_who_prepare(Status.PLANNED),
        refusal=NOT_PREPARING,
        do=mark_held,
        guard="sequence",
        done=_("The meeting is marked as held."),
        order=80,
    ),
    Act(
        name="cancel",
        label=_("Cancel this meeting"),
        submit_label=_("Cancel the meeting"),
        article="AA 28-34",
        offered=offered_to_those_who_prepare(*TO_COME),
        refusal=NOT_PREPARING,
        asks=(WHY, WITH_IT[1]),
        do=cancel_meeting,
        guard="sequence",
        beside=whom_cancelling_concerns,
        beside_template="meetings/partials/cancel_preview.html",
        done=_("The meeting is cancelled; those whom it concerns are told."),
        order=90,
    ),
)

MEETING = Noun(
    name="meeting",
    model=Meeting,
    key="reference",
    seen_by=lambda user: Meeting.objects.visible_to(user).select_related("host", "prepares", "working_group"),
    list_address="meeting-list",
    label_plural=_("Meetings"),
    prefix="meetings/",
    creates="plan",
    heading=lambda meeting: meeting.label,
    lead=lambda meeting: meeting.days,
)
