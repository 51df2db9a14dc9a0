"""How many files one person may have looked through: so many a minute, and so many at once.

To take a file apart costs a process and seconds. Counted where all limits are; while that is away, in each process.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from record.viewers import Viewer

A_MINUTE, AT_ONCE = 20, 2
# Seconds: a minute; and after how long a count that a killed process left is forgotten.
MINUTE, FORGOTTEN = 60, 90
WAITED_AT_ONCE = 5

TOO_MANY = _("You sent many files in a short time. Nothing is lost: please wait a minute, and choose the file again.")


@contextmanager
def looked_through_for(person: Viewer) -> Iterator[None]:
    """While one file of the person's is looked through. Raises ValidationError that says when to try again."""
    key = f"files-of-{person.pk}"
    if _count(f"{key}-a-minute", MINUTE) > A_MINUTE:
        raise _too_many(MINUTE)
    at_once = f"{key}-at-once"
    try:
        if _count(at_once, FORGOTTEN) > AT_ONCE:
            raise _too_many(WAITED_AT_ONCE)
        yield
    finally:
        _uncount(at_once)


def _too_many(seconds: int) -> ValidationError:
    return ValidationError(TOO_MANY, code="too-many", params={"seconds": seconds})


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        # It ran out between the two.
        cache.set(key, 1, seconds)
        return 1


def _uncount(key: str) -> None:
    with suppress(ValueError):
        cache.decr(key)


def waits(error: Any) -> int:
    """After how many seconds it is worth trying again, as a fault of a file says."""
    return int((getattr(error, "params", None) or {}).get("seconds", MINUTE))
