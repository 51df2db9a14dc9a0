"""What a person decides about letters. All of it is journalled."""

import datetime as dt
from typing import Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from journal.actions import difference, record, snapshot
from journal.staff import Work, only_officers, require_work
from members.models import User
from notices.actions.moving import move_notices, moved_line
from notices.choices import Stage, Verdict
from notices.models import ChangedRules, Letter, LetterTemplate, Notice, NoticeTransition, Rules
from notices.words import Texts, check_wording


def settle(*, letter: Letter, verdict: str, by: User, at: dt.datetime | None = None) -> None:
    """Say of a letter that is held that it arrived, or send one that is held or was refused again.

    Held: the same letter goes again, byte by byte. Refused: nobody has it, so that what was in it is written anew, to the
    address the person has by now.
    """
    at = at or timezone.now()
    only_officers(by)
    if verdict == Verdict.ARRIVED:
        _arrived(letter, by, at)
    else:
        _again(letter, by, at)


@transaction.atomic
def _arrived(letter: Letter, by: User, at: dt.datetime) -> None:
    if not Letter.objects.filter(pk=letter.pk, stage=Stage.UNKNOWN).update(stage=Stage.SENT, ended_at=at):
        raise ValidationError(_("This letter is not held any more."))
    Notice.objects.filter(letter=letter.pk, stage=Stage.UNKNOWN).update(stage=Stage.SENT, told_at=at)
    _write_history(letter, Stage.UNKNOWN, Stage.SENT, by, at)
    record(by=by, verb="said that it arrived", about=letter, at=at)


@transaction.atomic
def _again(letter: Letter, by: User, at: dt.datetime) -> None:
    held = Letter.objects.filter(pk=letter.pk, stage=Stage.UNKNOWN)
    if held.update(stage=Stage.PENDING, next_try_at=at, attempts=0, ended_at=None, is_doubtful=True):
        Notice.objects.filter(letter=letter.pk, stage=Stage.UNKNOWN).update(stage=Stage.CLAIMED)
        _write_history(letter, Stage.UNKNOWN, Stage.PENDING, by, at)
    elif _is_of_an_account(letter, at):
        _write_history(letter, Stage.REFUSED, Stage.PENDING, by, at)
    else:
        refused = Notice.objects.filter(letter=letter.pk, stage=Stage.REFUSED)
        moved = move_notices(
            refused, source=[Stage.REFUSED], target=Stage.PENDING, at=at, detail=f"by {by}", letter=None, send_at=at
        )
        if not moved:
            raise ValidationError(_("There is nothing in this letter to send again."))
    record(by=by, verb="sent again", about=letter, at=at)


def _is_of_an_account(letter: Letter, at: dt.datetime) -> bool:
    """One about an account that was refused goes to its address again, in the words that it has; False: it is another."""
    refused = Letter.objects.filter(pk=letter.pk, stage=Stage.REFUSED).exclude(of_account="").exclude(raw=b"")
    return bool(refused.update(stage=Stage.PENDING, next_try_at=at, attempts=0, ended_at=None, answer=""))


def _write_history(letter: Letter, source: str, target: str, by: User, at: dt.datetime) -> None:
    line = moved_line(at, source, target, letter_id=letter.pk)
    line.worker = str(by)[:100]
    NoticeTransition.objects.bulk_create([line])


@transaction.atomic
def change_rules(*, by: User, **fields: Unpack[ChangedRules]) -> Rules:
    """Change the rules for letters: the policy, hours, caps; `is_paused=True` stops all of them."""
    only_officers(by)
    Rules.objects.get_or_create(pk=1)
    row = Rules.objects.select_for_update().get(pk=1)
    before = snapshot(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    if changes := difference(before, snapshot(row)):
        row.save()
        record(by=by, verb="changed the rules for letters", about=row, changes=changes)
    return row


@transaction.atomic
def word_letters(*, kind: str, texts: Texts, by: User) -> None:
    """Word a kind of reminder in all languages at once: {language: (sentence, text)}. Refused, nothing is changed."""
    require_work(by, Work.WORD)
    check_wording(kind, texts)
    for language, (line, body) in texts.items():
        row, is_new = LetterTemplate.objects.get_or_create(
            kind=kind, language=language, defaults={"line": line, "body": body}
        )
        before = {} if is_new else snapshot(row)
        row.line, row.body = line, body
        row.full_clean()
        if changes := difference(before, snapshot(row)):
            row.save()
            record(by=by, verb="worded letters", about=row, changes=changes)


@transaction.atomic
def use_our_words(*, kind: str, by: User) -> None:
    """Give up staff's own wording of a kind."""
    require_work(by, Work.WORD)
    for row in LetterTemplate.objects.filter(kind=kind):
        changes = {name: [value, None] for name, value in snapshot(row).items()}
        record(by=by, verb="gave up a wording", about=row, changes=changes)
        row.delete()
