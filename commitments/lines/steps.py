"""The steps that would take commitments onward: on the desk of who may take one, and of who waits for somebody else."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.access import Capacity, StepOffer, capacities, offers, onward_steps
from commitments.models import Commitment
from commitments.reports.standing import (
    Awaited,
    Surroundings,
    awaited_for,
    is_of_the_record,
    surroundings,
)
from journal.names import name_of
from journal.staff import is_of_staff
from law.choices import Relation
from law.editions import workflows
from law.grammar.procedure import Does
from meetings.access import chairs_a_group, groups_chaired
from members.access import desks_of, own_states
from members.models import Person, User, seats_of
from notices.access import officers, told_for
from record.acts import TABLE
from record.awaiting import MOST, SECRETARIAT, DeskLine, LinePress, Stands, desk_of_a_person
from record.dates import day_of_the_house
from record.standing_still import the_first

STEP = "step"
# Of what waits for others, the latest moved.
MOST_WAITING = 10
OWN = frozenset({Relation.COORDINATOR, Relation.CO_COORDINATOR, Relation.INTENDING_STATE, Relation.IMPLEMENTING_STATE})


def steps_awaited(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """What a person's offices may do to take commitments onward, and those of theirs that wait for somebody else."""
    relations = _offices(user, day_of_the_house(at))
    seats = seats_of(user)
    if not relations and not seats.seats:
        return
    rows = Commitment.objects.visible_to(user).open()
    of_our_states = rows.of_states(seats.participant_ids).values("pk")
    # What only the public record tells of moves when its states wish: it is open to them, and nobody waits for it.
    is_under_way = ~(Q(version=1) & ~Q(source=""))
    awaiting_us = (is_under_way & _where_awaited(relations)) | (Q(pk__in=of_our_states) & _where_awaited(OWN))
    around = surroundings(user)
    ours = the_first(rows.filter(awaiting_us).with_everything().order_by("-moved_at", "-pk"), MOST)
    others = rows.filter(is_under_way).exclude(pk__in=[commitment.pk for commitment in ours])
    if not (is_of_staff(user) or seats.holds_chair):
        others = others.filter(pk__in=of_our_states)
    others = others.filter(_where_anybody_is_awaited()).with_everything().order_by("-moved_at", "-pk")
    waiting = the_first(others, MOST_WAITING)
    for commitment in (*ours, *waiting):
        yield from _lines_of(user, commitment, around, at)


def _offices(user: Person, on: dt.date) -> set[Relation]:
    """The relations that an office of the person's has to every commitment."""
    relations = {Relation.SECRETARIAT} if is_of_staff(user) else set()
    if seats_of(user, on).holds_chair:
        relations.add(Relation.CHAIR)
    if chairs_a_group(user, on):
        relations.add(Relation.SWG_CHAIR)
    return relations


def _where_awaited(relations: Iterable[Relation]) -> Q:
    """Where the tables await any of these relations."""
    wanted, condition = set(relations), Q(pk__in=[])
    for flow in workflows():
        states = [
            state
            for state in flow.states()
            if not state.is_end and any(wanted & set(step.actor) for step in onward_steps(flow, state))
        ]
        condition |= Q(edition=flow.edition, modality=flow.modality, state__in=states)
    return condition


def _where_anybody_is_awaited() -> Q:
    return _where_awaited(Relation)


def _lines_of(user: Person, commitment: Commitment, around: Surroundings, at: dt.datetime) -> list[DeskLine]:
    """One line a commitment: the first step that is theirs; where none is, the first that somebody else is awaited for."""
    on = day_of_the_house(at)
    able = capacities(user, commitment, on, to_read=True)
    offer_by_step = {offer.step.name: offer for offer in offers(commitment, able)}
    entries = awaited_for(commitment, around)
    for entry in entries:
        if (offer := offer_by_step.get(entry.step.name)) is not None:
            return [_ours(user, commitment, entry, offer, offer_by_step, on)]
    if is_of_the_record(commitment) or not entries:
        return []
    return [_of_others(user, commitment, entries[0], offer_by_step, able, on)]


def _line(commitment: Commitment, entry: Awaited) -> DeskLine:
    meeting = entry.meeting
    return DeskLine(
        kind=STEP,
        about=name_of(commitment),
        # A state that it comes back to is another occasion.
        part=f"{entry.step.name} {commitment.led_here().serial if commitment.led_here() else 0}",
        what=entry.step.awaits,
        thing=commitment.heading,
        reference=commitment.reference,
        page=commitment.get_absolute_url(),
        by=meeting.starts_on if meeting else None,
        by_in_words=meeting.label if meeting else "",
        since=day_of_the_house(commitment.moved_at),
        article=str(entry.step.article),
        area=commitment.area,
        matter=entry,
    )


def _ours(
    user: Person, commitment: Commitment, entry: Awaited, offer: StepOffer, every: dict[str, StepOffer], on: dt.date
) -> DeskLine:
    remarks = tuple(offer.problems)
    if offer.capacity.why_not_submit is not None:
        remarks = (*remarks, offer.capacity.why_not_submit)
    is_told = is_of_the_record(commitment)
    return replace(
        _line(commitment, entry),
        stands=Stands.OPEN if is_told else Stands.TO_DO,
        desk=_desk_of(user, offer.capacity, on),
        press=LinePress(_("Take this step"), _page_of_step(commitment, entry.step.name)),
        besides=_who_would_coordinate(commitment, every),
        remarks=(*remarks, _("known from the public record")) if is_told else remarks,
    )


def _of_others(
    user: Person,
    commitment: Commitment,
    entry: Awaited,
    every: dict[str, StepOffer],
    able: list[Capacity],
    on: dt.date,
) -> DeskLine:
    own = next((capacity for capacity in able if capacity.relations & OWN), able[0] if able else None)
    return replace(
        _line(commitment, entry),
        stands=Stands.WAITS,
        desk=_desk_of(user, own, on) if own else desks_of(user, on)[0],
        besides=_who_would_coordinate(commitment, every),
        waits_for=tuple(entry.states) or tuple(relation.label for relation in entry.relations),
    )


def _who_would_coordinate(commitment: Commitment, every: dict[str, StepOffer]) -> tuple[LinePress, ...]:
    """Where nobody has offered yet, the Chair asks the states: each side sees what the other waits for."""
    if commitment.offering_states() or commitment.coordinating_states():
        return ()
    asks = [offer.step for offer in every.values() if offer.is_open and offer.step.does is Does.ASKS_WHO_COORDINATES]
    return tuple(LinePress(step.label, _page_of_step(commitment, step.name)) for step in asks)


def _desk_of(user: Person, capacity: Capacity, on: dt.date) -> str:
    if capacity.participant_id is not None:
        return own_states(user, on)[capacity.participant_id].code
    return SECRETARIAT if Relation.SECRETARIAT in capacity.relations else desk_of_a_person(user.pk)


def _page_of_step(commitment: Commitment, name: str) -> str:
    noun = TABLE.noun_of(commitment)
    act = TABLE.act(noun, name, commitment)
    return noun.form_of(act, commitment.reference) if act else commitment.get_absolute_url()


def people_awaited(line: DeskLine, at: dt.datetime) -> list[User]:
    """The people of those who are awaited: of states that may take the step, of the Chair, of the Secretariat, of groups."""
    on = day_of_the_house(at)
    entry = line.matter
    people = [person for told in told_for([state.pk for state in entry.states], on).values() for person in told]
    if Relation.SECRETARIAT in entry.relations:
        people += officers()
    if Relation.SWG_CHAIR in entry.relations:
        people += User.objects.filter(pk__in=groups_chaired(on).values("chaired_by"))
    return people
