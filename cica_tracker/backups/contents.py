"""What a database holds, told so that two of them can be compared: rows and a digest of each table, triggers, migrations,
the journal's head, and the uploaded files that rows name.

Read through a plain connection of the driver, since values must come as they are stored.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self, TypeAlias

from django.apps import apps
from django.db.models import FileField
from psycopg2.extensions import connection as PostgresqlConnection

from journal.models import FIRST_PREVIOUS, Entry

# A plain connection of either driver.
Connection: TypeAlias = sqlite3.Connection | PostgresqlConnection

# PostgreSQL writes a value as the session asks it to; two sessions must ask alike.
ALIKE = (
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
)
TABLES_OF_POSTGRESQL = """
    SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind = 'r' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY 1, 2
"""
TRIGGERS_OF_POSTGRESQL = """
    SELECT relname || '.' || tgname || ' ' || tgenabled::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal ORDER BY 1
"""


@dataclass(frozen=True)
class TableDigest:
    """How many rows, and the SHA-256 of all of them in an order that doesn't depend on where they are stored."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class NamedFile:
    """An uploaded file as a row names it, with what the row says of it where it says so."""

    by: str
    file: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True)
class Contents:
    tables: dict[str, TableDigest]
    triggers: list[str]
    migrations: list[str]
    journal: tuple[int, str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, manifest: dict[str, Any]) -> Self:
        number, seal = manifest["journal"]
        return cls(
            tables={name: TableDigest(**table) for name, table in manifest["tables"].items()},
            triggers=list(manifest["triggers"]),
            migrations=list(manifest["migrations"]),
            journal=(number, seal),
        )


def read_contents(connection: Connection, vendor: str) -> Contents:
    """Read all of it in the transaction that `connection` is in."""
    tables = postgresql_tables(connection) if vendor == "postgresql" else sqlite_tables(connection)
    triggers = TRIGGERS_OF_POSTGRESQL
    if vendor == "sqlite":
        triggers = "SELECT tbl_name || '.' || name FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"
    head = rows(connection, f"SELECT number, seal FROM {Entry._meta.db_table} ORDER BY number DESC LIMIT 1")  # noqa: S608
    return Contents(
        tables=tables,
        triggers=[name for (name,) in rows(connection, triggers)],
        migrations=[f"{app}.{name}" for app, name in rows(connection, APPLIED)],
        journal=(head[0][0], head[0][1]) if head else (0, FIRST_PREVIOUS),
    )


APPLIED = "SELECT app, name FROM django_migrations ORDER BY app, name"


def rows(connection: Connection, query: str) -> list[Any]:
    cursor = connection.cursor()
    try:
        cursor.execute(query)
        return cursor.fetchall()
    finally:
        cursor.close()


# -- Tables. Names come from the database's own catalogue, and are quoted.


def postgresql_tables(connection: PostgresqlConnection) -> dict[str, TableDigest]:
    with connection.cursor() as cursor:
        for word in ALIKE:
            cursor.execute(word)
    return {
        f"{schema}.{table}": digest(postgresql_lines(connection, schema, table))
        for schema, table in rows(connection, TABLES_OF_POSTGRESQL)
    }


def postgresql_lines(connection: PostgresqlConnection, schema: str, table: str) -> Iterator[str]:
    """The names of the columns, then each row as PostgreSQL itself writes it; the rows stay on the server till asked."""
    whole = f'"{schema}"."{table}"'
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {whole} LIMIT 0")  # noqa: S608
        yield repr([column.name for column in cursor.description])
    with connection.cursor(name="rows_of_a_table") as cursor:
        cursor.itersize = 2000
        cursor.execute(f'SELECT one::text FROM {whole} AS one ORDER BY one::text COLLATE "C"')  # noqa: S608
        yield from (line for (line,) in cursor)


def sqlite_tables(connection: sqlite3.Connection) -> dict[str, TableDigest]:
    names = [name for (name,) in rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    return {name: digest(sqlite_lines(connection, name)) for name in names}


def sqlite_lines(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in rows(connection, f'PRAGMA table_info("{table}")')]
    yield repr(columns)
    order = ", ".join(str(number) for number in range(1, len(columns) + 1))
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')  # noqa: S608
    yield from (repr(row) for row in cursor)


def digest(lines: Iterator[str]) -> TableDigest:
    """The first line names the columns. Lengths go in, too: no two tables read the same once run together."""
    summed, count = hashlib.sha256(), -1
    for line in lines:
        content = line.encode("utf-8", "surrogateescape")
        summed.update(len(content).to_bytes(8, "big"))
        summed.update(content)
        count += 1
    return TableDigest(rows=count, sha256=summed.hexdigest())


# -- Uploaded files.


def files_named(connection: Connection) -> list[NamedFile]:
    """Every uploaded file that a row names, whichever model it belongs to."""
    files: list[NamedFile] = []
    for model in apps.get_models():
        columns = {field.name: field.column for field in model._meta.concrete_fields}
        for field in model._meta.concrete_fields:
            if not isinstance(field, FileField):
                continue
            size_and_digest = [f'"{columns[name]}"' if name in columns else "NULL" for name in ("size", "sha256")]
            query = f'SELECT "{field.column}", {", ".join(size_and_digest)} FROM "{model._meta.db_table}"'  # noqa: S608
            rows_with_files = rows(connection, f"""{query} WHERE "{field.column}" <> '' ORDER BY 1""")
            files += [NamedFile(str(model._meta.verbose_name), *row) for row in rows_with_files]
    return files
