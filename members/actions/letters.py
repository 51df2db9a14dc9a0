"""Letters about accounts and posts: written in the language of whom they are to, sent once what they tell stands."""

from typing import Any

import structlog
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

log = structlog.get_logger(__name__)


def write(letter: str, words: dict[str, Any], *, to: str, language: str) -> None:
    """Write a letter of `templates/members/letters/`. One that can't leave undoes nothing of what it tells."""
    with override(language):
        subject, text = (
            render_to_string(f"members/letters/{letter}_{part}.txt", words).strip() for part in ("subject", "message")
        )
    transaction.on_commit(lambda: _send(letter, subject, text, to), robust=True)


def _send(letter: str, subject: str, text: str, to: str) -> None:
    try:
        send_mail(subject, text, None, [to])
    except OSError as fault:  # SMTP's faults are of that kind
        log.error("letter not sent", letter=letter, fault=str(fault))
