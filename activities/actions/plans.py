"""The yearly plan: drawn up of what states plan, taken up anew, put before a body, adopted by its decision."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.actions.rows import PlanRow, row_of
from activities.choices import AHEAD, PlanStage
from activities.kinds import PLAN_ADOPTED, PLAN_PUT_BEFORE
from activities.models import ActionPlan, Activity, PlanVersion, YearPlan
from activities.reads import rows_waiting
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
from record.models import index
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


def plans_to_take_up(year: int) -> models.QuerySet[ActionPlan]:
    """The action plans whose period touches a year, of those that their states share with the members."""
    rows = ActionPlan.objects.filter(
        audience__in=SHARED, since__lte=dt.date(year, 12, 31), until__gte=dt.date(year, 1, 1)
    )
    return rows.as_listed().order_by("since", "pk")


def rows_of_plans(plans: Iterable[ActionPlan], year: int) -> list[PlanRow]:
    """Rows of that year which are no activities yet: those that are stand there as activities."""
    return [row for plan, row in rows_waiting(plans) if _is_of(row, plan, year)]


def _is_of(row: PlanRow, plan: ActionPlan, year: int) -> bool:
    """By the day on which it begins; where none is named, by the period of its plan."""
    if row["starts_on"]:
        return dt.date.fromisoformat(row["starts_on"]).year == year
    return plan.since.year == plan.until.year == year


def draw_up(*, year: int, by: User, at: dt.datetime | None = None) -> YearPlan:
    """Draw up the plan of a year of what states plan for it. Raises Refused where there is one."""
    require_work(by, Work.PREPARE)
    at = at or timezone.now()
    try:
        with transaction.atomic():
            plan = YearPlan.objects.create(year=year, by=by, at=at, changed_at=at)
            rows = rows_of_plans(plans_to_take_up(year), year)
            version = _append_version(plan, activities_to_take_up(year), rows, by, at)
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
    action_plans: Iterable[ActionPlan] = (),
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> YearPlan:
    """A new version, with these activities as they are said now, and what these action plans say of that year besides.

    Raises Refused.
    """
    require_work(by, Work.PREPARE)
    at = at or timezone.now()
    with transaction.atomic():
        now = _claim(plan, seen_sequence, at, OPEN)
        chosen = activities_to_take_up(now.year).filter(pk__in=[activity.pk for activity in activities])
        plans = plans_to_take_up(now.year).filter(pk__in=[action_plan.pk for action_plan in action_plans])
        version = _append_version(now, chosen, rows_of_plans(plans, now.year), by, at)
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


def _append_version(
    plan: YearPlan, activities: Iterable[Activity], rows: Iterable[PlanRow], by: User, at: dt.datetime
) -> PlanVersion:
    content = [*(row_of(activity) for activity in activities), *rows]
    number, digest = PlanVersion.next_number(plan), PlanVersion.digest_of(content)
    version = PlanVersion.objects.create(plan=plan, number=number, content=content, sha256=digest, by=by, at=at)
    # It is found by what its newest version says.
    index([plan])
    return version


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
