"""Reading from a copy that PostgreSQL keeps itself (a streaming replica), where the settings name one.

What is only read, a page, a list, a file, is asked of the copy. Nobody ever reads less there than they could have read
before: a request asks the copy only where it has replayed everything that the database itself had committed when the
request came. Where it hasn't, where it is away, and from the moment on in which a request writes, the database is asked.
What breaks off while it is read there begins anew on the database (`record.middleware`).
"""

import time
from contextvars import ContextVar
from dataclasses import dataclass

import structlog
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

log = structlog.get_logger(__name__)
REPLICA = "replica"
# Seconds for which a process leaves a copy alone that broke off or couldn't be reached: asking it may take as long as a
# connection takes to be refused, of every request.
LEFT_ALONE = 5
# Of a request: whether what it reads is asked of the copy.
READS_THE_COPY: ContextVar[bool] = ContextVar("reads the copy", default=False)


@dataclass
class LeftAlone:
    """Of this process: until when, by its own clock, it asks the copy nothing."""

    until: float = 0.0


COPY_IS = LeftAlone()


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
    """Whether the copy has replayed all that was committed up to now; no, while it is left alone."""
    if time.monotonic() < COPY_IS.until:
        return False
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_flush_lsn()::text")
        (committed,) = cursor.fetchone()
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn", [committed])
            return bool(cursor.fetchone()[0])
    except (DatabaseError, InterfaceError) as fault:
        leave_the_copy_alone()
        log.warning("the copy is away", fault=str(fault).strip())
        return False


def has_broken_off() -> bool:
    """Whether the copy gave a fault to a request that has only read so far: all that it was asked the database can be asked.

    By Django's own note on the connection, which any fault leaves that isn't of a value: a line that was cut, a server
    that went, and rows that the copy couldn't hold back from being replayed over.
    """
    return READS_THE_COPY.get() and connections[REPLICA].errors_occurred


def leave_the_copy_alone() -> None:
    """It is asked nothing for a while, in this request and others of this process."""
    READS_THE_COPY.set(False)
    connections[REPLICA].close()
    COPY_IS.until = time.monotonic() + LEFT_ALONE
