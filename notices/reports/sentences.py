"""A reminder as one sentence, in the language of whoever reads it in the portal."""

import datetime as dt

from django.utils import timezone

from notices.models import Notice
from notices.words import Reader, Wordings, filled


def sentence_of(notice: Notice, wordings: Wordings, at: dt.datetime | None = None) -> str:
    """Its line as it reads in a letter; days are counted from now. `wordings` are read once for a list."""
    line, _body = wordings.of(notice.kind)
    return filled(line, notice.kind, notice.values, Reader("UTC", at or timezone.now()))
