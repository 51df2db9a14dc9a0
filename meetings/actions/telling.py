"""Planning, moving and cancelling a meeting, and telling everybody whom it concerns: in one transaction."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from meetings.access import people_of_audience
from meetings.actions.deadlines import count_again, fix_deadline
from meetings.actions.moving import cancel_meeting, move_meeting
from meetings.actions.planning import confirm_meeting, plan_meeting
from meetings.choices import Status
from meetings.models import Deadline, Meeting, MeetingDates
from members.choices import Audience
from members.models import User
from notices.actions import tell
from notices.choices import Kind, Stage
from notices.models import Notice
from record.dates import day_of_the_house
from record.texts import LANGUAGES


def people_to_tell(meeting: Meeting, on: dt.date) -> list[User]:
    """Whom a change of the meeting concerns, each person once, in order of address.

    1. Whoever was told anything of it before, wherever they sit now. 2. The focal points in office of the members, and
    of the observers where they attend; the Chair, the officers, and who chairs its working group.
    """
    audience = Audience.OBSERVERS if meeting.body_row.observers_attend else Audience.MEMBERS
    told = User.objects.filter(pk__in=_told_of(meeting), is_active=True)
    found = {person.pk: person for person in (*people_of_audience(audience, on), *told)}
    return sorted(found.values(), key=lambda person: person.email)


def _told_of(meeting: Meeting) -> Any:
    """Those who were told of it already, by any way."""
    rows = Notice.objects.filter(about_kind=meeting._meta.label_lower, about_key=str(meeting.pk), stage=Stage.SENT)
    return rows.values("recipient")


def plan_and_tell(*, by: User, at: dt.datetime | None = None, **given: Any) -> Meeting:
    """Plan a meeting, with the working groups that sit before it, and tell of each of them."""
    at = at or timezone.now()
    with transaction.atomic():
        meeting = plan_meeting(by=by, at=at, **given)
        _tell(Kind.MEETING_PLANNED, [meeting, *meeting.prepared_by.order_by("pk")], at)
    return meeting


def confirm_and_tell(*, by: User, at: dt.datetime | None = None, **given: Any) -> Meeting:
    """Plan a meeting that was proposed, and tell of it."""
    at = at or timezone.now()
    with transaction.atomic():
        meeting = confirm_meeting(by=by, at=at, **given)
        _tell(Kind.MEETING_PLANNED, [meeting], at)
    return meeting


def move_and_tell(*, by: User, at: dt.datetime | None = None, **given: Any) -> list[Meeting]:
    """Move a meeting, and tell everybody who was told the old date, and whom it concerns, the new one."""
    at = at or timezone.now()
    with transaction.atomic():
        moved = move_meeting(by=by, at=at, **given)
        _tell(Kind.MEETING_MOVED, moved, at)
    return moved


def cancel_and_tell(*, by: User, at: dt.datetime | None = None, **given: Any) -> list[Meeting]:
    """Cancel a meeting, and tell everybody who was told of it, and whom it concerns."""
    at = at or timezone.now()
    with transaction.atomic():
        ended = cancel_meeting(by=by, at=at, **given)
        _tell(Kind.MEETING_CANCELLED, ended, at)
    return ended


def count_again_and_tell(*, by: User, at: dt.datetime | None = None, **given: Any) -> dict[str, list[Any]]:
    """Count deadlines by the lead times of today; where days changed, tell of it."""
    at = at or timezone.now()
    with transaction.atomic():
        changes = count_again(by=by, at=at, **given)
        if changes:
            _tell(Kind.DEADLINES_CHANGED, [given["meeting"]], at)
    return changes


def fix_and_tell(*, by: User, at: dt.datetime | None = None, **given: Any) -> Deadline:
    """Fix a deadline by hand, or let it follow again, and tell of it."""
    at = at or timezone.now()
    with transaction.atomic():
        deadline = fix_deadline(by=by, at=at, **given)
        _tell(Kind.DEADLINES_CHANGED, [deadline.meeting], at)
    return deadline


def _tell(kind: str, meetings: Iterable[Meeting], at: dt.datetime) -> None:
    for meeting in meetings:
        now = Meeting.objects.get(pk=meeting.pk)
        # What is only proposed, nobody but the Secretariat and the Chair knows of.
        last, before = _last_two(now)
        was_known = before is not None and before.status != Status.PROPOSED
        if now.status == Status.PROPOSED or (now.status == Status.CANCELLED and not was_known):
            continue
        values = {
            "name": _name(now),
            "days": _days(last),
            "before": _days(before),
            "reason": last.reason if last else "",
        }
        tell(
            kind=kind,
            about=now,
            occurrence=f"change {now.sequence}",
            to=people_to_tell(now, day_of_the_house(at)),
            url=now.get_absolute_url(),
            values=values,
            at=at,
        )


def _last_two(meeting: Meeting) -> tuple[MeetingDates | None, MeetingDates | None]:
    """What was planned last, and before that."""
    rows = [*meeting.history.order_by("-sequence")[:2], None, None]
    return rows[0], rows[1]


def _name(meeting: Meeting) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(meeting.label)
    return found


def _days(row: MeetingDates | None) -> dict[str, Any] | None:
    if row is None:
        return None
    ends = row.ends_on.isoformat() if row.ends_on else None
    return {"starts": row.starts_on.isoformat(), "ends": ends, "precision": row.starts_precision}
