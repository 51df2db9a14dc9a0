"""What is done once, however often it is sent: a key is one person's, for one thing with one content.

What a form or a program sent under a key is kept as a digest, so that the same again answers what was done first, and
anything else under the key is refused, whatever the act and by whichever door. Decision 0012.
"""

import hashlib
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from record.refusals import Refused, StepRefused
from record.viewers import Viewer

SENT_ALREADY = _(
    "This form was sent already, with other answers. Nothing was lost: press the button again to send this one as well."
)
KEY_SENT_ALREADY = _("This Idempotency-Key was sent already, with another body. Send this one under a key of its own.")
# Of two that act at once the second looks again, after the first: so often, after so many seconds at most.
TRIES, APART = 15, 0.08
COLLISIONS_OF_SQLITE = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}
COLLISIONS_OF_POSTGRESQL = {"23505", "40P01", "40001"}
Result = TypeVar("Result")


class KeyIsUsed(StepRefused):
    """The one-time key has done something else before: the same again needs a key of its own."""

    for_programs = {"": [KEY_SENT_ALREADY]}

    def __init__(self) -> None:
        super().__init__({"": [SENT_ALREADY]})


class KeyUse(models.Model):
    """That a one-time key did an act, for whom, and a digest of what was sent under it."""

    key = models.CharField(max_length=64, unique=True)
    act = models.CharField(max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        app_label = "record"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.act} · {self.key}"

    @property
    def content(self) -> tuple[str, int, str]:
        """What has to be the same again."""
        return (self.act, self.by_id, self.sent)

    def require_unused_or_same(self) -> None:
        """Raises KeyIsUsed where something else was done under the key before."""
        before = type(self).objects.filter(key=self.key).first()
        if before is not None and before.content != self.content:
            raise KeyIsUsed

    def keep(self) -> None:
        """Write it down, once it is done. Raises KeyIsUsed where somebody was first with something else."""
        kept, is_new = type(self).objects.get_or_create(
            key=self.key, defaults={"act": self.act, "by_id": self.by_id, "sent": self.sent, "at": self.at}
        )
        if not is_new and kept.content != self.content:
            raise KeyIsUsed


def digest_of_sent(texts: Mapping[str, Any], files: Mapping[str, Any] | None, carried: Iterable[str]) -> str:
    """One text for all that was sent, but for what a form carries by itself and what was left empty.

    `texts` and `files` are what a request brought (a MultiValueDict); a file counts by its name and size.
    """
    left_out = {*carried, "csrfmiddlewaretoken"}
    names = {*texts, *(files or {})} - left_out
    sent = {name: [value for value in _all(texts, name) if value != ""] for name in names}
    sent |= {name: [f"{file.name} {file.size}" for file in _all(files or {}, name)] for name in files or {}}
    kept = {name: values for name, values in sent.items() if values}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, default=str).encode()).hexdigest()


def _all(values: Mapping[str, Any], name: str) -> list[Any]:
    return values.getlist(name) if hasattr(values, "getlist") else [values[name]] if name in values else []


def is_a_collision(fault: DatabaseError) -> bool:
    """Whether two wanted the same number, key or row at one moment; not, whether a row is wrong by itself."""
    cause: Any = fault.__cause__
    said = getattr(cause, "sqlite_errorcode", None), getattr(cause, "pgcode", None)
    return said[0] in COLLISIONS_OF_SQLITE or said[1] in COLLISIONS_OF_POSTGRESQL


def one_after_the_other(verb: Callable[[], Result], was_done: Callable[[], bool]) -> Result:
    """Call a verb that writes all of what it does or nothing; where two collide, the second is called again.

    `was_done` says whether the first did the very same, under the same key: what the second was refused for, in between
    two looks, it isn't refused for then. Raises what the verb raises, at the last.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            return verb()
        except KeyIsUsed:
            raise
        except DatabaseError as fault:
            if not tries_left or not is_a_collision(fault):
                raise
        except Refused:
            if not was_done():
                raise
            return verb()
        time.sleep(random.uniform(0, APART))  # noqa: S311 - so that they don't meet again
    raise AssertionError("the last try returns or raises")


def done_before(model: type[models.Model], once_key: str | None, *, by: Viewer | None, **content: object) -> Any:
    """The row that the key has made, if any. Raises KeyIsUsed where it is somebody else's, or says something else."""
    every = getattr(model, "everything", model._default_manager)
    row = every.filter(once_key=once_key).first() if once_key else None
    same = {"by_id": by.pk if by else None, **content}
    if row and any(getattr(row, name) != value for name, value in same.items()):
        raise KeyIsUsed
    return row
