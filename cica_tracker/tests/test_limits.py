"""Redis is away: whoever signs in, or forgot a password, notices nothing, and limits are counted all the same."""

import socket
import time

import pytest
from django.core.cache import cache
from django.test import Client

from cica_tracker import limits
from members.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_listens(settings, monkeypatch):
    """A port of this machine behind which there is nobody."""
    monkeypatch.setattr(limits.ClientOrMemory, "left_alone_until", 0.0)
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    settings.CACHES = {"default": limits.cache_at(f"redis://127.0.0.1:{port}/0")}
    cache.clear()


def test_a_person_signs_in_without_redis(preparer):
    answer = Client().post("/accounts/login/", {"login": preparer.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_a_password_is_asked_for_without_redis(preparer, delivered):
    answer = Client().post("/accounts/password/reset/", {"email": preparer.email})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/reset/done/")
    assert [letter.to for letter in delivered()] == [[preparer.email]]


def test_limits_hold_without_redis(preparer):
    answers = [Client().post("/accounts/password/reset/", {"email": preparer.email}) for _times in range(30)]
    assert {answer.status_code for answer in answers} == {302, 429}


def test_whoever_watches_is_told(client, officer, sign_in):
    assert (client.get("/healthz").status_code, client.get("/healthz").json()) == (200, {"status": "alarm"})
    assert "redis" in sign_in(officer).get("/healthz").json()["alarms"]


def test_a_redis_that_hangs_is_waited_for_once(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CACHES = {"default": limits.cache_at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")}
        began = time.monotonic()
        for number in range(20):
            cache.set(f"key-{number}", number)
        assert cache.get_many(["key-0", "key-19"]) == {"key-0": 0, "key-19": 19}
        assert time.monotonic() - began < 5 * limits.PATIENCE
