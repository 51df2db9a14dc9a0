"""The clock: it says when it is time, and as many of them as there are, on as many machines, say it once.

Celery's own keeps what it told in a file beside it: two of them tell everything twice, and one that begins on another machine
doesn't know what was told. Ours asks a row (`notices.ToldJob`). Decision 0062.
"""

import datetime as dt
import time
from typing import Any

import structlog
from celery.beat import ScheduleEntry, Scheduler
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from notices.actions.clocks import give_back, last_told, take_up

log = structlog.get_logger(__name__)
# Seconds until a database or a broker that is away is asked again; until a clock that came second looks what was told.
AGAIN, SECOND = 5.0, 0.5


class OneClock(Scheduler):
    """What Celery's beat asks what is due. Raises DatabaseError where it begins and the database is away."""

    def __init__(self, *words: Any, **named: Any):
        # Of the job that was taken up last: when it was told before, and when we took it.
        self.before = self.taken = timezone.now()
        self.waits_until = 0.0
        super().__init__(*words, **named)

    def setup_schedule(self) -> None:
        super().setup_schedule()
        for entry in self.schedule.values():
            entry.last_run_at = last_told(str(entry.name), at=timezone.now())

    def is_due(self, entry: ScheduleEntry) -> tuple[bool, float]:
        """Due, where it is this clock that tells it; and after how many seconds to ask again."""
        is_time, following = entry.is_due()
        if not is_time:
            return is_time, following
        if (left := self.waits_until - time.monotonic()) > 0:
            return False, left
        try:
            close_old_connections()
            return self._taken_up(entry, following, timezone.now())
        except (DatabaseError, InterfaceError) as fault:
            connection.close()
            log.warning("the clock can't ask what was told", job=entry.name, fault=str(fault).strip())
            return False, AGAIN

    def _taken_up(self, entry: ScheduleEntry, following: float, at: dt.datetime) -> tuple[bool, float]:
        job = str(entry.name)
        told = last_told(job, at=entry.last_run_at or at)
        is_time, by_then = entry.schedule.is_due(told)
        if not is_time:
            entry.last_run_at = told
            return is_time, by_then
        if not take_up(job, told_before=told, at=at):
            return False, SECOND
        self.before, self.taken = told, at
        return True, following

    def _ensure_connected(self) -> Any:
        """Celery's waits here for the broker, longer each time, with what it has taken up; ours is told that it is away."""
        return self.connection

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:
        """Tell the workers; what can't be told now is due again, for this clock or another."""
        try:
            self.apply_async(entry, producer=producer, advance=False)
        except Exception as fault:
            log.warning("the clock can't tell", job=entry.name, fault=str(fault).strip())
            self._untold(entry)
        else:
            log.info("told", job=entry.name)

    def _untold(self, entry: ScheduleEntry) -> None:
        self.waits_until = time.monotonic() + AGAIN
        # Whoever asks next begins with what stands in the schedule.
        self.schedule[str(entry.name)].last_run_at = self.before
        self._heap = None
        self.connection.close()
        for kept in ("connection", "producer"):
            self.__dict__.pop(kept, None)
        try:
            give_back(str(entry.name), told_before=self.before, at=self.taken)
        except (DatabaseError, InterfaceError) as fault:
            connection.close()
            log.warning("the clock can't give back what it couldn't tell", job=entry.name, fault=str(fault).strip())
