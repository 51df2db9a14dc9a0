"""Whether a meeting may decide: the share of the members of that day that its edition of the law wants is present."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from meetings.models import Meeting
from members.models import Participant


@dataclass(frozen=True)
class Quorum:
    """How many members there were on a day, how many of them a decision needs, and how many are present."""

    members: int
    needed: int
    present: int

    @property
    def is_met(self) -> bool:
        return self.members > 0 and self.present >= self.needed


def members_present(meeting: Meeting, on: dt.date) -> QuerySet[Participant]:
    """The members of that day that are present; observers attend and don't decide."""
    present = meeting.attendance.present().values("participant")
    return Participant.objects.members_on(on).filter(pk__in=present).in_seat_order()


def quorum_of(meeting: Meeting, on: dt.date | None = None) -> Quorum:
    """The quorum of a meeting on a day (default: its first)."""
    on = on or meeting.starts_on
    members = Participant.objects.members_on(on).count()
    return Quorum(members, meeting.law.quorum.needed(members), members_present(meeting, on).count())
