"""The sweep: making the ledger say what is wanted. It may run any number of times, by any number of workers."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from journal.actions import record
from notices import sources
from notices.actions.moving import move_notices, take_out
from notices.actions.planned import Again, Watch
from notices.choices import SET_ASIDE, NoticeChannel, Stage, SweepOutcome
from notices.clock import BELIEVED, Witness, disbelief, witness
from notices.models import Notice, Sweep
from notices.planning import AHEAD, BACK, FOLLOWS, LedgerPlan, PlannedThings, Planner
from notices.sources import SourceFailed

log = structlog.get_logger(__name__)

# Sweeps that change nothing share a row for so long.
A_QUIET_WHILE = dt.timedelta(hours=1)


def sweep(*, at: dt.datetime | None = None, seen: Witness | None = BELIEVED, whole: bool = True) -> Sweep:
    """Plan what is wanted, and leave a heartbeat. Whoever passes `at` without a witness is believed.

    1. A clock that can't be believed: nothing is done, and it is said loudly.
    2. What came too late expires.
    3. Each source is asked; its rows are written, moved, superseded and withdrawn in one transaction. Unless the sweep is
       `whole`, a source is asked only where something happened that it watches (`notices.actions.planned`).
    4. What is due in the portal is told there.
    """
    if at is None:
        at, seen = timezone.now(), witness()
    if held := held_by_the_clock(at, seen):
        return held
    counts: Counter[str] = Counter()
    counts["expired"] = _expire(at)
    faults: list[str] = []
    watch, planner = Watch(at, whole), Planner(at)
    passed_over = []
    for name in sorted(sources.SOURCES):
        watches = sources.watches_of(name)
        besides = watches.besides(at) if watches else ""
        again = watch.asks(name, besides)
        if again is None:
            passed_over.append(name)
            faults += watch.faults_of(name)
            continue
        done, fault = _make_it_so(planner, watch, SourceAsked(name, besides, again))
        counts += done
        faults += fault
    watch.pass_over(passed_over)
    counts["told"] = _tell_in_the_portal(at)
    counts = +counts
    if counts:
        log.info("reminders planned", **counts)
    return _heartbeat(at, seen, SweepOutcome.DONE, counts, faults)


def held_by_the_clock(at: dt.datetime, seen: Witness | None) -> Sweep | None:
    """A heartbeat that says so and alarms, where the clock can't be believed; None: go on.

    Whatever acts by itself asks here first: what follows from a wrong clock may be for good.
    """
    if seen is None or not (why := disbelief(at, seen)):
        return None
    log.error("held: the clock can't be believed", why=why, at=at.isoformat())
    return _heartbeat(at, seen, SweepOutcome.HELD, Counter(), [why])


@transaction.atomic
def say_the_clock_is_right(*, by: object, at: dt.datetime | None = None, seen: Witness | None = None) -> Sweep:
    """A person looked at the clock: what was held goes on from now."""
    at, seen = at or timezone.now(), seen or witness()
    row = Sweep.objects.create(
        began_at=at, at=at, outcome=SweepOutcome.RELEASED, boot=seen.boot, since_boot=seen.since_boot
    )
    record(by=by, verb="said that the clock is right", about=row, at=at)
    return row


@dataclass(frozen=True)
class SourceAsked:
    """A source that a sweep asks again, with what it watches besides the journal."""

    name: str
    besides: str
    again: Again


def _make_it_so(planner: Planner, watch: Watch, asked: SourceAsked) -> tuple[Counter[str], list[str]]:
    """Carry out the difference; with the names of what could not be planned, whose rows stay as they are."""
    is_watched = sources.watches_of(asked.name) is not None
    try:
        with transaction.atomic():
            row = watch.hold(asked.name) if is_watched else None
            if is_watched and row is None:
                return Counter(), watch.faults_of(asked.name)
            about = PlannedThings()
            done = _plan_in_parts(planner, asked, about)
            if row is not None and done.is_settled:
                watch.keep(row, about, asked.besides, done.faults, asked.again)
    except (SourceFailed, DataError, IntegrityError) as fault:
        # A value that no row holds; the database itself is well.
        if not isinstance(fault, SourceFailed):
            log.exception("source of reminders failed", source=asked.name, fault=repr(fault))
        watch.distrust([asked.name])
        return Counter(), [asked.name]
    if is_watched and not done.is_settled:
        watch.distrust([asked.name])
    return done.counts, done.faults


@dataclass
class PlannedParts:
    """What became of the parts of a source."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    # False: somebody held a row, or a letter is under way that says what is no longer so.
    is_settled: bool = True


def _plan_in_parts(planner: Planner, asked: SourceAsked, about: PlannedThings) -> PlannedParts:
    """One part after the other, and then what waits about anything else."""
    done, at, only = PlannedParts(), planner.at, asked.again.only
    for part in sources.ask(asked.name, at - BACK, at + AHEAD, at, only):
        _carry_out_after_taking_out(lambda part=part: planner.plan(asked.name, part, about), at, asked.name, done)
    _carry_out_after_taking_out(lambda: planner.plan_the_rest(asked.name, about, only), at, asked.name, done)
    return done


def _carry_out_after_taking_out(
    plan_it: Callable[[], LedgerPlan], at: dt.datetime, source: str, done: PlannedParts
) -> None:
    """Letters that would say what is no longer so are taken apart first, and it is planned once more."""
    plan = plan_it()
    if plan.to_take_out:
        if take_out(plan.to_take_out, at=at):
            plan = plan_it()
        done.is_settled &= not plan.to_take_out
    counts = carry_out(plan, at)
    wished = (len(plan.withdrawn), len(plan.superseded), len(plan.moved), len(plan.revived))
    managed = tuple(counts[name] for name in ("withdrawn", "superseded", "moved", "revived"))
    done.is_settled &= wished == managed and not plan.is_unsettled
    done.counts += counts
    done.faults += [f"{source}: {thing.about_key}" for thing in plan.troubled]


def carry_out(plan: LedgerPlan, at: dt.datetime) -> Counter[str]:
    waiting = [Stage.PENDING]
    written = Notice.objects.bulk_create(
        sorted(plan.new, key=lambda row: row.key), ignore_conflicts=True, batch_size=500
    )
    return Counter(
        planned=len(written),
        withdrawn=move_notices(plan.withdrawn, source=waiting, target=Stage.WITHDRAWN, at=at),
        superseded=move_notices(plan.superseded, source=waiting, target=Stage.SUPERSEDED, at=at),
        moved=_say_otherwise(plan.moved, waiting),
        revived=_revive(plan.revived, at),
    )


def _say_otherwise(rows: list[Notice], stages: Sequence[str]) -> int:
    """Put into rows what they should say now, where they are in one of these stages still."""
    by_key = {row.pk: row for row in rows}
    here = Notice.objects.filter(pk__in=by_key, stage__in=stages).order_by("pk")
    held = list(here.select_for_update(skip_locked=True).values_list("pk", flat=True))
    Notice.objects.bulk_update([by_key[key] for key in held], FOLLOWS, batch_size=200)
    return len(held)


def _revive(rows: list[Notice], at: dt.datetime) -> int:
    _say_otherwise(rows, SET_ASIDE)
    return move_notices(rows, source=SET_ASIDE, target=Stage.PENDING, at=at, detail="wanted again", letter=None)


def _expire(at: dt.datetime) -> int:
    late = Notice.objects.filter(stage=Stage.PENDING, expires_at__lte=at).only("pk")
    return move_notices(late, source=[Stage.PENDING], target=Stage.EXPIRED, at=at)


def _tell_in_the_portal(at: dt.datetime) -> int:
    """A row of the database told in the database: exactly once."""
    due = Notice.objects.filter(channel=NoticeChannel.PORTAL, stage=Stage.PENDING, send_at__lte=at).only("pk")
    return move_notices(due, source=[Stage.PENDING], target=Stage.SENT, at=at, told_at=at, created_at=at)


def _heartbeat(at: dt.datetime, seen: Witness | None, outcome: str, counts: Counter[str], faults: list[str]) -> Sweep:
    boot, since_boot = (seen.boot, seen.since_boot) if seen else ("", None)
    last = Sweep.objects.filter(boot=boot).order_by("-pk").first()
    is_quiet = (
        last is not None
        and not counts
        and not last.counts
        and (last.outcome, last.faults) == (outcome, faults)
        and last.began_at <= last.at <= at < last.began_at + A_QUIET_WHILE
    )
    if last is not None and is_quiet:
        Sweep.objects.filter(pk=last.pk, at__lte=at).update(at=at, since_boot=since_boot)
        last.at, last.since_boot = at, since_boot
        return last
    return Sweep.objects.create(
        began_at=at, at=at, outcome=outcome, boot=boot, since_boot=since_boot, counts=dict(counts), faults=faults
    )
