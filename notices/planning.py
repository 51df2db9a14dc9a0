"""What the ledger should say, beside what it says: the difference, worked out and not yet written.

The sweep carries it out; a dry run only shows it. For one source:

1. What is wanted of people who are there, and not too late, becomes a target a channel: a row as it should be.
2. Of targets of one thread that have fallen due, the newest stays; the others are superseded.
3. Who was told another date than the present one gets a `dates-changed`.
4. Targets and rows are laid side by side, by what is unique of them.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from journal.names import NOBODY, page_of
from members.models import User
from notices.access import habits_of
from notices.choices import SET_ASIDE, Channel, Stage
from notices.courtesy import Habits, when_to_send
from notices.kinds import DATES_CHANGED, REMINDERS
from notices.models import Declined, Notice, Rules
from notices.wanted import Troubled, Wanted
from record.dates import day_of_the_house

log = structlog.get_logger(__name__)

# How far back a source may look for what was missed, and how far ahead rows are written down.
BACK, AHEAD = dt.timedelta(days=400), dt.timedelta(days=14)
KEYS_AT_ONCE = 5000

# What of a waiting row follows when it is wanted otherwise.
FOLLOWS = (
    "about_label", "url", "values", "due_at", "send_at", "expires_at", "fingerprint", "group", "official", "attachment",
)  # fmt: skip


@dataclass
class Plan:
    """What is to be done to the rows of one source."""

    new: list[Notice] = field(default_factory=list)
    # Rows that wait, with what they should say put in.
    moved: list[Notice] = field(default_factory=list)
    revived: list[Notice] = field(default_factory=list)
    withdrawn: list[Notice] = field(default_factory=list)
    superseded: list[Notice] = field(default_factory=list)
    # In letters that wait for another attempt and would say what is no longer so.
    to_take_out: list[Notice] = field(default_factory=list)
    # Rows that wait and stay as they are.
    kept: list[Notice] = field(default_factory=list)
    # Things that are left as they are, since nobody can say what is wanted about them.
    troubled: list[Troubled] = field(default_factory=list)

    @property
    def waiting(self) -> list[Notice]:
        """What would wait once it is carried out."""
        return [*(one for one in self.new if one.stage == Stage.PENDING), *self.moved, *self.revived, *self.kept]


class Planner:
    """The circumstances that every source is planned in: read once a sweep."""

    def __init__(self, at: dt.datetime):
        self.at = at
        rules = Rules.now()
        self.people = {one.pk: one for one in User.objects.filter(is_active=True)}
        self.habits: dict[int, Habits] = habits_of(self.people.values(), day_of_the_house(at), rules)
        self.declined = {
            (one.recipient_id, one.kind, one.about_kind, one.about_key): one.until
            for one in Declined.objects.all()
            if one.until is None or one.until > at
        }

    def plan(self, source: str, wanted: Iterable[Wanted], troubled: Iterable[Troubled] = ()) -> Plan:
        """The difference for one source. What it holds about a troubled thing is left as it is."""
        aside = {(one.about_kind, one.about_key) for one in troubled}
        good = [one for one in wanted if one.recipient in self.people and not self._is_too_late(one)]
        targeted, more = self._targets(source, good)
        aside |= {(one.about_kind, one.about_key) for one in more}
        good = [one for one in good if one.about not in aside]
        rows = {row.key: row for row in rows_of(source, good) if (row.about_kind, row.about_key) not in aside}
        targeted = [one for one in targeted if (one.about_kind, one.about_key) not in aside]
        targets = _newest_first([*targeted, *self._changes_of_date(source, good, rows)], self.at)
        plan = Plan(troubled=[*troubled, *more])
        for key, target in targets.items():
            row = rows.pop(key, None)
            if row is None:
                if min(target.due, target.leaves) <= self.at + AHEAD:
                    plan.new.append(target)
            else:
                self._lay_beside(row, target, plan)
        for row in rows.values():
            if row.stage == Stage.PENDING:
                plan.withdrawn.append(row)
            elif _can_be_taken_out(row):
                plan.to_take_out.append(row)
        return plan

    def _is_too_late(self, wanted: Wanted) -> bool:
        return wanted.expires_at is not None and wanted.expires_at <= self.at

    # -- Targets.

    def _targets(self, source: str, wanted: Iterable[Wanted]) -> tuple[list[Notice], list[Troubled]]:
        """Rows as they should be, and what can't be reckoned: a day beyond every calendar."""
        targets: list[Notice] = []
        troubled: dict[tuple[str, str], Troubled] = {}
        for one in wanted:
            try:
                made = [self._target(source, one, channel) for channel in one.channels]
            except (OverflowError, ValueError) as fault:
                log.exception("reminder not planned", source=source, key=one.about.key, fault=repr(fault))
                troubled[one.about] = Troubled(*one.about)
                continue
            targets += [target for target in made if target]
        return targets, list(troubled.values())

    def _target(self, source: str, one: Wanted, channel: str) -> Notice | None:
        send_at = one.due_at
        if channel == Channel.EMAIL:
            send_at = when_to_send(one.due_at, self.habits[one.recipient], one.expires_at, self.at)
            if not one.is_official:
                is_declined, until = self._wish(one)
                if is_declined and until is None:
                    return None
                send_at = max(send_at, until) if until else send_at
        return Notice(
            kind=str(one.kind),
            about_kind=one.about.kind,
            about_key=one.about.key,
            about_label=one.about_label[:300],
            occurrence=one.occurrence,
            recipient_id=one.recipient,
            channel=str(channel),
            url=one.url or page_of(one.about),
            values=dict(one.values),
            created_at=self.at,
            stage=Stage.PENDING,
            source=source,
            group=one.group,
            fingerprint=one.fingerprint,
            official=one.is_official,
            attachment=one.attachment,
            due_at=one.due_at,
            send_at=send_at,
            expires_at=one.expires_at,
        )

    def _wish(self, one: Wanted) -> tuple[bool, dt.datetime | None]:
        """Whether the person would rather not be written to about it, and until when."""
        for about in (NOBODY, one.about):
            key = (one.recipient, str(one.kind), *about)
            if key in self.declined:
                return True, self.declined[key]
        return False, None

    # -- Who was told another date.

    def _changes_of_date(self, source: str, wanted: Sequence[Wanted], rows: dict[Any, Notice]) -> Iterator[Notice]:
        told = _last_told(rows.values())
        threads = {one.thread: one for one in wanted if one.fingerprint and REMINDERS[one.kind].when}
        for thread, one in threads.items():
            for channel in set(one.channels) & set(one.changes_by):
                last, times = told.get((thread, channel), (None, 0))
                if last is None or last.fingerprint == one.fingerprint:
                    continue
                change = _change_of_date(one, last, times + 1, self.at)
                if target := self._target(source, replace(change, channels=(channel,)), channel):
                    if there := rows.get(target.key):
                        # It fell due when it was first seen, and not anew at every sweep.
                        due = there.due_at or self.at
                        habits = self.habits[one.recipient]
                        target.due_at = due
                        target.send_at = (
                            due if channel == Channel.PORTAL else when_to_send(due, habits, one.expires_at, self.at)
                        )
                    yield target

    # -- Side by side.

    def _lay_beside(self, row: Notice, target: Notice, plan: Plan) -> None:
        is_wanted = target.stage == Stage.PENDING
        differs = self._differs(row, target)
        if row.stage == Stage.PENDING:
            if not is_wanted:
                plan.superseded.append(row)
            elif differs:
                plan.moved.append(_follow(row, target))
            else:
                plan.kept.append(row)
        elif row.stage in SET_ASIDE and is_wanted:
            # A lead that had been passed over stays so, unless its moment lies ahead again.
            if row.stage != Stage.SUPERSEDED or target.due > self.at:
                plan.revived.append(_follow(row, target))
        elif _can_be_taken_out(row) and (differs or not is_wanted):
            plan.to_take_out.append(row)

    def _differs(self, row: Notice, target: Notice) -> bool:
        for name in FOLLOWS:
            old, new = getattr(row, name), getattr(target, name)
            if name == "send_at" and old and old <= self.at and new <= self.at:
                continue  # it may go, then as now
            if old != new:
                return True
        return False


def rows_of(source: str, wanted: Iterable[Wanted]) -> Iterator[Notice]:
    """The rows about what is wanted, whatever became of them, and those that wait about anything else."""
    keys = sorted({one.about.key for one in wanted})
    ours = Notice.objects.filter(source=source).select_related("letter").defer("letter__raw", "letter__text")
    seen = set()
    for start in range(0, len(keys), KEYS_AT_ONCE):
        for row in ours.filter(about_key__in=keys[start : start + KEYS_AT_ONCE]):
            seen.add(row.pk)
            yield row
    for row in ours.filter(stage__in=[Stage.PENDING, Stage.CLAIMED]):
        if row.pk not in seen:
            yield row


def _newest_first(targets: Iterable[Notice], at: dt.datetime) -> dict[Any, Notice]:
    """By key; of those of one thread that have fallen due, all but the newest are superseded."""
    by_key = {one.key: one for one in targets}
    due: dict[Any, list[Notice]] = defaultdict(list)
    for one in by_key.values():
        if one.due <= at and one.kind != DATES_CHANGED:
            due[one.thread, one.channel].append(one)
    for leads in due.values():
        newest = max(leads, key=lambda one: (one.due, one.occurrence))
        for one in leads:
            if one is not newest:
                one.stage = Stage.SUPERSEDED
    return by_key


def _last_told(rows: Iterable[Notice]) -> dict[Any, tuple[Notice, int]]:
    """By thread and channel: the last row that told a date, and how many changes of it were told."""
    found: dict[Any, tuple[Notice, int]] = {}
    for row in rows:
        if row.stage != Stage.SENT or not row.fingerprint:
            continue
        is_change = row.kind == DATES_CHANGED
        thread = (*row.group.split("/", 1),) if is_change else (row.kind, row.group)
        key = ((thread[0], row.about_kind, row.about_key, thread[1], row.recipient_id), row.channel)
        last, times = found.get(key, (None, 0))
        newer = last is None or (row.told_at, row.pk) > (last.told_at, last.pk)
        found[key] = (row if newer else last, times + is_change)  # type: ignore[assignment]
    return found


def _change_of_date(one: Wanted, last: Notice, number: int, at: dt.datetime) -> Wanted:
    """`number` counts the changes told: a date that went there and back and there is told three times."""
    kind = REMINDERS[one.kind]
    told = "when" if last.kind == DATES_CHANGED else kind.when
    mark = hashlib.sha256(f"{one.kind}/{one.group}/{one.fingerprint}".encode()).hexdigest()[:24]
    return Wanted(
        kind=DATES_CHANGED,
        about=one.about,
        about_label=one.about_label,
        occurrence=f"{number}-{mark}",
        recipient=one.recipient,
        due_at=at,
        expires_at=one.expires_at,
        url=one.url,
        values={"what": one.values[kind.what], "when": one.values[kind.when], "before": last.values.get(told, "")},
        group=f"{one.kind}/{one.group}"[:60],
        fingerprint=one.fingerprint,
        official=one.is_official,
        attachment=one.attachment,
        channels=one.channels,
    )


def _follow(row: Notice, target: Notice) -> Notice:
    for name in FOLLOWS:
        setattr(row, name, getattr(target, name))
    return row


def _can_be_taken_out(row: Notice) -> bool:
    """Its letter waits for another attempt, and certainly nobody has it."""
    letter = row.letter
    return row.stage == Stage.CLAIMED and bool(letter) and letter.stage == Stage.PENDING and not letter.is_doubtful
