"""Where reminders come from, and who makes their attachments: floors above register here, since notices knows neither.

A source is a function of (start, end, at) that yields everything wanted of its kinds, whatever was told already:

- all that falls due between `start` and `end` and hasn't expired; yielding more is harmless, what is due after `end` is
  not written down yet, but a row that waits follows it;
- of something with a date that people are told, every lead of what is still ahead, due long ago or far away alike, so
  that who was told another date can be told the new one;
- what it no longer yields is withdrawn, as long as it hasn't gone;
- what it yields about one thing comes together: the ledger is laid beside it thing by thing, and holds no more than some.

A source reads and never writes. If it raises, nothing of its own is withdrawn, the sweep says so, and the check alarms.
A source of many things goes through them by `each`, so that one thing's fault leaves the others alone.

A source that says what moves it (`Watches`) is asked again only when something of that happened since it was asked last, or
an instant came on which it hangs; one that says nothing is asked at every sweep.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import structlog
from django.db import DatabaseError

from journal.names import Name
from notices.wanted import Troubled, WantedNotice

log = structlog.get_logger(__name__)
Thing = TypeVar("Thing")

Answer = WantedNotice | Troubled
Source = Callable[..., Iterable[Answer]]
# How many answers are laid beside the ledger at once, and the rest of the last thing.
A_PART = 2000


def nothing_else(at: dt.datetime) -> str:
    return ""


@dataclass(frozen=True)
class Watches:
    """What makes a source be asked again, beside its own instants and a new day: every entry of the journal, but for these.

    `unmoved_by` are kinds of things of which an entry changes nothing that the source reads. Where all that is new is about
    things of the kind `thing_by_thing`, it is asked of these alone (by the keyword `only`, a collection of their keys).
    `besides` is told by what the journal doesn't: another text, and it is asked again.
    """

    unmoved_by: frozenset[str] = frozenset()
    thing_by_thing: str = ""
    besides: Callable[[dt.datetime], str] = nothing_else


class SourceFailed(Exception):
    """A source that couldn't say anything."""


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


def watches_of(name: str) -> Watches | None:
    """What moves a source; None: nobody says, and it is asked at every sweep."""
    return getattr(SOURCES[name], "watches", None)


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


def ask(
    name: str, start: dt.datetime, end: dt.datetime, at: dt.datetime, only: Collection[str] | None = None
) -> Iterator[list[Answer]]:
    """What a source wants, in parts of whole things, as it comes; raises SourceFailed where it can't say.

    `only`: of the things with these keys alone.
    """
    narrowed = {} if only is None else {"only": only}
    try:
        yield from _whole_things(SOURCES[name](start, end, at, **narrowed))
    except DatabaseError:
        raise
    except Exception as fault:
        log.exception("source of reminders failed", source=name, fault=repr(fault))
        raise SourceFailed(name) from fault


def _whole_things(answers: Iterable[Answer]) -> Iterator[list[Answer]]:
    part: list[Answer] = []
    closed: set[Name] = set()
    last: Name | None = None
    for answer in answers:
        about = _about(answer)
        if about != last and len(part) >= A_PART:
            closed |= {*map(_about, part)}
            yield part
            part = []
        if about in closed:
            raise ValueError(f"what is wanted about {about.kind} {about.key} doesn't come together")
        part.append(answer)
        last = about
    yield part


def _about(answer: Answer) -> Name:
    return Name(answer.about_kind, answer.about_key) if isinstance(answer, Troubled) else answer.about


def add_attacher(scheme: str, attacher: Attacher) -> None:
    """Register what makes "scheme:key" into a file: a function of (key, language); None where there is none any more."""
    ATTACHERS[scheme] = attacher


def attached(reference: str, language: str) -> Attached | None:
    scheme, _colon, key = reference.partition(":")
    attacher = ATTACHERS.get(scheme)
    return attacher(key, language) if attacher else None
