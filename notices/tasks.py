from celery import shared_task

from notices.actions import tick

# Seconds after which a beat takes up no new letters: the next beat is near.
WITHIN = 50


@shared_task(name="notices.tick")
def plan_and_send() -> None:
    """Plan what is wanted and send what is due."""
    tick(within=WITHIN)
