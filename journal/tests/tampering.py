"""Doing in a test what the database refuses everybody: the triggers of the journal lifted for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TABLE = "journal_entry"


@contextmanager
def triggers_lifted(connection: Any) -> Iterator[None]:
    """The journal without its triggers, as somebody with the keys of the database could have it."""
    if TABLE not in connection.introspection.table_names():
        yield
        return
    if connection.vendor == "postgresql":
        _run(connection, [f"ALTER TABLE {TABLE} DISABLE TRIGGER USER"])
        put_back = [f"ALTER TABLE {TABLE} ENABLE TRIGGER USER"]
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
            triggers = cursor.fetchall()
        _run(connection, [f"DROP TRIGGER {name}" for name, _sql in triggers])
        put_back = [sql for _name, sql in triggers]
    try:
        yield
    finally:
        _run(connection, put_back)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
