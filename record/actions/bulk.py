"""Long lists that officers import at the database's own speed: laid into a table of their own, looked through as a whole, kept.

No row becomes an object: the file goes by COPY into a table that lasts as long as the transaction, one statement says of
each row what is wrong with it, or whether it is new, changed or as the record has it, and others write what is. All of it is
kept, or nothing.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.names import kind_of
from record.corrections import Sentence
from record.models import Import
from record.refusals import Refused
from record.spreadsheets import rows_in_list
from record.viewers import Viewer

AT_ONCE = 2_000
MOST_TOLD = 200
NOTHING_NEW = _("The record has every row of it already: there is nothing to import.")


@dataclass(frozen=True)
class BulkList:
    """A kind of list: what its rows are, the names of its columns, and the statements that look through it and keep it.

    `looks` makes a table `told` of the table `incoming` (a `line` and the columns, all of them texts): `line`, `what` (new,
    changed, same or wrong), `problem` and `cell`, which name the reason and the column, beside whatever `keeps` need.
    """

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    looks: str
    keeps: tuple[str, ...]
    reasons: Mapping[str, Sentence]


@dataclass(frozen=True)
class WrongRow:
    """A row of the file that can't be imported: where it stands, in which column, and why."""

    line: int
    column: str
    why: Sentence


@dataclass(frozen=True)
class BulkTold:
    """What a file would do, and the first of what is wrong with it."""

    added: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0
    problems: list[WrongRow] = field(default_factory=list)


class LinesOfAFile(io.RawIOBase):
    """Rows as COPY reads them, some thousand at a time: no more of the file is held as text."""

    def __init__(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        self.rows = iter(rows)
        # Why the file can't be read on: the database says of it only that it got no more.
        self.refused: Refused | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        out = io.StringIO()
        try:
            csv.writer(out).writerows([line, *cells] for line, cells in islice(self.rows, AT_ONCE))
        except Refused as refused:
            self.refused = refused
            raise
        return out.getvalue().encode()


def _laid(kind: BulkList, rows: Iterable[tuple[int, list[str]]]) -> None:
    """The file in a table of its own, which goes with the transaction."""
    columns = ", ".join(f"{name} text NOT NULL" for name in kind.columns)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS incoming")
        cursor.execute("DROP TABLE IF EXISTS told")
        cursor.execute(f"CREATE TEMPORARY TABLE incoming (line integer NOT NULL, {columns})")
        names = ", ".join(kind.columns)
        if connection.vendor == "postgresql":
            lines, form = LinesOfAFile(rows), f"FORMAT csv, FORCE_NOT_NULL ({names})"
            try:
                with connection.wrap_database_errors:
                    cursor.copy_expert(f"COPY incoming (line, {names}) FROM STDIN WITH ({form})", lines, 1)
            except DatabaseError as fault:
                raise lines.refused or fault from fault
            cursor.execute("ANALYZE incoming")
        else:
            signs = ", ".join(["%s"] * (len(kind.columns) + 1))
            waiting_rows = iter(rows)
            while batch := [(str(line), *cells) for line, cells in islice(waiting_rows, AT_ONCE)]:
                cursor.executemany(f"INSERT INTO incoming VALUES ({signs})", batch)  # noqa: S608 -- names of our own
        cursor.execute(f"CREATE TEMPORARY TABLE told AS {kind.looks}")


def _counted(kind: BulkList) -> BulkTold:
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, count(*) FROM told GROUP BY what")
        counts: dict[str, int] = dict(cursor.fetchall())
        cursor.execute("SELECT line, cell, problem FROM told WHERE what = 'wrong' ORDER BY line LIMIT %s", [MOST_TOLD])
        problems = [WrongRow(line, cell, kind.reasons[problem]) for line, cell, problem in cursor.fetchall()]
    return BulkTold(
        counts.get("new", 0), counts.get("changed", 0), counts.get("same", 0), counts.get("wrong", 0), problems
    )


def looked_through(kind: BulkList, data: bytes, code_page: str = "") -> BulkTold:
    """What the file would do. Nothing is kept. Raises Refused where it can't be read."""
    with transaction.atomic():
        _laid(kind, _rows_of(kind, data, code_page))
        told = _counted(kind)
        transaction.set_rollback(True)
    return told


def import_list(
    kind: BulkList,
    *,
    data: bytes,
    name: str,
    sha256: str,
    by: Viewer,
    code_page: str = "",
    at: dt.datetime | None = None,
) -> Import:
    """Keep all that is new or changed in the file, with one entry of the journal that holds its digest. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        _laid(kind, _rows_of(kind, data, code_page))
        told = _counted(kind)
        if told.wrong:
            raise Refused({"file": [in_words(problem) for problem in told.problems]})
        if not (told.added or told.changed):
            raise Refused({"file": [NOTHING_NEW]})
        values: dict[str, Any] = {"by": by.pk, "at": connection.ops.adapt_datetimefield_value(at)}
        with connection.cursor() as cursor:
            for statement in kind.keeps:
                cursor.execute(statement, values)
        imported = Import.objects.create(
            kind=kind_of(kind.model),
            file_name=name[:200],
            sha256=sha256,
            added=told.added,
            changed=told.changed,
            same=told.same,
            by=by,
            at=at,
        )
        counts = {"added": [None, told.added], "changed": [None, told.changed], "sha256": [None, sha256]}
        record(by=by, verb="imported a file", about=imported, changes=counts, at=at)
    return imported


def in_words(problem: WrongRow) -> str:
    said = {"row": problem.line, "column": problem.column, "why": problem.why}
    return _now("Row %(row)s, “%(column)s”: %(why)s") % said


def _rows_of(kind: BulkList, data: bytes, code_page: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that isn't empty with its number, its cells in the order of the columns. Raises Refused."""
    try:
        yield from rows_in_list(data, kind.columns, kind.needed, code_page)
    except ValidationError as fault:
        raise Refused({"file": fault.messages}) from fault
