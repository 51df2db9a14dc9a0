"""A modality as a table: states that say what they are, steps that say who may take them, what they ask, and what they do."""

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from law.choices import CoordinatorRole, Modality, PaperKind, Relation, SubjectKind
from law.grammar.basis import Basis, unfounded
from law.grammar.bodies import BodyRow
from record.choices import Need


class Phase(enum.Enum):
    """What a state is to whoever looks at it from outside."""

    # On its way to what is to be carried out.
    PREPARED = "prepared"
    # What was prepared is agreed.
    AGREED = "agreed"
    CARRIED_OUT = "carried-out"
    # By the wayside: it may go on.
    RESTS = "rests"
    # The end of the road.
    DONE = "done"
    # An end by the wayside: its states have left.
    LEFT = "left"


ENDS = frozenset({Phase.DONE, Phase.LEFT})
BY_THE_WAYSIDE = frozenset({Phase.RESTS, Phase.LEFT})


class Does(enum.Enum):
    """What a step does, whatever it is called in its edition."""

    BEGINS = "begins"
    CONSULTS = "consults"
    # States are asked which of them would coordinate.
    ASKS_WHO_COORDINATES = "asks-who-coordinates"
    # A state becomes coordinator or co-coordinator.
    DESIGNATES = "designates"
    # The paper that travels is handed in for the first time, or in a new version.
    SUBMITS = "submits"
    REVISES = "revises"
    # Before it goes to the members: its author takes it back, or it is sent back to its author.
    CALLS_BACK = "calls-back"
    SENDS_BACK = "sends-back"
    COMPILES = "compiles"
    CIRCULATES = "circulates"
    # A specialised meeting is called together; experts are charged with the drafting.
    CONVENES = "convenes"
    ENTRUSTS = "entrusts"
    # A body that doesn't decide has looked at it; it is put before one that does.
    CONSIDERS = "considers"
    PUTS_BEFORE = "puts-before"
    # What a body does with what is before it.
    ADOPTS = "adopts"
    TAKES_NOTE = "takes-note"
    DEFERS = "defers"
    RETURNS = "returns"
    CARRIES_OUT = "carries-out"
    RESTS = "rests"
    RESUMES = "resumes"
    COMPLETES = "completes"
    # A state's own part.
    JOINS = "joins"
    OFFERS = "offers"
    LEAVES = "leaves"


class Follows(enum.Enum):
    """From what a step follows, where nobody takes it by itself: one fact, entered once."""

    # The recorded decision of its body, at a meeting or by silence procedure.
    DECISION = "decision"
    # What became of the item on the agenda of a meeting of its body.
    CONSIDERATION = "consideration"


class OwnPart(enum.Enum):
    """What a step does to the acting state's own part in the commitment."""

    JOINS = "joins"
    LEAVES = "leaves"
    OFFERS = "offers"


@dataclass(frozen=True)
class Guard:
    """A condition on a step, named for what it wants. `why_not` returns the sentence that says why not, or None.

    It looks at the commitment; one on answers looks at what was answered, of a commitment, on a day.
    """

    name: str
    why_not: Callable[..., Any]
    # The condition in words, for readers of the table.
    words: Any
    article: str
    basis: Basis

    def __call__(self, *what: Any) -> Any:
        return self.why_not(*what)


@dataclass(frozen=True, eq=False, repr=False)
class StateRow(str):
    """Where a commitment can stand. It is stored by its key, and is that key wherever text is asked for."""

    key: str
    label: Any
    phase: Phase
    article: Any
    basis: Basis
    # The newest version of the paper is still its authors': it goes to the members by a step, and by no other way.
    is_with_authors: bool = False
    # Members are welcome to share their views.
    welcomes_views: bool = False
    # Two words at most, where the stages of a road stand side by side.
    short: Any = ""

    def __new__(cls, key: str, *_facts: Any, **_named: Any) -> "StateRow":
        return super().__new__(cls, key)

    @property
    def in_short(self) -> Any:
        return self.short or self.label

    @property
    def is_end(self) -> bool:
        return self.phase in ENDS

    @property
    def is_wayside(self) -> bool:
        return self.phase in BY_THE_WAYSIDE


@dataclass(frozen=True)
class Step:
    """One step: from where to where, by whom, on which article, with what. Asks become fields, guards sentences.

    `target` None leaves the commitment where it is. There is no default actor: nobody may act by accident.
    """

    name: str
    label: Any
    does: Does
    source: tuple[StateRow, ...]
    target: StateRow | None
    actor: tuple[Relation, ...]
    article: Any
    basis: Basis
    document: PaperKind | None = None
    document_need: Need = Need.MUST
    meeting: BodyRow | None = None
    party: CoordinatorRole | None = None
    experts: bool = False
    circulates: bool = False
    note: Need = Need.NO
    consensus: bool = False
    # Whether a decision by silence procedure on behalf of that body does, too, where it didn't meet.
    silence: bool = False
    own: OwnPart | None = None
    guards: tuple[Guard, ...] = ()
    answer_guards: tuple[Guard, ...] = ()
    # Of its sources, those from which it is open and not awaited: from there the road leads by another step.
    aside: tuple[StateRow, ...] = ()
    follows: Follows | None = None
    # What is awaited where it may be taken, if its own label says more than that.
    awaited_as: Any = ""

    @property
    def awaits(self) -> Any:
        return self.awaited_as or self.label

    def leads_to(self, state: StateRow) -> StateRow:
        """Where the commitment stands after the step, taken from `state`."""
        return self.target or state

    def awaits_from(self, state: str) -> bool:
        """Whether who may take it is awaited from there."""
        return state in self.source and state not in self.aside

    @property
    def is_decided(self) -> bool:
        """Whether a commitment moves by it with the decision of a body, and in no other way."""
        return self.follows is Follows.DECISION

    @property
    def travels(self) -> bool:
        """Whether the paper that it asks for is the one that goes before the bodies."""
        return self.does is Does.SUBMITS


@dataclass(frozen=True)
class Workflow:
    """A modality as an edition of the procedure lays it down: where it starts, and its steps."""

    edition: str
    modality: Modality
    article: str
    basis: Basis
    start: Step
    steps: tuple[Step, ...]
    # What a commitment would be about for which this modality is suggested, and why, with the article of that sentence.
    # A state chooses all the same: nothing is refused by it.
    suits: frozenset[SubjectKind] = frozenset()
    why_it_suits: Any = ""
    suits_by: str = ""

    def every_step(self) -> tuple[Step, ...]:
        return (self.start, *self.steps)

    def step(self, name: str) -> Step | None:
        return next((step for step in self.every_step() if step.name == name), None)

    def from_state(self, state: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if state in step.source)

    def states(self) -> tuple[StateRow, ...]:
        """Every state of the workflow, in the order in which the table reaches them."""
        return self._states

    @cached_property
    def _states(self) -> tuple[StateRow, ...]:
        reached: dict[StateRow, None] = {}
        for step in self.every_step():
            for state in (*step.source, *([step.target] if step.target else [])):
                reached.setdefault(state, None)
        return tuple(reached)

    def state(self, key: str) -> StateRow:
        """The row of a state. Raises KeyError where this workflow has none."""
        for state in self.states():
            if state == key:
                return state
        raise KeyError(key)

    def standing_at(self, key: str) -> StateRow:
        """The row of a state; where this workflow has none, one that is called by its key, and from which no step leads.

        A commitment that stands there is shown with the others, and the check of the night names it.
        """
        row = next((state for state in self.states() if state == key), None)
        return row or StateRow(key, label=key, phase=Phase.RESTS, article="", basis=Basis.OURS)

    # -- What its steps do, for whoever must not know their names.

    def steps_that(self, does: Does, body: str | None = None) -> tuple[Step, ...]:
        """The steps that do a thing; with `body`, at a meeting of it."""
        return tuple(step for step in self.every_step() if step.does is does and (body is None or step.meeting == body))

    def states_before(self, body: str | None = None) -> tuple[StateRow, ...]:
        """Where a commitment lies before a body (or any) that may adopt it."""
        return _sources(self.steps_that(Does.ADOPTS, body))

    def states_awaiting(self, body: str) -> tuple[StateRow, ...]:
        """Where a commitment awaits the consideration of a body that doesn't decide."""
        steps = self.steps_that(Does.CONSIDERS, body)
        return tuple(state for state in _sources(steps) if any(step.awaits_from(state) for step in steps))

    def states_to_put_before(self, body: str) -> tuple[StateRow, ...]:
        """Where a commitment may be put before a body."""
        return _sources(self.steps_that(Does.PUTS_BEFORE, body))

    def states_awaiting_designation(self) -> tuple[StateRow, ...]:
        """Where nothing but the designation of a coordinator leads further along."""
        return _sources(step for step in self.steps_that(Does.DESIGNATES) if step.target)

    def ends(self) -> tuple[StateRow, ...]:
        return tuple(state for state in self.states() if state.is_end)

    def may_still(self, step: Step, state: StateRow) -> bool:
        """Whether the steps lead from a state to one from which a step is taken; what a state does to its own part aside."""
        reached, waiting = {state}, [state]
        while waiting:
            here = waiting.pop()
            if here in step.source:
                return True
            onward = {row.target for row in self.from_state(here) if row.target and not row.own} - reached
            reached |= onward
            waiting += onward
        return False

    def step_of_a_decision(self, does: Does, body: str) -> Step | None:
        """The step by which a decision moves a commitment: of that body, else of one that adopts, which then refuses it."""
        deciding = {step.meeting for step in self.steps_that(Does.ADOPTS)}
        steps = [step for step in self.steps_that(does) if step.meeting in deciding]
        return next((step for step in steps if step.meeting == body), steps[0] if steps else None)

    def papers_that_travel(self) -> frozenset[PaperKind]:
        return frozenset(step.document for step in self.every_step() if step.travels and step.document)

    @property
    def exchanges_views(self) -> bool:
        return any(state.welcomes_views for state in self.states())

    def faults(self) -> Iterator[str]:
        """What is wrong with the table, one sentence a fault: no unreachable state, no dead end, nobody left without a step."""
        names = [step.name for step in self.every_step()]
        yield from (f"two steps are named {name}" for name in sorted({name for name in names if names.count(name) > 1}))
        yield from (f"step {step.name} has no actor" for step in self.every_step() if not step.actor)
        yield from unfounded("step", ((step.name, step) for step in self.every_step()))
        yield from unfounded("state", ((state.key, state) for state in self.states()))
        for step in self.every_step():
            yield from unfounded("guard", ((guard.name, guard) for guard in (*step.guards, *step.answer_guards)))
        yield from (
            f"step {step.name} leaves an ended state"
            for step in self.steps
            if any(state.is_end for state in step.source)
        )
        if self.start.target is None:
            yield "the first step leads nowhere"
        if self.suits and not (self.why_it_suits and self.suits_by):
            yield "it is suggested, and doesn't say why and by which article"
        yield from self._faults_of_the_road()
        yield from self._faults_of_papers()

    def _faults_of_the_road(self) -> Iterator[str]:
        reached: set[StateRow] = set()
        waiting = [self.start.target]
        while waiting:
            state = waiting.pop()
            if state is None or state in reached:
                continue
            reached.add(state)
            waiting += [step.target for step in self.from_state(state)]
        yield from (f"state {state.key} is never reached" for state in self.states() if state not in reached)
        for state in sorted(reached):
            leads_on = [step for step in self.from_state(state) if step.target and step.target.phase is not Phase.LEFT]
            if not state.is_end and not leads_on:
                yield f"from state {state.key} nothing but withdrawal leads on"

    def _faults_of_papers(self) -> Iterator[str]:
        yield from (
            f"step {step.name} submits no paper" for step in self.every_step() if step.travels and not step.document
        )
        for does in (Does.CONSIDERS, Does.PUTS_BEFORE, Does.ADOPTS, Does.TAKES_NOTE, Does.DEFERS, Does.CONVENES):
            yield from (f"step {step.name} names no body" for step in self.steps_that(does) if not step.meeting)
        yield from (
            f"step {step.name} follows from nothing" for step in self.every_step() if step.follows and not step.meeting
        )


def _sources(steps: Iterable[Step]) -> tuple[StateRow, ...]:
    return tuple(dict.fromkeys(state for step in steps for state in step.source))
