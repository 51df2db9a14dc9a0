"""The second line: of the rows that a door is about to show, PostgreSQL itself says which the reader's tokens open.

The role that serves sees every row, since verbs and rules weigh what their author doesn't read. Beside it stands one that only
reads, and to which policies on the tables show what `tracker.reader_tokens` opens. Lists, files and single things of
programs ask by it for the keys of what they are about to show; what it doesn't know of is left out, and rings.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, models

from record.readers import READERS_OF, SIGHT, WITHIN

log = structlog.get_logger(__name__)
# Who reads, within a request; None: the house itself, for a job or a command.
READER: ContextVar[Any] = ContextVar("reader", default=None)
HELD = "(SELECT string_to_array(current_setting('tracker.reader_tokens', true), ','))"


def policies(serves: str, reads: str) -> list[str]:
    """The statements by which the tables' owner shows all rows to one role, and to the other what its tokens open.

    The names of the roles come quoted. Repeating them changes nothing.
    """
    opened = dict.fromkeys(READERS_OF, f"readers && {HELD}")
    for table, (column, above) in WITHIN.items():
        within = f"{column} IN (SELECT id FROM {above})"
        opened[table] = f"{opened[table]} AND {within}" if table in opened else within
    statements = []
    for table, condition in opened.items():
        statements += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS house ON {table}",
            f"DROP POLICY IF EXISTS readers ON {table}",
            f"CREATE POLICY house ON {table} TO {serves} USING (true) WITH CHECK (true)",
            f"CREATE POLICY readers ON {table} FOR SELECT TO {reads} USING ({condition})",
            f"GRANT SELECT ON {table} TO {reads}",
        ]
    return statements


def shown(rows: Sequence[Any], by: Any = None) -> list[Any]:
    """Those of the rows that the database shows to whoever reads; all, where there is nobody or no such role.

    `by` says who reads what leaves while it is written, when the request is over.
    """
    rows = list(rows)
    things = [row for row in rows if isinstance(row, models.Model)]
    there = keys_shown(type(things[0]), [thing.pk for thing in things], by) if things else None
    if there is None:
        return rows
    return [row for row in rows if not isinstance(row, models.Model) or row.pk in there]


def keys_shown(model: type[models.Model], keys: Sequence[Any], by: Any = None) -> set[Any] | None:
    """Those of the keys of rows that the database shows to whoever reads; None where nobody asks it."""
    reader, table = by or READER.get(), model._meta.db_table
    if reader is None or not keys or not settings.READS_AS or connection.vendor != "postgresql":
        return None
    if table not in READERS_OF and table not in WITHIN:
        return None
    with reading_with(SIGHT.tokens_of(reader)), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE id = ANY(%s)", [list(keys)])
        there = {key for (key,) in cursor.fetchall()}
    if beyond := [key for key in keys if key not in there]:
        log.error("rows beyond their reader", table=table, reader=reader.pk, rows=len(beyond))
    return there


@contextmanager
def reading_with(tokens: Sequence[str]) -> Iterator[None]:
    """Within, the connection is the role that only reads, and sees what these tokens open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), set_config('tracker.reader_tokens', %s, false), set_config('role', %s, false)",
            [",".join(tokens), settings.READS_AS],
        )
        before = cursor.fetchone()[0]
    try:
        yield
    finally:
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('role', %s, false), set_config('tracker.reader_tokens', '', false)", [before]
                )
        except DatabaseError:
            # In a transaction that is broken the role goes with it; outside of one nobody uses this connection any more.
            if not connection.in_atomic_block:
                connection.close()
