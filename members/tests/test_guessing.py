"""Guessing a password slowly, from many places: who is heard, who is told, and what is left to read afterwards."""

import datetime as dt
import json
import logging
import stat

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cica_tracker.logs import SecurityLog
from members.models import User
from members.tests.factories import PASSWORD
from members.tests.signing_in import code_now, give_password, has_app

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
WRONG = "thirteen loud herons"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.GUESSES_A_DAY = 6
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def guess(address: str, times: int) -> list[int]:
    """From so many places: what each was answered."""
    return [
        give_password(Client(REMOTE_ADDR=f"198.51.100.{place}"), address, WRONG).status_code for place in range(times)
    ]


def from_elsewhere(address: str) -> Client:
    client = Client(REMOTE_ADDR="203.0.113.9")
    give_password(client, address)
    return client


def test_so_many_guesses_from_many_places_close_the_door_to_browsers_that_are_new(preparer):
    known = from_elsewhere(preparer.email)
    assert is_in(known)
    known.post(reverse("account_logout"))
    assert guess(preparer.email, 5) == [200] * 5
    assert is_in(from_elsewhere(preparer.email)), "fewer than the limit close nothing"
    guess(preparer.email, 1)
    assert not is_in(from_elsewhere(preparer.email)), "nobody new is heard, with the right password neither"
    give_password(known, preparer.email)
    assert is_in(known), "where they signed in before they still do"


def test_a_browser_that_another_person_used_is_no_known_one(preparer, stranger):
    theirs = from_elsewhere(stranger.email)
    theirs.post(reverse("account_logout"))
    guess(preparer.email, 6)
    give_password(theirs, preparer.email)
    assert not is_in(theirs)


def test_it_is_over_after_a_day_and_at_once_for_whoever_sets_a_new_password(preparer, authority, sign_in, clock):
    guess(preparer.email, 6)
    guess(authority.email, 6)
    inside = sign_in(authority)
    new = "eleven quiet storks"
    inside.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    client = Client(REMOTE_ADDR="203.0.113.9")
    give_password(client, authority.email, new)
    assert is_in(client)
    assert not is_in(from_elsewhere(preparer.email))
    clock.move_to(NOON + dt.timedelta(hours=24, seconds=1))
    assert is_in(from_elsewhere(preparer.email))


def test_an_officer_lets_in_whom_many_guesses_keep_out_of_every_new_browser(preparer, officer, sign_in):
    guess(preparer.email, 30)
    assert not is_in(from_elsewhere(preparer.email))
    act = f"{preparer.get_absolute_url()}let-try-again/"
    assert act in sign_in(officer).get(preparer.get_absolute_url()).content.decode()
    assert sign_in(officer).post(act).status_code == 302
    assert is_in(from_elsewhere(preparer.email))


def test_the_person_is_told_once_in_their_language_and_a_stranger_to_the_house_is_not(preparer, delivered):
    User.objects.filter(pk=preparer.pk).update(language="ru")
    assert guess("nobody@x.example", 7) == guess(preparer.email, 7), "neither tells that it is somebody's"
    [letter] = delivered()
    assert letter.to == [preparer.email]
    assert "198.51.100.5" in letter.body


def test_what_happens_at_the_door_is_kept_unmasked_for_officers_alone(preparer, tmp_path):
    path = tmp_path / "deep" / "security.log"
    handler = SecurityLog(str(path), delay=True)
    handler.setFormatter(logging._handlers["security"].formatter)
    logger = logging.getLogger("security")
    logger.addHandler(handler)
    try:
        guess(preparer.email, 1)
        client = from_elsewhere(preparer.email)
        client.post(reverse("account_logout"))
    finally:
        logger.removeHandler(handler)
        handler.close()
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(line["event"], line["address"], line["login"]) for line in lines] == [
        ("sign-in refused", "198.51.100.0", preparer.email),
        ("signed in", "203.0.113.9", preparer.email),
        ("signed out", "203.0.113.9", preparer.email),
    ]
    assert WRONG not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) & 0o007 == 0


def test_what_else_happens_at_the_door_is_kept_too(preparer, authority, caplog):
    """A lock-out, a second factor that was shown wrongly, a new password, and a token that opens nothing."""
    secret = has_app(authority)
    guess_from_one_place = Client(REMOTE_ADDR="198.51.100.7")
    for _time in range(5):
        give_password(guess_from_one_place, preparer.email, WRONG)
    theirs = Client(REMOTE_ADDR="203.0.113.9")
    give_password(theirs, authority.email)
    theirs.post(reverse("mfa_authenticate"), {"code": "000000"})
    theirs.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    new = "eleven quiet storks"
    theirs.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    Client(REMOTE_ADDR="192.0.2.3", headers={"Authorization": "Token abcdef"}).get("/api/v1/meetings/")
    lines = [record.msg for record in caplog.records if record.name == "security"]
    said = [(line["event"], line["address"]) for line in lines]
    assert said.count(("sign-in refused", "198.51.100.7")) == 5
    assert [each for each in said if each != ("sign-in refused", "198.51.100.7")] == [
        ("locked out", "198.51.100.7"),
        ("second factor refused", "203.0.113.9"),
        ("signed in", "203.0.113.9"),
        ("new password", "203.0.113.9"),
        ("token refused", "192.0.2.3"),
    ]
    assert not any(word in str(lines) for word in (WRONG, new, secret, "000000"))
