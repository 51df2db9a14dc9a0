"""Coordination outside a commitment: who may offer, designate and end it, and for how long."""

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from law.choices import CoordinatorRole, Relation
from law.grammar.basis import Basis, unfounded
from record.choices import Need
from record.spans import plus


class Coordinating(enum.Enum):
    """What is done about coordination, whatever an edition calls it."""

    OFFERS = "offers"
    TAKES_BACK = "takes-back"
    DESIGNATES = "designates"
    # Whoever designates ends it, for all to see why; whoever coordinates lays it down.
    ENDS = "ends"
    LAYS_DOWN = "lays-down"


# What a state does about its own part, and nobody else for it.
OF_ITS_OWN = frozenset({Coordinating.TAKES_BACK, Coordinating.LAYS_DOWN})


@dataclass(frozen=True)
class CoordinationAct:
    """One thing that is done about an offer to coordinate, or a designation, outside a commitment."""

    name: str
    label: Any
    does: Coordinating
    actor: tuple[Relation, ...]
    article: Any
    basis: Basis
    note: Need = Need.MAY

    @property
    def is_of_its_own(self) -> bool:
        return self.does in OF_ITS_OWN


@dataclass(frozen=True)
class CoordinationRules:
    """The acts of an edition; how many years a term lasts at most, and how many states coordinate one thing at a time.

    None: no text sets a limit. Co-coordinators are never counted: the annex sets no number of them.
    """

    acts: tuple[CoordinationAct, ...]
    article: Any
    basis: Basis
    longest_term: int | None = None
    places: int | None = None

    def act(self, does: Coordinating) -> CoordinationAct:
        """Raises KeyError where the table has none."""
        for act in self.acts:
            if act.does is does:
                return act
        raise KeyError(does)

    def ends_by(self, since: dt.date) -> dt.date | None:
        """The last day on which a term that begins on a day may end; None where nothing limits it."""
        return plus(since, self.longest_term) if self.longest_term is not None else None

    def is_taken(self, role: str, coordinating: int) -> bool:
        """Whether so many states that coordinate a thing leave no place for one more in a role."""
        return role == CoordinatorRole.COORDINATOR and self.places is not None and coordinating >= self.places

    def faults(self) -> Iterator[str]:
        """What is wrong with the table, one sentence a fault."""
        done = [act.does for act in self.acts]
        yield from (f"coordination: nobody {does.value}" for does in Coordinating if does not in done)
        yield from (f"coordination: two acts are one that {does.value}" for does in set(done) if done.count(does) > 1)
        yield from (f"coordination: {act.name} has no actor" for act in self.acts if not act.actor)
        yield from unfounded("coordination", ((act.name, act) for act in self.acts))
        yield from unfounded("the", [("coordination", self)])
