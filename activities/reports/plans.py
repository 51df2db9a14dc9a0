"""What stands in a plan of a year or of a commitment, as it is told on a page, and what differs between two versions of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from activities.actions.rows import PlanRow
from activities.choices import ActivityKind
from activities.days import in_words
from activities.models import Activity
from members.models import Participant, Person

# A version's number has fewer digits.
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class ToldRow:
    """A row of a plan for a reader: what stands there, with states by their names, and the page of the activity."""

    row: PlanRow
    owner: Any
    host: Any
    organisers: list[Any]
    page: str

    @property
    def kind(self) -> Any:
        return ActivityKind(self.row["kind"]).label

    @property
    def days(self) -> str:
        first, last = (
            dt.date.fromisoformat(self.row[name]) if self.row[name] else None for name in ("starts_on", "ends_on")
        )
        return in_words(first, last, self.row["known"])


@dataclass(frozen=True)
class PlanDifferences:
    """What came in, what was left out, and what is said otherwise."""

    added: list[ToldRow]
    left_out: list[ToldRow]
    changed: list[ToldRow]

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.left_out or self.changed)


def told_rows(user: Person, content: Sequence[PlanRow]) -> list[ToldRow]:
    """Two queries, however many rows there are."""
    codes = {code for row in content for code in (row["owner"], row["host"], *row["organisers"]) if code}
    states = {state.code: state for state in Participant.objects.filter(code__in=codes)}
    seen = Activity.objects.visible_to(user).filter(uid__in=[row["uid"] for row in content])
    pages = {str(activity.uid): activity.get_absolute_url() for activity in seen}
    return [
        ToldRow(
            row,
            states.get(row["owner"], row["owner"] or ""),
            states.get(row["host"]),
            [states[code] for code in row["organisers"] if code in states],
            pages.get(row["uid"], ""),
        )
        for row in content
    ]


def versions_shown(user: Person, versions: QuerySet[Any], asked: str) -> dict[str, Any]:
    """For the page of a plan: its newest version, or the one that is asked for, and what changed since the one before.

    Raises Http404 where there is no such version.
    """
    every = list(versions.order_by("number"))
    if not every and not asked:
        return {"shown": None, "rows": [], "versions": [], "earlier": None, "differences": None}
    number = int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else 0
    shown = next((version for version in every if version.number == number), None) if asked else every[-1]
    if shown is None:
        raise Http404
    earlier = next((version for version in reversed(every) if version.number < shown.number), None)
    return {
        "shown": shown,
        "rows": told_rows(user, shown.content),
        "versions": every,
        "earlier": earlier,
        "differences": differences(user, earlier.content, shown.content) if earlier else None,
    }


def differences(user: Person, earlier: Sequence[PlanRow], later: Sequence[PlanRow]) -> PlanDifferences:
    before, after = ({row["uid"]: row for row in rows} for rows in (earlier, later))
    added = [row for key, row in after.items() if key not in before]
    changed = [row for key, row in after.items() if key in before and row != before[key]]
    left_out = [row for key, row in before.items() if key not in after]
    return PlanDifferences(told_rows(user, added), told_rows(user, left_out), told_rows(user, changed))
