"""What was counted, or drawn, of the record stays so until something that it hangs on is written: the next page need not
count again.

The journal says what was: every acknowledged change appends to it, in its own transaction and in one order. So each process
keeps what it made last, with the journal's last entry at the time, asked before it was made, and with the tables that were
asked while it was made. Who comes later reads what the journal tells of since. An entry of which its room said which tables
it tells of (`add_tells_of`) leaves alone whatever was made of others; every other entry makes all of it be made anew, so
that a new verb is heard until somebody says that it needn't be.

Whatever it hangs on besides stands in its name: who reads, the day, the language. What is kept is read by several threads
at once, and changed by none.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock, local
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from journal.models import Entry
from record.replica import connections_read

# How much a process keeps, in bytes or thereabouts. The largest, a picture of the coverage in one language for those who sit
# alike, has a megabyte; which rows are on a page, a hundredth of that.
MOST_KEPT = 64_000_000
# What a row of counts, and what is neither a text nor rows, is taken for.
A_ROW, ANYTHING_ELSE = 300, 20_000
# What one of several things that are made together is taken for: a line of a desk, with what it names.
ONE_OF_SEVERAL = 4_000
# Beyond so many new entries nobody looks at each of them: what was kept is made anew.
ENTRIES_LOOKED_AT = 300
Made = TypeVar("Made")
Name = TypeVar("Name", bound=Hashable)

# -- What entries tell of.

# By kind of thing and verb, all the tables that such an entry tells of.
TELLS_OF: dict[tuple[str, str], frozenset[str]] = {}
# Each of these once; of no other table anybody need know whether it was asked.
TOLD_APART: set[str] = set()


def add_tells_of(kind: str, verbs: Iterable[str], *tables: str) -> None:
    """Register, from `ready()`, that entries about things of a kind, under these verbs, tell of rows of these tables alone."""
    TELLS_OF.update({(kind, verb): frozenset(tables) for verb in verbs})
    TOLD_APART.update(tables)


class Stamp(NamedTuple):
    """An entry of the journal; its seal stands for everything before it."""

    number: int
    seal: str


@dataclass(frozen=True)
class StoodStill:
    """What was made, when the journal's last entry was this one, and of which of the tables that entries tell apart."""

    stamp: Stamp
    made: object
    read: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        if isinstance(self.made, str):
            return len(self.made)
        if isinstance(self.made, list):
            return A_ROW * (1 + len(self.made))
        if isinstance(self.made, tuple):
            return ONE_OF_SEVERAL * len(self.made) + A_ROW
        return A_ROW if isinstance(self.made, int) else ANYTHING_ELSE


@dataclass
class KeptStill:
    """By its name, what was made; the longest unused is forgotten first."""

    made: "OrderedDict[Hashable, StoodStill]" = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)
    most: int = MOST_KEPT
    weight: int = 0

    def get(self, name: Hashable) -> StoodStill | None:
        with self.lock:
            kept = self.made.get(name)
            if kept is not None:
                self.made.move_to_end(name)
            return kept

    def keep(self, name: Hashable, kept: StoodStill) -> None:
        with self.lock:
            if name in self.made:
                self.weight -= self.made.pop(name).weight
            self.made[name] = kept
            self.weight += kept.weight
            while self.weight > self.most:
                _name, forgotten = self.made.popitem(last=False)
                self.weight -= forgotten.weight


KEPT = KeptStill()


def last_seal() -> str | None:
    """The seal of the journal's last entry, which stands for its number and for everything before it."""
    stamp = _last_stamp()
    return stamp.seal if stamp else None


def _last_stamp() -> Stamp | None:
    row = Entry.objects.order_by("-number").values_list("number", "seal").first()
    return Stamp(*row) if row else None


@dataclass(frozen=True)
class ToldSince:
    """The newest entries of the journal, from one on, by their number: the stamp of each, and of which tables it tells."""

    entries: dict[int, tuple[Stamp, frozenset[str] | None]]

    @classmethod
    def of(cls, number: int) -> "ToldSince":
        rows = Entry.objects.filter(number__gte=number).order_by("-number")
        told = rows.values_list("number", "seal", "about_kind", "verb")[: ENTRIES_LOOKED_AT + 1]
        return cls({row[0]: (Stamp(row[0], row[1]), TELLS_OF.get((row[2], row[3]))) for row in told})

    @property
    def last(self) -> Stamp | None:
        return self.entries[max(self.entries)][0] if self.entries else None

    def still(self, kept: StoodStill) -> Stamp | None:
        """The journal's last entry, where nothing since moved what was kept; None where it has to be made anew."""
        # Another house's journal, or one that was taken back, has another entry there or none.
        if self.entries.get(kept.stamp.number, (None, None))[0] != kept.stamp:
            return None
        since = (tables for number, (_stamp, tables) in self.entries.items() if number > kept.stamp.number)
        return None if any(tables is None or tables & kept.read for tables in since) else self.last


# -- What is asked while something is made.


class _Listeners(local):
    """Of a thread: a set for each thing that is being made, the innermost last."""

    def __init__(self) -> None:
        self.of: list[set[str]] = []


_LISTENERS = _Listeners()


@contextmanager
def _listening() -> Iterator[set[str]]:
    """Which of the tables that entries tell apart are asked until the block ends, by whatever is made in it."""
    heard: set[str] = set()

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        words = str(sql)
        heard.update(table for table in TOLD_APART if table in words)
        return execute(sql, params, many, context)

    _LISTENERS.of.append(heard)
    try:
        with ExitStack() as asked:
            for each in connections_read():
                asked.enter_context(each.execute_wrapper(listen))
            yield heard
    finally:
        _LISTENERS.of.pop()


def _hear(read: frozenset[str]) -> None:
    """What was kept is used for something that is being made, which hangs on the same."""
    for heard in _LISTENERS.of:
        heard.update(read)


# -- What stands still.


def while_nothing_is_written(name: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes, or what it made before under the same name, where nothing that it hangs on was written since."""
    return all_while_nothing_is_written({name: make})[name]


def all_while_nothing_is_written(makes: Mapping[Name, Callable[[], Made]]) -> dict[Name, Made]:
    """The same of many things, by their names: the journal is asked one question for all of them."""
    if not settings.COUNTS_STAND_STILL:
        return {name: make() for name, make in makes.items()}
    kept = {name: KEPT.get(name) for name in makes}
    numbers = [still.stamp.number for still in kept.values() if still]
    told = ToldSince.of(min(numbers)) if numbers else ToldSince({})
    # A journal that lacks what was kept of it is another one, and is asked where it stands.
    last = told.last or _last_stamp()
    return {name: _stood_or_made(name, make, kept[name], told, last) for name, make in makes.items()}


def _stood_or_made(
    name: Hashable, make: Callable[[], Made], kept: StoodStill | None, told: ToldSince, last: Stamp | None
) -> Made:
    if kept and (stamp := told.still(kept)):
        if stamp != kept.stamp:
            KEPT.keep(name, replace(kept, stamp=stamp))
        _hear(kept.read)
        return kept.made  # type: ignore[return-value]
    if last is None:
        return make()
    with _listening() as heard:
        made = make()
    KEPT.keep(name, StoodStill(last, made, frozenset(heard)))
    return made


def as_its_name_says(name: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes of nothing but what stands in its name, such as a drawing of figures: no writing makes it another."""
    if not settings.COUNTS_STAND_STILL:
        return make()
    kept = KEPT.get(name)
    if kept is None:
        kept = StoodStill(Stamp(0, ""), make())
        KEPT.keep(name, kept)
    return kept.made  # type: ignore[return-value]


def rows_that_stand(rows: QuerySet) -> list:
    """What a query of the record's own gives: counts, groups, keys. Its words and their values are its name."""
    try:
        name = repr(rows.query.sql_with_params())
    except EmptyResultSet:
        return []
    return while_nothing_is_written(name, lambda: list(rows))


def cut_out(rows: QuerySet, first: int, last: int) -> list:
    """Rows by their places in their order: which they are is asked once while nothing is written, they themselves each time."""
    keys = [key for (key,) in rows_that_stand(rows.values_list("pk")[first:last])]
    # Of rows that are read as values the key stands first.
    by_key = {row[0] if isinstance(row, tuple) else row.pk: row for row in rows.order_by().filter(pk__in=keys)}
    return [by_key[key] for key in keys if key in by_key]


def the_first(rows: QuerySet, number: int) -> list:
    """The same of the first few; one question where counts do not stand still."""
    return cut_out(rows, 0, number) if settings.COUNTS_STAND_STILL else list(rows[:number])
