"""What the record knows of a commitment in a period, which a progress note need not say again; rows of plans; who would see information."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from activities.models import ActionPlan, ActionPlanVersion, Activity, Information, NoteRequest
from meetings.access import states_of_audience
from members.models import FocalPoint, Participant, Person
from notices.models import Notice

# Of each kind; the others stand on the page of the commitment.
MOST_KNOWN = 10


@dataclass(frozen=True)
class KnownOfAPeriod:
    """Where a commitment stood at the end of a period, and what happened to it: steps, with their meetings, and activities."""

    commitment: Any
    since: dt.date
    until: dt.date
    steps: Sequence[Any]
    activities: Sequence[Activity]
    # The stage in words; "" where its first step came later.
    stood: Any = ""


def known_of(user: Person, commitment: Any, since: dt.date, until: dt.date) -> KnownOfAPeriod:
    by_then = [step for step in commitment.steps.all() if step.on <= until]
    steps = [step for step in by_then if step.on >= since]
    stood = commitment.workflow.state(by_then[-1].to_state).label if by_then else ""
    within = Q(starts_on__range=(since, until)) | Q(ends_on__range=(since, until))
    activities = Activity.objects.visible_to(user).filter(within, within=commitment.folder_id).as_listed()
    shown = list(activities.order_by("starts_on", "pk")[:MOST_KNOWN])
    return KnownOfAPeriod(commitment, since, until, steps[-MOST_KNOWN:], shown, stood)


def began_on(commitment: Any) -> dt.date | None:
    """The day of its first step; None where the record has none."""
    return min((step.on for step in commitment.steps.all()), default=None)


def period_to_tell_of(commitment: Any, today: dt.date) -> tuple[dt.date, dt.date]:
    """The period that was asked about last, as far as it has gone by and the commitment was there; else a year until today."""
    request = NoteRequest.objects.of_area(commitment.area).filter(since__lte=today).order_by("-at", "-pk").first()
    began = began_on(commitment) or dt.date.min
    if request is None or request.until < began:
        return max(today - dt.timedelta(days=365), began), today
    return max(request.since, began), min(request.until, today)


# -- Rows of action plans.


def rows_waiting(plans: Iterable[ActionPlan]) -> list[tuple[ActionPlan, dict[str, Any]]]:
    """What plans say now of which no state made an activity, each with its plan. Two queries, beside the plans."""
    chosen = list(plans)
    newest: dict[int, ActionPlanVersion] = {}
    for version in ActionPlanVersion.objects.filter(plan__in=chosen).order_by("number"):
        newest[version.plan_id] = version
    rows = [(plan, row) for plan in chosen if plan.pk in newest for row in newest[plan.pk].content]
    keys = [row["uid"] for _plan, row in rows]
    there = {str(uid) for uid in Activity.everything.filter(uid__in=keys).values_list("uid", flat=True)}
    return [(plan, row) for plan, row in rows if row["uid"] not in there]


# -- Who would see information.


@dataclass(frozen=True)
class SeeingChange:
    """Participants that would see information newly, and that would no longer; of these, those whose people have looked at it."""

    newly: Sequence[Participant]
    no_longer: Sequence[Participant]
    looked: Sequence[Participant]


def who_would_see(
    information: Information, audience: str, recipients: Sequence[Participant], on: dt.date
) -> SeeingChange:
    near = {information.owner_id, *(state.pk for state in information.given_with)}
    now = near | _keys(information.audience, information.recipients.all(), on)
    then = near | _keys(audience, recipients, on)
    rows = Participant.objects.all()
    looked = Notice.objects.about(information).filter(seen_at__isnull=False).values("recipient")
    of_people = FocalPoint.objects.filter(user__in=looked, participant__in=now - then).values("participant")
    return SeeingChange(
        newly=list(rows.filter(pk__in=then - now).in_seat_order()),
        no_longer=list(rows.filter(pk__in=now - then).in_seat_order()),
        looked=list(rows.filter(pk__in=of_people).in_seat_order()),
    )


def _keys(audience: str, recipients: Iterable[Participant], on: dt.date) -> set[int]:
    of_audience = states_of_audience(on, audience).values_list("pk", flat=True)
    return {*of_audience, *(state.pk for state in recipients)}
