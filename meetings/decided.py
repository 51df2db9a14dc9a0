"""What a meeting may rest on that a room above keeps: the decisions by which consensus for it was found.

Whoever keeps them says, when it starts, what stands there (`keep`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ConsensusAbove:
    """What the room above knows of decisions and silence procedures, by their keys."""

    # Of a person: those that may be named, each key with its label.
    choices: Callable[[Any], list[tuple[str, str]]]
    # Whether a key is of a text that was adopted.
    is_adopted: Callable[[str], bool]
    # Of a person and a key: the label and the page, where they may read it.
    shown: Callable[[Any, str], tuple[str, str] | None]


_KEPT: dict[str, ConsensusAbove] = {}


def keep(consensus: ConsensusAbove) -> None:
    """Said again, it is replaced."""
    _KEPT["consensus"] = consensus


def consensus_above() -> ConsensusAbove:
    return _KEPT["consensus"]
