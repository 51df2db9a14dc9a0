from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from journal.models import Entry, NightlySeal
from record.policies import policies

# Read, and added to; whatever else is done to it isn't done by the house.
APPENDED = frozenset({Entry._meta.db_table, NightlySeal._meta.db_table})
ONLY_READ = frozenset({"django_migrations"})
TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p') AND nspname = current_schema() ORDER BY 1
"""


class Command(BaseCommand):
    help = (
        "Let the role that serves read and write the rows of tables that belong to the one that runs this: no trigger is"
        " its own, no table, and of the journal it reads and appends. After each `migrate`; for PostgreSQL."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", metavar="ROLE", required=True, help="the role in DATABASE_URL of what serves")
        parser.add_argument(
            "--reads",
            metavar="ROLE",
            default=settings.READS_AS,
            help="the role that only reads what a person's tokens open; READS_AS, where it isn't given",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles.")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_schema()")
            owner, schema = cursor.fetchone()
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [options["to"]])
            role_row = cursor.fetchone()
            if role_row is None:
                raise CommandError(f"There is no role {options['to']}.")
            if owner == options["to"] or role_row[0]:
                raise CommandError(
                    f"{options['to']} owns the tables, or is a superuser: nothing would be kept from it. Run this as the"
                    " role of owner.env; docs/operations.md, Upgrade, says how tables are given to it."
                )
            cursor.execute(TABLES)
            tables = [name for (name,) in cursor.fetchall()]
            for statement in self.statements(schema, tables, connection.ops.quote_name(options["to"])):
                cursor.execute(statement)
            if options["reads"]:
                self.require_reading_role(cursor, options["to"], options["reads"])
                serves, reads = (connection.ops.quote_name(options[role]) for role in ("to", "reads"))
                for statement in [
                    f"GRANT USAGE ON SCHEMA {connection.ops.quote_name(schema)} TO {reads}",
                    *policies(serves, reads),
                ]:
                    cursor.execute(statement)
        self.stdout.write(
            f"{options['to']} reads and writes the rows of {len(tables)} tables, which belong to {owner}."
        )

    def require_reading_role(self, cursor: CursorWrapper, serves: str, reads: str) -> None:
        """It must be there, and the one that serves must be able to become it. Raises CommandError."""
        cursor.execute("SELECT pg_has_role(%s, oid, 'MEMBER') FROM pg_roles WHERE rolname = %s", [serves, reads])
        row = cursor.fetchone()
        if row is None or not row[0]:
            raise CommandError(
                f"There is no role {reads}, or {serves} can't become it. As a superuser: CREATE ROLE {reads} NOLOGIN;"
                f" GRANT {reads} TO {serves};"
            )

    def statements(self, schema: str, tables: list[str], role: str) -> list[str]:
        quoted = connection.ops.quote_name
        lent = [
            f"GRANT USAGE ON SCHEMA {quoted(schema)} TO {role}",
            f"REVOKE CREATE ON SCHEMA {quoted(schema)} FROM {role}, PUBLIC",
            f"REVOKE ALL ON ALL TABLES IN SCHEMA {quoted(schema)} FROM {role}, PUBLIC",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {quoted(schema)} TO {role}",
        ]
        for name in tables:
            may = "SELECT, INSERT" if name in APPENDED else "SELECT, INSERT, UPDATE, DELETE"
            lent.append(f"GRANT {'SELECT' if name in ONLY_READ else may} ON {quoted(schema)}.{quoted(name)} TO {role}")
        return lent
