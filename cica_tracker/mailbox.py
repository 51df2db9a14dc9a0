"""Where letters go when no mail server is set: a mailbox on disk (Maildir), which officers open on the site."""

import mailbox
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


def the_mailbox() -> mailbox.Maildir:
    settings.MAILBOX_DIR.parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(settings.MAILBOX_DIR, create=True)


class MailboxOnDisk(BaseEmailBackend):
    """Keeps each letter as a file of its own; several processes may write at once."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        box = the_mailbox()
        for letter in email_messages:
            box.add(letter.message().as_bytes())
        return len(email_messages)


def mailbox_is_on_disk() -> bool:
    """Whether letters are written here, and go nowhere."""
    return f"{MailboxOnDisk.__module__}.{MailboxOnDisk.__name__}" == settings.EMAIL_BACKEND


def letters() -> list[tuple[str, ParsedMessage]]:
    """Every letter with its key, newest first."""
    box = the_mailbox()
    newest_first = sorted(box.iterkeys(), key=_moment, reverse=True)
    return [(key, _parsed(box.get_bytes(key))) for key in newest_first]


def letter(key: str) -> ParsedMessage | None:
    box = the_mailbox()
    return _parsed(box.get_bytes(key)) if key in box else None


def _moment(key: str) -> tuple[int, str]:
    """Maildir names begin with the second of arrival."""
    second = key.split(".", 1)[0]
    return (int(second) if second.isdigit() else 0, key)


def _parsed(raw: bytes) -> ParsedMessage:
    return message_from_bytes(raw, policy=policy.default)  # type: ignore[return-value]
