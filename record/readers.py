"""Who may read a row, kept with the row: tokens, of which a person has to hold one.

Each room says once which tokens its rows have (`add_readers_of`): a query in the SQL of both databases, and the columns
anywhere that it hangs on. From that come the triggers by which the database itself keeps the column true in the
transaction of whatever changes, the command that works all of it out anew, and the check of the night. What a person holds follows from
seats, office and the Chair of the day (`meetings.access.reader_tokens`), so that no row is written when somebody takes office.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.sql.compiler import SQLCompiler

from journal.migrations_sql import SpeaksSql

# -- The column.


class ReadersField(models.Field):
    """The tokens of a row, which the database writes by itself: an array on PostgreSQL, a list in JSON on SQLite.

    Empty, or not there: nobody reads the row.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"null": True, "editable": False, **options})

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "text[]" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(
        self, value: list[str] | None, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is None or connection.vendor == "postgresql":
            return value
        return json.dumps(value)

    def from_db_value(
        self, value: str | list[str] | None, expression: object, connection: BaseDatabaseWrapper
    ) -> list[str] | None:
        return json.loads(value) if isinstance(value, str) else value


@ReadersField.register_lookup
class OpenTo(models.Lookup):
    """Rows of which one token at least is among those: `readers__open_to=reader_tokens(user)`."""

    lookup_name = "open_to"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} && %s::text[]", [*params, self._tokens()]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        places = ", ".join(["%s"] * len(self._tokens()))
        among = f"SELECT 1 FROM json_each({left}) AS token WHERE token.value IN ({places})"
        return f"EXISTS ({among})", [*params, *self._tokens()]

    def _tokens(self) -> list[str]:
        if not self.rhs:
            raise EmptyResultSet
        return list(self.rhs)


def readers_index(table: str) -> SpeaksSql:
    """A step of a migration: rows are found by their tokens, where the database has an index for such a thing."""

    def make(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"CREATE INDEX {table}_by_readers ON {table} USING gin (readers)")

    def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        schema_editor.execute(f"DROP INDEX IF EXISTS {table}_by_readers")

    return SpeaksSql(make, drop)


class HasReaders(Protocol):
    """A row that knows its readers."""

    readers: Any


# -- Which tokens a row has.

# Of a row of something that the whole Conference shares: its audience, and whoever chairs a working group beside the members.
OPEN_TO_GROUPS = ("members", "observers", "public")
GROUPS, STAFF, CHAIR = "groups", "staff", "chair"


def state(column: str) -> str:
    """The token of a state, or of another participant, by the key in a column: those who act for it hold it."""
    return f"'state:' || {column}"


def audience_of(alias: str, rows: str) -> str:
    """The tokens of an audience: `rows` is what follows FROM, in which `alias` has the column."""
    open_to_groups = ", ".join(f"'{audience}'" for audience in OPEN_TO_GROUPS)
    return (
        f"SELECT {alias}.audience AS token FROM {rows}"
        f" UNION SELECT '{GROUPS}' FROM {rows} AND {alias}.audience IN ({open_to_groups})"
    )


def both(first: str, second: str) -> str:
    """Tokens of whoever holds one of the first and one of the second kind: each pair of them is a token."""
    return f"SELECT first.token || '&' || second.token AS token FROM ({first}) first CROSS JOIN ({second}) second"


@dataclass(frozen=True)
class Watched:
    """What a noun's tokens hang on: columns of a table, and which rows of the noun follow.

    `rows` is a query for their keys, in which `{r}` is the changed row.
    """

    table: str
    columns: tuple[str, ...]
    rows: str

    def leading_to(self, rows: str) -> "Watched":
        """The same of a noun beneath: `rows` is a query in which `{rows}` stands for these."""
        return Watched(self.table, self.columns, rows.replace("{rows}", self.rows))


@dataclass(frozen=True)
class ReadersOf:
    """Of one noun: its table, a query for the tokens of one row (`{row}` is its key), and what that hangs on."""

    table: str
    tokens: str
    hangs_on: tuple[Watched, ...]

    @property
    def watched(self) -> tuple[Watched, ...]:
        """With the column itself: whoever writes an old value back is overruled."""
        return (*self.hangs_on, Watched(self.table, ("readers",), "SELECT {r}.id"))


# By table; in this order, what hangs on another stands after it.
READERS_OF: dict[str, Callable[[], ReadersOf]] = {}


def add_readers_of(table: str, rule: Callable[[], ReadersOf]) -> None:
    """Register which tokens the rows of a table have, from `ready()`. The same table again replaces it."""
    READERS_OF[table] = rule


# By table, what hangs wholly on a row of another: by which column, and of which table. A list asks that row by a join.
WITHIN: dict[str, tuple[str, str]] = {}


def add_within(table: str, column: str, above: str) -> None:
    """Register what is read by whoever reads the row above it, from `ready()`."""
    WITHIN[table] = (column, above)


def every_rule() -> list[ReadersOf]:
    return [rule() for rule in READERS_OF.values()]


# -- What a person holds.


def state_held(participant: int, until: str = "") -> str:
    """The token of a participant, as those who act for it hold it; with the end of what lets it read until that day."""
    return f"state:{participant}<{until}" if until else f"state:{participant}"


@dataclass
class Sight:
    """Which tokens a person holds: said by the room that knows seats and offices. Until then nobody holds any."""

    tokens_of: Callable[[Any], tuple[str, ...]] = lambda person: ()
    # How often this process wrote what people hold until a day: whoever was asked before that is asked anew.
    changed: int = 0


SIGHT = Sight()

# Of a participant, told as `participant` by the row outside: the days on which something of it ends that lets it read, of those
# after a day, joined by commas. One expression, so that it comes with the seats and is no question of its own.
Ends = Callable[[dt.date], models.expressions.Combinable | models.Subquery]
ENDS: dict[str, Ends] = {}


def add_ends(name: str, ends: Ends) -> None:
    """Register what lets a participant read until a day, from `ready()`. The same name again replaces it."""
    ENDS[name] = ends


class JoinedOnce(models.Aggregate):
    """Different texts of several rows, with commas between."""

    function = "string_agg"
    template = "%(function)s(DISTINCT %(expressions)s, ',')"
    output_field = models.TextField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: object
    ) -> tuple[str, object]:
        return self.as_sql(compiler, connection, template="group_concat(DISTINCT %(expressions)s)", **context)


# -- As the database keeps it.

UNION = "SELECT token FROM ({tokens}) told WHERE token IS NOT NULL"


def statements(vendor: str, schema: str = "public") -> dict[str, str]:
    """By its name, each statement by which a database keeps the tokens true: triggers, and on PostgreSQL functions."""
    return dict(_on_postgresql(schema) if vendor == "postgresql" else _on_sqlite())


def worked_out(vendor: str, rule: ReadersOf, row: str) -> str:
    """The expression for the tokens of a row."""
    if vendor == "postgresql":
        return f"readers_of_{rule.table}({row})"
    tokens = UNION.format(tokens=rule.tokens.replace("{row}", row))
    return f"(SELECT json_group_array(token) FROM ({tokens} ORDER BY token))"


def rebuilding(vendor: str, rule: ReadersOf, rows: str = "") -> str:
    """The statement that writes the tokens of these rows, or of all, where they are others than they ought to be."""
    if vendor == "postgresql":
        # Worked out once a row and before anything else, and the rows found by their keys: left to itself, PostgreSQL works
        # the tokens of the whole table out for one row that is written, where it believes that the table is empty.
        keys = f"SELECT DISTINCT key FROM ({rows or f'SELECT id FROM {rule.table}'}) asked(key)"
        told = f"SELECT key, {worked_out(vendor, rule, 'key')} AS tokens FROM ({keys}) keys"
        among = f"{rule.table}.id = ANY (ARRAY(SELECT key FROM told)) AND " if rows else ""
        return (
            f"WITH told AS MATERIALIZED ({told}) UPDATE {rule.table} SET readers = told.tokens FROM told"
            f" WHERE {among}told.key = {rule.table}.id AND {rule.table}.readers IS DISTINCT FROM told.tokens"
        )
    right = worked_out(vendor, rule, f"{rule.table}.id")
    among = f"{rule.table}.id IN ({rows}) AND " if rows else ""
    return f"UPDATE {rule.table} SET readers = {right} WHERE {among}{rule.table}.readers IS NOT {right}"


def drifted(vendor: str, rule: ReadersOf) -> str:
    """The query for the keys of rows whose tokens are others than they ought to be."""
    differ = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    right = worked_out(vendor, rule, f"{rule.table}.id")
    return f"SELECT id FROM {rule.table} WHERE readers {differ} {right} ORDER BY id"


def _by_table() -> dict[str, list[tuple[ReadersOf, Watched]]]:
    watching: dict[str, list[tuple[ReadersOf, Watched]]] = {}
    for rule in every_rule():
        for watched in rule.watched:
            watching.setdefault(watched.table, []).append((rule, watched))
    return watching


def _on_sqlite() -> Iterator[tuple[str, str]]:
    """What works the tokens of a row out stands once a rule, behind a view that takes keys and holds nothing: SQLite reads all
    triggers with each connection, and makes a program of those that a statement may set off each time it meets it anew.
    """
    for rule in every_rule():
        due = f"{rule.table}_readers_due"
        right = worked_out("sqlite", rule, "NEW.id")
        yield due, f"CREATE VIEW {due} AS SELECT id FROM {rule.table}"
        yield (
            f"{due}_insert",
            f"CREATE TRIGGER {due}_insert INSTEAD OF INSERT ON {due}"
            f" BEGIN UPDATE {rule.table} SET readers = {right} WHERE id = NEW.id; END",
        )
    for table, watching in _by_table().items():
        for number, (rule, watched) in enumerate(watching):
            old, new = (watched.rows.replace("{r}", row) for row in ("OLD", "NEW"))
            changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in watched.columns)
            for event, of, when, rows in (
                ("INSERT", "", "", new),
                ("UPDATE", f" OF {', '.join(watched.columns)}", f" WHEN {changed}", f"{old} UNION {new}"),
                ("DELETE", "", "", old),
            ):
                if event == "DELETE" and table == rule.table:
                    continue
                name = f"{table}_readers_{number}_{event.lower()}"
                told = f"INSERT INTO {rule.table}_readers_due (id) SELECT id FROM {rule.table} WHERE id IN ({rows})"
                yield name, f"CREATE TRIGGER {name} AFTER {event}{of} ON {table}{when} BEGIN {told}; END"


def _on_postgresql(schema: str) -> Iterator[tuple[str, str]]:
    """Functions belong to the owner of the tables and run as that role: who may read is worked out from all there is.

    Everything in them is found by its key. A plan that was made while a table was known to be empty would read it whole for
    each row that is written then, so that a thousand rows cost a million: they read no table from its beginning to its end.
    """
    plans = "SET enable_seqscan = off SET jit = off"
    runs = f"LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp SET datestyle = 'ISO' {plans}"
    for rule in every_rule():
        name = f"readers_of_{rule.table}"
        told = UNION.format(tokens=rule.tokens.replace("{row}", "row_key"))
        body = f'BEGIN RETURN ARRAY({told} ORDER BY token COLLATE "C"); END'
        yield name, f"CREATE FUNCTION {name}(row_key bigint) RETURNS text[] STABLE {runs} AS $${body}$$"
    for table, watching in _by_table().items():
        name = f"{table}_keeps_readers"
        steps = []
        for rule, watched in watching:
            changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in watched.columns)
            old, new = (rebuilding("postgresql", rule, watched.rows.replace("{r}", row)) for row in ("OLD", "NEW"))
            steps.append(
                f"IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND ({changed})) THEN {new}; END IF;"
                f" IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND ({changed})) THEN {old}; END IF;"
            )
        body = f"BEGIN {' '.join(steps)} RETURN NULL; END"
        yield name, f"CREATE FUNCTION {name}() RETURNS trigger {runs} AS $${body}$$"
        events = f"AFTER INSERT OR UPDATE OR DELETE ON {table}"
        yield f"{table}_readers", f"CREATE TRIGGER {table}_readers {events} FOR EACH ROW EXECUTE FUNCTION {name}()"
