"""WHAT IS SEARCHED: one table, of which each room adds its rows. A row says which words of a noun are kept in the index.

Who finds a thing is no matter of the index: it is asked of the noun's own `seen_by`, as everywhere. What a row keeps of a
thing is therefore what everybody may read who sees the thing; what fewer read is a noun, or a part with its audience.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from record.viewers import Viewer

Phrase = str | Promise


@dataclass(frozen=True)
class SearchedWords:
    """The words of a thing, or of one part of it. `titles` are by language; `texts` what else it says.

    `key` is that of its page, `reference` what it is called by. `aliases` are found and never shown.
    """

    titles: Mapping[str, str]
    texts: tuple[str, ...] = ()
    key: str = ""
    reference: str = ""
    on: dt.date | None = None
    part: int = 0
    audience: str = ""
    aliases: str = ""
    # Its titles are shown and not searched: another thing is found by them.
    is_named_elsewhere: bool = False


@dataclass(frozen=True)
class Followed:
    """How the words of a noun's rows change with a row of another model: of which rows, and by what."""

    rows: Callable[[Any], QuerySet]
    # Columns of the other row that `says` reads: a save of others alone changes no words. Empty: any save does.
    columns: frozenset[str] = frozenset()
    # The rows name it, and not it them: of a new one there are none yet.
    is_named: bool = True

    def changes_with(self, written: frozenset[str] | None, *, is_new: bool) -> bool:
        """Whether to look at all, after these columns of the other row were written; None: any of them."""
        if is_new and self.is_named:
            return False
        return written is None or not self.columns or bool(written & self.columns)


@dataclass(frozen=True)
class SearchedNoun:
    """A row of the table: a kind of thing that is found, by which words, by whom, and where it is read."""

    name: str
    label: Phrase
    model: type[Model]
    says: Callable[[Any], Iterable[SearchedWords]]
    # The rows that a person sees.
    seen_by: Callable[[Any], QuerySet]
    page: Callable[[str], str]
    # The audiences whose parts a person reads, of a noun whose parts are for several.
    reads: Callable[[Any], Iterable[str]] | None = None
    # Whether its reference, typed whole, leads straight to it; and where, if that isn't its page for everybody.
    leads: bool = False
    lands: Callable[[Any, str], str] | None = None
    # Columns that `says` reads: a save of others alone leaves the index as it is. Empty: any save is looked at.
    columns: frozenset[str] = frozenset()
    # Everything of the model, as `says` reads it without another question a row.
    every: Callable[[], QuerySet] | None = None
    # Rows of this noun whose words change with a row of another model.
    follows: Mapping[type[Model], Followed] = field(default_factory=dict)

    def everything(self) -> QuerySet:
        return self.every() if self.every else self.model._base_manager.all()


@dataclass(frozen=True)
class SearchedEntry:
    """One thing that stands in no row of the database and is found all the same."""

    titles: Mapping[str, str]
    address: str
    texts: tuple[str, ...] = ()
    reference: str = ""
    on: dt.date | None = None
    # Asked where its words answer: whether it is there for the person now.
    is_there: Callable[[], bool] = lambda: True


@dataclass(frozen=True)
class SearchedList:
    """What is searched and stands in files or tables of the code: articles of the instruments, acts, pages."""

    name: str
    label: Phrase
    entries: Callable[[Viewer, dt.datetime], Iterable[SearchedEntry]]
    leads: bool = False
    # What else there is of a thing whose reference was typed: of its model and that reference.
    of_thing: Callable[[Viewer, dt.datetime, type[Model], str], Iterable[SearchedEntry]] | None = None


SearchedKind = SearchedNoun | SearchedList


class SearchTable:
    """The rows of all rooms. They are shown by their order; the same name again replaces one."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[int, SearchedKind]] = {}

    def add(self, row: SearchedKind, *, order: int) -> None:
        self._rows[row.name] = (order, row)

    @property
    def kinds(self) -> tuple[SearchedKind, ...]:
        return tuple(row for _order, row in sorted(self._rows.values(), key=lambda pair: pair[0]))

    @property
    def nouns(self) -> tuple[SearchedNoun, ...]:
        return tuple(row for row in self.kinds if isinstance(row, SearchedNoun))

    def kind(self, name: str) -> SearchedKind:
        return self._rows[name][1]

    def of_model(self, model: type[Model]) -> tuple[SearchedNoun, ...]:
        """The rows about things of a model, a proxy of it included."""
        return tuple(noun for noun in self.nouns if issubclass(model, noun.model))

    def following(self, model: type[Model]) -> Iterable[tuple[SearchedNoun, Followed]]:
        """Nouns whose words change with a row of this model, and which of their rows."""
        for noun in self.nouns:
            for other, followed in noun.follows.items():
                if issubclass(model, other):
                    yield noun, followed


SEARCH = SearchTable()
