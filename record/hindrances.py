"""Why nothing can be kept for now: no room left, or a disk or database that can be read and not written, or not reached.

None of it is anybody's fault who writes a form: they are told in a sentence, with their text still there, and asked to
come again. Whoever watches is told too: what hindered somebody lately is remembered where limits are counted.
"""

import errno
import sqlite3
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.utils.translation import gettext_lazy as _

# Seconds: after which it is worth trying again; for how long whoever watches is told.
TRY_AGAIN, TOLD_FOR = 60, 600


@dataclass(frozen=True)
class Hindrance:
    """One reason: the name of its alarm, and the sentence for whoever sent something."""

    name: str
    sentence: Any


DATABASE_FULL = Hindrance(
    "database-full",
    _("There is no room left to keep anything. Nothing of this was kept; your text is still here. Try again later."),
)
DATABASE_READ_ONLY = Hindrance(
    "database-read-only",
    _("The record can be read just now, and nothing can be added. Your text is still here. Try again later."),
)
DATABASE_AWAY = Hindrance(
    "database-away",
    # An answer that never came leaves open whether something was done; sent again, it is found and not done twice.
    _(
        "The record can't be reached just now. Your text is still here: send it again later. What was kept already is "
        "not done twice."
    ),
)
FILES_FULL = Hindrance(
    "files-full",
    _("There is no room left for files. Nothing of this was kept; your text is still here. Try again later."),
)
FILES_READ_ONLY = Hindrance(
    "files-read-only",
    _("Files can't be kept just now. Nothing of this was kept; your text is still here. Try again later."),
)
OTHER_TABLES = Hindrance(
    "other-tables",
    _("The tracker is being brought up to date. Nothing of this was kept; your text is still here. Try again shortly."),
)
# Whoever only wanted to read has sent nothing that could be kept.
NOT_SHOWN = _("This can't be shown just now. Please try again in a minute.")
ALL = (DATABASE_FULL, DATABASE_READ_ONLY, DATABASE_AWAY, FILES_FULL, FILES_READ_ONLY, OTHER_TABLES)

OF_SQLITE = {
    sqlite3.SQLITE_FULL: DATABASE_FULL,
    sqlite3.SQLITE_READONLY: DATABASE_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: DATABASE_AWAY,
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL), DATABASE_AWAY),
    **dict.fromkeys((sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_IOERR), DATABASE_AWAY),
    # What a disk says that takes no more in the middle of a write; its other errors are those of a disk that is away.
    **dict.fromkeys((sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC), DATABASE_FULL),
    **dict.fromkeys((sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE), DATABASE_FULL),
}
# By the first signs of PostgreSQL's SQLSTATE: no resources, no connection, shut down; none at all: no server.
OF_POSTGRESQL = {
    "53100": DATABASE_FULL,
    "25006": DATABASE_READ_ONLY,
    "53": DATABASE_AWAY,
    "08": DATABASE_AWAY,
    "57P": DATABASE_AWAY,
}
OF_FILES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FILES_FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO), FILES_READ_ONLY),
}


def hindrance_of(fault: BaseException | None) -> Hindrance | None:
    """What hindered, where the fault is of that kind; None for a fault of ours."""
    while fault is not None:
        hindrance: Hindrance | None = None
        if isinstance(fault, DatabaseError | InterfaceError):
            hindrance = _of_the_database(fault.__cause__)
        elif isinstance(fault, OSError):
            hindrance = OF_FILES.get(fault.errno or 0)
        if hindrance is not None:
            return hindrance
        fault = fault.__cause__
    return None


def _of_the_database(cause: Any) -> Hindrance | None:
    """By what the database itself said, below Django's words for it."""
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return OF_SQLITE.get(code) or OF_SQLITE.get(code & 0xFF)
    state = getattr(cause, "pgcode", "")
    if state:
        return next((OF_POSTGRESQL[state[:length]] for length in (5, 3, 2) if state[:length] in OF_POSTGRESQL), None)
    # The driver alone says so of a connection that ended, or never began.
    is_away = type(cause).__name__ in {"OperationalError", "InterfaceError", "DatabaseError"} and state is None
    return DATABASE_AWAY if is_away else None


def remember(hindrance: Hindrance) -> None:
    """For whoever watches."""
    cache.set(f"hindered-{hindrance.name}", True, TOLD_FOR)


def hindered_lately() -> list[str]:
    """The names of what hindered somebody in the last minutes."""
    remembered = cache.get_many([f"hindered-{hindrance.name}" for hindrance in ALL])
    return [hindrance.name for hindrance in ALL if f"hindered-{hindrance.name}" in remembered]
