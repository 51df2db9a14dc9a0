"""What may be done with a meeting: plan, propose, move, cancel, count and fix its deadlines, say that it was held."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import Work, is_officer
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
from meetings.actions.planning import confirm_meeting, mark_held, plan_meeting, problems_of, why_not_planned
from meetings.actions.proposing import missing, propose_cycle
from meetings.actions.telling import people_told_of_a_change
from meetings.acts.asked import DAYS_BEFORE, DEADLINE, GROUPS, PLAN, WHERE, WHY, WHY_IT_MOVES, WITH_IT, WORKING_GROUP
from meetings.choices import Status
from meetings.counting import DAY
from meetings.lines import gone_by, of_who_prepares
from meetings.models import Meeting
from meetings.reports.deadlines import shown_count, unknown_host
from meetings.reports.moving import consequences
from members.models import Person
from record.acts import (
    Act,
    Noun,
    Offer,
    Setting,
    Whom,
    open_to,
)
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.dates import day_of_the_house
from record.refusals import Refused

# What assistants of the Secretariat do, too: nobody is told of it by itself.
PREPARED = frozenset({Work.PREPARE})

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
    return Offer() if is_officer(user) else None


# -- What it would do.


def deadlines_of_the_plan(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    """The deadlines that a plan would have, and the days of the working groups before it. Raises Refused."""
    where, today = answers["plan"].where, day_of_the_house(setting.at)
    if problems := problems_of(where, today) | why_not_planned(answers["plan"]):
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
    people = people_told_of_a_change(setting.thing, day_of_the_house(setting.at))
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
    whom=open_to(Whom.CHAIR),
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
        whom=open_to(Whom.CHAIR),
        refusal=NOT_PREPARING,
        asks=(PLAN, GROUPS, DAYS_BEFORE),
        works=PREPARED,
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
        title=_("Meetings due in the cycle"),
        label=_("Propose the meetings that are due"),
        submit_label=_("Propose them"),
        article="AA 28-32",
        offered=offered_to_those_who_prepare(),
        whom=open_to(Whom.CHAIR),
        refusal=NOT_PREPARING,
        works=PREPARED,
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
        label=_("Count deadlines again"),
        submit_label=_("Count again"),
        article="AA 35",
        offered=offered_to_officers,
        do=count_all_again,
        begins=True,
        beside=what_would_shift_anywhere,
        beside_template="meetings/partials/recount_preview.html",
        done=COUNTED,
        in_api=False,
        order=30,
    ),
    Act(
        name="confirm",
        label=_("Plan this meeting"),
        submit_label=_("Plan the meeting"),
        article="AA 28-34",
        offered=offered_to_those_who_prepare(Status.PROPOSED),
        whom=open_to(Whom.CHAIR),
        refusal=NOT_PREPARING,
        asks=(WORKING_GROUP, WHERE),
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
        whom=open_to(Whom.CHAIR),
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
        whom=open_to(Whom.CHAIR),
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
        whom=open_to(Whom.CHAIR),
        refusal=NOT_PREPARING,
        do=mark_held,
        guard="sequence",
        awaits=WhenAwaited(
            rows=gone_by,
            desk=of_who_prepares,
            by=lambda meeting: meeting.last_day,
            what=_("Say whether the meeting was held"),
            thing=lambda meeting: meeting.label,
            stands_still=True,
        ),
        done=_("The meeting is marked as held."),
        order=80,
    ),
    Act(
        name="cancel",
        label=_("Cancel this meeting"),
        submit_label=_("Cancel the meeting"),
        article="AA 28-34",
        offered=offered_to_those_who_prepare(*TO_COME),
        whom=open_to(Whom.CHAIR),
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
    read_by=read_by(Reads.CHAIR, Reads.SENT_TO),
    list_address="meeting-list",
    label_plural=_("Meetings"),
    prefix="meetings/",
    creates="plan",
    heading=lambda meeting: meeting.label,
    lead=lambda meeting: meeting.days,
)
