"""What every page may say, whoever renders it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cica_tracker.mailbox import MailboxOnDisk


def every_page(request: HttpRequest) -> dict[str, Any]:
    return {"mailbox_is_on_disk": mailbox_is_on_disk(), "is_demo": settings.DEMO}


def mailbox_is_on_disk() -> bool:
    return f"{MailboxOnDisk.__module__}.{MailboxOnDisk.__name__}" == settings.EMAIL_BACKEND
