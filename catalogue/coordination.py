"""What stands beside areas and measures on their pages: who offered to coordinate them, or coordinates them, on a day.

The catalogue knows no states. Whoever keeps the offers and designations says, when it starts, where they are (`keep`):
rows with an edition, a depth, an area, a measure, and a measure that they are nearest to; and what may be done about them.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from members.models import Person


@dataclass(frozen=True)
class CoordinationAbove:
    """What the room above knows of coordination, for the pages of this one."""

    # Of a person and a day: the rows that stand on the day and that the person sees.
    standing: Callable[[Any, dt.date], Any]
    # Of a person and an area or a measure: links to what they may begin about it.
    begins: Callable[[Any, Any], list[Any]]
    # Of a person and rows: the rows, each with the links to what the person may do about it (`links`).
    with_links: Callable[[Any, Iterable[Any]], list[Any]]
    # Of such rows: one for each state, place and kind, with how many are alike (`count`).
    in_short: Callable[[Any, Any], list[Any]]


_KEPT: dict[str, CoordinationAbove] = {}


def keep(coordination: CoordinationAbove) -> None:
    """Said again, it is replaced."""
    _KEPT["coordination"] = coordination


def standing_on(user: Person, day: dt.date) -> Any:
    return _KEPT["coordination"].standing(user, day)


def begins_about(user: Person, subject: Any) -> list[Any]:
    return _KEPT["coordination"].begins(user, subject)


def with_links(user: Person, rows: Iterable[Any]) -> list[Any]:
    return _KEPT["coordination"].with_links(user, rows)


def in_short(user: Person, rows: Any) -> list[Any]:
    return _KEPT["coordination"].in_short(user, rows)
