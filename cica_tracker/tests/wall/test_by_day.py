"""What the wall leaves to the night, and what it never leaves: nobody and no place is passed over by day, and nothing by night."""

import pytest

from cica_tracker.tests.wall import test_every_act, test_hostile_requests, test_the_wall, test_what_is_not_there
from cica_tracker.tests.wall.asking import by_day, kind_of_page, readers_by_day
from cica_tracker.tests.wall.personas import OFFICER, PERSONAS, STRANGER, is_among
from cica_tracker.tests.wall.table import METHODS, TABLE, Door
from commitments.models import Commitment
from record.acts import TABLE as ACTS

pytestmark = pytest.mark.django_db
# What is one gate for all is tried at it, and not at what lies behind.
GATES = (Door.ADMIN, Door.ACCOUNT)


@pytest.fixture(scope="module")
def places_behind(at):
    """By address, what lies behind it: the number of the place, and the place."""
    return {name: [*enumerate(there)] for name, there in at.items() if TABLE[name].door not in GATES}


def test_by_day_each_place_is_asked_by_one_whom_it_is_for_and_by_one_whom_it_is_not_for(places_behind):
    passed_over = []
    for name, there in places_behind.items():
        for number, place in there:
            seeing = [persona for persona in PERSONAS if is_among(persona, place.seen_by)]
            others = [persona for persona in PERSONAS if persona not in seeing]
            if seeing and not readers_by_day(name, number, place) & {*seeing}:
                passed_over.append((name, place.label, "nobody whom it is for"))
            if others and not by_day(name, number, others):
                passed_over.append((name, place.label, "nobody whom it is not for"))
    assert len(places_behind) > 100
    assert passed_over == []


def test_by_day_everybody_is_heard_both_of_what_they_see_and_of_what_they_do_not(places_behind):
    seen, unseen = set(), set()
    for name, there in places_behind.items():
        for number, place in there:
            seen |= {one for one in readers_by_day(name, number, place) if is_among(one, place.seen_by)}
            unseen |= by_day(name, number, [one for one in PERSONAS if not is_among(one, place.seen_by)])
    assert seen >= {
        persona for persona in PERSONAS if any(is_among(persona, row.place.seen_by) for row in TABLE.values())
    }
    assert unseen == {*PERSONAS}


def test_by_day_hostile_requests_meet_each_address_of_the_house_and_each_kind_of_page_of_the_office():
    every, asked = {*test_hostile_requests.ALL}, {*test_hostile_requests.BY_DAY}
    assert len(every) > 1000
    assert {TABLE[name].door for name in every - asked} == {Door.ADMIN}
    assert {kind_of_page(name) for name in every} == {kind_of_page(name) for name in asked}
    assert not [name for name in every - asked if kind_of_page(name) == "changelist"]


def test_by_day_a_token_is_tried_by_one_of_two_at_each_address_and_by_both_somewhere():
    rest = [name for name, row in TABLE.items() if row.door.is_rest]
    trying = [{one for one in PERSONAS if test_the_wall.by_token(name, one, has_objects=True)} for name in rest]
    assert {len(people) for people in trying} == {1}
    assert set.union(*trying) == {STRANGER, OFFICER}


def test_by_night_everybody_asks_by_everything_at_every_place(places_behind, monkeypatch):
    for module in (test_the_wall, test_what_is_not_there):
        monkeypatch.setattr(module, "IS_NIGHT", True)
    for name, there in places_behind.items():
        methods = TABLE[name].door.methods
        for number, place in there:
            for persona in PERSONAS:
                asked = test_the_wall.asked_by(name, persona, number, place)
                assert {*asked} >= methods - {"HEAD", "OPTIONS"}, (name, persona)
                assert {*test_what_is_not_there.asked_by(name, persona)} == methods - {"HEAD"}
    assert test_the_wall.asked_by("commitment-list", "stranger", 0, TABLE["commitment-list"].place) == METHODS


def test_by_night_everybody_asks_for_every_act_and_about_everything(world, monkeypatch):
    """Everything is looked through for one act of the noun that has most of them; of the others only who asks."""
    acts = test_every_act.names_of_acts()
    by_day = {name: {*test_every_act.people_of(world, f"{noun}.{name}")} for noun, name in acts}
    assert {persona for people in by_day.values() for persona in people} < {*PERSONAS}
    monkeypatch.setattr(test_every_act, "IS_NIGHT", True)
    assert len(acts) > 100
    for noun, name in acts:
        assert {*test_every_act.people_of(world, f"{noun}.{name}")} == {*PERSONAS}, (noun, name)
    asked = {
        (case.row.pk, case.persona) for case in test_every_act.who_asks(world, ACTS.nouns["commitment"], "withdraw")
    }
    things = Commitment.objects.values_list("pk", flat=True)
    assert len(things) > 2
    assert asked == {(key, persona) for key in things for persona in PERSONAS}
