"""Telling everybody whom a meeting concerns of a change, in the transaction of the verb that makes it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import override

from meetings.access import people_concerned_by, standings_concerned, states_in
from meetings.choices import Status
from meetings.models import Meeting, MeetingDates
from members.models import User
from notices.actions import tell
from notices.choices import Stage
from notices.models import Notice
from record.dates import day_of_the_house
from record.texts import LANGUAGES


def people_to_tell(meeting: Meeting, on: dt.date) -> list[User]:
    """Whom a change of the meeting concerns, each person once, in order of address.

    1. Whom the meeting concerns (`people_concerned_by`). 2. Whoever was told anything of it before, wherever they sit now.
    """
    return list(_whom_it_concerns(meeting, on).order_by("email"))


def _whom_it_concerns(meeting: Meeting, on: dt.date) -> QuerySet[User]:
    of_it = Q(pk__in=people_concerned_by(meeting, on).values("pk"))
    return User.objects.filter(of_it | Q(pk__in=_told_of(meeting), is_active=True))


def people_told_of_a_change(meeting: Meeting, on: dt.date) -> list[User]:
    """Whom `tell_of` would tell of a change of the meeting as it stands: of what is only proposed, nobody."""
    return [] if meeting.status == Status.PROPOSED else people_to_tell(meeting, on)


def _told_of(meeting: Meeting) -> Any:
    """Those who were told of it already, by any way."""
    return Notice.objects.about(meeting).filter(stage=Stage.SENT).values("recipient")


def tell_of(kind: str, meetings: Iterable[Meeting], at: dt.datetime) -> None:
    """Tell everybody whom it concerns of a change, in the caller's transaction. What is only proposed, nobody is told of."""
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
            to=_whom_it_concerns(now, day_of_the_house(at)),
            url=now.get_absolute_url(),
            values=values,
            states=states_in(standings_concerned(now), day_of_the_house(at)),
            at=at,
        )


def _last_two(meeting: Meeting) -> tuple[MeetingDates | None, MeetingDates | None]:
    """What was planned last, and before that."""
    rows = [*meeting.history.order_by("-sequence")[:2], None, None]
    return rows[0], rows[1]


def _name(meeting: Meeting) -> dict[str, str]:
    names = {}
    for language in LANGUAGES:
        with override(language):
            names[language] = str(meeting.label)
    return names


def _days(row: MeetingDates | None) -> dict[str, Any] | None:
    if row is None:
        return None
    ends = row.ends_on.isoformat() if row.ends_on else None
    return {"starts": row.starts_on.isoformat(), "ends": ends, "precision": row.starts_precision}
