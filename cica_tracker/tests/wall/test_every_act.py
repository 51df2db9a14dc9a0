"""Every act × person × door: who is offered it comes in, and nobody else, whichever way they come.

The table of acts is walked itself, so that an act declared tomorrow is asked for at every door. By day two things of a
noun, and of five people an officer, one to whom it is offered and one to whom it isn't; all of them by night. Whom each act is
offered to is asked of everybody in `test_permissions.py`, by day as well.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any
from zlib import crc32

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cica_tracker.api_urls import RESOURCES
from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import Answer, answer_of, ask, leaks
from cica_tracker.tests.wall.personas import (
    AUTHORITY,
    CHAIR,
    NOT_IN,
    OFFICER,
    PERSONAS,
    READS_AS,
    STAFF,
    STRANGER,
    World,
)
from members.models import User
from record.acts import TABLE, Act, Noun, Offer
from record.doors.admin import ActPages
from record.doors.portal import address_of

pytestmark = pytest.mark.django_db
# Whose it is, who has nothing to do with it, who presides, who enters it for others.
BY_DAY, THINGS_BY_DAY = (AUTHORITY, STRANGER, CHAIR, OFFICER), 2
# What is written at the foot of a page: whoever reads the page comes in, and finds a form there or none.
# What a body decides stands on the page of its decision.
ON_ANOTHER_PAGE = {"comment", "share-view", "approve", "take-note", "defer", "return"}
# Their bodies and addresses are the resource's own: the wall asks for them by the names in its table.
REST_OF_THE_RESOURCE = {"comment"}
RESOURCE_OF = {
    resource.noun_name: (name, resource) for name, resource in RESOURCES.items() if hasattr(resource, "noun_name")
}
NOT_LET_IN = {Answer.SIGN_IN, Answer.CLOSED, Answer.NOT_THERE}


def names_of_acts() -> list[tuple[str, str]]:
    """Every act that is registered, and every one that may depend on a thing."""
    return sorted(
        (noun.name, name)
        for noun in TABLE.nouns.values()
        for name in {*TABLE.rows[noun.name], *(act.name for act in noun.every_act_of())}
    )


def declared(noun: Noun, name: str) -> Act:
    return TABLE.rows[noun.name].get(name) or next(act for act in noun.every_act_of() if act.name == name)


@dataclass(frozen=True)
class Case:
    """An act of a noun about a thing (None: it begins one), as one person meets it.

    `thing` is what that person sees of it: None where they see nothing.
    """

    noun: Noun
    # As it is declared, and as the thing has it: not every thing has every act.
    declared: Act
    act: Act | None
    row: Any
    persona: str
    user: Any
    thing: Any
    at: dt.datetime

    @property
    def is_there(self) -> bool:
        return self.noun.is_there(self.user) and (self.row is None or self.thing is not None)

    @cached_property
    def offer(self) -> Offer | None:
        if self.act is None or self.persona in NOT_IN or not self.is_there:
            return None
        return self.act.offer_to(self.user, self.thing, self.at)

    def allowed_in(self, taken: set[Answer]) -> set[Answer]:
        """What a door may answer, where `taken` is what it answers who is let in."""
        if self.persona in NOT_IN:
            return {Answer.SIGN_IN}
        if self.act is None or not self.is_there:
            return {Answer.NOT_THERE}
        return taken if self.offer is not None else {Answer.CLOSED}


# -- About what, and who.


def people_of(world: World, name: str) -> dict[str, Any]:
    """Who stands behind each persona, looked up anew, so that nothing of an earlier act is remembered.

    By day one of the lesser roles beside the few, in turn from act to act.
    """
    lesser = tuple(READS_AS)[crc32(name.encode()) % len(READS_AS)]
    found = User.objects.in_bulk([person.pk for person in world.people.values()])
    return {
        persona: AnonymousUser() if persona in NOT_IN else found[world.people[persona].pk]
        for persona in (PERSONAS if IS_NIGHT else (*BY_DAY, lesser))
    }


def met(noun: Noun, name: str, row: Any, persona: str, user: Any, thing: Any, at: dt.datetime) -> Case:
    return Case(noun, declared(noun, name), TABLE.act(noun, name, thing or row), row, persona, user, thing, at)


def cases_of(world: World, noun: Noun, name: str) -> Iterator[list[Case]]:
    """For each thing to ask about, everybody who asks."""
    at, people = timezone.now(), people_of(world, f"{noun.name}.{name}")
    registered = TABLE.rows[noun.name].get(name)
    if registered is not None and registered.begins:
        yield [met(noun, name, None, persona, user, None, at) for persona, user in people.items()]
        return
    seen: dict[str, dict[Any, Any]] = {
        persona: {} if persona in NOT_IN else {thing.pk: thing for thing in noun.seen_by(user)}
        for persona, user in people.items()
    }
    for row in noun.model._default_manager.order_by("pk"):
        yield [met(noun, name, row, persona, user, seen[persona].get(row.pk), at) for persona, user in people.items()]


def by_day(every: Iterator[list[Case]]) -> list[list[Case]]:
    """One thing on which the act is offered, and one on which it isn't; rather such that somebody can't see."""
    kept: dict[bool, list[Case]] = {}
    seen_by_all: set[bool] = set()
    for cases in every:
        is_offered, is_seen = any(case.offer for case in cases), all(case.is_there for case in cases)
        if is_offered not in kept or (is_offered in seen_by_all and not is_seen):
            kept[is_offered] = cases
            (seen_by_all.add if is_seen else seen_by_all.discard)(is_offered)
        if len(kept) == THINGS_BY_DAY and not seen_by_all:
            break
    return list(kept.values())


def who_asks_by_day(cases: list[Case], turn: int) -> Iterator[Case]:
    """About one thing: one to whom it is offered and one to whom it isn't, who take turns from act to act, and an officer,
    who alone comes to the office. The doors are the same for every act; what they ask is whether it is offered."""
    offered = [case for case in cases if case.offer is not None]
    others = [case for case in cases if case.offer is None]
    in_turn = [side[turn % len(side)].persona for side in (offered, others) if side]
    yield from (case for case in cases if case.persona in {OFFICER, *in_turn})


def who_asks(world: World, noun: Noun, name: str) -> Iterator[Case]:
    """By night everybody about everything; by day the few about the two."""
    every = cases_of(world, noun, name)
    turn = crc32(name.encode())
    return chain.from_iterable(every if IS_NIGHT else (who_asks_by_day(cases, turn) for cases in by_day(every)))


# -- By which doors.


def in_the_portal(case: Case) -> str | None:
    return address_of(case.noun, case.declared, case.row) if case.declared.in_portal else None


def in_the_admin(case: Case) -> str | None:
    page = admin.site._registry.get(case.noun.model)
    if case.act is None or not case.act.in_admin or not isinstance(page, ActPages):
        return None
    return page.address_of(case.row, case.act)


def for_programs(case: Case) -> str | None:
    """The address in the API: the list for the act that a noun is created by, one that is the act's own, or of all acts."""
    act = case.act
    if act is None or not act.in_api or act.name in REST_OF_THE_RESOURCE:
        return None
    name, resource = RESOURCE_OF[case.noun.name]
    if case.row is None:
        return reverse(f"api-{name}-{'list' if act.name == case.noun.creates else act.name}")
    key = {resource.lookup_field: getattr(case.row, resource.lookup_field)}
    try:
        return reverse(f"api-{name}-{act.name}", kwargs=key)
    except NoReverseMatch:
        return reverse(f"api-{name}-act", kwargs={**key, "act": act.name})


def taken_from(offer: Offer | None) -> set[Answer]:
    """What an empty body is answered: who may only prepare it sends nothing by a program, and a letter names its state."""
    if offer is not None and offer.why_only_prepare is not None:
        return {Answer.CLOSED}
    by_letter = offer is not None and offer.takes_letters and not offer.is_own and not offer.own_speakers
    return {Answer.SHOWN, Answer.REFUSED, *([Answer.CLOSED] if by_letter else [])}


def asked_at_every_door(world: World, case: Case) -> Iterator[tuple[str, str, Any, set[Answer]]]:
    """The door, the path, its answer, and what it may answer."""
    client = world.client(case.persona)
    if path := in_the_portal(case):
        pressed = {Answer.MOVED if case.declared.is_press else Answer.SHOWN}
        allowed = case.allowed_in(pressed)
        if case.declared.name in ON_ANOTHER_PAGE and case.is_there and case.persona not in NOT_IN:
            allowed = {Answer.SHOWN, Answer.MOVED}
        yield "portal", path, ask(client, "GET", path), allowed
    if path := for_programs(case):
        allowed = case.allowed_in(taken_from(case.offer))
        # A list that isn't there for somebody may say it is closed.
        if case.row is None and case.persona not in NOT_IN and not case.is_there:
            allowed = {Answer.CLOSED, Answer.NOT_THERE}
        yield "API", path, ask(client, "POST", path), allowed
    if (path := in_the_admin(case)) and (IS_NIGHT or case.persona in {STRANGER, OFFICER, *READS_AS}):
        # What is theirs to do, but not now, may lead back to the row.
        is_later = case.offer is not None and not case.offer.is_now
        shown = {Answer.SHOWN, *([Answer.MOVED] if is_later else [])}
        allowed = case.allowed_in(shown) if case.persona in STAFF else {*NOT_LET_IN}
        yield "admin", path, ask(client, "GET", path), allowed


@pytest.mark.parametrize(("noun_name", "name"), names_of_acts())
def test_an_act_is_open_at_every_door_to_those_to_whom_it_is_offered_and_to_nobody_else(noun_name, name, world):
    found, noun = Counter(), TABLE.nouns[noun_name]
    asked = 0
    for case in who_asks(world, noun, name):
        for door, path, response, allowed in asked_at_every_door(world, case):
            asked += 1
            said, answer = f"{door} · {path} · {case.persona}", answer_of(response)
            if answer not in allowed:
                names = " or ".join(sorted(one.value for one in allowed))
                found[f"{said}: {answer.value} ({response.status_code}), not {names}"] += 1
            if response.wrote and (answer in NOT_LET_IN or case.offer is None):
                found[f"{said}: wrote the journal, and isn't offered it"] += 1
            found.update(f"{said}: carries the {leak}" for leak in leaks(world, case.persona, response, path))
    assert not found, "\n".join(found)
    assert asked or not noun.model._default_manager.exists(), "nobody was asked"
