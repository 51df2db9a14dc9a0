"""What is planned under a kind that nobody has registered would be told in no words."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, register

from notices.kinds import REMINDERS
from notices.sources import SOURCES


@register()
def check_kinds(**_kwargs: Any) -> Iterable[CheckMessage]:
    return [
        Error(
            f"Reminders come from “{source}”, and no kind of notice is called so.",
            hint="Declare it where it is told, in kinds.py of its app: add(KindOfReminder(...)).",
            id="notices.E001",
        )
        for source in sorted(SOURCES.keys() - REMINDERS.keys())
    ]
