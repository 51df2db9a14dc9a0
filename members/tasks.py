from celery import shared_task
from django.core.management import call_command


@shared_task(name="members.clear_ended_sessions")
def clear_ended_sessions() -> None:
    """Remove the rows of sign-ins that have ended."""
    call_command("clearsessions")
