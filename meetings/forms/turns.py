"""One turn of an act about a meeting: what was sent is checked, what it would do is shown, and it is done.

The portal and the admin go through these, and each only renders what comes out.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from meetings.actions.deadlines import counted_by_leads, shifts_by_leads
from meetings.actions.moving import TO_COME, preview
from meetings.actions.planning import Plan, mark_held, problems_of
from meetings.actions.telling import (
    cancel_and_tell,
    confirm_and_tell,
    count_again_and_tell,
    fix_and_tell,
    move_and_tell,
    people_to_tell,
    plan_and_tell,
)
from meetings.counting import DAY
from meetings.forms.planning import CancelForm, ConfirmForm, FixForm, MoveForm, OnlySeenForm, PlanForm
from meetings.models import Meeting
from meetings.reports.deadlines import shown_count, unknown_host
from meetings.reports.moving import consequences
from members.models import User
from record.dates import day_of_the_house
from record.refusals import Refused


@dataclass(frozen=True)
class Turn:
    """Where an act stands after a request: its form, what is shown beside it, and what was done, if it was."""

    form: Any
    shown: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    done: Any = None

    @property
    def is_previewed(self) -> bool:
        """Whether what it would do stands on the page, for the answers in the form."""
        return bool(self.shown.get("previewed"))


def _do(form: Any, act: Callable[[], Any], shown: dict[str, Any] | None = None) -> Turn:
    try:
        return Turn(form, done=act())
    except Refused as refusal:
        form.refuse(refusal)
        return Turn(form, shown or {}, status=409 if refusal.is_stale else 422)


def plan_turn(user: User, data: Any, at: dt.datetime | None = None) -> Turn:
    """Plan a meeting: first its deadlines are shown, then it is saved."""
    form = PlanForm(data, user=user)
    if data is None:
        return Turn(form)
    if not form.is_valid():
        return Turn(form, status=422)
    values, at = form.values(), at or timezone.now()
    shown = plan_shown(values, day_of_the_house(at))
    if problems := problems_of(values["plan"].where, day_of_the_house(at)):
        form.refuse(Refused(problems))
        return Turn(form, status=422)
    if not form.was_seen():
        form.show_now()
        return Turn(form, {**shown, "previewed": True})
    return _do(form, lambda: plan_and_tell(by=user, once_key=form.once(), at=at, **values), shown)


def plan_shown(values: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """The deadlines that a plan would have, and the days of the working groups before it."""
    plan: Plan = values["plan"]
    where = plan.where
    day = where.starts_on - values["days_before"] * DAY
    rows = counted_by_leads(Meeting(body=plan.body, starts_on=where.starts_on), where.starts_on, where.host)
    return {
        "counts": shown_count(rows, where.starts_on, where.host, today),
        "groups": [replace(where, starts_on=day, ends_on=None)] if values["groups"] else [],
        "group_names": values["groups"],
        "unknown_host": unknown_host(where.host),
    }


def confirm_turn(user: User, meeting: Meeting, data: Any, at: dt.datetime | None = None) -> Turn:
    """Plan a meeting that was only proposed."""
    form = ConfirmForm(data, user=user, meeting=meeting)
    if data is None:
        return Turn(form)
    if not form.is_valid():
        return Turn(form, status=422)
    return _do(form, lambda: confirm_and_tell(meeting=meeting, by=user, at=at, **form.values()))


def move_turn(user: User, meeting: Meeting, data: Any, at: dt.datetime | None = None) -> Turn:
    """Move a meeting: first what the move does, then the move."""
    form = MoveForm(data, user=user, meeting=meeting)
    if data is None:
        return Turn(form)
    if not form.is_valid():
        return Turn(form, status=422)
    at = at or timezone.now()
    today, values = day_of_the_house(at), form.values()
    if problems := problems_of(values["where"], today):
        form.refuse(Refused(problems))
        return Turn(form, status=422)
    shown = {"move": consequences(user, preview(meeting, values["where"], today), at), "previewed": True}
    if not form.was_seen():
        form.show_now()
        return Turn(form, shown)
    return _do(form, lambda: move_and_tell(meeting=meeting, by=user, at=at, **values), shown)


def cancel_turn(user: User, meeting: Meeting, data: Any, at: dt.datetime | None = None) -> Turn:
    """Cancel a meeting; the page says beforehand who would be told, and which meetings prepare it."""
    form = CancelForm(data, meeting=meeting)
    at = at or timezone.now()
    preparing = meeting.prepared_by.filter(status__in=TO_COME).order_by("starts_on", "pk")
    shown = {"cancel": {"told": people_to_tell(meeting, day_of_the_house(at)), "preparing": preparing}}
    if data is None:
        return Turn(form, shown)
    if not form.is_valid():
        return Turn(form, shown, status=422)
    return _do(form, lambda: cancel_and_tell(meeting=meeting, by=user, at=at, **form.values()), shown)


def count_turn(user: User, meeting: Meeting, data: Any, at: dt.datetime | None = None) -> Turn:
    """Count deadlines again by the lead times of today; the page says beforehand which would shift."""
    form = OnlySeenForm(data, meeting=meeting)
    shown = {"shifts": shifts_by_leads(meeting)}
    if data is None or not form.is_valid():
        return Turn(form, shown, status=200 if data is None else 422)
    seen = form.cleaned_data.get("seen_sequence")

    def act() -> dict[str, Any]:
        return {"changes": count_again_and_tell(meeting=meeting, by=user, seen_sequence=seen, at=at)}

    return _do(form, act, shown)


def fix_turn(user: User, meeting: Meeting, data: Any, at: dt.datetime | None = None) -> Turn:
    """Fix a deadline's day by hand, or let it follow again."""
    form = FixForm(data, meeting=meeting)
    if data is None or not form.is_valid():
        return Turn(form, status=200 if data is None else 422)
    return _do(form, lambda: fix_and_tell(meeting=meeting, by=user, at=at, **form.values()))


def held_turn(user: User, meeting: Meeting, data: Any, at: dt.datetime | None = None) -> Turn:
    """Say that a meeting took place."""
    form = OnlySeenForm(data, meeting=meeting)
    if data is None or not form.is_valid():
        return Turn(form, status=200 if data is None else 422)
    seen = form.cleaned_data.get("seen_sequence")
    return _do(form, lambda: mark_held(meeting=meeting, by=user, seen_sequence=seen, at=at))
