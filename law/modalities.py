"""The procedure of the Cooperative Approach as one table: the only place that says what may follow what, and by whom.

The portal, the admin, the API, `docs/procedure.md`, the system check and the tests all read it. Articles: CoA is the
Cooperative Approach (Bangkok, 14 March 2007), AA the Almaty Act (4 June 2002).
"""

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from law.choices import ENDED, Body, CoordinatorRole, Modality, PaperKind, Relation, State

# A guard is named for the condition it wants; it returns the sentence that says why not, or None. It looks at the
# commitment; an answer's guard looks at what was answered, on a day.
Guard = Callable[[Any], Any]
AnswerGuard = Callable[[Any, dt.date], Any]


class Need(enum.Enum):
    """Whether a step asks for something."""

    NO = "no"
    MAY = "may"
    MUST = "must"


class Own(enum.Enum):
    """What a step does to the acting state's own part in the commitment."""

    JOINS = "joins"
    LEAVES = "leaves"
    OFFERS = "offers"


@dataclass(frozen=True)
class Step:
    """One step: from where to where, by whom, on which article, with what. Asks become fields, guards sentences.

    `target` None leaves the commitment where it is. There is no default actor: nobody may act by accident.
    """

    name: str
    label: Any
    source: tuple[State, ...]
    target: State | None
    actor: tuple[Relation, ...]
    source_text: str
    document: PaperKind | None = None
    document_need: Need = Need.MUST
    meeting: Body | None = None
    party: CoordinatorRole | None = None
    experts: bool = False
    circulates: bool = False
    note: Need = Need.NO
    consensus: bool = False
    # Whether a decision by silence procedure on behalf of that body does, too, where it didn't meet.
    silence: bool = False
    own: Own | None = None
    guards: tuple[Guard, ...] = ()
    answer_guards: tuple[AnswerGuard, ...] = ()

    def leads_to(self, state: str) -> State:
        """Where the commitment stands after the step, taken from `state`."""
        return self.target or State(state)


@dataclass(frozen=True)
class Workflow:
    """A modality as an edition of the procedure lays it down: where it starts, and its steps."""

    edition: str
    modality: Modality
    source_text: str
    start: Step
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step | None:
        return next((step for step in (self.start, *self.steps) if step.name == name), None)

    def from_state(self, state: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if state in step.source)

    def states(self) -> tuple[State, ...]:
        """Every state of the workflow, in the order in which the table reaches them."""
        found: dict[State, None] = {}
        for step in (self.start, *self.steps):
            for state in (*step.source, *([step.target] if step.target else [])):
                found.setdefault(state, None)
        return tuple(found)


# -- Guards.


def an_offer_to_coordinate_is_there(commitment: Any) -> Any:
    if commitment.offering_states():
        return None
    return _("No state that intends it has offered to coordinate yet.")


def the_coordinator_is_yet_to_be_designated(commitment: Any) -> Any:
    return _("A coordinator is designated already.") if commitment.coordinating_states() else None


def a_paper_is_there(commitment: Any) -> Any:
    return None if commitment.latest_version() else _("No paper has been submitted yet.")


def a_view_was_shared(commitment: Any) -> Any:
    return None if commitment.has_views() else _("No view has been shared with the members yet.")


def an_expert_is_nominated(commitment: Any) -> Any:
    return None if commitment.nominated_experts() else _("No expert has been nominated for this measure yet.")


def the_specialised_meeting_was_held(commitment: Any) -> Any:
    if commitment.specialised_meeting_was_held():
        return None
    return _("The specialised meeting has not been held yet.")


def the_meeting_was_held(answers: Any, today: dt.date) -> Any:
    meeting = answers.meeting
    if meeting is None or meeting.was_held_by(today):
        return None
    return _("This meeting has not been held yet.")


def the_meeting_is_not_cancelled(answers: Any, today: dt.date) -> Any:
    meeting = answers.meeting
    return _("This meeting was cancelled.") if meeting and meeting.is_cancelled else None


def the_host_is_a_member_or_an_observer_state(answers: Any, today: dt.date) -> Any:
    meeting = answers.meeting
    if meeting is None or (meeting.host and meeting.host.is_member_or_observer_state_on(today)):
        return None
    return _("A specialised meeting is hosted by a member or an observer state; this one names no such host.")


_HELD = (the_meeting_was_held,)


# -- Steps that both modalities share, after a paper is drafted. `redrafting` is where a returned paper goes.

_UNDER_WAY = (
    State.COORDINATED,
    State.DRAFTED,
    State.CIRCULATED,
    State.CONSIDERED,
    State.BEFORE_SOC,
    State.APPROVED,
    State.IMPLEMENTING,
    State.RESTING,
)


def _from_paper_to_end(
    redrafting: State, author: tuple[Relation, ...], paper: PaperKind, starts: tuple[Relation, ...]
) -> tuple[Step, ...]:
    at_swg = (Relation.SECRETARIAT, Relation.SWG_CHAIR)
    keepers = (Relation.COORDINATOR, Relation.SECRETARIAT)
    secretariat = (Relation.SECRETARIAT,)
    return (
        Step("circulate", _("Circulate the paper"), (State.DRAFTED,), State.CIRCULATED, secretariat,
             "CoA (a), (b)", circulates=True, note=Need.MAY, guards=(a_paper_is_there,)),
        Step("revise", _("Submit a revised version"), (State.CIRCULATED,), State.DRAFTED, author,
             "CoA (a), (b)", document=paper, note=Need.MAY),
        Step("consider", _("Record the working group's consideration"), (State.CIRCULATED,), State.CONSIDERED, at_swg,
             "AA 32; CoA (a), (b)", meeting=Body.WORKING_GROUP, answer_guards=_HELD, note=Need.MAY),
        Step("return-for-revision", _("Return for revision"), (State.CIRCULATED,), redrafting, at_swg,
             "AA 32", meeting=Body.WORKING_GROUP, answer_guards=_HELD, note=Need.MUST),
        Step("put-before-soc", _("Put before the Senior Officials Committee"), (State.CONSIDERED,), State.BEFORE_SOC,
             secretariat, "CoA (a)", meeting=Body.SENIOR_OFFICIALS, note=Need.MAY),
        Step("approve", _("Record the Committee's approval"), (State.BEFORE_SOC,), State.APPROVED, secretariat,
             "AA 31; CoA (a), (b)", meeting=Body.SENIOR_OFFICIALS, answer_guards=_HELD, consensus=True, silence=True),
        Step("defer", _("Record that the Committee deferred it"), (State.BEFORE_SOC,), State.CONSIDERED, secretariat,
             "AA 31", meeting=Body.SENIOR_OFFICIALS, answer_guards=_HELD, note=Need.MUST),
        Step("return", _("Record that the Committee returned it"), (State.BEFORE_SOC,), redrafting, secretariat,
             "AA 31", meeting=Body.SENIOR_OFFICIALS, answer_guards=_HELD, note=Need.MUST),
        Step("begin-implementation", _("Begin implementation"), (State.CONSIDERED, State.APPROVED), State.IMPLEMENTING,
             starts, "AA 24; CoA", document=PaperKind.ACTION_PLAN, document_need=Need.MAY, note=Need.MAY),
        Step("rest", _("Let it rest"), (State.IMPLEMENTING,), State.RESTING, keepers, "AA 24", note=Need.MUST),
        Step("resume", _("Resume"), (State.RESTING,), State.IMPLEMENTING, keepers, "AA 24", note=Need.MUST),
        Step("complete", _("Complete"), (State.IMPLEMENTING, State.RESTING), State.COMPLETED, keepers, "AA 24", note=Need.MUST),
    )  # fmt: skip


def _of_the_states(open_states: tuple[State, ...], coordinated: tuple[State, ...]) -> tuple[Step, ...]:
    """Steps by which states take part and the Chair designates; none but the last leave moves the commitment."""
    chair, intending = (Relation.CHAIR,), (Relation.INTENDING_STATE,)
    return (
        Step("join", _("Join"), open_states, None, (Relation.MEMBER,), "AA 24; CoA",
             own=Own.JOINS, note=Need.MAY),
        Step("offer-to-coordinate", _("Offer to coordinate"), open_states, None, intending, "CoA (annex)",
             own=Own.OFFERS, note=Need.MAY),
        Step("designate-another-coordinator", _("Designate a coordinator in the vacant place"), coordinated, None, chair,
             "CoA (a)", party=CoordinatorRole.COORDINATOR, note=Need.MAY,
             guards=(the_coordinator_is_yet_to_be_designated, an_offer_to_coordinate_is_there)),
        Step("designate-co-coordinator", _("Designate a co-coordinator"), coordinated, None, chair, "CoA (annex)",
             party=CoordinatorRole.CO_COORDINATOR, note=Need.MAY, guards=(an_offer_to_coordinate_is_there,)),
        Step("withdraw", _("Withdraw"), open_states, State.WITHDRAWN, intending, "AA 24",
             own=Own.LEAVES, note=Need.MAY),
    )  # fmt: skip


_OPEN_A = (State.INDICATED, State.CONSULTING, *_UNDER_WAY)
_OPEN_B = (State.VIEWS, State.COMPILED, State.CONVENED, State.ENTRUSTED, *_UNDER_WAY[1:])

MODALITY_A_2007 = Workflow(
    edition="2007",
    modality=Modality.A,
    source_text="CoA (a)",
    start=Step("indicate", _("Indicate an intention"), (), State.INDICATED, (Relation.MEMBER,), "AA 24; CoA (a)",
               note=Need.MUST, own=Own.JOINS),
    steps=(
        Step("consult", _("Open consultations"), (State.INDICATED,), State.CONSULTING, (Relation.CHAIR,), "CoA (a)",
             note=Need.MUST),
        Step("designate-coordinator", _("Designate the coordinator"), (State.CONSULTING,), State.COORDINATED,
             (Relation.CHAIR,), "CoA (a)", party=CoordinatorRole.COORDINATOR, note=Need.MAY,
             guards=(an_offer_to_coordinate_is_there,)),
        Step("submit-draft", _("Submit the draft concept paper"), (State.COORDINATED,), State.DRAFTED,
             (Relation.COORDINATOR,), "CoA (a)", document=PaperKind.CONCEPT, note=Need.MAY),
        *_from_paper_to_end(State.COORDINATED, (Relation.COORDINATOR,), PaperKind.CONCEPT, (Relation.COORDINATOR,)),
        *_of_the_states(_OPEN_A, _UNDER_WAY),
    ),
)  # fmt: skip

MODALITY_B_2007 = Workflow(
    edition="2007",
    modality=Modality.B,
    source_text="CoA (b)",
    start=Step("open-exchange", _("Open an exchange of views"), (), State.VIEWS, (Relation.MEMBER,), "CoA (b)",
               note=Need.MUST, own=Own.JOINS),
    steps=(
        Step("compile", _("Compile the views"), (State.VIEWS,), State.COMPILED, (Relation.SECRETARIAT,), "CoA (b)",
             document=PaperKind.COMPILATION, circulates=True, guards=(a_view_was_shared,)),
        Step("convene", _("Convene a specialised meeting"), (State.COMPILED,), State.CONVENED, (Relation.SECRETARIAT,),
             "AA 33; CoA (b)", meeting=Body.SPECIALISED, note=Need.MAY, guards=(an_expert_is_nominated,),
             answer_guards=(the_meeting_is_not_cancelled, the_host_is_a_member_or_an_observer_state)),
        Step("entrust", _("Entrust the drafting to experts"), (State.CONVENED,), State.ENTRUSTED,
             (Relation.SECRETARIAT,), "CoA (b)", experts=True, note=Need.MAY,
             guards=(the_specialised_meeting_was_held, an_expert_is_nominated)),
        Step("submit-working-paper", _("Submit the working paper"), (State.ENTRUSTED,), State.DRAFTED,
             (Relation.SECRETARIAT,), "CoA (b)", document=PaperKind.WORKING, note=Need.MAY),
        *_from_paper_to_end(State.ENTRUSTED, (Relation.SECRETARIAT,), PaperKind.WORKING,
                            (Relation.COORDINATOR, Relation.INTENDING_STATE)),
        *_of_the_states(_OPEN_B, _OPEN_B[1:]),
    ),
)  # fmt: skip

WORKFLOWS = {(flow.edition, flow.modality): flow for flow in (MODALITY_A_2007, MODALITY_B_2007)}
# What a commitment begins under today; it keeps its edition when the SOC modifies the Approach (CoA, last part).
CURRENT_EDITION = "2007"


def workflow(edition: str, modality: str) -> Workflow:
    return WORKFLOWS[(edition, Modality(modality))]


def faults(flow: Workflow) -> list[str]:
    """What is wrong with a table, one sentence a fault: no unreachable state, no dead end, nobody left without a step."""
    found = []
    names = [step.name for step in (flow.start, *flow.steps)]
    found += [f"two steps are named {name}" for name in sorted({name for name in names if names.count(name) > 1})]
    found += [f"step {step.name} has no actor" for step in (flow.start, *flow.steps) if not step.actor]
    found += [f"step {step.name} rests on no article" for step in (flow.start, *flow.steps) if not step.source_text]
    found += [f"step {step.name} leaves an ended state" for step in flow.steps if set(step.source) & ENDED]
    reached, waiting = set(), [flow.start.target]
    while waiting:
        state = waiting.pop()
        if state is None or state in reached:
            continue
        reached.add(state)
        waiting += [step.target for step in flow.from_state(state)]
    found += [f"state {state} is never reached" for state in flow.states() if state not in reached]
    for state in reached - ENDED:
        moving = [s for s in flow.from_state(state) if s.target not in (None, State.WITHDRAWN)]
        if not moving:
            found.append(f"from state {state} nothing but withdrawal leads on")
    return found
