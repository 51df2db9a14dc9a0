"""The sweep: making the ledger say what is wanted. It may run any number of times, by any number of workers."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import structlog
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from journal.actions import record
from notices import sources
from notices.actions.moving import move_notices, take_out
from notices.choices import SET_ASIDE, NoticeChannel, Stage, SweepOutcome
from notices.clock import BELIEVED, Witness, disbelief, witness
from notices.models import Notice, Sweep
from notices.planning import AHEAD, BACK, FOLLOWS, LedgerPlan, Planner
from notices.sources import AskedSource

log = structlog.get_logger(__name__)

# Sweeps that change nothing share a row for so long.
A_QUIET_WHILE = dt.timedelta(hours=1)


def sweep(*, at: dt.datetime | None = None, seen: Witness | None = BELIEVED) -> Sweep:
    """Plan what is wanted, and leave a heartbeat. Whoever passes `at` without a witness is believed.

    1. A clock that can't be believed: nothing is done, and it is said loudly.
    2. What came too late expires.
    3. Each source is asked; its rows are written, moved, superseded and withdrawn in one transaction.
    4. What is due in the portal is told there.
    """
    if at is None:
        at, seen = timezone.now(), witness()
    if held := held_by_the_clock(at, seen):
        return held
    counts: Counter[str] = Counter()
    counts["expired"] = _expire(at)
    faults: list[str] = []
    planner = Planner(at)
    for name in sorted(sources.SOURCES):
        asked = sources.ask(name, at - BACK, at + AHEAD, at)
        done, fault = _make_it_so(planner, name, asked)
        counts += done
        faults += fault
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


def _make_it_so(planner: Planner, source: str, asked: AskedSource) -> tuple[Counter[str], list[str]]:
    """Carry out the difference; with the names of what could not be planned, whose rows stay as they are.

    Letters that would say what is no longer so are taken apart first.
    """
    if asked.failed:
        return Counter(), [source]
    try:
        with transaction.atomic():
            plan = planner.plan(source, asked.wanted, asked.troubled)
            if plan.to_take_out and take_out(plan.to_take_out, at=planner.at):
                plan = planner.plan(source, asked.wanted, asked.troubled)
            return carry_out(plan, planner.at), [f"{source}: {thing.about_key}" for thing in plan.troubled]
    except (DataError, IntegrityError) as fault:
        # A value that no row holds; the database itself is well.
        log.exception("source of reminders failed", source=source, fault=repr(fault))
        return Counter(), [source]


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
