"""Where reminders come from, and who makes their attachments: floors above register here, since notices knows neither.

A source is a function of (start, end, at) that yields everything wanted of its kinds, whatever was told already:

- all that falls due between `start` and `end` and hasn't expired; yielding more is harmless, what is due after `end` is
  not written down yet, but a row that waits follows it;
- of something with a date that people are told, every lead of what is still ahead, due long ago or far away alike, so
  that who was told another date can be told the new one;
- what it no longer yields is withdrawn, as long as it hasn't gone.

A source reads and never writes. If it raises, nothing of its own is withdrawn, the sweep says so, and the check alarms.
A source of many things goes through them by `each`, so that one thing's fault leaves the others alone.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import structlog
from django.db import DatabaseError

from journal.names import Name
from notices.wanted import Troubled, WantedNotice

log = structlog.get_logger(__name__)
Thing = TypeVar("Thing")

Source = Callable[[dt.datetime, dt.datetime, dt.datetime], Iterable[WantedNotice | Troubled]]


@dataclass(frozen=True)
class Attached:
    """A file that goes with a letter."""

    name: str
    mime_type: str
    content: bytes


Attacher = Callable[[str, str], Attached | None]

SOURCES: dict[str, Source] = {}
ATTACHERS: dict[str, Attacher] = {}


def add(name: str, source: Source) -> None:
    """Register a source, from `ready()` of its app. Its name stays: rows are known by it."""
    SOURCES[name] = source


def each(
    things: Iterable[Thing],
    say: Callable[[Thing], Iterable[WantedNotice]],
    about: Callable[[Thing], Name],
) -> Iterator[WantedNotice | Troubled]:
    """What is wanted about each thing. One that raises sets itself aside: the sweep names it, and the check alarms."""
    for thing in things:
        try:
            yield from list(say(thing))
        except DatabaseError:
            raise
        except Exception as fault:
            name = about(thing)
            log.exception("reminders of one thing failed", kind=name.kind, key=name.key, fault=repr(fault))
            yield Troubled(name.kind, name.key)


@dataclass(frozen=True)
class AskedSource:
    """What a source wants, and the things of which it couldn't say; `failed`: it couldn't say anything."""

    wanted: tuple[WantedNotice, ...] = ()
    troubled: tuple[Troubled, ...] = ()
    failed: bool = False


def ask(name: str, start: dt.datetime, end: dt.datetime, at: dt.datetime) -> AskedSource:
    """Ask one source; one that raised has failed, and the others are asked all the same."""
    try:
        answers = list(SOURCES[name](start, end, at))
    except DatabaseError:
        raise
    except Exception as fault:
        log.exception("source of reminders failed", source=name, fault=repr(fault))
        return AskedSource(failed=True)
    wanted = tuple(answer for answer in answers if isinstance(answer, WantedNotice))
    return AskedSource(wanted, tuple(answer for answer in answers if isinstance(answer, Troubled)))


def add_attacher(scheme: str, attacher: Attacher) -> None:
    """Register what makes "scheme:key" into a file: a function of (key, language); None where there is none any more."""
    ATTACHERS[scheme] = attacher


def attached(reference: str, language: str) -> Attached | None:
    scheme, _colon, key = reference.partition(":")
    attacher = ATTACHERS.get(scheme)
    return attacher(key, language) if attacher else None
