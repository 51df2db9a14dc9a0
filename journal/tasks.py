import structlog
from celery import shared_task

from journal.verification import verify

log = structlog.get_logger(__name__)


@shared_task(name="journal.verify")
def verify_the_journal() -> None:
    """Walk the chain once a day and say in the log what was found."""
    verdict = verify()
    if verdict.fault:
        log.error("journal broken", fault=verdict.fault, sound=verdict.sound, head=verdict.head)
    else:
        log.info("journal verified", sound=verdict.sound, head=verdict.head)
