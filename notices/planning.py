"""What the ledger should say, beside what it says: the difference, worked out and not yet written.

The sweep carries it out; a dry run only shows it. A source is planned in parts, each of whole things. For one part:

1. What is wanted of people who are there, and not too late, becomes a target a channel: a row as it should be.
2. Of targets of one thread that have fallen due, the newest stays; the others are superseded.
3. Who was told another date than the present one gets a `dates-changed`.
4. Targets and rows are laid side by side, by what is unique of them.

After the last part, what waits about anything else is withdrawn.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import structlog
from django.db.models import QuerySet

from journal.names import NOBODY, Name, page_of
from members.models import User
from notices.access import habits_of
from notices.choices import SET_ASIDE, NoticeChannel, Stage
from notices.courtesy import Habits, when_to_send
from notices.kinds import DATES_CHANGED, REMINDERS
from notices.models import Declined, Notice, Rules
from notices.models.notices import NoticeKey, Thread
from notices.sources import Answer
from notices.wanted import Troubled, WantedNotice
from record.dates import day_of_the_house

log = structlog.get_logger(__name__)

# How far back a source may look for what was missed, and how far ahead rows are written down.
BACK, AHEAD = dt.timedelta(days=400), dt.timedelta(days=14)
ROWS_AT_ONCE = 2000

# What of a waiting row follows when it is wanted otherwise.
FOLLOWS = (
    "about_label", "url", "values", "due_at", "send_at", "expires_at", "fingerprint", "group", "official", "attachment",
)  # fmt: skip


@dataclass
class PlannedThings:
    """What the planning of a source has learned on its way."""

    # Keys of what something is wanted about, and what is left as it is.
    keys: set[str] = field(default_factory=set)
    aside: set[Name] = field(default_factory=set)
    # The next instant at which something else would be wanted though nothing has changed; None: at a new day.
    again_at: dt.datetime | None = None

    def wait_for(self, moments: Iterable[dt.datetime], at: dt.datetime) -> None:
        ahead = (moment for moment in (*moments, self.again_at) if moment is not None and moment > at)
        self.again_at = min(ahead, default=None)


@dataclass
class LedgerPlan:
    """What is to be done to the rows of one part of a source."""

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
    # Whether a letter is under way that says what is no longer so: what became of it decides, and has to be looked at.
    is_unsettled: bool = False

    @property
    def waiting(self) -> list[Notice]:
        """What would wait once it is carried out."""
        new = [target for target in self.new if target.stage == Stage.PENDING]
        return [*new, *self.moved, *self.revived, *self.kept]


class DateTold(NamedTuple):
    """The last row that told somebody a date, and how many changes of it they were told."""

    row: Notice
    changes: int


class Planner:
    """The circumstances that every source is planned in: read once a sweep, when the first source is planned."""

    def __init__(self, at: dt.datetime):
        self.at = at

    @cached_property
    def people(self) -> dict[int, User]:
        return {person.pk: person for person in User.objects.filter(is_active=True)}

    @cached_property
    def habits(self) -> dict[int, Habits]:
        return habits_of(self.people.values(), day_of_the_house(self.at), Rules.now())

    @cached_property
    def declined(self) -> dict[tuple[int, str, Name], dt.datetime | None]:
        return {
            (wish.recipient_id, wish.kind, wish.about): wish.until
            for wish in Declined.objects.all()
            if wish.until is None or wish.until > self.at
        }

    def plan(self, source: str, part: Sequence[Answer], about: PlannedThings) -> LedgerPlan:
        """The difference for one part of a source. What it holds about a troubled thing is left as it is.

        `about` learns of which things it was, and when next time alone would change it.
        """
        troubled = [answer for answer in part if isinstance(answer, Troubled)]
        wanted = [answer for answer in part if isinstance(answer, WantedNotice)]
        aside = {Name(thing.about_kind, thing.about_key) for thing in troubled}
        good = [notice for notice in wanted if notice.recipient in self.people and not self._is_too_late(notice)]
        targeted, more = self._targets(source, good)
        aside |= {Name(thing.about_kind, thing.about_key) for thing in more}
        good = [notice for notice in good if notice.about not in aside]
        keys = {notice.about.key for notice in good}
        rows = {row.key: row for row in rows_about(source, keys) if row.about not in aside}
        targeted = [target for target in targeted if target.about not in aside]
        targets = _newest_first([*targeted, *self._changes_of_date(source, good, rows)], self.at)
        told = {(row.thread, row.channel) for row in rows.values() if row.stage not in {Stage.PENDING, *SET_ASIDE}}
        plan = LedgerPlan(troubled=[*troubled, *more])
        about.keys |= keys
        about.aside |= aside
        about.wait_for((moment for target in targets.values() for moment in (target.due, target.leaves)), self.at)
        for key, target in targets.items():
            row = rows.pop(key, None)
            if row is None:
                if min(target.due, target.leaves) <= self.at + AHEAD:
                    plan.new.append(target)
                else:
                    about.wait_for([min(target.due, target.leaves) - AHEAD], self.at)
            else:
                self._lay_beside(row, target, plan, was_told=(row.thread, row.channel) in told)
        self._give_up(rows.values(), plan)
        return plan

    def plan_the_rest(self, source: str, about: PlannedThings, only: Collection[str] | None = None) -> LedgerPlan:
        """What waits about things that nothing is wanted about any more; with `only`, of those alone."""
        about.wait_for((until for until in self.declined.values() if until), self.at)
        plan = LedgerPlan()
        for rows in rows_besides(source, about, only):
            self._give_up(rows, plan)
        return plan

    def _give_up(self, rows: Iterable[Notice], plan: LedgerPlan) -> None:
        for row in rows:
            if row.stage == Stage.PENDING:
                plan.withdrawn.append(row)
            elif _can_be_taken_out(row):
                plan.to_take_out.append(row)
            else:
                plan.is_unsettled |= row.stage == Stage.CLAIMED

    def _is_too_late(self, wanted: WantedNotice) -> bool:
        return wanted.expires_at is not None and wanted.expires_at <= self.at

    # -- Targets.

    def _targets(self, source: str, wanted: Iterable[WantedNotice]) -> tuple[list[Notice], list[Troubled]]:
        """Rows as they should be, and what can't be reckoned: a day beyond every calendar."""
        targets: list[Notice] = []
        troubled: dict[tuple[str, str], Troubled] = {}
        for notice in wanted:
            try:
                made = [self._target(source, notice, channel) for channel in notice.channels]
            except (OverflowError, ValueError) as fault:
                log.exception("reminder not planned", source=source, key=notice.about.key, fault=repr(fault))
                troubled[notice.about] = Troubled(*notice.about)
                continue
            targets += [target for target in made if target]
        return targets, list(troubled.values())

    def _target(self, source: str, wanted: WantedNotice, channel: str) -> Notice | None:
        """The row as it should be; None where the person would rather have no letter about it."""
        send_at = wanted.due_at
        if channel == NoticeChannel.EMAIL:
            send_at = when_to_send(wanted.due_at, self.habits[wanted.recipient], wanted.expires_at, self.at)
            if not wanted.is_official:
                is_declined, until = self._wish(wanted)
                if is_declined and until is None:
                    return None
                send_at = max(send_at, until) if until else send_at
        return Notice(
            kind=wanted.kind,
            about_kind=wanted.about.kind,
            about_key=wanted.about.key,
            about_label=wanted.about_label[:300],
            occurrence=wanted.occurrence,
            recipient_id=wanted.recipient,
            channel=channel,
            url=wanted.url or page_of(wanted.about),
            values=dict(wanted.values),
            created_at=self.at,
            stage=Stage.PENDING,
            source=source,
            group=wanted.group,
            of_kind=wanted.of_kind,
            fingerprint=wanted.fingerprint,
            official=wanted.is_official,
            attachment=wanted.attachment,
            due_at=wanted.due_at,
            send_at=send_at,
            expires_at=wanted.expires_at,
        )

    def _wish(self, wanted: WantedNotice) -> tuple[bool, dt.datetime | None]:
        """Whether the person would rather not be written to about it, and until when."""
        for about in (NOBODY, wanted.about):
            key = (wanted.recipient, wanted.kind, about)
            if key in self.declined:
                return True, self.declined[key]
        return False, None

    # -- Who was told another date.

    def _changes_of_date(
        self, source: str, wanted: Sequence[WantedNotice], rows: dict[NoticeKey, Notice]
    ) -> Iterator[Notice]:
        dates = _dates_told(rows.values())
        of_a_date = {each.thread: each for each in wanted if each.fingerprint and REMINDERS[each.kind].when}
        for thread, each in of_a_date.items():
            for channel in set(each.channels) & set(each.changes_by):
                date = dates.get((thread, channel))
                if date is None or date.row.fingerprint == each.fingerprint:
                    continue
                change = replace(_change_of_date(each, date, self.at), channels=(channel,))
                if target := self._target(source, change, channel):
                    if row := rows.get(target.key):
                        self._due_as_first_seen(target, row, each)
                    yield target

    def _due_as_first_seen(self, target: Notice, row: Notice, wanted: WantedNotice) -> None:
        """A change fell due when it was first seen, and not anew at every sweep."""
        target.due_at = target.send_at = row.due_at or self.at
        if target.channel == NoticeChannel.EMAIL:
            habits = self.habits[wanted.recipient]
            target.send_at = when_to_send(target.due, habits, wanted.expires_at, self.at)

    # -- Side by side.

    def _lay_beside(self, row: Notice, target: Notice, plan: LedgerPlan, *, was_told: bool) -> None:
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
            # A lead that had been passed over stays so where its thread was told of in any way, unless its moment lies
            # ahead again. Where nothing was told yet, the newest that is due is the first that anybody hears.
            if row.stage != Stage.SUPERSEDED or target.due > self.at or not was_told:
                plan.revived.append(_follow(row, target))
        elif differs or not is_wanted:
            if _can_be_taken_out(row):
                plan.to_take_out.append(row)
            else:
                plan.is_unsettled |= row.stage == Stage.CLAIMED

    def _differs(self, row: Notice, target: Notice) -> bool:
        for name in FOLLOWS:
            old, new = getattr(row, name), getattr(target, name)
            if name == "send_at" and old and old <= self.at and new <= self.at:
                continue  # it may go, then as now
            if old != new:
                return True
        return False


def _of_the_source(source: str) -> QuerySet[Notice]:
    return Notice.objects.filter(source=source).select_related("letter").defer("letter__raw", "letter__text").order_by()


def rows_about(source: str, keys: Collection[str]) -> QuerySet[Notice]:
    """The rows about what is wanted, whatever became of them."""
    return _of_the_source(source).filter(about_key__in=keys)


def rows_besides(source: str, about: PlannedThings, only: Collection[str] | None = None) -> Iterator[QuerySet[Notice]]:
    """The rows that wait about anything else, some at a time."""
    waiting = Notice.objects.filter(source=source, stage__in=[Stage.PENDING, Stage.CLAIMED]).order_by()
    waiting = waiting if only is None else waiting.filter(about_key__in=only)
    # What stays is only looked at: no row of it becomes an object.
    others = (
        key
        for key, kind, about_key in waiting.values_list("pk", "about_kind", "about_key").iterator()
        if about_key not in about.keys and Name(kind, about_key) not in about.aside
    )
    while keys := list(islice(others, ROWS_AT_ONCE)):
        yield _of_the_source(source).filter(pk__in=keys)


def _newest_first(targets: Iterable[Notice], at: dt.datetime) -> dict[NoticeKey, Notice]:
    """By key; of those of one thread that have fallen due, all but the newest are superseded."""
    by_key = {target.key: target for target in targets}
    due: dict[tuple[Thread, str], list[Notice]] = defaultdict(list)
    for target in by_key.values():
        if target.due <= at and target.kind != DATES_CHANGED:
            due[target.thread, target.channel].append(target)
    for leads in due.values():
        newest = max(leads, key=lambda lead: (lead.due, lead.occurrence))
        for lead in leads:
            if lead is not newest:
                lead.stage = Stage.SUPERSEDED
    return by_key


def _dates_told(rows: Iterable[Notice]) -> dict[tuple[Thread, str], DateTold]:
    """By thread and channel; a change of date goes on with the thread of the kind that had told the date before."""
    dates: dict[tuple[Thread, str], DateTold] = {}
    for row in rows:
        if row.stage != Stage.SENT or not row.fingerprint:
            continue
        key = (row.thread._replace(kind=row.of_kind or row.kind, of_kind=""), row.channel)
        last, changes = dates.get(key, DateTold(row, 0))
        newest = max(last, row, key=lambda row: (row.told_at, row.pk))
        dates[key] = DateTold(newest, changes + (row.kind == DATES_CHANGED))
    return dates


def _change_of_date(wanted: WantedNotice, date: DateTold, at: dt.datetime) -> WantedNotice:
    """Changes told are counted: a date that went there and back and there is told three times."""
    kind = REMINDERS[wanted.kind]
    before = "when" if date.row.kind == DATES_CHANGED else kind.when
    mark = hashlib.sha256(f"{wanted.kind}/{wanted.group}/{wanted.fingerprint}".encode()).hexdigest()[:24]
    return WantedNotice(
        kind=DATES_CHANGED,
        of_kind=wanted.kind,
        group=wanted.group,
        about=wanted.about,
        about_label=wanted.about_label,
        occurrence=f"{date.changes + 1}-{mark}",
        recipient=wanted.recipient,
        due_at=at,
        expires_at=wanted.expires_at,
        url=wanted.url,
        values={
            "what": wanted.values[kind.what],
            "when": wanted.values[kind.when],
            "before": date.row.values.get(before, ""),
        },
        fingerprint=wanted.fingerprint,
        official=wanted.is_official,
        attachment=wanted.attachment,
        channels=wanted.channels,
    )


def _follow(row: Notice, target: Notice) -> Notice:
    for name in FOLLOWS:
        setattr(row, name, getattr(target, name))
    return row


def _can_be_taken_out(row: Notice) -> bool:
    """Its letter waits for another attempt, and certainly nobody has it."""
    letter = row.letter
    return row.stage == Stage.CLAIMED and bool(letter) and letter.stage == Stage.PENDING and not letter.is_doubtful
