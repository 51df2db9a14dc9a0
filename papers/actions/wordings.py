"""How letters are worded and participants addressed: said anew by staff, and taken back."""

import datetime as dt
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.staff import Work, require_work
from members.models import Participant, User
from papers.models import FormOfAddress, LetterWording
from papers.words import PARTS, wrong_in
from record.acts import MOVED_MEANWHILE
from record.references import next_in
from record.refusals import Refused

TAKEN_BACK = _("It was taken back already.")
Said = TypeVar("Said", LetterWording, FormOfAddress)
AS_IT_IS = _("These are the words that hold already.")


@transaction.atomic
def word_letters_anew(
    *,
    kind: str,
    language: str,
    series: str,
    letterhead: str,
    opening: str,
    closing: str,
    signature: str,
    by: User,
    seen: int | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> LetterWording:
    """From now on letters of a kind read so in a language; those that were sent stay as they went. Raises Refused.

    `seen` is the number of the wording that the person was shown: where another holds meanwhile, nothing is kept.
    """
    require_work(by, Work.WORD)
    at = at or timezone.now()
    parts = {"letterhead": letterhead, "opening": opening, "closing": closing, "signature": signature}
    problems = {part: wrong for part in PARTS if (wrong := wrong_in(parts[part]))}
    rows = LetterWording.objects.filter(kind=kind, language=language)
    newest = rows.standing().order_by("number").last()
    if seen is not None and seen != (newest.number if newest else 0):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    if problems:
        raise Refused(problems)
    said = {part: words.strip().replace("\r\n", "\n") for part, words in parts.items()}
    if newest and newest.series == series and all(getattr(newest, part) == said[part] for part in PARTS):
        raise Refused({"": [AS_IT_IS]})
    row = LetterWording.objects.create(
        kind=kind, language=language, series=series, number=next_in(rows), by=by, at=at, once_key=once_key, **said
    )
    record(by=by, verb="worded letters", about=row, changes={"number": [None, row.number]}, at=at)
    return row


@transaction.atomic
def set_form_of_address(
    *,
    participant: Participant,
    language: str,
    text: str,
    by: User,
    seen: int | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> FormOfAddress:
    """From now on a participant is addressed so in letters of a language. Raises Refused."""
    require_work(by, Work.WORD)
    at = at or timezone.now()
    rows = FormOfAddress.objects.filter(participant=participant, language=language)
    newest = rows.standing().order_by("number").last()
    if seen is not None and seen != (newest.number if newest else 0):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    if wrong := wrong_in(text, ()):
        raise Refused({"text": wrong})
    row = FormOfAddress.objects.create(
        participant=participant, language=language, text=text.strip(), number=next_in(rows), by=by, at=at,
        once_key=once_key,
    )  # fmt: skip
    record(by=by, verb="set a form of address", about=row, changes={"number": [None, row.number]}, at=at)
    return row


def take_back_wording(*, wording: LetterWording, by: User, at: dt.datetime | None = None) -> LetterWording:
    """The one before it holds again, or what the house proposes."""
    return _taken_back(wording, "took back a wording of letters", by, at)


def take_back_form(*, form_of_address: FormOfAddress, by: User, at: dt.datetime | None = None) -> FormOfAddress:
    """The one before it holds again, or the neutral form."""
    return _taken_back(form_of_address, "took back a form of address", by, at)


@transaction.atomic
def _taken_back(said: Said, verb: str, by: User, at: dt.datetime | None) -> Said:
    require_work(by, Work.WORD)
    at = at or timezone.now()
    row = type(said).objects.select_for_update(of=("self",)).get(pk=said.pk)
    if row.taken_back_at is not None:
        raise Refused({"": [TAKEN_BACK]}, is_stale=True)
    row.taken_back_at = at
    row.save(update_fields=["taken_back_at"])
    record(by=by, verb=verb, about=row, changes={"number": [row.number, None]}, at=at)
    return row
