"""Where reminders come from, and who makes their attachments: floors above register here, since notices knows neither.

A source is a function of (start, end, at) that yields everything wanted of its kinds, whatever was told already:

- all that falls due between `start` and `end` and hasn't expired; yielding more is harmless, what is due after `end` is
  not written down yet, but a row that waits follows it;
- of something with a date that people are told, every lead of what is still ahead, due long ago or far away alike, so
  that who was told another date can be told the new one;
- what it no longer yields is withdrawn, as long as it hasn't gone.

A source reads and never writes. If it raises, nothing of its own is withdrawn, the sweep says so, and the check alarms.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from notices.wanted import WantedNotice

Source = Callable[[dt.datetime, dt.datetime, dt.datetime], Iterable[WantedNotice]]


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


def add_attacher(scheme: str, attacher: Attacher) -> None:
    """Register what makes "scheme:key" into a file: a function of (key, language); None where there is none any more."""
    ATTACHERS[scheme] = attacher


def attached(reference: str, language: str) -> Attached | None:
    scheme, _colon, key = reference.partition(":")
    attacher = ATTACHERS.get(scheme)
    return attacher(key, language) if attacher else None
