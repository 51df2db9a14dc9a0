"""The yearly plan: drawn up of what states plan, taken up anew, put before a body, adopted by its decision."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.choices import AHEAD, PlanStage
from activities.days import as_known
from activities.kinds import PLAN_ADOPTED, PLAN_PUT_BEFORE
from activities.models import Activity, PlanVersion, YearPlan
from journal.actions import record
from journal.staff import Work, require_work
from meetings.access import people_of_audience
from meetings.decided import consensus_above
from meetings.models import Meeting
from members.choices import Audience
from members.models import User
from notices.actions import tell
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import in_all

PLAN_IS_THERE = _("There is a plan of that year already.")
NOT_ADOPTED = _("No decision or silence procedure of this name was adopted.")
# What no member may be told of by a plan: only what its state shares with the members goes into it.
SHARED = (Audience.MEMBERS, Audience.OBSERVERS, Audience.PUBLIC)
OPEN = (PlanStage.DRAFTED, PlanStage.BEFORE)


def activities_to_take_up(year: int) -> models.QuerySet[Activity]:
    """What states plan for a year and share with the members."""
    rows = Activity.objects.filter(course__in=AHEAD, audience__in=SHARED, starts_on__year=year)
    rows = rows.select_related("owner", "host", "within", "measure", "area").prefetch_related("organisers")
    return rows.order_by("starts_on", "pk")


def draw_up(*, year: int, by: User, at: dt.datetime | None = None) -> YearPlan:
    """Draw up the plan of a year of what states plan for it. Raises Refused where there is one."""
    require_work(by, Work.PREPARE)
    at = at or timezone.now()
    try:
        with transaction.atomic():
            plan = YearPlan.objects.create(year=year, by=by, at=at, changed_at=at)
            version = _append_version(plan, activities_to_take_up(year), by, at)
            record(by=by, verb="plan: drawn up", about=plan, changes={"year": [None, year]}, at=at, wrote=[version])
    except IntegrityError as error:
        if YearPlan.objects.filter(year=year).exists():
            raise Refused({"year": [PLAN_IS_THERE]}) from error
        raise
    return plan


def take_up(
    *,
    plan: YearPlan,
    activities: Iterable[Activity],
    by: User,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> YearPlan:
    """A new version, with these activities as they are said now. Raises Refused."""
    require_work(by, Work.PREPARE)
    at = at or timezone.now()
    with transaction.atomic():
        now = _claim(plan, seen_sequence, at, OPEN)
        chosen = activities_to_take_up(now.year).filter(pk__in=[activity.pk for activity in activities])
        version = _append_version(now, chosen, by, at)
        record(
            by=by, verb="plan: taken up", about=now, changes={"version": [None, version.number]}, at=at, wrote=[version]
        )
    return now


def put_plan_before(
    *, plan: YearPlan, meeting: Meeting, by: User, seen_sequence: int | None = None, at: dt.datetime | None = None
) -> YearPlan:
    """Put it before a meeting: from now on the members read it, and it is proposed for that meeting's agenda. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    with transaction.atomic():
        now = _claim(plan, seen_sequence, at, OPEN)
        before = [now.stage, now.meeting.reference if now.meeting else None]
        now.stage, now.meeting = PlanStage.BEFORE, meeting
        now.save(update_fields=["stage", "meeting"])
        changes = {"stage": [before[0], now.stage], "meeting": [before[1], meeting.reference]}
        record(by=by, verb="plan: put before", about=now, changes=changes, at=at)
        _tell_members(
            PLAN_PUT_BEFORE, now, f"before {meeting.reference}", {"meeting": in_all(lambda: meeting.label)}, by, at
        )
    return now


def adopt_plan(
    *, plan: YearPlan, decision: str, by: User, seen_sequence: int | None = None, at: dt.datetime | None = None
) -> YearPlan:
    """Enter by which decision it was adopted: its newest version stays as it is. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    if not consensus_above().is_adopted(decision):
        raise Refused({"decision": [NOT_ADOPTED]})
    with transaction.atomic():
        now = _claim(plan, seen_sequence, at, (PlanStage.BEFORE,))
        now.stage, now.decision = PlanStage.ADOPTED, decision
        now.save(update_fields=["stage", "decision"])
        changes = {"stage": [PlanStage.BEFORE, now.stage], "decision": [None, decision]}
        record(by=by, verb="plan: adopted", about=now, changes=changes, at=at)
        _tell_members(PLAN_ADOPTED, now, "adopted", {"decision": decision}, by, at)
    return now


def _claim(plan: YearPlan, seen_sequence: int | None, at: dt.datetime, of: Iterable[str]) -> YearPlan:
    sequence = plan.sequence if seen_sequence is None else seen_sequence
    rows = YearPlan.objects.filter(pk=plan.pk, sequence=sequence, stage__in=tuple(of))
    if not rows.update(sequence=F("sequence") + 1, changed_at=at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return YearPlan.objects.select_related("meeting").get(pk=plan.pk)


def _append_version(plan: YearPlan, activities: Iterable[Activity], by: User, at: dt.datetime) -> PlanVersion:
    content = [row_of(activity) for activity in activities]
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    number = PlanVersion.next_number(plan)
    return PlanVersion.objects.create(plan=plan, number=number, content=content, sha256=digest, by=by, at=at)


def row_of(activity: Activity) -> dict[str, Any]:
    """An activity as a plan says it. Its link isn't said."""
    return {
        "uid": str(activity.uid),
        "title": activity.title,
        "kind": activity.kind,
        "owner": activity.owner.code,
        "host": activity.host.code if activity.host else None,
        "organisers": [state.code for state in activity.organisers.all()],
        "days": as_known(activity.starts_on, activity.known),
        "starts_on": activity.starts_on.isoformat() if activity.starts_on else None,
        "ends_on": activity.ends_on.isoformat() if activity.ends_on else None,
        "known": activity.known,
        "format": activity.format,
        "place": activity.place,
        "expected": activity.expected,
        "contributions": activity.contributions,
        "commitment": activity.within.reference if activity.within else None,
        "measure": activity.measure.reference if activity.measure else None,
        "area": activity.area.reference,
    }


def _tell_members(
    kind: str, plan: YearPlan, occurrence: str, values: dict[str, Any], by: User, at: dt.datetime
) -> None:
    tell(
        kind=kind,
        about=plan,
        occurrence=occurrence,
        to=people_of_audience(Audience.MEMBERS, day_of_the_house(at)).exclude(pk=by.pk),
        url=plan.get_absolute_url(),
        values={"plan": in_all(lambda: plan), **values},
        at=at,
    )
