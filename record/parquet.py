"""A table as Parquet, for notebooks and warehouses: typed, loss-free, a row group at a time, the same rows as the same bytes."""

import datetime as dt
import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from typing import IO, Any

# So many rows stand in memory while they are written.
ROWS_IN_A_GROUP = 5_000
MEDIA_TYPE = "application/vnd.apache.parquet"


class ColumnType(StrEnum):
    """What stands in a column, as far as the list says so beforehand."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE_NUMBER = "whole number"
    TRUTH = "truth"
    DAY = "day"
    INSTANT = "instant"


def _text(cell: Any) -> str | None:
    if cell is None:
        return None
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _day(cell: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(cell)) if cell else None


def _instant(cell: Any) -> dt.datetime | None:
    """In UTC, in whichever zone it is told."""
    if not cell:
        return None
    at = cell if isinstance(cell, dt.datetime) else dt.datetime.fromisoformat(str(cell))
    return at.astimezone(dt.UTC)


def _as_it_is(cell: Any) -> Any:
    return cell


READ: dict[ColumnType, Callable[[Any], Any]] = {
    ColumnType.TEXT: _text,
    ColumnType.NUMBER: _as_it_is,
    ColumnType.WHOLE_NUMBER: _as_it_is,
    ColumnType.TRUTH: _as_it_is,
    ColumnType.DAY: _day,
    ColumnType.INSTANT: _instant,
}


def write_parquet_rows(
    columns: Sequence[str],
    types: Sequence[ColumnType],
    rows: Iterable[Sequence[Any]],
    out: IO[bytes],
    said: Mapping[str, str],
) -> None:
    """`said` is what the file says of itself. A column that is named twice has the number of its place in its second name."""
    # Loaded by whoever asks for such a file first: it takes as much memory as the rest of the house.
    arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    kinds = {
        ColumnType.TEXT: arrow.string(),
        ColumnType.NUMBER: arrow.float64(),
        ColumnType.WHOLE_NUMBER: arrow.int64(),
        ColumnType.TRUTH: arrow.bool_(),
        ColumnType.DAY: arrow.date32(),
        ColumnType.INSTANT: arrow.timestamp("us", tz="UTC"),
    }
    fields = [(name, kinds[kind]) for name, kind in zip(_each_once(columns), types, strict=True)]
    schema = arrow.schema(fields, metadata=dict(said))
    readers, left = [READ[kind] for kind in types], iter(rows)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(left, ROWS_IN_A_GROUP)):
            cells = [
                arrow.array([read(row[place]) for row in group], type=schema.field(place).type)
                for place, read in enumerate(readers)
            ]
            writer.write_batch(arrow.record_batch(cells, schema=schema))


def _each_once(columns: Sequence[str]) -> list[str]:
    names: list[str] = []
    for place, name in enumerate(columns):
        names.append(f"{name} {place + 1}" if name in names else name)
    return names
