"""Every address × person: answered as the table says, never with a fault, and nothing private in it."""

import inspect
import re
from collections import Counter
from zlib import crc32

import pytest
from django.urls import resolve

from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import FEW, answer_of, ask, asks_by_day, leaks, path_of
from cica_tracker.tests.wall.personas import ANONYMOUS, OFFICER, PERSONAS, STAFF, STAFF_READER, STATE_READER, STRANGER
from cica_tracker.tests.wall.places import addresses
from cica_tracker.tests.wall.table import METHODS, OF_ONESELF, TABLE, Answer, Door, expected

pytestmark = pytest.mark.django_db
NAMES = sorted({name for name, _pattern in addresses()})
AS_THEY_LIKE = (Door.ADMIN, Door.ACCOUNT)
ONLY_READ = {STAFF_READER, STATE_READER}
UNDONE = {Answer.SIGN_IN, Answer.CLOSED, Answer.NOT_THERE, Answer.NO_METHOD, Answer.REFUSED}


def test_every_address_has_a_row_and_every_row_an_address():
    missing, gone = set(NAMES) - set(TABLE), set(TABLE) - set(NAMES)
    assert not missing, f"no row in the table of the wall: {sorted(missing)}"
    assert not gone, f"rows of the wall whose address is gone: {sorted(gone)}"


def test_an_address_takes_the_methods_of_its_door_whoever_asks():
    """The views say it themselves, before anybody is looked at. Doors of others' making take methods as they like."""
    own = [(name, pattern) for name, pattern in addresses() if TABLE[name].door not in AS_THEY_LIKE]
    assert len(own) > 130
    other = {
        name: (sorted(methods_taken(pattern.callback)), sorted(TABLE[name].door.methods))
        for name, pattern in own
        if methods_taken(pattern.callback) != TABLE[name].door.methods
    }
    assert not other, other


def methods_taken(view):
    """As `require_http_methods` was told, or as a viewset's verbs are mounted."""
    if actions := getattr(view, "actions", None):
        return {method.upper() for method in actions} | {"OPTIONS"} | ({"HEAD"} if "get" in actions else set())
    if hasattr(view, "cls"):
        taken = {name.upper() for name in view.cls.http_method_names if hasattr(view.cls, name)}
        return taken | ({"HEAD"} if "GET" in taken else set())
    while view is not None:
        told = inspect.getclosurevars(view).nonlocals
        if "request_method_list" in told:
            return set(told["request_method_list"])
        view = getattr(view, "__wrapped__", None)
    return set(METHODS)


@pytest.mark.both
@pytest.mark.parametrize("name", sorted(set(NAMES) & set(TABLE)))
def test_the_wall(name, world, at):
    """Fourteen people read and send at every place behind the address; by day fewer where that would say the same again."""
    row, found = TABLE[name], Counter()
    for number, place in enumerate(at.get(name, [row.place])):
        path = path_of(name, row, place.kwargs)
        for persona in FEW if row.is_long else PERSONAS:
            for method in asked_by(name, persona, number, place):
                response = ask(world.client(persona), method, path)
                said = f"{place.label or 'it'} · {method} · {persona}"
                found.update(
                    f"{said}: {fault}" for fault in faults(world, name, place, persona, method, response, path)
                )
    assert not found, "\n".join(found)


def asked_by(name, persona, number, place):
    """By which methods somebody asks at the place of that number behind an address.

    Which of them a door takes is tested above, and by night one stranger asks by all of them.
    """
    if IS_NIGHT and persona == STRANGER and number == 0:
        return METHODS
    door = TABLE[name].door
    methods = ("GET", "POST") if door in AS_THEY_LIKE else sorted(door.methods - {"HEAD", "OPTIONS"})
    gate = {"is_office": door is Door.ADMIN, "is_account": door is Door.ACCOUNT}
    return [method for method in methods if IS_NIGHT or asks_by_day(name, persona, method, number, place, **gate)]


def test_the_office_lets_in_the_staff_and_nobody_else_at_the_list_of_each_kind_of_thing(world):
    """By day few people ask for the rest of its pages: one gate stands before them all."""
    lists = [name for name in NAMES if name.startswith("admin:") and name.endswith("_changelist")]
    assert len(lists) > 40
    let_in = {
        (name, persona)
        for name in lists
        for persona in (PERSONAS if IS_NIGHT else dict.fromkeys((*FEW, *STAFF)))
        if answer_of(ask(world.client(persona), "GET", path_of(name, TABLE[name], {}))) is not Answer.SIGN_IN
    }
    assert let_in == {(name, persona) for name in lists for persona in STAFF}


def faults(world, name, place, persona, method, response, path):
    """What is wrong with an answer, a sentence a fault."""
    answer, allowed = answer_of(response), expected(TABLE[name], place, persona, method, name)
    if persona in ONLY_READ and response.wrote and name not in OF_ONESELF:
        yield "only reads, and wrote the journal"
    if answer not in allowed or answer is Answer.FAULT:
        yield f"{answer.value} ({response.status_code}), not {' or '.join(sorted(one.value for one in allowed))}"
    if answer in UNDONE and response.wrote:
        yield "not let in, and wrote the journal"
    for leak in leaks(world, persona, response, path):
        yield f"carries the {leak}"
    yield from forms_without_a_key(response)


POST_FORM = re.compile(r"<form[^>]*method=[\"']?post.*?</form>", re.DOTALL | re.IGNORECASE)


def forms_without_a_key(response):
    """Forms that a browser would send in vain: the key against forgery isn't in them."""
    if response.streaming or "text/html" not in response.headers.get("Content-Type", ""):
        return
    for form in POST_FORM.findall(response.content.decode(errors="replace")):
        if "csrfmiddlewaretoken" not in form and not is_sent_from_anywhere(form):
            yield f"a form without its key: {form[:120]}"


def is_sent_from_anywhere(form):
    """Whether its address takes it without: what a mail program sends by the link of a letter."""
    action = re.search(r'action="(/[^"?]*)', form)
    return action is not None and getattr(resolve(action[1]).func, "csrf_exempt", False)


@pytest.mark.parametrize("name", sorted(name for name in set(NAMES) & set(TABLE) if TABLE[name].door.is_rest))
def test_a_program_with_a_token_meets_the_same_wall(name, world, at):
    row, found = TABLE[name], Counter()
    for place in at.get(name, [row.place])[: None if IS_NIGHT else 1]:
        path = path_of(name, row, place.kwargs)
        for persona in [one for one in world.tokens if one in FEW or not row.is_long]:
            token = world.tokens[persona]
            for method in by_token(name, persona, has_objects=name in at):
                response = ask(world.client(ANONYMOUS), method, path, HTTP_AUTHORIZATION=f"Token {token}")
                said = f"{place.label or 'it'} · {method} · {persona}"
                found.update(
                    f"{said}: {fault}" for fault in faults(world, name, place, persona, method, response, path)
                )
    assert not found, "\n".join(found)


def by_token(name, persona, *, has_objects):
    """A token says who asks; what they see hangs on them as before, so that by day two of them take turns from address to
    address, each at one place."""
    if not IS_NIGHT:
        return ("GET", "POST") if persona == (STRANGER, OFFICER)[crc32(name.encode()) % 2] else ()
    if persona in (*FEW, *ONLY_READ):
        return ("GET", "POST", "OPTIONS")
    return ("GET",) if has_objects else ()
