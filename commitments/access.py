"""Who a person is to a commitment, and so which steps they may take: relations, not groups."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from commitments.models import Commitment, CoordinatorAssignment
from law.choices import PaperKind, Relation
from law.grammar.procedure import OwnPart, Step, Workflow
from meetings.access import chairs_a_group
from members.access import TWO_KEYS
from members.choices import Role, Standing
from members.models import Chairmanship, Participant, Participation, Person, Seat, User, seats_of
from record.dates import day_of_the_house


@dataclass(frozen=True)
class Capacity:
    """In which capacity somebody acts: for a state or for none, with the relations that follow.

    `why_not_submit` is a sentence where the person may prepare but not submit, else None.
    """

    participant_id: int | None
    relations: frozenset[Relation]
    why_not_submit: Any = None


@dataclass(frozen=True)
class Offer:
    """A step that somebody may take, in which capacity, and what still blocks it (sentences; none: it can be taken)."""

    step: Step
    capacity: Capacity
    acting_as: Relation
    problems: tuple[Any, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        return not self.problems

    @property
    def may_submit(self) -> bool:
        return self.is_open and self.capacity.why_not_submit is None


def capacities(user: Person, commitment: Commitment | None, on: dt.date | None = None) -> list[Capacity]:
    """Every capacity in which a person may act on a commitment (None: on one still to begin), on a day."""
    on = on or day_of_the_house()
    seats = seats_of(user, on)
    found = [_of_seat(seat, commitment) for seat in seats.seats]
    if seats.is_officer:
        found.append(Capacity(None, frozenset({Relation.SECRETARIAT})))
    if commitment and chairs_a_group(user, on):
        found.append(Capacity(None, frozenset({Relation.SWG_CHAIR})))
    return [capacity for capacity in _joined(found) if capacity.relations]


def capacity_of_state(state: Participant, commitment: Commitment | None, on: dt.date | None = None) -> Capacity:
    """The capacity of a state itself: for what the Secretariat enters on its behalf."""
    on = on or day_of_the_house()
    return _capacities_of_states([state], commitment, on)[0]


def _capacities_of_states(states: list[Participant], commitment: Commitment | None, on: dt.date) -> list[Capacity]:
    """The capacities of states themselves, in two queries however many they are."""
    rows = Participation.objects.filter(participant__in=states).holding(on).order_by("since", "pk")
    held = dict(rows.values_list("participant", "standing"))  # the latest of a state comes last, and stays
    chair = Chairmanship.objects.of(on)
    in_chair = chair.participant_id if chair else None
    return [
        _of_seat(Seat(state.pk, held.get(state.pk, ""), Role.AUTHORITY, state.pk == in_chair), commitment)
        for state in states
    ]


def offers(commitment: Commitment, available: Iterable[Capacity]) -> list[Offer]:
    """The steps that may be taken now, in the order of the table, each with what still blocks it.

    `commitment` comes from `with_everything()`: the guards then ask nothing more of the database.
    """
    found: dict[str, Offer] = {}
    available = list(available)
    for step in commitment.workflow.from_state(commitment.state):
        for capacity in available:
            acting_as = next((relation for relation in step.actor if relation in capacity.relations), None)
            if acting_as is None or not _concerns(step, capacity, commitment) or step.name in found:
                continue
            problems = tuple(why for guard in step.guards if (why := guard(commitment)) is not None)
            found[step.name] = Offer(step, capacity, acting_as, problems)
    return list(found.values())


def awaited(commitment: Commitment) -> list[tuple[Relation, list[Step]]]:
    """Who is awaited, by relation, each with the steps that would take the commitment onward from where it stands.

    To send it back, to let it rest, to complete or to leave it is open to those concerned, and never awaited.
    """
    by_relation: dict[Relation, list[Step]] = {}
    for step in onward_steps(commitment.workflow, commitment.state):
        for relation in step.actor:
            by_relation.setdefault(relation, []).append(step)
    return list(by_relation.items())


def onward_steps(flow: Workflow, state: str) -> list[Step]:
    """The steps from a state that lead further along the procedure, short of its end."""
    order = flow.states()
    here = order.index(state) if state in order else len(order)
    return [
        step
        for step in flow.from_state(state)
        if step.target
        and not step.target.is_end
        and not step.target.is_wayside
        and not step.own
        and order.index(step.target) > here
    ]


def offers_of_states(
    commitment: Commitment, name: str, states: Iterable[Participant]
) -> list[tuple[Participant, Offer]]:
    """Of `states`, those to which a step is offered, each with its offer: for what the Secretariat enters."""
    states = list(states)
    able = zip(states, _capacities_of_states(states, commitment, day_of_the_house()), strict=True)
    return [
        (state, offer)
        for state, capacity in able
        for offer in offers(commitment, [capacity])
        if offer.step.name == name
    ]


def states_that_may(step: Step, commitment: Commitment, user: User) -> list[Participant]:
    """The states that stand to a commitment as a step asks, in seat order: for what the Secretariat enters."""
    today = day_of_the_house()
    states = Participant.objects.visible_to(user).in_seat_order()
    if Relation.MEMBER in step.actor:
        return list(states.members_on(today))
    keys: set[int] = set()
    for relation, held_by in (
        (Relation.INTENDING_STATE, commitment.intending_states()),
        (Relation.COORDINATOR, commitment.coordinating_states()),
        (Relation.CO_COORDINATOR, commitment.co_coordinating_states()),
    ):
        keys |= {state.pk for state in held_by} if relation in step.actor else set()
    if Relation.CHAIR in step.actor and (chair := Chairmanship.objects.visible_to(user).of(today)):
        keys.add(chair.participant_id)
    return list(states.filter(pk__in=keys))


def _of_seat(seat: Seat, commitment: Commitment | None) -> Capacity:
    relations = set()
    if seat.standing == Standing.MEMBER:
        relations.add(Relation.MEMBER)
    if seat.standing == Standing.OBSERVER:
        relations.add(Relation.OBSERVER)
    if seat.holds_chair:
        relations.add(Relation.CHAIR)
    if commitment is not None:
        if _among(seat, commitment.intending_states()):
            relations.add(Relation.INTENDING_STATE)
        if _among(seat, commitment.coordinating_states()):
            relations.add(Relation.COORDINATOR)
        if _among(seat, commitment.co_coordinating_states()):
            relations.add(Relation.CO_COORDINATOR)
    why_not = TWO_KEYS if seat.two_keys and seat.role == Role.PREPARER else None
    return Capacity(seat.participant_id, frozenset(relations), why_not)


def _among(seat: Seat, states: Iterable[Participant]) -> bool:
    return any(state.pk == seat.participant_id for state in states)


def _joined(found: list[Capacity]) -> list[Capacity]:
    """One capacity a participant: who holds two posts of a state acts with the stronger one."""
    best: dict[Any, Capacity] = {}
    for number, capacity in enumerate(found):
        key = capacity.participant_id if capacity.participant_id is not None else f"none {number}"
        if key not in best or best[key].why_not_submit is not None:
            best[key] = capacity
    return list(best.values())


def _concerns(step: Step, capacity: Capacity, commitment: Commitment) -> bool:
    """Whether a step about a state's own part makes sense for it: nobody joins twice, or offers what it offered."""
    if step.own is OwnPart.JOINS:
        return Relation.INTENDING_STATE not in capacity.relations
    if step.own is OwnPart.OFFERS:
        offered = {state.pk for state in commitment.offering_states()}
        leads = {Relation.COORDINATOR, Relation.CO_COORDINATOR} & capacity.relations
        return capacity.participant_id not in offered and not leads
    return True


# -- Papers of commitments.


def folders_seen(user: Person) -> Q:
    """The folders of the commitments that a person sees."""
    return Q(commitment__in=Commitment.objects.visible_to(user))


def papers_of_coordinators(user: Person) -> Q:
    """What travels is read by those who coordinate its commitment, before it is circulated; letters aren't."""
    leads = CoordinatorAssignment.objects.designations().running(day_of_the_house())
    own = seats_of(user).participant_ids
    leads = leads.filter(commitment=OuterRef("paper__folder__commitment"), participant__in=own)
    return ~Q(paper__kind=PaperKind.NOTE) & Q(Exists(leads))
