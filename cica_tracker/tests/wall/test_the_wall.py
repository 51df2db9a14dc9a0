"""Every address × method × person: answered as the table says, never with a fault, and nothing private in it."""

from collections import Counter

import pytest

from cica_tracker.tests.wall.asking import FEW, answer_of, ask, leaks, path_of, says_more
from cica_tracker.tests.wall.personas import ANONYMOUS, PERSONAS, STRANGER
from cica_tracker.tests.wall.places import addresses, places
from cica_tracker.tests.wall.table import METHODS, TABLE, Answer, Door, expected

pytestmark = pytest.mark.django_db
NAMES = sorted({name for name, _route in addresses()})
UNDONE = {Answer.SIGN_IN, Answer.CLOSED, Answer.NOT_THERE, Answer.NO_METHOD, Answer.REFUSED}


def test_every_address_has_a_row_and_every_row_an_address():
    missing, gone = set(NAMES) - set(TABLE), set(TABLE) - set(NAMES)
    assert not missing, f"no row in the table of the wall: {sorted(missing)}"
    assert not gone, f"rows of the wall whose address is gone: {sorted(gone)}"


@pytest.fixture(scope="module")
def at(world):
    return places(world)


@pytest.mark.parametrize("name", sorted(set(NAMES) & set(TABLE)))
def test_the_wall(name, world, at):
    """Ten people by seven methods at every place behind the address; fewer where that would say the same again."""
    row, found = TABLE[name], Counter()
    for number, place in enumerate(at.get(name, [row.place])):
        path = path_of(name, row, place.kwargs)
        for persona in FEW if row.is_long else PERSONAS:
            for method in methods(row.door, persona, is_first=number == 0):
                if not says_more(persona, method, has_objects=name in at):
                    continue
                response = ask(world.client(persona), method, path)
                said = f"{place.label or 'it'} · {method} · {persona}"
                found.update(f"{said}: {fault}" for fault in faults(world, row, place, persona, method, response, path))
    assert not found, "\n".join(found)


def methods(door, persona, *, is_first):
    """What an address doesn't take it takes nowhere: one place is enough.

    The admin answers every method but POST as it answers GET: those who are turned away there ask by all in two
    persons, and an officer, to whom it shows long pages, by two.
    """
    if door is Door.ADMIN and persona not in (ANONYMOUS, STRANGER):
        return ("GET", "POST")
    return METHODS if is_first else sorted(door.methods - {"HEAD", "OPTIONS"})


def faults(world, row, place, persona, method, response, path):
    """What is wrong with an answer, a sentence a fault."""
    answer, allowed = answer_of(response), expected(row, place, persona, method)
    if answer not in allowed or answer is Answer.FAULT:
        yield f"{answer.value} ({response.status_code}), not {' or '.join(sorted(one.value for one in allowed))}"
    if answer in UNDONE and response.wrote:
        yield "not let in, and wrote the journal"
    for leak in leaks(world, persona, response, path):
        yield f"carries the {leak}"


@pytest.mark.parametrize("name", sorted(name for name in set(NAMES) & set(TABLE) if TABLE[name].door.is_rest))
def test_a_program_with_a_token_meets_the_same_wall(name, world, at):
    row, found = TABLE[name], Counter()
    for place in at.get(name, [row.place]):
        path = path_of(name, row, place.kwargs)
        for persona in [one for one in world.tokens if one in FEW or not row.is_long]:
            token = world.tokens[persona]
            for method in ("GET", "POST", "OPTIONS"):
                if not says_more(persona, method, has_objects=name in at):
                    continue
                response = ask(world.client(ANONYMOUS), method, path, HTTP_AUTHORIZATION=f"Token {token}")
                said = f"{place.label or 'it'} · {method} · {persona}"
                found.update(f"{said}: {fault}" for fault in faults(world, row, place, persona, method, response, path))
    assert not found, "\n".join(found)
