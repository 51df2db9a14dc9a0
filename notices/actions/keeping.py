"""Rules and wordings as forms send them: whoever was shown others than those that hold by now is refused.

Two officers at one form would otherwise undo each other's work unseen. The seal of what a form was shown travels with it.
"""

import hashlib
import json
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from journal.actions import snapshot
from members.models import User
from notices.actions.settling import change_rules, use_our_words, word_letters
from notices.models import ChangedRules, LetterTemplate, Rules
from notices.words import Texts
from record.refusals import Refused


def seal_of_rules(rules: Rules) -> str:
    return _seal(snapshot(rules))


def seal_of_wording(kind: str) -> str:
    rows = LetterTemplate.objects.filter(kind=kind).order_by("language")
    return _seal(list(rows.values_list("language", "line", "body")))


def _seal(what: Any) -> str:
    return hashlib.sha256(json.dumps(what, default=str).encode()).hexdigest()[:24]


@transaction.atomic
def keep_rules(*, by: User, seen: str, **fields: Unpack[ChangedRules]) -> Rules:
    """Change the rules if they are still those that the person was shown."""
    if seen != seal_of_rules(_locked_rules()):
        raise _changed_meanwhile()
    return change_rules(by=by, **fields)


@transaction.atomic
def keep_wording(*, kind: str, texts: Texts, by: User, seen: str) -> None:
    """Word a kind anew if its wording is still the one that the person was shown."""
    _locked_rules()
    if seen != seal_of_wording(kind):
        raise _changed_meanwhile()
    word_letters(kind=kind, texts=texts, by=by)


@transaction.atomic
def give_up_wording(*, kind: str, by: User) -> bool:
    """Back to our own words; whether there were others."""
    _locked_rules()
    was_worded = LetterTemplate.objects.filter(kind=kind).exists()
    use_our_words(kind=kind, by=by)
    return was_worded


def _locked_rules() -> Rules:
    """The one row that whoever changes rules or wordings holds meanwhile."""
    Rules.objects.get_or_create(pk=1)
    return Rules.objects.select_for_update().get(pk=1)


def _changed_meanwhile() -> Refused:
    sentence = _("Somebody else has changed this since you opened it. Yours is kept below: compare, and keep it again.")
    return Refused({"": [sentence]}, is_stale=True)
