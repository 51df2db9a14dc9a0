"""Doing in a test what the database refuses everybody: the triggers that keep history lifted for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TABLES_WITH_TRIGGERS = """
    SELECT DISTINCT relation.relname FROM pg_trigger JOIN pg_class AS relation ON relation.oid = tgrelid
    WHERE NOT tgisinternal
"""


@contextmanager
def triggers_lifted(connection: Any) -> Iterator[None]:
    """The database without its triggers, as somebody with its keys could have it."""
    if connection.vendor == "postgresql":
        tables = [table for (table,) in _rows(connection, TABLES_WITH_TRIGGERS)]
        _settle(connection)
        _run(connection, [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables])
        put_back = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
    else:
        triggers = _rows(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        _run(connection, [f"DROP TRIGGER {name}" for name, _sql in triggers])
        put_back = [sql for _name, sql in triggers]
    try:
        yield
        _settle(connection)
    finally:
        _run(connection, put_back)


def _settle(connection: Any) -> None:
    """PostgreSQL alters no table of which something waits for the end of the transaction to be looked at."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        _run(connection, ["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"])


def _rows(connection: Any, query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
