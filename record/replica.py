"""Reading from a copy that PostgreSQL keeps itself (a streaming replica), where the settings name one.

What is only read, a page, a list, a file, is asked of the copy. Nobody ever reads less there than they could have read
before: a request asks the copy only where it has replayed everything that the database itself had committed when the
request came. Where it hasn't, where it is away, and from the moment on in which a request writes, the database is asked.
"""

from contextvars import ContextVar

import structlog
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

log = structlog.get_logger(__name__)
REPLICA = "replica"
# Of a request: whether what it reads is asked of the copy.
READS_THE_COPY: ContextVar[bool] = ContextVar("reads the copy", default=False)


class ReadsWhereItIsTold:
    """Django asks it of every question which database is meant."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        return REPLICA if READS_THE_COPY.get() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        # Who writes reads on from where it was written.
        READS_THE_COPY.set(False)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, first: Model, second: Model, **hints: object) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == DEFAULT_DB_ALIAS


def is_there_a_copy() -> bool:
    return REPLICA in connections.settings


def connections_read() -> list[BaseDatabaseWrapper]:
    """All that a question may be asked of."""
    return [connections[alias] for alias in (DEFAULT_DB_ALIAS, REPLICA) if alias in connections.settings]


def has_the_copy_all() -> bool:
    """Whether the copy has replayed all that was committed up to now."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_flush_lsn()::text")
        (committed,) = cursor.fetchone()
    copy = connections[REPLICA]
    try:
        with copy.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn", [committed])
            return bool(cursor.fetchone()[0])
    except (DatabaseError, InterfaceError) as fault:
        copy.close()
        log.warning("the copy is away", fault=str(fault).strip())
        return False
