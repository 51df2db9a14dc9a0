"""A column of a sheet: a field that an act asks, as a cell holds it, as a form takes it, and as a reader is told it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _now

from record.acts.forms import CARRIED, ON_BEHALF_OF, ActForm
from record.acts.offers import Sentence
from record.exports import plain
from record.sheets.cells import UnreadableCell, as_day, as_flag, as_hour, as_number, as_text, folded

# So many values are offered in a cell; of more, a key is written.
MOST_OFFERED = 1000
# Between keys of which a cell holds several.
BETWEEN = "; "
YES = "on"


class CellKind(Enum):
    """What a cell holds."""

    TEXT, DAY, HOUR, NUMBER, FLAG, CHOICE, MANY = range(7)


KINDS: tuple[tuple[type[forms.Field], CellKind], ...] = (
    (forms.ModelMultipleChoiceField, CellKind.MANY),
    (forms.ModelChoiceField, CellKind.CHOICE),
    (forms.ChoiceField, CellKind.CHOICE),
    (forms.BooleanField, CellKind.FLAG),
    (forms.DateField, CellKind.DAY),
    (forms.TimeField, CellKind.HOUR),
    (forms.IntegerField, CellKind.NUMBER),
)


@dataclass(frozen=True)
class SheetColumn:
    """One field: its name, its words, what its cells hold, and which values are offered, each with its words."""

    name: str
    label: Sentence
    kind: CellKind
    help_text: Sentence = ""
    is_needed: bool = False
    offered: Mapping[str, str] = field(default_factory=dict)
    # More values than a cell offers: they are found by their keys when the form is filled in.
    is_open: bool = False

    @classmethod
    def of(cls, name: str, asked: forms.Field) -> "SheetColumn":
        kind = next((kind for sort, kind in KINDS if isinstance(asked, sort)), CellKind.TEXT)
        offered, is_open = offered_by(asked) if kind in {CellKind.CHOICE, CellKind.MANY} else ({}, False)
        return cls(name, asked.label or name, kind, asked.help_text, asked.required, offered, is_open)

    def told(self, value: Any) -> str:
        """What a form begins with, as the one text by which values are compared."""
        if value is None or value == "" or value is False:
            return ""
        match self.kind:
            case CellKind.FLAG:
                return YES
            case CellKind.MANY:
                return BETWEEN.join(sorted(str(key) for key in value))
            case CellKind.DAY:
                return value.isoformat() if isinstance(value, dt.date) else str(value)
            case CellKind.HOUR:
                return value.strftime("%H:%M") if isinstance(value, dt.time) else str(value)
            case CellKind.TEXT:
                return folded(str(plain(str(value))))
        return str(value)

    def read(self, cell: object, epoch: dt.datetime) -> str:
        """What a cell says, as that text. Raises UnreadableCell with a sentence."""
        if cell is None or (isinstance(cell, str) and not folded(cell)):
            return ""
        match self.kind:
            case CellKind.FLAG:
                return YES if as_flag(cell) else ""
            case CellKind.DAY:
                return as_day(cell, epoch).isoformat()
            case CellKind.HOUR:
                return as_hour(cell).strftime("%H:%M")
            case CellKind.NUMBER:
                return str(as_number(cell))
            case CellKind.CHOICE:
                return self._chosen(as_text(cell))
            case CellKind.MANY:
                parts = (
                    as_text(cell).replace(",", ";").replace("،", ";").replace("；", ";").replace("、", ";").split(";")
                )
                return BETWEEN.join(sorted({self._chosen(part) for part in map(folded, parts) if part}))
        return as_text(cell)

    def _chosen(self, words: str) -> str:
        """The key of what is written, by its words or itself."""
        sought = words.casefold()
        for key, label in self.offered.items():
            if sought in (label.casefold(), key.casefold()):
                return key
        if self.is_open:
            return words.split(" · ")[0]
        raise UnreadableCell(_now("“%(words)s” is not one of the values of this column.") % {"words": words[:80]})

    def for_a_form(self, told: str) -> str | list[str]:
        """The value as a form takes it."""
        return (
            told.split(BETWEEN) if self.kind is CellKind.MANY and told else [] if self.kind is CellKind.MANY else told
        )

    def cell(self, told: str) -> object:
        """The value as a typed cell holds it; None for an empty one."""
        if not told:
            return None
        match self.kind:
            case CellKind.DAY:
                return dt.date.fromisoformat(told)
            case CellKind.NUMBER:
                return int(told)
            case CellKind.FLAG:
                return _now("Yes")
            case CellKind.CHOICE:
                return self.offered.get(told, told)
        return told

    def in_words(self, told: str) -> str:
        """The value as a reader is told it."""
        if self.kind is CellKind.DAY and told:
            return str(date_format(dt.date.fromisoformat(told), "DATE_FORMAT"))
        return str(self.cell(told) or "")


def offered_by(asked: forms.Field) -> tuple[dict[str, str], bool]:
    """The values that a field offers, by key, with words that are each its own; and whether there are more than that."""
    choices: Iterable[tuple[Any, Any]] = asked.choices  # type: ignore[attr-defined]
    pairs = [(str(key), str(label)) for key, label in islice(choices, MOST_OFFERED + 2) if str(key)]
    labels = [folded(label) for _key, label in pairs]
    if len(pairs) > MOST_OFFERED:
        return {}, True
    return {
        key: f"{label} ({key})" if labels.count(label) > 1 else label
        for (key, _label), label in zip(pairs, labels, strict=True)
    }, False


def fields_on_a_sheet(form: ActForm, leaves: Iterable[str] = ()) -> dict[str, forms.Field]:
    """The fields of an act's form that a person fills in: without files, letters, and what the form carries by itself."""
    of_letters = {name for ask in form.setting.act.letter_asks for name in form.names_of.get(ask.name, ())}
    left_out = {*CARRIED, ON_BEHALF_OF, *of_letters, *leaves}
    return {
        name: asked
        for name, asked in form.fields.items()
        if name not in left_out and not asked.widget.is_hidden and not isinstance(asked, forms.FileField)
    }
