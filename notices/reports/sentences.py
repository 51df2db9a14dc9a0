"""A reminder as one sentence, in the language of whoever reads it in the portal."""

import datetime as dt

from django.utils import timezone

from notices.kinds import REMINDERS
from notices.models import Notice
from notices.words import Reader, Wordings, filled


def sentence_of(notice: Notice, at: dt.datetime | None = None, wordings: Wordings | None = None) -> str:
    """Its line as it reads in a letter, counted from when it was told; empty for what is no reminder.

    `wordings` are read once for a list; without them our own words are used.
    """
    if notice.kind not in REMINDERS:
        return ""
    line = wordings.of(notice.kind)[0] if wordings else str(REMINDERS[notice.kind].line)
    reader = Reader("UTC", at or notice.told_at or notice.created_at or timezone.now())
    return filled(line, notice.kind, notice.values, reader)
