"""The lines of a CSV as PostgreSQL writes them: COPY, where every cell of the table can be said in SQL.

The bytes are those of a file told in Python (`exports.csv_cell`): what a spreadsheet would run has its apostrophe, what no cell
can hold is replaced, and a cell ends where a spreadsheet's does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from record.api.by_values import keys_of, without
from record.api.in_sql import CellInSql, cells_in_sql
from record.api.made_of import MadeOf
from record.exports import BEGINS_A_FORMULA, END_OF_LINE, LONGEST_CELL, WrittenLines
from record.policies import keys_shown

# The first lines leave soon; of the others so many are asked for at once.
FIRST_ROWS, ROWS_AT_A_TIME = 200, 4_000
# What stands before the first letter of a text without being seen, but what is replaced.
UNSEEN = "\t\n\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
RUNS = f"^(?:[\t\n\r]|[{UNSEEN}]*[{''.join(re.escape(sign) for sign in sorted(BEGINS_A_FORMULA))}])"
# Letters and digits that begin most texts: nothing else need be looked at. As numbers of characters.
ORDINARY = ((48, 57), (65, 126), (0x00A1, 0x167F), (0x3041, 0xD7FF))
# What neither XML nor a spreadsheet can hold, in UTF-8.
CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
UNWRITABLE = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xef\xbf[\xbe\xbf]")
REPLACED = "\ufffd".encode()


class CopiedLines:
    """The lines of a list, in its order, some at a time, each time with the list's own conditions."""

    def __init__(self, made_of: MadeOf, cells: Sequence[CellInSql], by: Any):
        self.made_of, self.cells, self.by = made_of, cells, by
        self.rows = made_of.rows.prefetch_related(None).select_related(None)

    def __iter__(self) -> Iterator[WrittenLines]:
        first = list(self.rows.values_list("pk", flat=True)[:FIRST_ROWS])
        yield self._copied(first)
        if len(first) < FIRST_ROWS:
            return
        keys = without(keys_of(self.rows), first)
        while some := list(islice(keys, ROWS_AT_A_TIME)):
            yield self._copied(some)

    def _copied(self, keys: Sequence[Any]) -> WrittenLines:
        there = keys_shown(self.made_of.model, keys, self.by)
        rows = _with_keys(self.rows, keys if there is None else list(there))
        names = [f"c{place}" for place in range(len(self.cells))]
        asked = rows.values_list(*(cell.expression for cell in self.cells)).query.sql_with_params()
        said = ", ".join(_safe(name) if cell.is_text else name for name, cell in zip(names, self.cells, strict=True))
        lines: list[bytes] = []
        with connection.cursor() as cursor:
            inner = cursor.mogrify(*asked).decode()
            told = f"({inner}) AS told ({', '.join(names)})"
            statement = f"COPY (SELECT {said} FROM {told}) TO STDOUT WITH (FORMAT csv)"  # noqa: S608 - names of ours
            cursor.copy_expert(statement, _Takes(lines))
        return _as_sheets_take_it(lines)


class _Takes:
    """What COPY writes into: a line at a time."""

    def __init__(self, lines: list[bytes]):
        self.write = lines.append

    def read(self, _size: int) -> bytes:
        raise NotImplementedError


def _with_keys(rows: QuerySet, keys: Sequence[Any]) -> QuerySet:
    kind = rows.model._meta.pk.db_type(connection)
    return rows.filter(pk__in=RawSQL(f"SELECT unnest(%s::{kind}[])", [list(keys)]))  # noqa: S611 - a kind of column


def _safe(name: str) -> str:
    """A text as a cell may hold it: most begin with a letter and are short, and nothing else is asked of them."""
    ordinary = " OR ".join(f"ascii({name}) BETWEEN {first} AND {last}" for first, last in ORDINARY)
    plain = f"replace(replace({name}, E'\\r\\n', E'\\n'), E'\\r', E'\\n')"
    cut = f"CASE WHEN length({plain}) > {LONGEST_CELL} THEN left({plain}, {LONGEST_CELL - 1}) || '…' ELSE {plain} END"
    return (
        f"CASE WHEN octet_length({name}) <= {LONGEST_CELL} AND ({ordinary}) THEN {name} WHEN {name} = '' THEN NULL "
        f"ELSE CASE WHEN {name} ~ '{RUNS}' THEN '''' ELSE '' END || {cut} END"
    )


def _as_sheets_take_it(lines: Sequence[bytes]) -> WrittenLines:
    """WrittenLines with the ends of ours, and without what a spreadsheet can't hold. None of its bytes begins or ends a cell."""
    told = b"".join(lines)
    if b"\r" in told:
        lines = [line.replace(b"\r\n", b"\n").replace(b"\r", b"\n") for line in lines]
    ends = END_OF_LINE.encode()
    told = ends.join([*(line[:-1] for line in lines), b""])
    if len(told.translate(None, CONTROLS)) != len(told) or b"\xef\xbf" in told:
        told = UNWRITABLE.sub(REPLACED, told)
    return WrittenLines(told, len(lines))


def copied_lines(made_of: MadeOf, columns: int, by: Any) -> CopiedLines | None:
    """The lines of so many columns; None where Python has to tell one of them, or where another database is asked.

    A line of one cell is written otherwise there.
    """
    if connection.vendor != "postgresql" or columns < 2:
        return None
    cells = cells_in_sql(made_of)
    return CopiedLines(made_of, cells, by) if cells else None
