from allauth.usersessions.models import UserSession
from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from members.actions import close_accounts
from members.guessing import clear_old_guesses


@shared_task(name="members.clear_ended_sessions")
def clear_ended_sessions() -> None:
    """Remove the rows of sign-ins that have ended, from which address and browser they were made, and old wrong ones."""
    call_command("clearsessions")
    clear_old_guesses(timezone.now())
    for sign_in in UserSession.objects.iterator():
        sign_in.purge()


@shared_task(name="members.close_accounts")
def close_accounts_of_those_who_left() -> None:
    close_accounts(at=timezone.now())
