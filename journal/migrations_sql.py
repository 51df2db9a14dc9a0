"""The SQL by which the database itself refuses to change or remove what was done, whoever asks.

For migrations, which tell the past: what stands here is never changed. Another way is another function.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import migrations


@dataclass(frozen=True)
class KeptTable:
    """A table whose rows stay as they are; with `columns`, only these stay, and the others may change."""

    table: str
    columns: tuple[str, ...] = ()

    @property
    def update(self) -> str:
        return f"UPDATE OF {', '.join(self.columns)}" if self.columns else "UPDATE"


def never_changed(app: str, tables: Sequence[KeptTable], why: str) -> migrations.RunPython:
    """Rows of these tables are never changed nor removed; on PostgreSQL no table is emptied either."""

    def install(apps: Any, schema_editor: Any) -> None:
        for statement in _sqlite(tables, why) if _is_sqlite(schema_editor) else _postgresql(app, tables, why):
            schema_editor.execute(statement)

    def remove(apps: Any, schema_editor: Any) -> None:
        for kept in tables:
            for name in ("is_not_changed", "is_not_removed"):
                where = "" if _is_sqlite(schema_editor) else f" ON {kept.table}"
                schema_editor.execute(f"DROP TRIGGER {kept.table}_{name}{where}")
            if not _is_sqlite(schema_editor):
                schema_editor.execute(f"DROP TRIGGER {kept.table}_is_not_emptied ON {kept.table}")
        if not _is_sqlite(schema_editor):
            schema_editor.execute(f"DROP FUNCTION {app}_rows_are_kept()")

    return migrations.RunPython(install, remove)


def columns_stay(table: str, columns: Sequence[str], why: str) -> migrations.RunPython:
    """What these columns hold is never another value; a save that writes the same again passes."""
    name = f"{table}_columns_stay"

    def install(apps: Any, schema_editor: Any) -> None:
        if _is_sqlite(schema_editor):
            differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
            refuse = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
            schema_editor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {differs} {refuse}")
            return
        differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{why}'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({differs}) EXECUTE FUNCTION {name}()"
        )

    def remove(apps: Any, schema_editor: Any) -> None:
        if _is_sqlite(schema_editor):
            schema_editor.execute(f"DROP TRIGGER {name}")
            return
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION {name}()")

    return migrations.RunPython(install, remove)


def _is_sqlite(schema_editor: Any) -> bool:
    return schema_editor.connection.vendor == "sqlite"


def _sqlite(tables: Sequence[KeptTable], why: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    changed = [
        f"CREATE TRIGGER {one.table}_is_not_changed BEFORE {one.update} ON {one.table} {refuse}" for one in tables
    ]
    removed = [f"CREATE TRIGGER {one.table}_is_not_removed BEFORE DELETE ON {one.table} {refuse}" for one in tables]
    return [*changed, *removed]


def _postgresql(app: str, tables: Sequence[KeptTable], why: str) -> list[str]:
    refuse = f"EXECUTE FUNCTION {app}_rows_are_kept()"
    found = [
        f"CREATE FUNCTION {app}_rows_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{why}'; END $$"
    ]
    for one in tables:
        each = f"ON {one.table} FOR EACH ROW {refuse}"
        found += [
            f"CREATE TRIGGER {one.table}_is_not_changed BEFORE {one.update} {each}",
            f"CREATE TRIGGER {one.table}_is_not_removed BEFORE DELETE {each}",
            f"CREATE TRIGGER {one.table}_is_not_emptied BEFORE TRUNCATE ON {one.table} FOR EACH STATEMENT {refuse}",
        ]
    return found


@dataclass(frozen=True)
class RefusedRow:
    """What no row of a table may become: an event ("INSERT", "UPDATE OF until"), and when it is refused.

    `when` is a condition in the SQL of both databases, about NEW (and OLD, of an update); `{today}` in it is the day of
    the house.
    """

    table: str
    name: str
    event: str
    when: str


def rows_refused(refused: Sequence[RefusedRow], why: str) -> migrations.RunPython:
    """Rows for which a condition about other tables holds are refused, whoever writes them."""

    def install(apps: Any, schema_editor: Any) -> None:
        for row in refused:
            if _is_sqlite(schema_editor):
                when = row.when.format(today="date('now')")
                refuse = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
                schema_editor.execute(
                    f"CREATE TRIGGER {row.name} BEFORE {row.event} ON {row.table} WHEN {when} {refuse}"
                )
                continue
            when = row.when.format(today="(now() AT TIME ZONE 'utc')::date")
            schema_editor.execute(
                f"CREATE FUNCTION {row.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF {when} THEN RAISE EXCEPTION '{why}'; END IF; RETURN NEW; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {row.name} BEFORE {row.event} ON {row.table}"
                f" FOR EACH ROW EXECUTE FUNCTION {row.name}()"
            )

    def remove(apps: Any, schema_editor: Any) -> None:
        for row in refused:
            if _is_sqlite(schema_editor):
                schema_editor.execute(f"DROP TRIGGER {row.name}")
                continue
            schema_editor.execute(f"DROP TRIGGER {row.name} ON {row.table}")
            schema_editor.execute(f"DROP FUNCTION {row.name}()")

    return migrations.RunPython(install, remove)
