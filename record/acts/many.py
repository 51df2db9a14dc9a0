"""One act on many rows: which acts all of them offer, what each press would do, and the presses, each by itself.

It knows no noun: a row is a thing of a noun, or, where an act begins something by an ask that names a row (`Act.row_ask`), a
value of that ask. Each row is a turn of its own, with its own journal entry; one that is refused sets itself aside.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from record.acts.forms import CARRIED, ONCE, SEEN, ActForm
from record.acts.offers import NOT_NOW, Sentence
from record.acts.table import TABLE, Act, Noun, Setting
from record.acts.turns import do, take_turn
from record.refusals import Refused

MOST_AT_ONCE = 50


@dataclass(frozen=True)
class ChosenRow:
    """A row that was chosen: its key in addresses, what it is called, and the thing; None where an ask names it."""

    key: str
    label: Sentence
    thing: Any = None


@dataclass(frozen=True)
class RowOutcome:
    """What becomes, or would become, of one row."""

    row: ChosenRow
    is_done: bool
    sentences: tuple[str, ...] = ()
    # What the thing showed when it was looked at (`Act.guard`), to go with the press.
    seen: str = ""


def is_for_many(act: Act) -> bool:
    """Whether one form can say it for many rows: it needs no look at what it would change, no file, and no page of its own."""
    is_about_rows = bool(act.row_ask) if act.begins else True
    return is_about_rows and act.in_portal and act.preview is None and act.first is None and not act.stands_at


def rows_called(noun: Noun, user: Any, keys: Iterable[str], at: dt.datetime) -> list[ChosenRow]:
    """The rows of these keys that the person sees, each once, in the order in which they were chosen."""
    named = _named_by_asks(noun, user, at)
    rows = []
    for key in list(dict.fromkeys(keys))[:MOST_AT_ONCE]:
        if named is not None:
            rows += [ChosenRow(key, named[key])] if key in named else []
        elif (thing := _thing(noun, user, key)) is not None:
            rows.append(ChosenRow(key, noun.heading(thing), thing))
    return rows


def _thing(noun: Noun, user: Any, key: str) -> Any:
    try:
        return noun.called(user, key).first()
    except (ValueError, ValidationError):  # a key that no such thing could have
        return None


def _named_by_asks(noun: Noun, user: Any, at: dt.datetime) -> dict[str, Sentence] | None:
    """Of a noun whose rows asks name, each row that some act may be done to; None where rows are things."""
    acts = [act for act in TABLE.acts(noun.name, begins=True) if act.row_ask]
    if not acts:
        return None
    named: dict[str, Sentence] = {}
    for act in acts:
        named |= _offered_rows(act, user, at)
    return named


def _offered_rows(act: Act, user: Any, at: dt.datetime) -> dict[str, Sentence]:
    setting = act.setting(user, None, at)
    if setting is None:
        return {}
    return {str(key): label for key, label in ActForm(setting).fields[act.row_ask].choices if key}


def acts_of_all(noun: Noun, user: Any, rows: Sequence[ChosenRow], at: dt.datetime) -> list[Act]:
    """The acts that every one of them offers now, in their order."""
    if not rows:
        return []
    if rows[0].thing is None:
        acts = [act for act in TABLE.acts(noun.name, begins=True) if act.row_ask and is_for_many(act)]
        offered = {act.name: _offered_rows(act, user, at).keys() for act in acts}
        return [act for act in acts if {row.key for row in rows} <= offered[act.name]]
    names: set[str] | None = None
    first: list[Act] = []
    for row in rows:
        offers = [act for act, offer in TABLE.offers(noun, user, row.thing, at, is_for_many) if _may(act, offer)]
        first = first or offers
        names = {act.name for act in offers} if names is None else names & {act.name for act in offers}
    return [act for act in first if act.name in (names or set()) and not _takes_a_file(act, user, rows[0].thing, at)]


def act_of_any(noun: Noun, user: Any, rows: Sequence[ChosenRow], name: str, at: dt.datetime) -> Act | None:
    """The act of that name, where any of them offers it now: what has moved on meanwhile keeps no other waiting."""
    for row in rows:
        if act := next((act for act in acts_of_all(noun, user, [row], at) if act.name == name), None):
            return act
    return None


def _may(act: Act, offer: Any) -> bool:
    return bool(act.is_listed and offer.is_now and offer.may_submit)


def _takes_a_file(act: Act, user: Any, thing: Any, at: dt.datetime) -> bool:
    setting = act.setting(user, thing, at)
    return setting is None or ActForm(setting).is_multipart()


def form_of_all(act: Act, user: Any, rows: Sequence[ChosenRow], data: Any, at: dt.datetime) -> ActForm | None:
    """What is asked once for all of them: as of the first that offers it, without what names a row."""
    settings = (act.setting(user, row.thing, at) for row in rows)
    setting = next((setting for setting in settings if setting is not None and setting.offer.is_now), None)
    if setting is None:
        return None
    form = ActForm(setting, data) if data is not None else ActForm.begun(setting, {})
    for name in (act.row_ask, *CARRIED):
        form.fields.pop(name, None)
    form.mark_optional()
    return form


@dataclass(frozen=True)
class ManyPresses:
    """One act, by one person, with one set of answers, for many rows. `key` is the one-time key of all of them."""

    noun: Noun
    act: Act
    user: Any
    at: dt.datetime
    sent: QueryDict
    key: str

    def previewed(self, rows: Sequence[ChosenRow]) -> list[RowOutcome]:
        """What each press would do: it is tried, and nothing of it is kept."""
        return [self._tried(row) for row in rows]

    def done(self, rows: Sequence[ChosenRow], seen: Mapping[str, str]) -> list[RowOutcome]:
        """Each press by itself: what is refused keeps no other waiting."""
        outcomes = []
        for row in rows:
            setting = self._setting(row)
            if setting is None:
                outcomes.append(RowOutcome(row, False, (str(NOT_NOW),)))
                continue
            turn = take_turn(self.noun, setting, self._data(row, seen.get(row.key, "")))
            said = tuple(sentence for _level, sentence in turn.said) if turn.is_done else _why_not(turn.form)
            outcomes.append(RowOutcome(row, turn.is_done, said))
        return outcomes

    def _tried(self, row: ChosenRow) -> RowOutcome:
        setting = self._setting(row)
        if setting is None:
            return RowOutcome(row, False, (str(NOT_NOW),))
        seen = str(getattr(row.thing, self.act.guard)) if self.act.guard and row.thing is not None else ""
        if setting.offer.problems:
            return RowOutcome(row, False, tuple(map(str, setting.offer.problems)))
        form = ActForm(setting, self._data(row, seen))
        if not form.is_valid():
            return RowOutcome(row, False, _why_not(form))
        try:
            with transaction.atomic():
                do(self.noun, form)
                transaction.set_rollback(True)
        except Refused as refusal:
            form.refuse(refusal)
            return RowOutcome(row, False, _why_not(form))
        except ValidationError as error:
            return RowOutcome(row, False, tuple(error.messages))
        return RowOutcome(row, True, (), seen)

    def _setting(self, row: ChosenRow) -> Setting | None:
        """Of the thing as it is now: what was tried leaves nothing on it."""
        thing = None if row.thing is None else _thing(self.noun, self.user, row.key)
        if row.thing is not None and thing is None:
            return None
        return self.act.setting(self.user, thing, self.at)

    def _data(self, row: ChosenRow, seen: str) -> QueryDict:
        """What was sent once, as if it had been sent for this row."""
        data = self.sent.copy()
        data[ONCE] = hashlib.sha256(f"{self.key} {row.key}".encode()).hexdigest()[:32]
        data[SEEN] = seen
        if self.act.row_ask:
            data[self.act.row_ask] = row.key
        return data


def _why_not(form: ActForm) -> tuple[str, ...]:
    return tuple(str(sentence) for sentences in form.errors.values() for sentence in sentences)
