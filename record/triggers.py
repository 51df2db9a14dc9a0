"""The triggers by which the database keeps it true who may read a row: put there, looked for, and what they wrote worked out anew."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from journal.actions import keep_check
from record.readers import READERS_OF, drifted, every_rule, rebuilding, statements

CHECK = "readers"
MOST = 20
THERE = {
    "postgresql": r"""
        SELECT proname, prosrc FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
        WHERE nspname = current_schema() AND (proname LIKE 'readers\_of\_%' OR proname LIKE '%\_keeps\_readers')
        UNION ALL SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgname LIKE '%\_readers' AND pg_table_is_visible(pg_class.oid)
    """,
    "sqlite": r"SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') AND name LIKE '%\_readers\_%' ESCAPE '\'",
}


def missing_readers(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Which of the statements that keep readers true the database lacks, or has in other words. One query."""
    connection = connections[using]
    there = _there(connection)
    return [name for name, sql in _wanted(connection).items() if name not in there or there[name] not in sql]


def keep_readers(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether anything was to be done: puts the triggers there as the rooms say them now, and works out what they missed."""
    connection = connections[using]
    wanted, there = _wanted(connection), _there(connection)
    if not missing_readers(using) and set(there) == set(wanted):
        return False
    with transaction.atomic(using=using):
        keep_no_readers(using)
        with connection.cursor() as cursor:
            for statement in wanted.values():
                cursor.execute(statement)
        rebuild_readers(using)
    return True


def keep_no_readers(using: str = DEFAULT_DB_ALIAS) -> None:
    """Takes the triggers away: before tables are altered. What they would have written is worked out afterwards."""
    connection = connections[using]
    there = _there(connection)
    with connection.cursor() as cursor:
        for name in sorted(there):
            if connection.vendor == "sqlite":
                # A view takes its trigger along.
                cursor.execute(
                    f"DROP {'VIEW' if there[name].startswith('CREATE VIEW') else 'TRIGGER'} IF EXISTS {name}"
                )
            elif not name.endswith("_readers") or name.endswith("_keeps_readers"):
                cursor.execute(f"DROP FUNCTION {name} CASCADE")


def rebuild_readers(using: str = DEFAULT_DB_ALIAS) -> dict[str, int]:
    """Works out who may read each row there is, and writes it where something else stood: how many rows, by table."""
    connection = connections[using]
    changed = {}
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for rule in every_rule():
            cursor.execute(rebuilding(connection.vendor, rule))
            changed[rule.table] = cursor.rowcount
    return changed


def drifted_readers(using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Each row whose readers are others than they ought to be, called by its table and key; a few of each table."""
    connection = connections[using]
    for rule in every_rule():
        with connection.cursor() as cursor:
            cursor.execute(f"{drifted(connection.vendor, rule)} LIMIT {MOST}")
            yield from (
                f"{rule.table} {key}: its readers are others than they ought to be" for (key,) in cursor.fetchall()
            )


def check_readers(*, at: dt.datetime, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """What of who may read what isn't as it ought to be, kept as the check of a night: triggers that are lacking, and rows."""
    lacking = [f"{name}: is not there, or says something else" for name in missing_readers(using)]
    faults = [*lacking, *drifted_readers(using)]
    keep_check(CHECK, at=at, faults=faults)
    return faults


@contextmanager
def readers_set_aside(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Rows by the hundred thousand go in meanwhile; who may read them is worked out once, at the end. For who owns the tables."""
    with transaction.atomic(using=using):
        _settle(using)
        keep_no_readers(using)
        yield
        _settle(using)
        _count_rows(using)
        keep_readers(using)


def _settle(using: str) -> None:
    """PostgreSQL alters no table of which something waits for the end of the transaction to be looked at."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _count_rows(using: str) -> None:
    """PostgreSQL plans by what it believes is there: of tables that were empty a moment ago it reads every row, each time."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            for table in sorted({watched.table for rule in every_rule() for watched in rule.watched}):
                cursor.execute(f"ANALYZE {connections[using].ops.quote_name(table)}")


def can_be_kept(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether every table is there with its column: not so of a house on its way through its migrations."""
    introspection = connections[using].introspection
    with connections[using].cursor() as cursor:
        tables = set(introspection.table_names(cursor))
        return tables >= {watched.table for rule in every_rule() for watched in rule.watched} and all(
            "readers" in {column.name for column in introspection.get_table_description(cursor, table)}
            for table in READERS_OF
        )


# -- Beside migrations.


def before_tables_change(using: str, plan: list[object], **kwargs: object) -> None:
    """The triggers name tables and columns, which a migration may be about to take away."""
    if plan:
        keep_no_readers(using)


def after_tables_changed(using: str, **kwargs: object) -> None:
    """Whatever was migrated: from then on readers are kept as the rooms say them now."""
    if can_be_kept(using):
        keep_readers(using)


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return statements(connection.vendor, _schema(connection))


def _schema(connection: BaseDatabaseWrapper) -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchone()[0])


def _there(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(THERE[connection.vendor])
        return dict(cursor.fetchall())
