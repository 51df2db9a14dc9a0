"""The sheets of a workbook that a state takes home: which of its entries stand on each, and by which acts they come back.

Two kinds of sheets: on one a row is a thing (an activity, a progress note), on the other a line of something that is said
as a whole (an action plan, a delegation). Rooms register theirs when the house starts.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from record.acts.forms import ActForm
from record.acts.groups import LINES, Rows, sheets_of
from record.acts.offers import ForWhom, Offer, Sentence
from record.acts.table import TABLE, Act, Noun, Setting
from record.letters import ReceivedLetter
from record.sheets.columns import SheetColumn, fields_on_a_sheet
from record.viewers import Viewer

_NOT_FROM_A_FILE = _("You can’t change this one.")
_NOT_CHANGED = _("What was given stands as it is: a row like this one isn’t changed.")


@dataclass(frozen=True)
class Taking:
    """Who takes the entries of which state along, or brings them back, when; and by which letter, where it wrote."""

    user: Viewer
    owner: ForWhom
    at: dt.datetime
    letter: ReceivedLetter | None = None


@dataclass(frozen=True)
class ShownColumn:
    """What stands beside a row so that whoever fills it in knows which one it is. Nobody changes it there."""

    name: str
    label: Sentence
    say: Callable[[Any], object]


@dataclass(frozen=True)
class SheetRow:
    """A row as the record has it now: its key, the count of changes, what its cells hold, and which of them may be changed."""

    key: str
    version: str
    told: Mapping[str, str]
    open: frozenset[str] = frozenset()
    shown: tuple[object, ...] = ()
    why_not: Sentence = ""
    thing: Any = None
    # Of a line: of what it is one.
    of: str = ""
    # By act: the columns that it changes.
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)


def setting_of(taking: Taking, noun: Noun, name: str, thing: Any = None, lines: int = 0) -> Setting | None:
    """An act as it is offered to whoever brings the file, for that state; None where it isn't."""
    act = TABLE.act(noun, name, thing)
    offer = act.offer_to(taking.user, thing, taking.at) if act else None
    if act is None or offer is None or (offer.speakers and offer.speaker(taking.owner.code) is None):
        return None
    link = MultiValueDict({LINES: [str(lines)]}) if lines else MultiValueDict()
    return Setting(act, taking.user, thing, taking.at, offer, link)


def why_not_now(setting: Setting | None) -> Sentence:
    """Why the act can't be done with it now; nothing where it can."""
    if setting is None:
        return _NOT_FROM_A_FILE
    return setting.offer.problems[0] if setting.offer.problems else ""


@dataclass(frozen=True, kw_only=True)
class SheetKind:
    """What sheets have in common. `name` stands in the workbook and is never translated."""

    name: str
    label: Sentence
    lead: Sentence
    noun_name: str
    leaves: frozenset[str] = frozenset()
    shown: tuple[ShownColumn, ...] = ()
    # Of a field that offers things: those that the state reads itself, whoever takes its entries along for it.
    narrowed: Mapping[str, Callable[[Taking, QuerySet[Any]], QuerySet[Any]]] = field(default_factory=dict)

    def columns_of(self, asked: Mapping[str, forms.Field], taking: Taking) -> dict[str, SheetColumn]:
        for name, narrow in self.narrowed.items():
            if isinstance(offered := asked.get(name), forms.ModelChoiceField) and offered.queryset is not None:
                offered.queryset = narrow(taking, offered.queryset)
        return {name: SheetColumn.of(name, field) for name, field in asked.items()}

    @property
    def noun(self) -> Noun:
        return TABLE.nouns[self.noun_name]

    def act(self, name: str) -> Act:
        return TABLE.rows[self.noun_name][name]

    def columns(self, taking: Taking) -> dict[str, SheetColumn]:
        """Its columns by name, with the values that this person is offered, in the active language."""
        raise NotImplementedError

    def rows(self, taking: Taking, columns: Mapping[str, SheetColumn]) -> list[SheetRow]:
        """The entries of the state, as they stand now."""
        raise NotImplementedError


def told_of(form: ActForm, columns: Mapping[str, SheetColumn], names: Iterable[str]) -> dict[str, str]:
    """What a form begins with, by column."""
    return {name: columns[name].told(form[name].value()) for name in names if name in columns}


@dataclass(frozen=True, kw_only=True)
class ThingSheet(SheetKind):
    """A sheet on which each row is a thing, or begins one.

    `changes` are the acts by which it is changed, each with its own fields; `held` says of a thing what only the act that
    begins one asks.
    """

    things: Callable[[Taking], Iterable[Any]]
    begins: str
    changes: tuple[str, ...] = ()
    held: Callable[[Any], Mapping[str, Any]] = field(default=lambda thing: {})

    def columns(self, taking: Taking) -> dict[str, SheetColumn]:
        setting = _as_described(taking, self.act(self.begins))
        asked = fields_on_a_sheet(ActForm(setting), self.leaves)
        return self.columns_of(asked, taking)

    def rows(self, taking: Taking, columns: Mapping[str, SheetColumn]) -> list[SheetRow]:
        return [self._row(taking, thing, columns) for thing in self.things(taking)]

    def _row(self, taking: Taking, thing: Any, columns: Mapping[str, SheetColumn]) -> SheetRow:
        held = self.held(thing)
        told = {name: columns[name].told(held.get(name)) for name in columns}
        changed_by: dict[str, frozenset[str]] = {}
        why_not: Sentence = "" if self.changes else _NOT_CHANGED
        for name in self.changes:
            setting = setting_of(taking, self.noun, name, thing)
            described = setting or _as_described(taking, self.act(name), thing)
            form = ActForm.begun(described, {})
            asked = [field for field in fields_on_a_sheet(form, self.leaves) if field in columns]
            told |= told_of(form, columns, asked)
            why_not = why_not or why_not_now(setting)
            changed_by[name] = frozenset(asked)
        return SheetRow(
            self.noun.key_of(thing),
            str(getattr(thing, self.guard, "")) if self.guard else "",
            told,
            frozenset() if why_not else frozenset().union(*changed_by.values()),
            tuple(column.say(thing) for column in self.shown),
            why_not,
            thing,
            asked=changed_by,
        )

    @property
    def guard(self) -> str:
        return next((self.act(name).guard for name in self.changes if self.act(name).guard), "")


@dataclass(frozen=True)
class Parent:
    """Something that is said as a whole, a line a row: how it is called, and the act that says it anew, or for the first time.

    `fixed` are the fields that the act asks besides, which the sheet doesn't hold.
    """

    key: str
    label: str
    act: str
    thing: Any = None
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LinesSheet(SheetKind):
    """A sheet on which each row is a line of something: of a plan, of a delegation.

    `ask` names the rows that the acts ask for; `line_key` says of what stands behind a line by which key it goes on, or
    nothing where it doesn't stand on the sheet.
    """

    parents: Callable[[Taking], Iterable[Parent]]
    begins: str
    ask: str
    line_key: Callable[[Any], str]
    of_label: Sentence

    def columns(self, taking: Taking) -> dict[str, SheetColumn]:
        setting = _as_described(taking, self.act(self.begins))
        rows = self.rows_of(setting.act)
        asked = {name: field for part in rows.parts for name, field in part.fields(setting).items()}
        shown = {name: asked for name, asked in asked.items() if name not in self.leaves and not asked.widget.is_hidden}
        return self.columns_of(shown, taking)

    def rows_of(self, act: Act) -> Rows:
        return next(rows for rows in sheets_of(act.asks) if rows.name == self.ask)

    def rows(self, taking: Taking, columns: Mapping[str, SheetColumn]) -> list[SheetRow]:
        return [row for parent in self.parents(taking) for row in self._lines(taking, parent, columns)]

    def _lines(self, taking: Taking, parent: Parent, columns: Mapping[str, SheetColumn]) -> Iterator[SheetRow]:
        setting = setting_of(taking, self.noun, parent.act, parent.thing)
        described = setting or _as_described(taking, self.act(parent.act), parent.thing)
        why_not = why_not_now(setting)
        form = ActForm.begun(described, {})
        version = str(getattr(parent.thing, described.act.guard)) if parent.thing and described.act.guard else ""
        for line, behind in self.rows_of(described.act).rows(described).items():
            key = self.line_key(behind) if behind is not None else ""
            if key:
                start = f"{self.ask}-{line}-"
                told = {name: columns[name].told(form[f"{start}{name}"].value()) for name in columns}
                open_to = frozenset() if why_not else frozenset(columns)
                shown = tuple(column.say(behind) for column in self.shown)
                yield SheetRow(key, version, told, open_to, shown, why_not, behind, parent.key)


def _as_described(taking: Taking, act: Act, thing: Any = None) -> Setting:
    """The act as it would be asked, whether or not it is offered."""
    offer = act.offer_to(taking.user, thing, taking.at)
    return Setting(act, taking.user, thing, taking.at, offer or Offer())


@dataclass
class SheetTable:
    """The sheets of the house, in the order of the workbook."""

    kinds: dict[str, tuple[int, SheetKind]] = field(default_factory=dict)

    def add(self, order: int, kind: SheetKind) -> None:
        """From `ready()` of its room. The same name again replaces it."""
        self.kinds[kind.name] = order, kind

    def __iter__(self) -> Iterator[Any]:
        """Each kind: one of the two below."""
        return iter([kind for _order, kind in sorted(self.kinds.values(), key=lambda pair: pair[0])])

    def find(self, name: str) -> Any:
        return next((kind for kind in self if kind.name == name), None)


SHEETS = SheetTable()
