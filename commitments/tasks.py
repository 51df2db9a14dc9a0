from celery import shared_task

from commitments.actions.silence import settle_due


@shared_task(name="commitments.settle_silence")
def settle_silence() -> None:
    """Record the end of silence procedures whose period has run out."""
    settle_due()
