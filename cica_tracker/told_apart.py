"""An exercise and a true house are told apart when a house starts: by what is set, and by how its journal begins."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from record.marked import is_of_an_exercise

SMTP = "smtp"
NOT_AN_EXERCISE = (
    "EXERCISE is set, and this database is that of a true house, or holds something already: an exercise has a database"
    " of its own. Unset EXERCISE, or name another database."
)
AN_EXERCISE = "This database is that of an exercise. Start it by `make exercise`, which sets EXERCISE=1."
WOULD_LEAVE = (
    "Letters of an exercise would leave by a mail server. Unset EMAIL_URL, or set EXERCISE_SENDS=1 where everybody to whom"
    " they go knows of the exercise."
)


def why_not_start() -> str:
    """Why this house can't be started as it is set; empty: it can. Asks the database once.

    No connection that is opened for it stays: none is handed on to the processes that a server makes of itself.
    """
    if settings.EXERCISE and SMTP in settings.EMAIL_BACKEND and not settings.EXERCISE_SENDS:
        return WOULD_LEAVE
    was_open = connection.connection is not None
    try:
        is_one = is_of_an_exercise()
    except DatabaseError:
        return ""  # no tables yet, or nobody answers: what comes then says so itself
    finally:
        if not was_open:
            connection.close()
    if is_one is None or is_one == settings.EXERCISE:
        return ""
    return NOT_AN_EXERCISE if settings.EXERCISE else AN_EXERCISE


def require_agreement() -> None:
    """For servers, before they answer anybody. Raises ImproperlyConfigured where setting and database disagree."""
    if why := why_not_start():
        raise ImproperlyConfigured(why)
