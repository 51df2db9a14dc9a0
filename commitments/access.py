"""Who a person is to a commitment, and so which steps they may take: relations, not groups."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, CoordinatorAssignment, StepTaken
from journal.staff import NO_WORK, Work, does, is_officer
from law.choices import Relation
from law.grammar.procedure import OwnPart, Step, Workflow
from meetings.access import chairs_a_group
from members.access import TWO_KEYS, own_states, speakers_of
from members.choices import Role, Standing
from members.models import Chairmanship, Participant, Person, Seat, User, seats_of, seats_of_participants
from record.acts import Offer, Speaker, Whom
from record.acts.offers import Sentence
from record.dates import day_of_the_house
from record.readers import JoinedOnce

NOT_OFFERED = _("This step can't be taken here now, or not by you.")
BY_DECISION_ALONE = _(
    "A commitment moves here by the recorded decision of the body, and by nothing else: record the decision."
)
# What somebody is to a commitment for a state of theirs.
OF_STATES = frozenset(
    {
        Relation.MEMBER,
        Relation.INTENDING_STATE,
        Relation.IMPLEMENTING_STATE,
        Relation.COORDINATOR,
        Relation.CO_COORDINATOR,
        Relation.CHAIR,
    }
)


# As what the acts of the procedure are declared to be open to them.
WHOM_OF = {
    Relation.CHAIR: Whom.CHAIR,
    Relation.SWG_CHAIR: Whom.GROUP_CHAIR,
    Relation.COORDINATOR: Whom.COORDINATOR,
    Relation.CO_COORDINATOR: Whom.COORDINATOR,
    Relation.INTENDING_STATE: Whom.OWNERS,
    Relation.IMPLEMENTING_STATE: Whom.OWNERS,
    Relation.MEMBER: Whom.MEMBERS,
    Relation.OBSERVER: Whom.OBSERVERS,
}


def whom_of(actor: Iterable[Relation]) -> frozenset[Whom]:
    """Those relations, as an act declares to whom it is open."""
    return frozenset(WHOM_OF[relation] for relation in actor if relation in WHOM_OF)


def works_for(actor: Iterable[Relation]) -> frozenset[Work]:
    """Officers do what is the Secretariat's, and enter by letter what states do."""
    return frozenset({Work.KEEP}) if {Relation.SECRETARIAT, *OF_STATES} & {*actor} else NO_WORK


@dataclass(frozen=True)
class Capacity:
    """In which capacity somebody acts: for a state or for none, with the relations that follow.

    `why_not_submit` is a sentence where the person may prepare but not submit, else None.
    """

    participant_id: int | None
    relations: frozenset[Relation]
    why_not_submit: Any = None


@dataclass(frozen=True)
class StepOffer:
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


def capacities(
    user: Person, commitment: Commitment | None, on: dt.date | None = None, *, to_read: bool = False
) -> list[Capacity]:
    """Every capacity in which a person may act on a commitment (None: on one still to begin), on a day.

    `to_read`: also those in which they only read what awaits their state or the Secretariat.
    """
    on = on or day_of_the_house()
    seats = seats_of(user, on)
    held = [_of_seat(seat, commitment) for seat in (seats if to_read else seats.acting).seats]
    if seats.is_of_staff if to_read else seats.is_officer:
        held.append(Capacity(None, frozenset({Relation.SECRETARIAT})))
    if commitment and chairs_a_group(user, on):
        held.append(Capacity(None, frozenset({Relation.SWG_CHAIR})))
    return [capacity for capacity in _joined(held) if capacity.relations]


def capacity_of_state(state: Participant, commitment: Commitment | None, on: dt.date | None = None) -> Capacity:
    """The capacity of a state itself: for what the Secretariat enters on its behalf."""
    on = on or day_of_the_house()
    return _capacities_of_states([state], commitment, on)[0]


def _capacities_of_states(states: list[Participant], commitment: Commitment | None, on: dt.date) -> list[Capacity]:
    """The capacities of states themselves, in two queries however many they are."""
    seats = seats_of_participants(states, on)
    return [_of_seat(seat, commitment) for state in states for seat in seats[state.pk].seats]


def offers(commitment: Commitment, available: Iterable[Capacity]) -> list[StepOffer]:
    """The steps that may be taken now, in the order of the table, each with what still blocks it.

    `commitment` comes from `with_everything()`: the guards then ask nothing more of the database.
    """
    offers_by_step: dict[str, StepOffer] = {}
    available = list(available)
    for step in commitment.workflow.from_state(commitment.state):
        for capacity in available:
            acting_as = next((relation for relation in step.actor if relation in capacity.relations), None)
            if acting_as is None or not _concerns(step, capacity, commitment) or step.name in offers_by_step:
                continue
            problems = tuple(why for guard in step.guards if (why := guard(commitment)) is not None)
            offers_by_step[step.name] = StepOffer(step, capacity, acting_as, problems)
    return list(offers_by_step.values())


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
    onward = [
        step
        for step in flow.from_state(state)
        if step.target
        and step.awaits_from(state)
        and not step.target.is_end
        and not step.target.is_wayside
        and not step.own
        and order.index(step.target) > here
    ]
    # What is awaited of a body is its decision, whichever it is: once.
    decided = [step for step in onward if step.is_decided]
    return [step for step in onward if step not in decided[1:]]


def offers_of_states(
    commitment: Commitment, name: str, states: Iterable[Participant]
) -> list[tuple[Participant, StepOffer]]:
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
        (Relation.IMPLEMENTING_STATE, commitment.implementing_states()),
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
        if _among(seat, commitment.implementing_states()):
            relations.add(Relation.IMPLEMENTING_STATE)
        if _among(seat, commitment.coordinating_states()):
            relations.add(Relation.COORDINATOR)
        if _among(seat, commitment.co_coordinating_states()):
            relations.add(Relation.CO_COORDINATOR)
    why_not = TWO_KEYS if seat.two_keys and seat.role == Role.PREPARER else None
    return Capacity(seat.participant_id, frozenset(relations), why_not)


def _among(seat: Seat, states: Iterable[Participant]) -> bool:
    return any(state.pk == seat.participant_id for state in states)


def _joined(capacities_held: list[Capacity]) -> list[Capacity]:
    """One capacity a participant: who holds two posts of a state acts with the stronger one."""
    best: dict[Any, Capacity] = {}
    for number, capacity in enumerate(capacities_held):
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


# -- As the doors offer it.


def offered_steps(user: User, commitment: Commitment, at: dt.datetime) -> Iterator[tuple[Step, Offer]]:
    """Every step that a person may take now in a capacity of their own, in the order of the table."""
    on, made = day_of_the_house(at), defaultdict(list)
    for capacity in capacities(user, commitment, on):
        for offer in offers(commitment, [capacity]):
            made[offer.step.name].append(offer)
    for step in commitment.workflow.from_state(commitment.state):
        if step_offer := made.get(step.name):
            able = [offer.capacity for offer in step_offer]
            problems = (BY_DECISION_ALONE,) if step.is_decided else step_offer[0].problems
            yield step, _offered_to(user, able, on, problems=problems, acting_as=step_offer[0].acting_as)


def offer_of_step(name: str, user: User, commitment: Commitment, at: dt.datetime) -> Offer | None:
    """A step as it is offered to a person: in their own capacity, and to officers for states, by their letters.

    To whom it belongs, but not now, reads so; to others it isn't offered.
    """
    on, step = day_of_the_house(at), commitment.workflow.step(name)
    if step is None:
        return None
    own = {row.name: offer for row, offer in offered_steps(user, commitment, at)}.get(name)
    letters = _by_letter(step, user, commitment)
    if letters:
        states = tuple(Speaker(state, by_letter=True) for state, offer in letters)
        if own is None:
            return Offer(letters[0][1].problems, states, is_own=False)
        return replace(own, speakers=(*own.speakers, *states))
    if own is not None:
        return own
    able = [capacity for capacity in capacities(user, commitment, on) if capacity.relations & set(step.actor)]
    taken = _taken_already(commitment, name)
    is_behind = is_past(commitment, name)
    is_over = bool(taken) or is_behind
    why = taken or (what_led_past(commitment) if is_over else NOT_OFFERED)
    if able or (is_behind and _had_its_part(user, step, commitment)):
        offer = _offered_to(user, able, on, problems=(why,))
        return replace(offer, is_now=False, is_over=is_over)
    is_entered_by_letter = is_officer(user) and bool(OF_STATES & set(step.actor))
    return Offer.not_now(why, is_over=is_over) if is_entered_by_letter else None


def _taken_already(commitment: Commitment, name: str) -> str:
    """Who took this very step last: a colleague, or the same person in another window. Empty where it wasn't this one."""
    led_here = commitment.led_here()
    if led_here is None or led_here.step != name:
        return ""
    words = _said_of(led_here, commitment)
    return _now("%(who)s: “%(step)s”, %(day)s. It was taken already; the stage is now “%(state)s”.") % words


def _said_of(led_here: StepTaken, commitment: Commitment) -> dict[str, Any]:
    who = led_here.on_behalf_of or led_here.get_acting_as_display() or _now("the public record")
    stage = commitment.get_state_display()
    return {"who": who, "step": led_here.label, "day": date_format(led_here.on), "state": stage}


def is_past(commitment: Commitment, name: str) -> bool:
    """Whether a form about a commitment can't be sent any more: no road leads back to where its step is taken."""
    step = commitment.workflow.step(name)
    return commitment.is_ended if step is None else not commitment.workflow.may_still(step, commitment.stands)


def what_led_past(commitment: Commitment) -> str:
    """Who did what when, that led a commitment to where it stands, and that nothing more can be done."""
    led_here = commitment.led_here()
    if led_here is None:
        state = {"state": commitment.get_state_display()}
        return _now("The stage is now “%(state)s”: nothing more can be done here.") % state
    words = _said_of(led_here, commitment)
    return (
        _now("%(who)s: “%(step)s”, %(day)s. The stage is now “%(state)s”, and nothing more can be done here.") % words
    )


def _had_its_part(user: User, step: Step, commitment: Commitment) -> bool:
    """Whether the person acts for a state that had a part in it, and left: its text is given back."""
    own = seats_of(user).acting.participant_ids
    is_of_parts = bool({Relation.INTENDING_STATE, Relation.COORDINATOR, Relation.CO_COORDINATOR} & set(step.actor))
    return is_of_parts and any(intention.participant_id in own for intention in commitment.intentions.all())


def offered_to_begin(user: User, nothing: None, at: dt.datetime) -> Offer | None:
    """To members, and to officers for the members that wrote to them."""
    on = day_of_the_house(at)
    able = [capacity for capacity in capacities(user, None, on) if Relation.MEMBER in capacity.relations]
    if not able and not is_officer(user):
        return None
    states = Participant.objects.visible_to(user).members_on(on).in_seat_order() if is_officer(user) else ()
    letters = tuple(
        Speaker(state, by_letter=True) for state in states if state.pk not in seats_of(user, on).participant_ids
    )
    offer = _offered_to(user, able, on, acting_as=Relation.MEMBER if able else "")
    return replace(offer, speakers=(*offer.speakers, *letters), is_own=False)


def _offered_to(
    user: User, able: Iterable[Capacity], on: dt.date, *, problems: tuple[Sentence, ...] = (), acting_as: Sentence = ""
) -> Offer:
    """An offer to a person in these capacities: for states, or in an office of their own."""
    able, states = list(able), own_states(user, on)
    of_states = [(states.get(capacity.participant_id or 0), capacity.why_not_submit) for capacity in able]
    speakers = [Speaker(state, why_not_submit) for state, why_not_submit in of_states if state is not None]
    is_own = any(capacity.participant_id is None for capacity in able)
    return Offer(speakers=tuple(speakers), is_own=is_own, problems=problems, acting_as=acting_as)


def _by_letter(step: Step, user: User, commitment: Commitment) -> list[tuple[Participant, StepOffer]]:
    if not is_officer(user):
        return []
    own = seats_of(user).participant_ids
    states = [state for state in states_that_may(step, commitment, user) if state.pk not in own]
    return offers_of_states(commitment, step.name, states)


# -- Papers of commitments.


def ends_of_terms(on: dt.date) -> Subquery:
    """The days after this one on which designations of a participant in commitments end."""
    runs = CoordinatorAssignment.objects.designations().filter(participant=OuterRef("participant"), until__gt=on)
    by_state = runs.exclude(commitment=None).order_by().values("participant")
    return Subquery(by_state.annotate(last_days=JoinedOnce(Cast("until", CharField()))).values("last_days"))


# -- Its words in other languages.
NOT_ITS_STATE = _("This is open to the states that intend it, and to the Secretariat.")


def speakers_of_words(user: Person, commitment: Commitment) -> tuple[Speaker, ...]:
    """The states that intend it for which this person speaks."""
    intending = {state.pk for state in commitment.intending_states()}
    return tuple(speaker for speaker in speakers_of(user, day_of_the_house()) if speaker.participant.pk in intending)


def may_word(user: User, commitment: Commitment, state: Participant | None) -> Any:
    """Why this person can't give its title in other languages, for that state or as an officer; None where they can."""
    if state is None and does(user, Work.WORD):
        return None
    speakers = {speaker.participant.pk: speaker for speaker in speakers_of_words(user, commitment)}
    if state is None or state.pk not in speakers:
        return NOT_ITS_STATE
    return speakers[state.pk].why_not_submit
