"""How often one person, or one address, asks for something, and whether that is too often.

The rates are one table of the roof's (`cica_tracker/rates.py`). Counted where all limits are; while that is away, in each
process. What was counted of a request goes along with its answer, as headers.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_ratelimit.core import get_usage

from record.viewers import Viewer

AT_ONCE = 2
# Seconds: a minute; and after how long a count that a killed process left is forgotten.
MINUTE, FORGOTTEN = 60, 90
WAITED_AT_ONCE = 5

TOO_MANY = _("You sent many files in a short time. Nothing is lost: please wait a minute, and choose the file again.")


@dataclass(frozen=True)
class Usage:
    """Of one limit, for whoever asks: how much is allowed in a window of seconds, how much was used, when it ends."""

    limit: str
    allowed: int
    window: int
    used: int
    ends_in: int

    @property
    def is_over(self) -> bool:
        return self.used > self.allowed

    @property
    def left(self) -> int:
        return max(0, self.allowed - self.used)


class TooOften(Exception):
    """It was asked for more often than the limit allows: after `seconds` it is worth trying again."""

    def __init__(self, usage: Usage):
        super().__init__(usage.limit)
        self.usage = usage

    @property
    def seconds(self) -> int:
        return max(1, self.usage.ends_in)

    def __str__(self) -> str:
        sentence = ngettext(
            "This was asked for many times in a short while. Try again in %(seconds)s second.",
            "This was asked for many times in a short while. Try again in %(seconds)s seconds.",
            self.seconds,
        )
        return sentence % {"seconds": self.seconds}


# What was counted since a request began; nobody listens outside of one.
_USED: ContextVar[list[Usage] | None] = ContextVar("what was counted of this request", default=None)


@contextmanager
def counting() -> Iterator[list[Usage]]:
    """While one request is answered: the limits that it counted towards, in their order."""
    used: list[Usage] = []
    token = _USED.set(used)
    try:
        yield used
    finally:
        _USED.reset(token)


def count(limit: str, whose: object) -> Usage | None:
    """Count one more of it for that person or address. None where the limit is off, or nobody can count."""
    rate = settings.LIMITS.get(limit)
    if rate is None:
        return None
    told = get_usage(None, group=f"pace-{limit}", key=lambda _group, _request: str(whose), rate=rate, increment=True)
    if told is None:
        return None
    usage = Usage(limit, *rate, told["count"], max(0, told["time_left"]))
    if (used := _USED.get()) is not None:
        used.append(usage)
    return usage


def require_pace(limit: str, whose: object) -> None:
    """Count one more. Raises TooOften."""
    usage = count(limit, whose)
    if usage is not None and usage.is_over:
        raise TooOften(usage)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, by the proxies that the settings trust; a network of IPv6 is one address."""
    address = get_client_ip(request) or ""
    return ":".join(address.split(":")[:4]) if ":" in address else address


@contextmanager
def looked_through_for(person: Viewer) -> Iterator[None]:
    """While one file of the person's is looked through: that costs a process and seconds. So many a minute, two at once.

    Raises ValidationError that says when to try again.
    """
    usage = count("upload", person.pk)
    if usage is not None and usage.is_over:
        raise _too_many(max(1, usage.ends_in))
    at_once = f"files-of-{person.pk}-at-once"
    try:
        if _count_up(at_once) > AT_ONCE:
            raise _too_many(WAITED_AT_ONCE)
        yield
    finally:
        _count_down(at_once)


def _too_many(seconds: int) -> ValidationError:
    return ValidationError(TOO_MANY, code="too-many", params={"seconds": seconds})


def _count_up(key: str) -> int:
    cache.add(key, 0, FORGOTTEN)
    try:
        return int(cache.incr(key))
    except ValueError:
        # It ran out between the two.
        cache.set(key, 1, FORGOTTEN)
        return 1


def _count_down(key: str) -> None:
    with suppress(ValueError):
        cache.decr(key)


def waits(error: Any) -> int:
    """After how many seconds it is worth trying again, as a fault of a file says."""
    return int((getattr(error, "params", None) or {}).get("seconds", MINUTE))
