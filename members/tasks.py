import structlog
from celery import shared_task
from django.utils import timezone

from members.actions import close_accounts
from record.clocks import CLOCK_GUARD, ClockInDoubt

log = structlog.get_logger(__name__)


@shared_task(name="members.close_accounts")
def close_accounts_of_those_who_left() -> None:
    if not is_held("close accounts of those who left"):
        close_accounts(at=timezone.now())


def is_held(job: str) -> bool:
    """Whether a job lets this day pass, since the clock can't be believed; it is tried again on the next."""
    try:
        CLOCK_GUARD.require_belief(timezone.now())
    except ClockInDoubt as doubt:
        log.error("held: the clock can't be believed", job=job, why=str(doubt))
        return True
    return False
