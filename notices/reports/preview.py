"""What would go out at a moment, to whom and why: planned and written as it would be, and nothing kept."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from notices import sources
from notices.choices import Channel
from notices.composing import compose
from notices.models import Letter, Notice
from notices.planning import AHEAD, BACK, Planner
from notices.words import Wordings


@dataclass(frozen=True)
class WouldGo:
    """One letter of the dry run; the letter is written and not kept. `reasons` are the rows it would carry."""

    letter: Letter
    reasons: list[Notice] = field(default_factory=list)


def preview(at: dt.datetime, until: dt.datetime | None = None) -> list[WouldGo]:
    """Letters that would leave from then on until then (default: a day), as things stand now, by when they would leave.

    What is due today by then for one person stands in one letter, as it would.
    """
    until = until or at + dt.timedelta(days=1)
    planner = Planner(at)
    by_person: dict[int, list[Notice]] = defaultdict(list)
    for name, source in sorted(sources.SOURCES.items()):
        plan = planner.plan(name, list(source(at - BACK, at + AHEAD, at)))
        for row in plan.waiting:
            if row.channel == Channel.EMAIL and row.send_at and row.send_at < until:
                by_person[row.recipient_id].append(row)
    wordings = Wordings()
    letters = []
    for key, rows in by_person.items():
        rows.sort(key=lambda row: (row.due_at, row.occurrence))
        leaves = max(at, min(row.send_at for row in rows if row.send_at))
        letters.append(WouldGo(compose(planner.people[key], rows, wordings, leaves), rows))
    return sorted(letters, key=lambda one: (one.letter.created_at, one.letter.address))
