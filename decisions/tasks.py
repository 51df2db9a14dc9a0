import contextlib

from celery import shared_task

from decisions.actions.silence_ends import settle_due
from record.clocks import ClockInDoubt


@shared_task(name="decisions.settle_silence")
def settle_silence() -> None:
    """Record the end of silence procedures whose period has run out."""
    # It alarms, and is tried again each minute.
    with contextlib.suppress(ClockInDoubt):
        settle_due()
