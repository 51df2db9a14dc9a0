"""WHAT IS KEPT HOW LONG: one table, of which each room adds its rows, and the job that carries it out.

A row says what, for how many days, from which instant, what becomes of it then, and why. The record and the journal
stand in it as what they are: kept for good. Decision 0029.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, models, transaction
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from record.clocks import CLOCK_GUARD, ClockInDoubt

log = structlog.get_logger(__name__)

# Rows that go in one transaction, so that nobody waits long for a lock.
BATCH = 500
# Seconds a night for one kind of thing; what isn't reached is reached the next night.
WITHIN = 10 * 60

Phrase = str | Promise
# Keys of rows that could not be cut this time.
Aside = set[object]


@dataclass(frozen=True)
class Batch:
    """How many rows were looked at, and how many of them were cut."""

    looked_at: int
    cut: int


# Cuts at most so many of what ended before an instant, and no row that was set aside.
Cut = Callable[[dt.datetime, int, Aside], Batch]


@dataclass(frozen=True)
class Kept:
    """One row of the table. `days` is None for what is kept for good; `by` names the program that cuts where the job doesn't."""

    name: str
    noun: Phrase
    days: int | None
    since: Phrase
    then: Phrase
    why: Phrase
    cut: Cut | None = None
    by: str = ""


class RetentionTable:
    """The rows of all rooms, in the order in which they were added; the same name again replaces one."""

    def __init__(self) -> None:
        self._rows: dict[str, Kept] = {}

    def add(self, *rows: Kept) -> None:
        self._rows |= {row.name: row for row in rows}

    @property
    def rows(self) -> tuple[Kept, ...]:
        """What is cut first, by how soon; then what is kept for good."""
        return tuple(sorted(self._rows.values(), key=lambda row: (row.days is None, row.days or 0)))

    def find(self, name: str) -> Kept | None:
        return self._rows.get(name)


RETENTION = RetentionTable()


class RetentionRun(models.Model):
    """One turn of the job: how many of each kind were cut, what went wrong with which, or why it was held."""

    at = models.DateTimeField(_("when"), db_index=True)
    counts = models.JSONField(_("cut"), default=dict)
    faults = models.JSONField(_("what went wrong"), default=dict)
    held = models.CharField(_("held, since"), max_length=300, blank=True)

    class Meta:
        app_label = "record"
        verbose_name = _("turn of what is kept how long")
        verbose_name_plural = _("what is kept how long")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return date_format(localtime(self.at), "SHORT_DATETIME_FORMAT")


def carry_out(*, at: dt.datetime, table: RetentionTable = RETENTION, within: float = WITHIN) -> RetentionRun:
    """Cut what has been kept long enough, a kind after the other, and keep what was done.

    Nothing is cut by a clock that can't be believed. A row that can't be cut is set aside, a kind that raises is named:
    neither keeps another from its turn. May run any number of times, and twice at once.
    """
    run = RetentionRun(at=at)
    try:
        CLOCK_GUARD.require_belief(at)
    except ClockInDoubt as doubt:
        run.held = str(doubt)[:300]
        log.error("retention held: the clock can't be believed", why=run.held)
    else:
        for row in table.rows:
            if row.cut is not None and row.days is not None:
                _take_turn(run, row, at, within)
    run.save()
    log.info("retention carried out", counts=run.counts, faults=run.faults)
    return run


def retention_is_amiss() -> bool:
    """Whether the last turn found what it couldn't cut. One that was held rings as the clock does."""
    last = RetentionRun.objects.order_by("-pk").first()
    return bool(last and last.faults)


def _take_turn(run: RetentionRun, row: Kept, at: dt.datetime, within: float) -> None:
    aside: Aside = set()
    before, until, done = at - dt.timedelta(days=row.days or 0), time.monotonic() + within, 0
    try:
        while row.cut and time.monotonic() < until:
            batch = row.cut(before, BATCH, aside)
            done += batch.cut
            if batch.looked_at < BATCH:
                break
    except Exception as fault:
        log.exception("not cut", kind=row.name)
        run.faults[row.name] = f"{type(fault).__name__}: {fault}"[:300]
    if aside:
        run.faults[row.name] = f"set aside: {len(aside)}"
    if done:
        run.counts[row.name] = done


# -- How rows are cut.


def removes(rows: Callable[[], models.QuerySet], field: str) -> Cut:
    """Rows are removed, the oldest first, when `field` is before the instant."""

    def cut(before: dt.datetime, most: int, aside: Aside) -> Batch:
        over = rows().filter(**{f"{field}__lt": before}).exclude(pk__in=aside).order_by(field)
        keys = list(over.values_list("pk", flat=True)[:most])
        return Batch(len(keys), remove_keys(rows().model, keys, aside))

    return cut


def remove_keys(model: type[models.Model], keys: Sequence[object], aside: Aside) -> int:
    """All at once; where one of them can't be removed, each by itself, and that one is set aside."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=keys).delete()
    except DatabaseError:
        return each(keys, lambda key: bool(model._base_manager.filter(pk=key).delete()[0]), aside)
    return len(keys)


def each(keys: Iterable[object], do: Callable[[object], bool], aside: Aside) -> int:
    """Each in a transaction of its own; what raises is set aside. How many were done."""
    done = 0
    for key in keys:
        try:
            with transaction.atomic():
                done += do(key)
        except Exception:
            log.exception("a row not cut", key=str(key))
            aside.add(key)
    return done
