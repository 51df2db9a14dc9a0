"""Where a commitment stands, who is awaited before which meeting, and how it came there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from commitments.access import awaited, onward_steps
from commitments.choices import Scale
from commitments.models import Commitment, StepTaken
from commitments.reports.diagram import RoadPicture, picture, road, steps_between
from law.choices import Relation
from law.grammar.bodies import BodyRow
from law.grammar.procedure import StateRow, Step
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Chairmanship, Participant, Person
from record.choices import Channel
from record.dates import day_of_the_house, shown
from record.models import is_mistaken


@dataclass(frozen=True)
class Surroundings:
    """What lies around every commitment on a day: who holds the Chair, and the next meeting of each body."""

    chair: Participant | None
    planned: tuple[Meeting, ...]

    def next_of(self, body: BodyRow | None) -> Meeting | None:
        return next((meeting for meeting in self.planned if meeting.body == body), None)


def surroundings(user: Person) -> Surroundings:
    today = day_of_the_house()
    chairs = Chairmanship.objects.visible_to(user).select_related("participant")
    term = chairs.of(today)
    planned = Meeting.objects.visible_to(user).filter(status=Status.PLANNED, starts_on__gte=today)
    return Surroundings(term.participant if term else None, tuple(planned.order_by("starts_on", "pk")[:50]))


def is_of_the_record(commitment: Commitment) -> bool:
    """Whether all that is known of it was read in the public record: nobody waits for its states then."""
    return bool(commitment.source) and commitment.version == 1


def scale(commitment: Commitment, members: int) -> Scale | None:
    """How many states carry it, of so many members (Cooperative Approach); None where the record names none."""
    states = len(commitment.intending_states())
    if not states:
        return None
    if states >= members > 1:
        return Scale.ALL
    return {1: Scale.ONE, 2: Scale.BILATERAL}.get(states, Scale.MULTILATERAL)


@dataclass(frozen=True)
class Awaited:
    """A step that would take a commitment onward: who is awaited for it, and before which meeting it matters."""

    step: Step
    relations: tuple[Relation, ...]
    states: tuple[Participant, ...]
    body: BodyRow | None
    meeting: Meeting | None


def awaited_for(commitment: Commitment, surroundings: Surroundings) -> list[Awaited]:
    """Each step onward with those who may take it. Reads only what `with_everything` fetched."""
    relations: dict[str, list[Relation]] = {}
    for relation, steps in awaited(commitment):
        for step in steps:
            relations.setdefault(step.name, []).append(relation)
    awaited_steps = []
    for step in onward_steps(commitment.workflow, commitment.state):
        body = next_body(commitment, step)
        states = states_of(commitment, relations[step.name], surroundings)
        awaited_steps.append(
            Awaited(step, tuple(relations[step.name]), tuple(states), body, surroundings.next_of(body))
        )
    return awaited_steps


def states_of(commitment: Commitment, relations: Iterable[Relation], surroundings: Surroundings) -> list[Participant]:
    """The states behind relations, each once. Asked of each only what it wants: a list carries no histories."""
    of_relation: Mapping[Relation, Callable[[], list[Participant]]] = {
        Relation.CHAIR: lambda: [surroundings.chair] if surroundings.chair else [],
        Relation.COORDINATOR: commitment.coordinating_states,
        Relation.CO_COORDINATOR: commitment.co_coordinating_states,
        Relation.INTENDING_STATE: commitment.intending_states,
        Relation.IMPLEMENTING_STATE: commitment.implementing_states,
    }
    states = [state for relation in relations if relation in of_relation for state in of_relation[relation]()]
    return list({state.pk: state for state in states}.values())


def next_body(commitment: Commitment, step: Step | None) -> BodyRow | None:
    """The body before which a step is taken, or the next one on the road that it leads to."""
    while step is not None and step.meeting is None:
        onward = onward_steps(commitment.workflow, step.target or commitment.state)
        step = onward[0] if onward else None
    return step.meeting if step else None


# -- How it came there.


@dataclass(frozen=True)
class HistoryLine:
    """A line of the history: a step that was taken, or steps of which the public record says nothing."""

    step: StepTaken | None = None
    gap: tuple[Step, ...] = ()


def history(commitment: Commitment, steps: Iterable[StepTaken]) -> list[HistoryLine]:
    states, lines, before = road(commitment.workflow), [], -1
    for step in steps:
        if is_mistaken(step):
            lines.append(HistoryLine(step=step))
            continue
        reached = _index(states, step.to_state, before)
        if step.channel == Channel.RECORD and reached - before > 1:
            lines.append(HistoryLine(gap=_between(commitment, states[max(before, 0) : reached], begins=before < 0)))
        lines.append(HistoryLine(step=step))
        before = reached
    return lines


def _index(states: list[StateRow], state: str, otherwise: int) -> int:
    return [*map(str, states)].index(state) if state in states else otherwise


def _between(commitment: Commitment, states: list[StateRow], *, begins: bool) -> tuple[Step, ...]:
    """The steps that join these states one after another, with the first one of all where the history lacks it."""
    flow = commitment.workflow
    steps_joining = [steps_between(flow, source, target)[:1] for source, target in pairwise(states)]
    return (*([flow.start] if begins else []), *(step for steps in steps_joining for step in steps))


def standing_picture(commitment: Commitment, steps: Iterable[StepTaken]) -> RoadPicture:
    """The procedure with "you are here" and the days on which the commitment reached what lies behind it."""
    reached = {step.to_state: shown(step.on, step.on_precision) for step in steps}
    states = road(commitment.workflow)
    unknown = frozenset(state for state in states if state not in reached) if commitment.source else frozenset()
    return picture(commitment.workflow, commitment.state, reached, unknown)
