"""What would go out at a moment, to whom and why: planned and written as it would be, and nothing kept."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

import structlog
from django.db import DatabaseError

from members.models import User
from notices import sources
from notices.choices import NoticeChannel
from notices.composing import compose, unwritten
from notices.courtesy import when_to_send
from notices.models import Letter, Notice
from notices.planning import AHEAD, BACK, PlannedThings, Planner
from notices.words import Wordings

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class WouldGo:
    """One letter of the dry run. `reasons` are the rows it would carry.

    It is written, and not kept, once somebody looks at it: without the files that would go with it.
    """

    person: User
    leaves: dt.datetime
    wordings: Wordings = field(repr=False)
    reasons: list[Notice] = field(default_factory=list)

    @cached_property
    def letter(self) -> Letter:
        """As it would be written; one that can't be is shown with its reason."""
        try:
            return compose(self.person, self.reasons, self.wordings, self.leaves, with_files=False)
        except DatabaseError:
            raise
        except Exception as fault:
            log.exception("letter not written", person=self.person.pk, fault=repr(fault))
            return unwritten(self.person, self.reasons, fault, self.leaves, number=1)


@dataclass(frozen=True)
class DryRun:
    """All of them, and the names of sources that could not be planned."""

    letters: list[WouldGo]
    faults: list[str]


def preview(at: dt.datetime, until: dt.datetime | None = None) -> list[WouldGo]:
    """Letters that would leave from then on until then (default: a day), as things stand now, by when they would leave.

    What is due today by then for one person stands in one letter, as it would.
    """
    return dry_run(at, until).letters


def dry_run(at: dt.datetime, until: dt.datetime | None = None, *, now: dt.datetime | None = None) -> DryRun:
    """The same, with what could not be planned. With `now`, what would go between now and then is left out."""
    until = until or at + dt.timedelta(days=1)
    planner = Planner(at)
    faults: list[str] = []
    by_person: dict[int, list[tuple[dt.datetime, Notice]]] = defaultdict(list)
    for name in sorted(sources.SOURCES):
        for row in _waiting(planner, name, faults):
            if row.channel != NoticeChannel.EMAIL:
                continue
            leaves = _leaves(planner, row, at)
            has_gone = now is not None and _leaves(planner, row, now) < at
            if leaves < until and not has_gone:
                by_person[row.recipient_id].append((leaves, row))
    for row in _told_already(planner):
        leaves = _leaves(planner, row, at)
        if leaves < until and not (now is not None and _leaves(planner, row, now) < at):
            by_person[row.recipient_id].append((leaves, row))
    wordings = Wordings()
    letters = []
    for key, going in by_person.items():
        rows = sorted((row for _moment, row in going), key=lambda row: (row.due_at, row.occurrence))
        leaves = min(leaves for leaves, _row in going)
        letters.append(WouldGo(planner.people[key], leaves, wordings, rows))
    return DryRun(sorted(letters, key=lambda going: (going.leaves, going.person.email)), faults)


def _leaves(planner: Planner, row: Notice, at: dt.datetime) -> dt.datetime:
    """When a row that waits at a moment would leave: what is overdue waits for an hour that suits as well."""
    moment = max(at, row.send_at or at)
    return when_to_send(moment, planner.habits[row.recipient_id], row.expires_at, at)


def _told_already(planner: Planner) -> list[Notice]:
    """What was told as it happened, and waits for its letter: no source plans it anew."""
    rows = Notice.objects.by_email().waiting().filter(source="", recipient__in=planner.people.keys())
    return list(rows.order_by("pk"))


def _waiting(planner: Planner, name: str, faults: list[str]) -> list[Notice]:
    """What of a source would wait; one that fails is named, as a sweep names it."""
    waiting: list[Notice] = []
    troubled: list[str] = []
    try:
        for part in sources.ask(name, planner.at - BACK, planner.at + AHEAD, planner.at):
            plan = planner.plan(name, part, PlannedThings())
            troubled += [f"{name}: {thing.about_key}" for thing in plan.troubled]
            waiting += plan.waiting
    except sources.SourceFailed:
        faults.append(name)
        return []
    faults += troubled
    return waiting
