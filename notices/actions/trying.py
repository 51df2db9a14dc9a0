"""A letter to oneself, to see how a wording reads where letters are read. It stands in no ledger."""

import copy
import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from journal.staff import Work, require_work
from members.models import User
from notices.composing import compose
from notices.models import Letter, Notice
from notices.post import MailAnswer, open_line
from notices.words import Texts, Wordings


def send_a_test(
    *, by: User, kind: str, texts: Texts, language: str, sample: Notice, at: dt.datetime | None = None
) -> MailAnswer:
    """Send the person who asks one letter with the sample in these words, marked as a test; what the mail server said."""
    require_work(by, Work.WORD)
    with open_line() as line:
        return line.send(_test_letter(by, kind, texts, language, sample, at or timezone.now()))


def _test_letter(by: User, kind: str, texts: Texts, language: str, sample: Notice, at: dt.datetime) -> Letter:
    wordings = Wordings()
    with override(language):
        marked, body = _("Test: %(line)s") % {"line": texts[language][0]}, texts[language][1]
    wordings.chosen[kind, language] = marked, body
    reader, carried = copy.copy(by), copy.copy(sample)
    reader.language = language
    # A test leads to no wish of anybody's, and carries no file.
    carried.official, carried.attachment = True, ""
    return compose(reader, [carried], wordings, at)
