"""A database seen at one instant, and a copy of it brought to life beside the one that runs."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import psycopg2
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.utils import load_backend

from cica_tracker.backups import BackupProblem
from cica_tracker.backups.contents import Contents, NamedFile, files_named, read_contents
from cica_tracker.backups.programs import run

SCRATCH = "scratch"
# Our own connections are the drivers', and so are their complaints.
FAULTS = (DatabaseError, sqlite3.Error, psycopg2.Error)
Settings = dict[str, Any]


class Snapshot:
    """The database as it stood at one instant, however much is written meanwhile; nobody waits for it.

    What is counted and what is copied are seen by one transaction, so that they can be compared to the row.
    """

    vendor = ""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.connection: Any = None

    @classmethod
    def of(cls, settings: Settings) -> "Snapshot":
        return {"sqlite": SqliteSnapshot, "postgresql": PostgresqlSnapshot}[vendor_of(settings)](settings)

    def __enter__(self) -> Self:
        self.connection = self.open()
        return self

    def __exit__(self, *problem: object) -> None:
        self.connection.close()

    def open(self) -> Any:
        raise NotImplementedError

    def copy(self, path: Path) -> None:
        raise NotImplementedError

    def server(self) -> str:
        raise NotImplementedError

    def contents(self) -> Contents:
        return read_contents(self.connection, self.vendor)

    def files_named(self) -> list[NamedFile]:
        return files_named(self.connection)


class SqliteSnapshot(Snapshot):
    """A read transaction: in WAL mode it keeps its view of the file, and writers go on."""

    vendor = "sqlite"

    def open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.settings["NAME"], timeout=20, isolation_level=None)
        # Text that isn't UTF-8 is to be copied and told of, not to end the backup.
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the transaction begins at its first read
        return connection

    def copy(self, path: Path) -> None:
        """By SQLite's backup, which goes on in the transaction that the connection is in."""
        path.touch(mode=0o600)
        with closing(sqlite3.connect(path)) as copy:
            self.connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it

    def server(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"


class PostgresqlSnapshot(Snapshot):
    """A transaction that sees one instant, and lends its view to pg_dump."""

    vendor = "postgresql"

    def open(self) -> Any:
        wrapper = wrapper_of(self.settings)
        connection = wrapper.get_new_connection(wrapper.get_connection_params())
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True, autocommit=False)
        return connection

    def copy(self, path: Path) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        path.touch(mode=0o600)
        # Not compressed here: the archive is.
        words = ["--format=custom", "--compress=0", "--no-password", f"--snapshot={snapshot}", f"--file={path}"]
        run("pg_dump", words, settings=self.settings, server_version=self.connection.server_version)

    def server(self) -> str:
        return f"PostgreSQL {self.connection.server_version // 10_000}"


def vendor_of(settings: Settings) -> str:
    return str(settings["ENGINE"]).rpartition(".")[2].replace("sqlite3", "sqlite")


def wrapper_of(settings: Settings) -> Any:
    """A connection of Django's that no thread of the house uses."""
    return load_backend(settings["ENGINE"]).DatabaseWrapper(completed(settings), "backup")


def completed(settings: Settings) -> Settings:
    return connections.configure_settings({DEFAULT_DB_ALIAS: {**settings}})[DEFAULT_DB_ALIAS]


# -- The scratch database.


@contextmanager
def restored(vendor: str, copy: Path, server: Settings | None) -> Iterator[Settings]:
    """Bring the copy to life in a database of its own, and drop that afterwards.

    `server` says on which PostgreSQL; without it, on the one of the house, in a database of another name. While it lives
    Django knows it as `SCRATCH`.
    """
    if vendor == "sqlite":
        with known_to_django({"ENGINE": "django.db.backends.sqlite3", "NAME": str(copy)}) as settings:
            yield settings
        return
    server = server or connections.settings[DEFAULT_DB_ALIAS]
    if vendor_of(server) != "postgresql":
        raise BackupProblem(
            "This backup is of a PostgreSQL, and needs one to be tried on. Name it: --server postgres://user@host/postgres"
        )
    with postgresql_database(server) as own, known_to_django(own) as settings:
        with closing(wrapper_of(own)) as wrapper:
            wrapper.ensure_connection()
            version = wrapper.pg_version
        words = ["--exit-on-error", "--no-owner", "--no-privileges", "--no-comments", "--no-password"]
        words += [f"--dbname={own['NAME']}", str(copy)]
        run("pg_restore", words, settings=own, server_version=version)
        yield settings


@contextmanager
def postgresql_database(server: Settings) -> Iterator[Settings]:
    """An empty database on the server, named so that whoever finds one left behind knows what it was."""
    name = f"cica_scratch_{os.getpid()}_{secrets.token_hex(4)}"
    keeper = wrapper_of(server)
    try:
        with keeper._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    except FAULTS as refusal:
        raise BackupProblem(f"No scratch database could be made: {' '.join(str(refusal).split())}.") from refusal
    try:
        yield {**server, "NAME": name, "CONN_MAX_AGE": 0}
    finally:
        with keeper._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def known_to_django(settings: Settings) -> Iterator[Settings]:
    connections.settings[SCRATCH] = completed(settings)
    try:
        connections[SCRATCH].connect()
        yield connections.settings[SCRATCH]
    finally:
        connections[SCRATCH].close()
        with suppress(AttributeError):
            del connections[SCRATCH]
        del connections.settings[SCRATCH]
