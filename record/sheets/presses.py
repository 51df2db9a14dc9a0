"""What a workbook does, by the acts that its sheets name: each as if somebody had filled in its form, all of it or nothing."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _now

from record.acts.forms import ON_BEHALF_OF, ONCE, SEEN, ActForm
from record.acts.table import Setting
from record.acts.turns import do
from record.refusals import Refused
from record.sheets.columns import YES, SheetColumn, fields_on_a_sheet
from record.sheets.comparing import ComparedRow
from record.sheets.table import LinesSheet, Parent, Taking, setting_of
from record.templatetags.signs import colon

Values = dict[str, str | list[str]]


@dataclass
class SheetPress:
    """One act that the file does: about which thing, with what its rows say, and under which one-time key."""

    kind: Any
    act: str
    rows: list[ComparedRow]
    key: str = ""
    parent: Parent | None = None
    # By field of the form: the row and the column that say it.
    said: dict[str, tuple[ComparedRow, str]] = field(default_factory=dict)

    def form(self, taking: Taking, once: str) -> ActForm | None:
        """The form of the act as it is offered now, filled in; None where it isn't offered."""
        thing = self.kind.noun.called(taking.user, self.key).first() if self.key else None
        if self.key and thing is None:
            return None
        new = sum(row.is_new for row in self.rows)
        setting = setting_of(taking, self.kind.noun, self.act, thing, new)
        if setting is None:
            return None
        begun = self._begun(setting)
        values = {name: as_sent(begun[name].value()) for name in begun.fields}
        values |= self._lines(setting) if isinstance(self.kind, LinesSheet) else self._cells(begun)
        values |= self.parent.fixed if self.parent else {}
        values |= said_by_letter(begun, taking)
        values[SEEN] = str(getattr(thing, setting.act.guard)) if thing is not None and setting.act.guard else ""
        values[ONCE] = hashlib.sha256(f"{once} {self.act} {[row.token for row in self.rows]}".encode()).hexdigest()[:32]
        data = {name: value if isinstance(value, list) else [value] for name, value in values.items() if value != ""}
        return ActForm(setting, MultiValueDict(data), MultiValueDict())

    def _begun(self, setting: Setting) -> ActForm:
        """What the form begins with, but for what only suits a page: the reader's language, and lines for whoever types."""
        suggests = setting.act.suggests(setting) if setting.act.suggests else {}
        lines = f"{self.kind.ask}-" if isinstance(self.kind, LinesSheet) else "\0"
        return ActForm(setting, initial={name: value for name, value in suggests.items() if not name.startswith(lines)})

    def _cells(self, begun: ActForm) -> Values:
        [row] = self.rows
        asked = fields_on_a_sheet(begun, self.kind.leaves)
        told = {name: text for name, text in row.told.items() if text} if row.is_new else row.changed
        self.said |= {name: (row, name) for name in asked if name in row.beside.columns_by_name}
        return {name: _sent(row, name, text) for name, text in told.items() if name in asked}

    def _lines(self, setting: Setting) -> Values:
        """Each row on the line of what it is about, and new ones on those that are free."""
        lines = self.kind.rows_of(setting.act).rows(setting)
        taken = {self.kind.line_key(behind): line for line, behind in lines.items() if behind is not None}
        free = (line for line, behind in lines.items() if behind is None)
        values: Values = {}
        for row in self.rows:
            line = next(free) if row.is_new else taken.get(row.row.key)
            if line is None:
                row.problems.append(_now("This row was changed meanwhile. Take your entries home again."))
                continue
            told = row.told if row.is_new else row.changed
            start = f"{self.kind.ask}-{line}-"
            self.said |= {f"{start}{name}": (row, name) for name in row.beside.columns_by_name}
            values |= {
                f"{start}{name}": _sent(row, name, text) for name, text in told.items() if text or not row.is_new
            }
        return values

    def complain(self, form: ActForm | None) -> None:
        """Say what is wrong at the cells that say it; of what stands in no cell, at the rows."""
        if form is None:
            for row in self.rows:
                row.problems.append(_now("This can’t be done for your state, or not now."))
            return
        for name, sentences in form.errors.items():
            if name in self.said:
                row, column = self.said[name]
                cell = row.cell(column)
                # Of what can't be read nothing else is to be said.
                cell.problems += [] if cell.problems else map(str, sentences)
                continue
            label = f"{form.fields[name].label}{colon()}" if name in form.fields else ""
            for one_of_them in self.rows:
                one_of_them.problems += [f"{label}{sentence}" for sentence in sentences]


def _sent(row: ComparedRow, name: str, told: str) -> str | list[str]:
    column: SheetColumn = row.beside.columns_by_name[name]
    return column.for_a_form(told)


def as_sent(value: object) -> str | list[str]:
    """What a form begins with, as a browser would send it."""
    match value:
        case None | False | "":
            return ""
        case True:
            return YES
        case dt.date() | dt.time():
            return value.isoformat()
        case list() | tuple() | set() | frozenset():
            return [str(part) for part in value]
    return str(value)


def said_by_letter(form: ActForm, taking: Taking) -> Values:
    """For whom it is done, and by which letter where the state wrote."""
    fields: Mapping[str, forms.Field] = form.fields
    values: Values = {ON_BEHALF_OF: taking.owner.code} if ON_BEHALF_OF in fields else {}
    if (letter := taking.letter) is None:
        return values
    said = {
        "channel": letter.channel,
        "dated": letter.dated.isoformat() if letter.dated else "",
        "letter_reference": letter.reference,
        "letter": letter.reference,
    }
    of_letters = {name: text for name, text in said.items() if name in fields}
    return values | {name: text for name, text in of_letters.items() if not isinstance(fields[name], forms.FileField)}


def presses_of(rows: Iterable[ComparedRow], *, also_wrong: bool = False) -> list[SheetPress]:
    """The acts of all rows that change something and aren't set aside, in the order of the sheets.

    `also_wrong`: those in which something is wrong as well, so that all of it is told at once.
    """
    presses: list[SheetPress] = []
    together: dict[tuple[str, str], SheetPress] = {}
    for row in rows:
        if row.is_set_aside or not row.does_something or (row.is_wrong and not also_wrong):
            continue
        kind = row.beside.kind
        if isinstance(kind, LinesSheet):
            if row.parent is None:
                continue
            whole = (kind.name, row.parent.key)
            if whole not in together:
                key = kind.noun.key_of(row.parent.thing) if row.parent.thing is not None else ""
                together[whole] = SheetPress(kind, row.parent.act, [], key, row.parent)
                presses.append(together[whole])
            together[whole].rows.append(row)
        elif row.is_new:
            presses.append(SheetPress(kind, kind.begins, [row]))
        else:
            presses += _changes(row)
    return presses


def _changes(row: ComparedRow) -> list[SheetPress]:
    """The acts whose fields the row changes."""
    asked, changed = row.held.asked if row.held else {}, set(row.changed)
    return [SheetPress(row.beside.kind, name, [row], row.row.key) for name, fields in asked.items() if changed & fields]


def checked(rows: Sequence[ComparedRow], taking: Taking, once: str) -> None:
    """Ask each act whether it could be done, and write what is wrong to the cells; nothing is called."""
    for press in presses_of(rows, also_wrong=True):
        form = press.form(taking, once)
        if form is None or not form.is_valid() or form.setting.offer.problems:
            _say_offer(press, form)
            press.complain(form)


def _say_offer(press: SheetPress, form: ActForm | None) -> None:
    for row in press.rows if form is not None else ():
        row.problems += form.setting.offer.problems if form is not None else ()


class NotAll(Exception):
    """Something in the file is wrong: nothing of it was kept."""


def done(rows: Sequence[ComparedRow], taking: Taking, once: str) -> list[Any]:
    """Do all that the file says. Raises NotAll, with what is wrong written to the cells, and keeps nothing then."""
    results: list[Any] = []
    with transaction.atomic():
        for press in presses_of(rows):
            form = press.form(taking, once)
            if form is None or form.setting.offer.problems or not form.is_valid():
                _say_offer(press, form)
                press.complain(form)
                continue
            try:
                with transaction.atomic():
                    results.append(do(press.kind.noun, form))
            except Refused as refusal:
                form.refuse(refusal)
                press.complain(form)
            except ValidationError as error:
                form.add_error(None, error)
                press.complain(form)
        if any(row.is_wrong and not row.is_set_aside for row in rows):
            raise NotAll
    return results
