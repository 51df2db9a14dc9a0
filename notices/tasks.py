import contextlib

from celery import shared_task

from notices.actions import let_go_on, tick
from notices.actions.webhooks import deliver_to_programs
from record.clocks import ClockInDoubt

# Seconds after which a beat takes up no new letters: the next beat is near.
WITHIN = 50


@shared_task(name="notices.tick")
def plan_and_send() -> None:
    """Plan what is wanted and send what is due."""
    tick(within=WITHIN)


@shared_task(name="notices.deliver_to_programs")
def tell_programs() -> None:
    """Say to programs what their people were told."""
    deliver_to_programs()


@shared_task(name="notices.let_go_on")
def let_what_waits_go_on() -> None:
    """Let what stays unanswered go on to the next person."""
    # It alarms, and is tried again the next morning.
    with contextlib.suppress(ClockInDoubt):
        let_go_on()
