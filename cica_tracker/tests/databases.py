"""Databases for tests: migrated once for every worker, every stage and every run until a migration or a model changes.

On SQLite the migrated file is kept beside pytest's own cache. On PostgreSQL it is the template from which each worker's
database is made; whoever runs the stages names it (TEST_TEMPLATE) and drops it. Without that name each worker migrates.
"""

import fcntl
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.migrations.state import ProjectState
from django.db.models import AutoField

from journal.tests.tampering import triggers_lifted
from record.triggers import keep_readers

HOUSE = Path(settings.BASE_DIR)
# More than a test makes of one kind.
APART = 10_000
LOCK = 0x434943_41  # of who migrates the template, among all who want it


@contextmanager
def database_of_a_worker(kept: Path) -> Iterator[None]:
    """`connection` leads to a database of its own, with every table, until the block ends."""
    before, creation = connection.settings_dict["NAME"], connection.creation
    template = os.environ.get("TEST_TEMPLATE")
    if connection.vendor == "sqlite":
        _from_a_file(kept / f"{_shape()}.sqlite3")
    elif template:
        _from_a_template(template)
    else:
        _migrate_anew()
    keep_readers()  # who may read a row is no migration: what the rooms say of it now holds in a database made before
    try:
        yield
    finally:
        creation.destroy_test_db(before, verbosity=0)


def _shape() -> str:
    """What a migrated database hangs on: the migrations, the packages, the names that `migrate` writes down, and this file."""
    seal = hashlib.sha256((HOUSE / "requirements.txt").read_bytes() + Path(__file__).read_bytes())
    for path in sorted(HOUSE.glob("*/migrations*/*.py")):
        seal.update(f"{path.relative_to(HOUSE)}\n".encode() + path.read_bytes())
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        named = (meta.label, meta.verbose_name_raw, sorted(meta.default_permissions), sorted(meta.permissions))
        seal.update(repr(named).encode())
    return seal.hexdigest()


def migrated_file(kept: Path) -> Path | None:
    """A SQLite database as `migrate` leaves it, for who needs one to begin with; None where none was made, on PostgreSQL."""
    path = kept / f"{_shape()}.sqlite3"
    return path if path.exists() else None


def _from_a_file(kept: Path) -> None:
    own = Path(connection.creation._get_test_db_name())
    with _one_at_a_time(kept):
        if not kept.exists():
            _migrate_anew()
            _write_whole(kept, lambda unfinished: connection.cursor().execute("VACUUM INTO %s", [str(unfinished)]))
            return
    shutil.copyfile(kept, own)
    _lead_to(str(own))


def _from_a_template(name: str) -> None:
    test, creation = connection.settings_dict["TEST"], connection.creation
    own = creation._get_test_db_name()
    with creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            test["NAME"] = f"{name}_unfinished"
            _migrate_anew()
            connection.close()
            cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        cursor.execute(f'DROP DATABASE IF EXISTS "{own}"')
        cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{name}"')
    _lead_to(own)


def _migrate_anew() -> None:
    with drawn_alone():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    _number_each_table_apart()


@contextmanager
def drawn_alone() -> Iterator[None]:
    """Before each step of a migration Django draws the model that it changes anew, and every one that leans on it: fourteen
    thousand models, four fifths of a whole `migrate`. Until the block ends it draws the one. Python in a step is handed all of
    them anew, as ever. That the tables are the same ones is asked by night (`test_copying.py`).
    """

    def itself(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        state.is_delayed = True
        return {(app_label, model_name)}

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ProjectState, "_find_reload_model", itself)
        yield


def _number_each_table_apart() -> None:
    """A row of one table never has the number of a row of another, as first rows would have: who takes one for the other
    finds nothing, in a test as in the world."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for nth, model in enumerate(sorted(models, key=lambda model: model._meta.db_table), start=1):
            column, table = model._meta.pk.column, model._meta.db_table
            if not isinstance(model._meta.pk, AutoField):
                continue
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, nth * APART])
            else:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, nth * APART])


def _lead_to(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.settings_dict["TEST"]["NAME"] = name


# -- A test with transactions of its own ends by emptying the tables.

# Kinds of things and rights, as `migrate` wrote them down. To write them anew takes four times as long as to empty the rest.
WRITTEN_BY_MIGRATE = {"django_content_type", "auth_permission"}


@contextmanager
def emptied_quickly() -> Iterator[None]:
    """Until the block ends `flush` empties every table but those two, though the journal's triggers refuse it."""
    execute = BaseDatabaseOperations.execute_sql_flush

    def without_triggers(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        with triggers_lifted(operations.connection):
            execute(operations, statements)

    def of_what_is_there(style: Any, of: Any, reset_sequences: bool = True, allow_cascade: bool = False) -> list[str]:
        return [f"DELETE FROM {of.ops.quote_name(table)}" for table in _tables_with_rows(of)]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BaseDatabaseOperations, "execute_sql_flush", without_triggers)
        patched.setattr(flush, "sql_flush", of_what_is_there)
        patched.setattr(flush, "emit_post_migrate_signal", lambda *_words, **_more: None)
        yield


def _tables_with_rows(of: Any) -> list[str]:
    """Without the two. PostgreSQL makes files anew for each table that is truncated, empty or not; to delete some rows
    takes it less, and which row goes first is nothing to constraints that wait for the end."""
    tables = set(of.introspection.django_table_names(only_existing=True, include_views=False)) - WRITTEN_BY_MIGRATE
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {of.ops.quote_name(table)})" for table in sorted(tables)
    )
    with of.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


# -- What is made once and kept.


def made_once(kept: Path, make: Callable[[], Any]) -> Any:
    """What `make` makes, by whichever worker comes first; until code or data of the house changes."""
    path = kept / f"{connection.vendor}-{_code_and_data()}.pickle"
    with _one_at_a_time(path):
        if path.exists():
            return pickle.loads(path.read_bytes())
        made = make()
        _write_whole(path, lambda unfinished: unfinished.write_bytes(pickle.dumps(made)))
    return made


def _code_and_data() -> str:
    """Everything that a file of the house says, but for tests and what is only shown."""
    seal = hashlib.sha256((HOUSE / "requirements.txt").read_bytes())
    rooms = sorted({Path(config.path) for config in apps.get_app_configs() if Path(config.path).parent == HOUSE})
    for room in rooms:
        for path in sorted(room.rglob("*")):
            if path.suffix in {".py", ".yaml", ".csv", ".json", ".toml"} and "tests" not in path.parts:
                seal.update(f"{path.relative_to(HOUSE)}\n".encode() + path.read_bytes())
    return seal.hexdigest()


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.with_name(f"{path.suffix[1:]}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_whole(path: Path, write: Callable[[Path], Any]) -> None:
    """Write the file whole or not at all, and leave none of its kind that is older."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    write(unfinished)
    for older in path.parent.glob(f"*{path.suffix}"):
        if older.name.partition("-")[0] == path.name.partition("-")[0] or path.suffix == ".sqlite3":
            older.unlink()
    unfinished.replace(path)
