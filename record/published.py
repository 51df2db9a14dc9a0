"""What states agreed that anybody may read: shelves, filled by the rooms that know of such agreements.

Nothing stands on one for its audience alone. The widest that a state chooses for an item is "all who sign in", and they are
of the Conference; that the world may read it as well is agreed apart (Agreement on the Secretariat, article 2 (5)).
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Texts = dict[str, str]


@dataclass(frozen=True)
class NamedState:
    """A participant as the public site names it."""

    code: str
    name: Texts


@dataclass(frozen=True)
class PublishedFile:
    """The text of a published thing in a language, as a file; `read` gives its bytes."""

    language: str
    name: str
    file_type: str
    size: int
    sha256: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class PublishedThing:
    """Something that those whose it is agreed to publish, as much of it as they agreed.

    `key` names it in addresses for good, and was given to it as it was published: no number of the house, which would tell
    how much there is besides.
    """

    key: str
    kind: Any
    title: Texts
    published_on: dt.date
    text: Texts = field(default_factory=dict)
    # The measure or area that it is about.
    about: Texts = field(default_factory=dict)
    states: tuple[NamedState, ...] = ()
    files: tuple[PublishedFile, ...] = ()


# By name of a room's shelf: what stands on it now.
SHELVES: dict[str, Callable[[], Iterable[PublishedThing]]] = {}


def add_shelf(name: str, things: Callable[[], Iterable[PublishedThing]]) -> None:
    """What a room says is published. The same name again replaces it."""
    SHELVES[name] = things


def published(*names: str) -> list[PublishedThing]:
    """All that is published, or what stands on some shelves, the latest first."""
    things = [thing for name, shelf in SHELVES.items() if not names or name in names for thing in shelf()]
    return sorted(things, key=lambda thing: (-thing.published_on.toordinal(), thing.key))
