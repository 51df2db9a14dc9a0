"""How far each invented commitment has come, worked out from its number alone: no list of them is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from law.editions import workflows
from law.grammar.procedure import Does, Step, Workflow
from members.choices import Audience

AUDIENCES = (*[Audience.MEMBERS] * 7, Audience.OBSERVERS, Audience.OBSERVERS, Audience.PUBLIC)
_ODD = 0x9E3779B97F4A7C15
_ALL_BITS = (1 << 64) - 1


def scattered(number: int, salt: int, below: int) -> int:
    """A number under `below` that is always the same for these two, and looks like chance (splitmix64)."""
    mixed = (number * _ODD + salt * 0xBF58476D1CE4E5B9) & _ALL_BITS
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _ALL_BITS
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _ALL_BITS
    return (mixed ^ (mixed >> 31)) % below


@dataclass(frozen=True)
class RoadStep:
    """One step on the road of a procedure, with where it led from and to."""

    step: Step
    source: str
    target: str


@cache
def roads() -> tuple[tuple[Workflow, tuple[RoadStep, ...]], ...]:
    """Each modality with its road from the first step to the last, without ways back and parts of single states."""
    return tuple((flow, tuple(_road(flow))) for flow in workflows())


def _road(flow: Workflow) -> Iterator[RoadStep]:
    order = [str(state) for state in flow.states()]
    here = str(flow.start.target)
    yield RoadStep(flow.start, "", here)
    while not flow.state(here).is_end:
        onward = (step for step in flow.from_state(here) if step.target and not step.own)
        step = next(
            step
            for step in onward
            if order.index(str(step.target)) > order.index(here)
            and not step.target.is_wayside
            and step.does is not Does.LEAVES
        )
        yield RoadStep(step, here, str(step.target))
        here = str(step.target)


@dataclass(frozen=True)
class Course:
    """An invented commitment: its procedure, how many steps it has come, who intends it, what it is about."""

    number: int
    flow: Workflow
    road: tuple[RoadStep, ...]
    parties: tuple[int, ...]  # places of states in the cast, those that intend it
    measure: int  # its place among the measures
    audience: str

    @property
    def state(self) -> str:
        return self.road[-1].target

    @property
    def has_paper(self) -> bool:
        return any(passed.step.document for passed in self.road)

    @property
    def has_circulated(self) -> bool:
        return any(passed.step.circulates for passed in self.road)

    @property
    def is_coordinated(self) -> bool:
        return len(self.road) > 2


def course(number: int, states: int, measures: int) -> Course:
    """The commitment of a number, from 0: two of five are open and stand anywhere on their road, the others ended."""
    flow, whole = roads()[scattered(number, 1, len(roads()))]
    length = 1 + scattered(number, 3, len(whole) - 1) if scattered(number, 2, 5) < 2 else len(whole)
    first = scattered(number, 4, states)
    others = (0, 0, 0, 1, 1, 2)[scattered(number, 5, 6)]
    parties = tuple((first + 1 + 5 * place) % states if place else first for place in range(1 + others))
    audience = AUDIENCES[scattered(number, 6, len(AUDIENCES))]
    measure = scattered(number, 7, measures)
    return Course(number, flow, whole[:length], tuple(dict.fromkeys(parties)), measure, audience)
