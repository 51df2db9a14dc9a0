"""The SQL by which the database itself refuses to change or remove what was done, whoever asks.

For migrations, which tell the past: what stands here is never changed. Another way is another function.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import migrations, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


@dataclass(frozen=True)
class KeptTable:
    """A table whose rows stay as they are; with `columns`, only these stay, and the others may change."""

    table: str
    columns: tuple[str, ...] = ()

    @property
    def update(self) -> str:
        return f"UPDATE OF {', '.join(self.columns)}" if self.columns else "UPDATE"


@dataclass(frozen=True)
class Trigger:
    """A trigger that a migration put on a table, of one vendor alone where it says so."""

    table: str
    name: str
    vendor: str = ""


class SpeaksSql(migrations.RunPython):
    """A step that says SQL and asks no models. Django would draw all of them anew before each: a sixth of a whole `migrate`."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._say(self.code, app_label, schema_editor)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if self.reverse_code is None:
            raise NotImplementedError("there is no way back")
        self._say(self.reverse_code, app_label, schema_editor)

    def _say(self, say: Any, app_label: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label, **self.hints):
            say(None, schema_editor)


class InstallsTriggers(SpeaksSql):
    """A step of a migration that says which triggers it leaves behind, for whoever looks whether they are there."""

    def __init__(self, install: Any, remove: Any, triggers: Sequence[Trigger]):
        super().__init__(install, remove)
        self.triggers = tuple(triggers)


def never_changed(app: str, tables: Sequence[KeptTable], why: str) -> InstallsTriggers:
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

    names = ("is_not_changed", "is_not_removed")
    triggers = [Trigger(kept.table, f"{kept.table}_{name}") for kept in tables for name in names]
    triggers += [Trigger(kept.table, f"{kept.table}_is_not_emptied", "postgresql") for kept in tables]
    return InstallsTriggers(install, remove, triggers)


def kept_no_more(app: str, kept: KeptTable, why: str) -> SpeaksSql:
    """Before a table that is kept is altered: its rows are free until `kept_again`. Backwards they are kept as before."""

    def remove(apps: Any, schema_editor: Any) -> None:
        _free(kept, schema_editor)

    def install(apps: Any, schema_editor: Any) -> None:
        _keep(app, kept, why, schema_editor)

    return SpeaksSql(remove, install)


def kept_again(app: str, kept: KeptTable, why: str) -> InstallsTriggers:
    """After it: they are kept, but for columns that are not named. On PostgreSQL by the function of `never_changed`."""

    def install(apps: Any, schema_editor: Any) -> None:
        _keep(app, kept, why, schema_editor)

    def remove(apps: Any, schema_editor: Any) -> None:
        _free(kept, schema_editor)

    names = ("is_not_changed", "is_not_removed")
    return InstallsTriggers(install, remove, [Trigger(kept.table, f"{kept.table}_{name}") for name in names])


def _free(kept: KeptTable, schema_editor: Any) -> None:
    where = "" if _is_sqlite(schema_editor) else f" ON {kept.table}"
    for name in ("is_not_changed", "is_not_removed"):
        # SQLite makes a table anew to alter it, and its triggers go with the old one.
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {kept.table}_{name}{where}")


def _keep(app: str, kept: KeptTable, why: str, schema_editor: Any) -> None:
    if _is_sqlite(schema_editor):
        statements = _sqlite([kept], why)
    else:
        each = f"ON {kept.table} FOR EACH ROW EXECUTE FUNCTION {app}_rows_are_kept()"
        statements = [
            f"CREATE TRIGGER {kept.table}_is_not_changed BEFORE {kept.update} {each}",
            f"CREATE TRIGGER {kept.table}_is_not_removed BEFORE DELETE {each}",
        ]
    for statement in statements:
        schema_editor.execute(statement)


def columns_stay(table: str, columns: Sequence[str], why: str) -> InstallsTriggers:
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

    return InstallsTriggers(install, remove, [Trigger(table, name)])


def kept_but_emptied(app: str, kept: KeptTable, emptied: str, why: str) -> InstallsTriggers:
    """In the place of what `kept_no_more` took away: rows are kept, but that those of long ago may be emptied.

    `emptied` is the only change that passes, in the SQL of both databases, about OLD and NEW; `{days_ago:730}` in it is
    an instant by the database's own clock. On PostgreSQL by the function of `never_changed`.
    """

    def install(apps: Any, schema_editor: Any) -> None:
        allowed = re.sub(r"\{days_ago:(\d+)\}", _days_ago(schema_editor), emptied)
        refused = f"{kept.update} ON {kept.table}"
        when = f"FOR EACH ROW WHEN (({allowed}) IS NOT TRUE)"
        if _is_sqlite(schema_editor):
            refuse = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
            schema_editor.execute(f"CREATE TRIGGER {kept.table}_is_not_changed BEFORE {refused} {when} {refuse}")
            schema_editor.execute(f"CREATE TRIGGER {kept.table}_is_not_removed BEFORE DELETE ON {kept.table} {refuse}")
            return
        by = f"EXECUTE FUNCTION {app}_rows_are_kept()"
        schema_editor.execute(f"CREATE TRIGGER {kept.table}_is_not_changed BEFORE {refused} {when} {by}")
        schema_editor.execute(
            f"CREATE TRIGGER {kept.table}_is_not_removed BEFORE DELETE ON {kept.table} FOR EACH ROW {by}"
        )

    def remove(apps: Any, schema_editor: Any) -> None:
        _free(kept, schema_editor)

    names = ("is_not_changed", "is_not_removed")
    return InstallsTriggers(install, remove, [Trigger(kept.table, f"{kept.table}_{name}") for name in names])


def _days_ago(schema_editor: Any) -> str:
    if _is_sqlite(schema_editor):
        return r"datetime('now', '-\1 days')"
    return r"now() - interval '\1 days'"


def never_replaced(table: str, columns: Sequence[str], why: str) -> InstallsTriggers:
    """SQLite's INSERT OR REPLACE removes a row without a word to the triggers; PostgreSQL knows no such thing."""
    name = f"{table}_is_not_replaced"

    def install(apps: Any, schema_editor: Any) -> None:
        if _is_sqlite(schema_editor):
            same = " OR ".join(f"{column} = NEW.{column}" for column in columns)
            there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608
            refuse = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
            schema_editor.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {there} {refuse}")

    def remove(apps: Any, schema_editor: Any) -> None:
        if _is_sqlite(schema_editor):
            schema_editor.execute(f"DROP TRIGGER {name}")

    return InstallsTriggers(install, remove, [Trigger(table, name, "sqlite")])


def _is_sqlite(schema_editor: Any) -> bool:
    return schema_editor.connection.vendor == "sqlite"


def _sqlite(tables: Sequence[KeptTable], why: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    changed = [
        f"CREATE TRIGGER {table.table}_is_not_changed BEFORE {table.update} ON {table.table} {refuse}"
        for table in tables
    ]
    removed = [
        f"CREATE TRIGGER {table.table}_is_not_removed BEFORE DELETE ON {table.table} {refuse}" for table in tables
    ]
    return [*changed, *removed]


def _postgresql(app: str, tables: Sequence[KeptTable], why: str) -> list[str]:
    refuse = f"EXECUTE FUNCTION {app}_rows_are_kept()"
    statements = [
        f"CREATE FUNCTION {app}_rows_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{why}'; END $$"
    ]
    for table in tables:
        each = f"ON {table.table} FOR EACH ROW {refuse}"
        statements += [
            f"CREATE TRIGGER {table.table}_is_not_changed BEFORE {table.update} {each}",
            f"CREATE TRIGGER {table.table}_is_not_removed BEFORE DELETE {each}",
            f"CREATE TRIGGER {table.table}_is_not_emptied BEFORE TRUNCATE ON {table.table} FOR EACH STATEMENT {refuse}",
        ]
    return statements


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


def rows_refused(refused: Sequence[RefusedRow], why: str) -> InstallsTriggers:
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

    return InstallsTriggers(install, remove, [Trigger(row.table, row.name) for row in refused])
