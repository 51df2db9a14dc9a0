import datetime as dt

import structlog
from celery import shared_task
from django.utils import timezone

from journal.actions import keep_check, seal_the_day, seal_what_stood
from journal.verification import faults_of_words, verify

log = structlog.get_logger(__name__)
JOURNAL = "journal"
MOST_KEPT = 50


@shared_task(name="journal.verify")
def verify_the_journal() -> None:
    """Walk the chain once a day, lay what the house says beside what was sealed, and keep what was found."""
    verdict = verify()
    faults = [verdict.fault] if verdict.fault else faults_of_words()
    if faults:
        log.error("journal broken", fault=faults[0], faults=len(faults), sound=verdict.sound, head=verdict.head)
    else:
        log.info("journal verified", sound=verdict.sound, head=verdict.head)
    keep_check(JOURNAL, at=timezone.now(), faults=faults[:MOST_KEPT])


@shared_task(name="journal.seal_the_day")
def seal_the_night() -> None:
    """Keep the seal at which the journal stands; what was said before there were digests is sealed first, once."""
    seal_what_stood()
    if night := seal_the_day(timezone.now().astimezone(dt.UTC).date()):
        log.info("journal sealed", number=night.number, head=night.seal)
