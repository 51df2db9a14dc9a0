"""Whether what acts by itself may act now. The room that can judge the clock registers how; one judgement for all jobs."""

import datetime as dt
from collections.abc import Callable


class ClockInDoubt(Exception):
    """Nothing is done by itself now; the sentence says why."""


class ClockGuard:
    """Asked by every job that does something because a day has come: ends a term, closes an account, clears rows away."""

    def __init__(self) -> None:
        # Why the clock can't be believed at a moment, as a sentence; empty when it can.
        self.judge: Callable[[dt.datetime], str] = lambda _at: ""

    def require_belief(self, at: dt.datetime) -> None:
        """Raises ClockInDoubt. What a person does at that moment asks nobody: they see the day they act on."""
        if why := self.judge(at):
            raise ClockInDoubt(why)


CLOCK_GUARD = ClockGuard()
