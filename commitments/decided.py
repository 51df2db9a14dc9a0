"""What a step needs to know of what a body did: what it decided, or considered. Both have a room above this one.

Whoever keeps them says, when it starts, what stands there (`keep`): where a decision is recorded, the verb by which a
consideration is, and what a reader may know of the decisions that steps carried out.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Consensus:
    """What a body decided of a commitment, at a meeting or between two of them by silence procedure.

    `is_adopted` says that no member objected to the text, which approves or takes note. `meeting` is that at which it was
    taken, if it was. `carried_out` is told of the step that follows from it.
    """

    body: str
    on: dt.date
    is_adopted: bool
    by_silence: bool
    meeting: Any
    carried_out: Callable[[Any], Any]


@dataclass(frozen=True)
class Considered:
    """What became of a commitment as an item on a meeting's agenda. `carried_out` is told of the step that follows."""

    carried_out: Callable[[Any], Any]


@dataclass(frozen=True)
class DecisionsAbove:
    """What the room above knows of decisions, for the doors of this one."""

    # Of a step and the reference of a commitment: the page on which that decision is recorded.
    page: Callable[[Any, str], str]
    # The verb that records what became of an item on a meeting's agenda; called as a step is taken.
    consider: Callable[..., Any]
    # Of a person: an expression, the symbol of the decision that a step carried out, where they may read it.
    symbol: Callable[[Any], Any]
    # Of a person and steps: the steps, each with the decision that it carried out, where they may read it (`decided`).
    beside: Callable[[Any, Iterable[Any]], list[Any]]


_KEPT: dict[str, DecisionsAbove] = {}


def keep(decisions: DecisionsAbove) -> None:
    """Said again, it is replaced."""
    _KEPT["decisions"] = decisions


def decisions() -> DecisionsAbove:
    return _KEPT["decisions"]
