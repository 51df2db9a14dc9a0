"""An expert who was let in to one paper asks at every address of the house: what isn't theirs isn't there, whatever is sent.

They meet no text that isn't theirs, by any door, with any query; and an address that is new to the house is closed to them
until somebody opens it in `cica_tracker.guests`.
"""

from collections import Counter
from zlib import crc32

import pytest
from django.test import Client
from django.utils import timezone
from knox.models import get_digest_token

from cica_tracker.addresses import RETIRED
from cica_tracker.guests import DOORS, HOME, OPEN, THEIR_PAPER
from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import Answer, answer_of, ask, compared, leaks, path_of
from cica_tracker.tests.wall.personas import ANONYMOUS, EXPERT
from cica_tracker.tests.wall.places import addresses
from cica_tracker.tests.wall.table import TABLE, Door
from members.models import ApiToken

pytestmark = pytest.mark.django_db
EVERY = sorted({name for name, _pattern in addresses()} & set(TABLE))
# What isn't opened in `cica_tracker.guests` is closed by one mechanism: of the admin's addresses every fifth asks it by day.
NAMES = [name for name in EVERY if IS_NIGHT or TABLE[name].door is not Door.ADMIN or crc32(name.encode()) % 5 == 0]
NOWHERE = {False: "/nothing/is/here/", True: "/api/v1/nothing/is/here/"}
QUERIES = ("", "?q=canary", "?search=canary&format=csv", "?page=2")


def asked_of(name, at):
    row = TABLE[name]
    there = at.get(name, [row.place])
    return [path_of(name, row, place.kwargs) for place in (there if IS_NIGHT else there[:2])]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OPEN | DOORS])
def test_what_is_not_theirs_reads_like_what_is_not_there(name, world, at):
    client, found = world.client(EXPERT), Counter()
    methods = ("GET", "POST") if IS_NIGHT or TABLE[name].door is not Door.ADMIN else ("GET",)
    for path in asked_of(name, at):
        nowhere = NOWHERE[path.startswith("/api/")]
        for method in methods:
            said = ask(client, method, path)
            # That an address is old is told of the address, whoever asks and whatever is there.
            for header in RETIRED[name].headers if name in RETIRED else ():
                del said[header]
            if compared(said, path) != compared(ask(client, method, nowhere), nowhere):
                found[f"{method} {path}: {said.status_code}"] += 1
            if said.wrote or leaks(world, EXPERT, said, path):
                found[f"{method} {path}: wrote or leaks"] += 1
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", sorted((OPEN | DOORS) & set(NAMES)))
def test_where_they_are_let_in_they_meet_nothing_but_their_paper(name, world, at):
    found = Counter()
    for path in asked_of(name, at):
        for query in QUERIES:
            for method in ("GET", "POST"):
                said = ask(world.client(EXPERT), method, path + query)
                if answer_of(said) is Answer.FAULT:
                    found[f"{method} {path}{query}: {said.status_code}"] += 1
                found.update(f"{method} {path}{query} carries the {leak}" for leak in leaks(world, EXPERT, said, path))
    assert not found, "\n".join(found)


def test_every_address_that_is_open_to_them_is_there():
    assert {name for name, _pattern in addresses()} >= OPEN | DOORS


def test_they_read_the_paper_and_their_drafts_and_are_led_there(world, at):
    client = world.client(EXPERT)
    for name in DOORS:
        assert ask(client, "GET", path_of(name, TABLE[name], {}))["Location"] == path_of(HOME, TABLE[HOME], {})
    page = ask(client, "GET", world.kept["entrusted"].get_absolute_url()).whole.decode()
    read = {canary.place for canary in world.canaries if canary.text in page}
    assert {"uncirculated text", "uncirculated title", "draft of the expert"} <= read
    assert {name for name in THEIR_PAPER if name not in TABLE} == set()


def test_a_token_made_past_every_verb_opens_nothing(world):
    digest, secret = get_digest_token()
    person = world.people[EXPERT]
    ApiToken.objects.create(
        user=person, name="made by hand", digest=digest, expiry=timezone.now() + timezone.timedelta(days=9),
        made_on=timezone.now().date(), seal=person.get_session_auth_hash(), may_read=True,
    )  # fmt: skip
    said = ask(world.client(ANONYMOUS), "GET", "/api/v1/papers/", HTTP_AUTHORIZATION=f"Token {secret}")
    assert said.status_code == 401


def test_without_the_second_factor_they_get_nowhere(world):
    client = Client()
    client.force_login(world.people[EXPERT])
    said = ask(client, "GET", world.kept["entrusted"].get_absolute_url())
    assert (said.status_code, said["Location"].partition("?")[0]) == (302, "/accounts/2fa/")
