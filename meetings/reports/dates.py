"""The history of a meeting's dates: when what was planned, and why it changed."""

from dataclasses import dataclass

from journal.staff import is_of_staff
from meetings.choices import Status
from meetings.models import Meeting, MeetingDates
from members.models import Person


@dataclass(frozen=True)
class Change:
    """One row of the history with the one before it. `kind` says in a word what happened."""

    row: MeetingDates
    before: MeetingDates | None
    kind: str

    @property
    def moved_days(self) -> bool:
        return self.before is not None and self.before.days != self.row.days


def history_of_dates(user: Person, meeting: Meeting) -> list[Change]:
    """Every change of the dates, the latest first; who may not know of a proposal doesn't read of one."""
    rows = list(meeting.history.select_related("by").order_by("sequence"))
    if not (
        is_of_staff(user) or Meeting.objects.visible_to(user).filter(pk=meeting.pk, status=Status.PROPOSED).exists()
    ):
        rows = [row for row in rows if row.status != Status.PROPOSED]
    befores = [None, *rows][: len(rows)]
    return [Change(row, before, _kind(row, before)) for row, before in zip(rows, befores, strict=True)][::-1]


def _kind(row: MeetingDates, before: MeetingDates | None) -> str:
    if row.status == Status.CANCELLED:
        return "cancelled"
    if row.status == Status.HELD:
        return "held"
    if before is None or before.status != row.status:
        return "announced" if row.by_id is None else str(row.status)
    return "moved"
