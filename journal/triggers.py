"""Are the triggers there by which the database keeps history? Each migration says which it put where."""

import functools

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from journal.migrations_sql import Trigger

THERE = {
    # One that was switched off isn't there; and neither is one that refuses nothing.
    "postgresql": """
        SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')
        AND prosrc LIKE '%RAISE EXCEPTION%'
    """,
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'",
}


def missing_triggers(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The triggers of migrations that were applied and that aren't there, or refuse nothing any more. Two queries."""
    connection = connections[using]
    applied = MigrationRecorder(connection).applied_migrations()
    with connection.cursor() as cursor:
        cursor.execute(THERE[connection.vendor])
        there = {(table, name) for table, name in cursor.fetchall()}
    return sorted(
        trigger.name
        for migration, triggers in installed_by_migrations().items()
        if migration in applied
        for trigger in triggers
        if trigger.vendor in ("", connection.vendor) and (trigger.table, trigger.name) not in there
    )


@functools.cache
def installed_by_migrations() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """By migration, the triggers that it installs; read once a process."""
    migrations = MigrationLoader(None).disk_migrations
    return {
        key: triggers
        for key, migration in migrations.items()
        if (triggers := tuple(t for step in migration.operations for t in getattr(step, "triggers", ())))
    }


def tables_wholly_kept() -> set[str]:
    """The tables whose rows are neither changed nor removed, by what their triggers are called."""
    return {
        trigger.table
        for triggers in installed_by_migrations().values()
        for trigger in triggers
        if trigger.name == f"{trigger.table}_is_not_removed"
    }
