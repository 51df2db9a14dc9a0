"""Whether reminders go as they should: facts for `/healthz`, `check_reminders` and the Secretariat's page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from members.models import User
from notices.access import habits_of
from notices.choices import Stage, SweepOutcome
from notices.courtesy import first_good_moment
from notices.models import Letter, Notice, Rules, Sweep
from notices.models.notices import NoticeQuerySet
from record.dates import day_of_the_house

# Beyond these something is wrong.
A_SWEEP_EVERY = dt.timedelta(minutes=10)
SENT_WITHIN = dt.timedelta(hours=2)
REFUSED_LATELY = dt.timedelta(days=7)
# Rows of the ledger that are looked at, and up to how many are counted.
LOOKED_AT, COUNTED = 1_000, 10_000


@dataclass(frozen=True)
class Health:
    """The state of the ledger at a moment. `alarms` names what is out of bounds; empty, all is well."""

    at: dt.datetime
    last_sweep: dt.datetime | None
    is_held_by_the_clock: bool
    is_paused: bool
    oldest_due: dt.datetime | None
    due: int
    held: int
    refused: int
    failing_sources: tuple[str, ...]
    alarms: tuple[str, ...]


def _could_have_gone_since(due: NoticeQuerySet, at: dt.datetime) -> dt.datetime | None:
    """Since when the longest waiting one might have left: written by then, in its reader's working hours. Two queries.

    What was written at night, or on a day off, waits for the morning, and nothing is wrong. Of a thousand that are due
    longest: where each of them waits rightly, whatever else is due has waited no longer.
    """
    by_person: dict[int, dt.datetime] = {}
    for person, send_at, created_at in due.order_by("send_at").values_list("recipient", "send_at", "created_at")[
        :LOOKED_AT
    ]:
        since = max(send_at or created_at, created_at)
        by_person[person] = min(since, by_person.get(person, since))
    habits = habits_of(User.objects.filter(pk__in=by_person), day_of_the_house(at), Rules.now())
    moments = (first_good_moment(moment, habits[person]) for person, moment in by_person.items() if person in habits)
    return min((moment for moment in moments if moment <= at), default=None)


def _counted(rows: QuerySet[Any]) -> int:
    """How many there are; one more than are counted stands for all beyond."""
    return rows.order_by()[: COUNTED + 1].count()


def health(at: dt.datetime) -> Health:
    """Read it. A house in which no sweep was ever made has nothing to be late with: it is told as one that is missing.

    However long the ledger is, it costs as many questions over as many rows: what is counted is counted up to a bound.
    """
    # What a clock that ran ahead has written stays ahead of a clock that was put right.
    near = Sweep.objects.filter(at__lte=at + A_SWEEP_EVERY).order_by("-at", "-pk")
    believed = near.believed().first()
    stopped = near.filter(outcome=SweepOutcome.HELD, at__gt=at - A_SWEEP_EVERY).first()
    due = Notice.objects.due(at)
    oldest = _could_have_gone_since(due, at)
    waiting = Letter.objects.filter(stage=Stage.PENDING).aggregate(oldest=Min("created_at"))["oldest"]
    oldest = min((moment for moment in (oldest, waiting) if moment), default=None)
    held = _counted(Letter.objects.held())
    lately = Letter.objects.filter(stage=Stage.REFUSED, ended_at__gt=at - REFUSED_LATELY)
    # What was in one and is sent again has left it.
    inside = Notice.objects.filter(letter=OuterRef("pk"), stage=Stage.REFUSED)
    refused = _counted(lately.filter(~Q(of_account="") | Exists(inside)))
    by_the_clock = stopped is not None and (believed is None or believed.at < stopped.at)
    failing = tuple(believed.faults) if believed else ()
    is_paused = Rules.now().is_paused
    late_by = at - oldest if oldest else dt.timedelta(0)
    is_out_of_bounds = {
        "sweep-missing": believed is None or at - believed.at > A_SWEEP_EVERY,
        "clock": by_the_clock,
        "source": bool(failing),
        "overdue": late_by > SENT_WITHIN and not is_paused,
        "paused": is_paused,
        "held": held > 0,
        "refused": refused > 0,
    }
    return Health(
        at=at,
        last_sweep=believed.at if believed else None,
        is_held_by_the_clock=by_the_clock,
        is_paused=is_paused,
        oldest_due=oldest,
        due=_counted(due),
        held=held,
        refused=refused,
        failing_sources=failing,
        alarms=tuple(name for name, is_so in is_out_of_bounds.items() if is_so),
    )
