"""A letter to oneself, to see how a wording reads where letters are read. It says that it is a test."""

import copy
import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from journal.staff import Work, require_work
from members.models import User
from notices.actions.moving import moved_line
from notices.composing import compose
from notices.models import Letter, Notice, NoticeTransition
from notices.words import Texts, Wordings

TEST = "test of a wording"


@transaction.atomic
def send_a_test(
    *, by: User, kind: str, texts: Texts, language: str, sample: Notice, at: dt.datetime | None = None
) -> Letter:
    """Put one letter to the person who asks among those that leave, with the sample in these words, marked as a test."""
    require_work(by, Work.WORD)
    at = at or timezone.now()
    letter = _test_letter(by, kind, texts, language, sample, at)
    letter.of_account, letter.number, letter.next_try_at = TEST, 0, at
    letter.save(force_insert=True)
    NoticeTransition.objects.bulk_create([moved_line(at, "", letter.stage, letter_id=letter.pk)])
    return letter


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
