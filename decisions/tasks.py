from celery import shared_task

from decisions.actions.silence_ends import settle_due


@shared_task(name="commitments.settle_silence")
def settle_silence() -> None:
    """Record the end of silence procedures whose period has run out."""
    settle_due()
