"""The rows of a file, told of values that were read: what is met again is told once, and nothing is made of a whole row."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from rest_framework import serializers

from record.api.fields import Path, cell_of
from record.api.made_of import NOTHING, MadeOf, ToldField
from record.api.standing_in import Remembered
from record.exports import csv_cell, line_of_csv, plain
from record.policies import keys_shown

ROWS_AT_A_TIME = 500
# Keys of rows that are read at once: a number each.
KEYS_AT_A_TIME = 10_000

# One encoder for all values: a call of `json.dumps` makes its own.
AS_JSON = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Batch = Sequence[tuple[Any, ...]]
Tell = Callable[[Any], Any]


# -- What a field says of its values, in the words of each format.


def as_cells_of_csv(name: str, columns: Sequence[Path], value: Any) -> str:
    cells = [csv_cell(cell_of({name: value}, column)) if value is not NOTHING else "" for column in columns]
    return line_of_csv(cells) if len(cells) > 1 or cells[0] else ""


def a_line_of_csv(parts: Sequence[str]) -> str:
    """As `csv` does, an empty cell that is alone in its line stands between quotation marks, lest the line be empty."""
    return ",".join(parts) or '""'


def as_cells(name: str, columns: Sequence[Path], value: Any) -> tuple[Any, ...]:
    return tuple(plain(cell_of({name: value}, column)) if value is not NOTHING else None for column in columns)


def as_found(name: str, columns: Sequence[Path], value: Any) -> tuple[Any, ...]:
    return tuple(cell_of({name: value}, column) if value is not NOTHING else None for column in columns)


def as_member_of_json(name: str, columns: Sequence[Path], value: Any) -> str | None:
    if value is NOTHING:
        return None
    return f'"{name}":{AS_JSON(value)}'


def a_line_of_json(parts: Sequence[str | None]) -> str:
    return f"{{{','.join(part for part in parts if part is not None)}}}"


# By format: what a field becomes, and how a row is made of its fields.
FORMATS: dict[str, tuple[Callable[..., Any], Callable[[Any], Any]]] = {
    "csv": (as_cells_of_csv, a_line_of_csv),
    "xlsx": (as_cells, lambda parts: list(chain.from_iterable(parts))),
    "parquet": (as_found, lambda parts: list(chain.from_iterable(parts))),
    "jsonl": (as_member_of_json, a_line_of_json),
}


def told_by(each: serializers.Field, row: Any) -> Any:
    """What a serializer's row would have for a field."""
    try:
        attribute = each.get_attribute(row)
    except serializers.SkipField:
        return NOTHING
    return None if attribute is None else each.to_representation(attribute)


class RowsByValues:
    """The rows of a list as `exports` takes them when they are written already, for one format and one reader."""

    def __init__(self, made_of: MadeOf, columns: Sequence[Path], kind: str, by: Any):
        self.made_of, self.by = made_of, by
        self.write, self.join = FORMATS[kind]
        self.cells = {told.name: [path for path in columns if path[0] == told.name] for told in made_of.columns}
        self.remembered = {told.name: Remembered(self._tell_of(told)) for told in made_of.columns}
        # What stands in for a row of which columns ask for others that hang on it.
        self.asked_whole = tuple(dict.fromkeys(chain.from_iterable(t.places for t in made_of.columns if t.hangs)))
        self.make_whole = made_of.maker(self.asked_whole)

    def _tell_of(self, told: ToldField) -> Tell:
        columns, each, places = self.cells[told.name], told.field, told.places
        if told.hangs:  # of each row it is worked out what is told, and only how that is written is met again
            return lambda known: self.write(told.name, columns, list(known) if isinstance(known, tuple) else known)
        values = [self.made_of.values[place] for place in places]
        if len(values) == 1 and each.source_attrs == [values[0].name]:
            decoded, represented = values[0].decoded or (lambda read: read), each.to_representation

            def tell_value(read: Any) -> Any:
                value = decoded(read)
                return self.write(told.name, columns, None if value is None else represented(value))

            return tell_value
        make, is_one = self.made_of.maker(places), len(places) == 1
        return lambda read: self.write(told.name, columns, told_by(each, make((read,) if is_one else read or ())))

    def __iter__(self) -> Iterator[Any]:
        for batch in self._batches():
            yield from self.written(batch)

    # -- Reading.

    def _batches(self) -> Iterator[Batch]:
        """The first rows by their order at once; of the others the keys, and then some of them at a time.

        A cursor of the database would have to hold either a transaction, as long as somebody takes to receive the file,
        or a copy of all rows before the first leaves.
        """
        rows = self._plain_rows
        head: Batch = list(self._read(rows[:ROWS_AT_A_TIME]))
        yield head
        if len(head) < ROWS_AT_A_TIME:
            return
        keys = without(keys_of(rows), [row[0] for row in head])
        rest = rows.order_by()
        while some := list(islice(keys, ROWS_AT_A_TIME)):
            read = {row[0]: row for row in self._read(rest.filter(pk__in=some))}
            yield [read[key] for key in some if key in read]

    @property
    def _plain_rows(self) -> QuerySet:
        return self.made_of.rows.prefetch_related(None).select_related(None)

    @property
    def read(self) -> QuerySet:
        """The rows as they are read, the key of each first: whoever needs a part of them cuts it out."""
        return self._read(self._plain_rows)

    def _read(self, rows: QuerySet) -> QuerySet:
        return rows.values_list("pk", *(value.expression for value in self.made_of.values))

    # -- Telling.

    def written(self, batch: Batch) -> Iterator[Any]:
        there = keys_shown(self.made_of.model, [row[0] for row in batch], self.by)
        batch = [row for row in batch if row[0] in there] if there is not None else batch
        whole = self._stand_ins(batch)
        told = [self._column(each, batch, whole) for each in self.made_of.columns]
        return map(self.join, zip(*told, strict=True)) if told else iter([self.join(())] * len(batch))

    def _column(self, told: ToldField, batch: Batch, whole: Sequence[Any]) -> Any:
        if told.hangs:
            return [self.remembered[told.name][_known_by(told_by(told.field, row))] for row in whole]
        if not told.places:
            return [self.remembered[told.name][None]] * len(batch)
        # The key of the row comes before what was asked for.
        key = itemgetter(*(place + 1 for place in told.places))
        return map(self.remembered[told.name].__getitem__, map(key, batch))

    def _stand_ins(self, batch: Batch) -> list[Any]:
        """What stands in for each row, with those that hang on it."""
        hanging = self.made_of.hanging
        if not hanging:
            return []
        keys = [row[0] for row in batch]
        several = {name: each.of(keys) for name, each in hanging.items()}
        rows = [self.make_whole([row[place + 1] for place in self.asked_whole]) for row in batch]
        for key, row in zip(keys, rows, strict=True):
            row.__dict__.update((name, each[key]) for name, each in several.items())
        return rows


def _known_by(value: Any) -> Any:
    """What a dictionary can know a value by: a list of texts by a tuple."""
    return tuple(value) if isinstance(value, list) else value


def keys_of(rows: QuerySet) -> Sequence[Any]:
    keys = rows.values_list("pk", flat=True).iterator(KEYS_AT_A_TIME)
    first = next(keys, None)
    if first is None:
        return ()
    every = chain((first,), keys)
    return array("q", every) if isinstance(first, int) else list(every)


def without(keys: Sequence[Any], sent: Sequence[Any]) -> Iterator[Any]:
    """The keys of rows that haven't left yet, though others may have come or moved meanwhile."""
    if list(keys[: len(sent)]) == list(sent):
        return islice(keys, len(sent), None)
    gone = set(sent)
    return (key for key in keys if key not in gone)
