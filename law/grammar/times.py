"""What has to be ready how long before a meeting, and when people are reminded of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from law.choices import DayUnit, DeadlineKind, LeadStanding, RemindOf
from law.grammar.basis import Basis
from law.grammar.bodies import BodyRow


@dataclass(frozen=True)
class LeadTimeRow:
    """So many days before the first day of a body's meeting something has to be ready; `article` says why, in words."""

    body: BodyRow
    kind: DeadlineKind
    days: int
    article: str
    basis: Basis = Basis.OURS
    unit: DayUnit = DayUnit.CALENDAR
    standing: LeadStanding = LeadStanding.PROPOSED
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class ReminderRow:
    """How many days before a body's meeting, or what has to be ready for it, people are reminded: falling numbers."""

    body: BodyRow
    of: RemindOf
    days: tuple[int, ...]
    article: str
    basis: Basis = Basis.OURS

    @property
    def text(self) -> str:
        """The days as the Secretariat writes them in the admin: "60, 30, 7"."""
        return ", ".join(str(days) for days in self.days)


def faults_of_times(
    lead_times: Iterable[LeadTimeRow], reminders: Iterable[ReminderRow], bodies: Iterable[BodyRow]
) -> Iterator[str]:
    known = set(bodies)
    leads, reminded = list(lead_times), list(reminders)
    keys = [f"{row.body.code} {row.kind}" for row in leads] + [
        f"{row.body.code} reminder of {row.of}" for row in reminded
    ]
    yield from (f"{key} stands twice" for key in sorted({key for key in keys if keys.count(key) > 1}))
    rows: list[LeadTimeRow | ReminderRow] = [*leads, *reminded]
    for row in rows:
        if row.body not in known:
            yield f"{row.body.code} has a lead time and is no body of the edition"
        if not row.article or not isinstance(row.basis, Basis):
            yield f"a lead time of {row.body.code} doesn't say what it rests on"
    yield from (f"the lead time {row.body.code} {row.kind} is negative" for row in leads if row.days < 0)
    for row in reminded:
        if not row.days or any(days <= fewer for days, fewer in pairwise(row.days)):
            yield f"the reminders of {row.of} before {row.body.code} do not fall"
