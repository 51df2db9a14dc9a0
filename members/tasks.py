import structlog
from allauth.usersessions.models import UserSession
from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from members.actions import close_accounts
from members.guessing import clear_old_guesses
from record.clocks import CLOCK_GUARD, ClockInDoubt
from record.once import forget_old_uses

log = structlog.get_logger(__name__)


@shared_task(name="members.clear_ended_sessions")
def clear_ended_sessions() -> None:
    """Remove the rows of sign-ins that have ended, from which address and browser they were made, old wrong ones and old keys."""
    if is_held("clear ended sessions"):
        return
    call_command("clearsessions")
    clear_old_guesses(timezone.now())
    forget_old_uses(timezone.now())
    for sign_in in UserSession.objects.iterator():
        sign_in.purge()


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
