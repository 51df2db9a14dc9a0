"""Who asks too often is told so, and when to try again; nobody else is kept from anything."""

import logging
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from cica_tracker import limits
from cica_tracker.rates import LIMITS, rate_in, rates_of
from members.choices import Scope
from members.models import User
from members.tests.signing_in import a_token_of

pytestmark = pytest.mark.django_db
LIST = "/api/v1/participants/"
ADMIN_EXPORT = "/admin/members/participant/export/"


@pytest.fixture
def limited(settings):
    """Only these limits, and as low as a test needs; of a day, so that none begins anew meanwhile."""

    def limit(**rates: str) -> None:
        settings.LIMITS = {name.replace("_", "-"): rate_in(rate) for name, rate in rates.items()}

    return limit


def by_token(person: User, *scopes: str, **headers: str) -> Client:
    return Client(headers={"Authorization": f"Token {a_token_of(person, *scopes)[1]}", **headers})


def asked(client: Client, times: int, address: str = LIST) -> list[int]:
    return [client.get(address).status_code for _time in range(times)]


def test_each_answer_of_the_api_says_how_much_is_left(limited, preparer, sign_in):
    limited(read="9/d", export="4/d", address="100/d")
    client = sign_in(preparer)
    first = client.get(LIST)
    assert (first.status_code, first["RateLimit-Policy"]) == (200, '"read";q=9;w=86400')
    assert first["RateLimit"].startswith('"read";r=8;t=')
    seconds = int(first["RateLimit"].rpartition("t=")[2])
    assert 0 <= seconds <= 86400
    unchanged = client.get(LIST, headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged["RateLimit"].partition(";t")[0]) == (304, '"read";r=7')
    told = {address: client.get(address) for address in (f"{LIST}?colour=red", f"{LIST}ZZ/", "/api/v1/nothing/")}
    assert [answer.status_code for answer in told.values()] == [400, 404, 404]
    assert [answer["RateLimit"].partition(";t")[0] for answer in told.values()] == [f'"read";r={n}' for n in (6, 5, 4)]
    table = client.get(f"{LIST}?format=csv")
    assert table["RateLimit-Policy"] == '"read";q=9;w=86400, "export";q=4;w=86400'
    assert '"export";r=3;t=' in table["RateLimit"]
    # Of nobody only the address is known.
    nobody = Client().get(LIST)
    assert (nobody.status_code, nobody["RateLimit-Policy"]) == (401, '"address";q=100;w=86400')
    assert "RateLimit" not in client.get("/states/")


def test_who_reads_too_often_is_told_when_to_try_again_and_nobody_else_is(limited, preparer, authority, sign_in):
    limited(read="2/d")
    User.objects.filter(pk=preparer.pk).update(language="ar")
    program = by_token(preparer)
    assert asked(program, 2) == [200, 200]
    refused = program.get(LIST, headers={"Accept-Language": "en"})
    seconds = int(refused["Retry-After"])
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert refused["RateLimit"] == f'"read";r=0;t={seconds}'
    assert f"Try again in {seconds} second" in refused.json()["detail"]
    # It is the person who is counted, by whichever door, and pages are none of it.
    browser = sign_in(preparer)
    assert asked(browser, 1) == [429]
    assert browser.get("/states/").status_code == 200
    assert asked(by_token(authority), 2) == [200, 200]
    # When its window is over it begins anew.
    cache.clear()
    assert asked(program, 1) == [200]


def test_acts_are_counted_apart_from_reading(limited, authority):
    limited(read="1/d", act="2/d")
    program = by_token(authority, Scope.READ, Scope.ACT)
    sent = [program.post("/api/v1/views/", {}, "application/json") for _time in range(3)]
    assert [answer.status_code for answer in sent] == [422, 422, 429]
    assert int(sent[-1]["Retry-After"]) > 0
    assert asked(program, 2) == [200, 429]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_exports_are_one_limit_for_api_pages_and_admin(limited, officer, sign_in, language):
    limited(export="1/d")
    User.objects.filter(pk=officer.pk).update(language=language)
    client = sign_in(officer)
    assert client.get(f"{LIST}?format=xlsx").status_code == 200
    form = {"resource": "0", "format": "0"}
    refused = [
        client.get(f"{LIST}?format=csv"),
        client.get(reverse("journal-own")),
        client.post(ADMIN_EXPORT, form),
    ]
    assert [answer.status_code for answer in refused] == [429, 429, 429]
    assert all(int(answer["Retry-After"]) > 0 for answer in refused)
    assert refused[0]["Content-Type"] == "application/problem+json"
    for page in refused[1:]:
        assert f'lang="{language}"' in page.content.decode()
        assert '"export";r=0' in page["RateLimit"]
    assert client.get(ADMIN_EXPORT).status_code == 200, "the form itself takes nothing out"
    assert client.get(LIST).status_code == 200


def test_an_address_is_heard_so_often_whoever_asks(limited, preparer, authority, sign_in):
    limited(address="3/d")
    assert [asked(client, 1) for client in (sign_in(preparer), sign_in(authority), Client())] == [[200], [200], [401]]
    refused = Client().get(LIST)
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)
    assert Client().get(LIST, REMOTE_ADDR="198.51.100.7").status_code == 401
    # A network of IPv6 is one address.
    asked_by = [Client().get(LIST, REMOTE_ADDR=f"2001:db8:1:2::{n}").status_code for n in range(1, 6)]
    assert asked_by == [401, 401, 401, 429, 429]


def test_an_address_that_sends_tokens_that_open_nothing_is_refused_and_its_neighbours_are_not(limited, preparer):
    limited(failed_token="2/d")
    neighbour = by_token(preparer)
    told = []
    handler = logging.Handler()
    handler.emit = lambda line: told.append((line.msg["event"], line.msg["address"]))  # type: ignore[method-assign]
    security = logging.getLogger("security")
    security.addHandler(handler)
    try:
        tried = [Client(headers={"Authorization": f"Token {'a1' * 32}"}).get(LIST) for _time in range(4)]
    finally:
        security.removeHandler(handler)
    assert [answer.status_code for answer in tried] == [401, 401, 429, 429]
    assert int(tried[-1]["Retry-After"]) > 0
    assert told == [("token refused", "127.0.0.1")] * 4
    assert asked(neighbour, 3) == [200, 200, 200]
    elsewhere = Client(headers={"Authorization": f"Token {'a1' * 32}"}).get(LIST, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 401


def test_a_limit_that_is_off_counts_nothing(limited, preparer, sign_in):
    limited()
    answer = sign_in(preparer).get(f"{LIST}?format=csv")
    assert (answer.status_code, "RateLimit" in answer) == (200, False)


def test_limits_are_counted_in_redis_and_go_on_when_it_is_gone(limited, preparer, sign_in, settings, monkeypatch):
    """A Redis of its own, which is ended between two requests."""
    monkeypatch.syspath_prepend(str(Path(house.BASE_DIR) / "tools"))
    monkeypatch.delenv("TEST_REDIS_URL", raising=False)
    monkeypatch.setattr(limits.ClientOrMemory, "left_alone_until", 0.0)
    import services

    limited(read="3/d", export="2/d", failed_token="3/d")
    client = sign_in(preparer)
    with services.redis() as server:
        settings.CACHES = {"default": limits.cache_at(server.url)}
        assert asked(client, 2) == [200, 200]
        assert limits.are_shared()
    statuses = asked(client, 6)
    assert not limits.are_shared()
    # What was counted there is forgotten; each process counts by itself.
    assert statuses == [200, 200, 200, 429, 429, 429]
    strangers = [Client(headers={"Authorization": "Token none"}).get(LIST).status_code for _time in range(5)]
    assert set(strangers) == {401, 429}
    assert client.get(reverse("journal-own")).status_code == 200


def test_the_environment_sets_a_rate_or_none():
    rates = rates_of({"LIMIT_READ": "5/10s", "LIMIT_FAILED_TOKEN": "off", "LIMIT_EXPORT": "", "LIMIT_ACT": "often"})
    assert rates == {
        "read": (5, 10),
        "act": (300, 60),
        "export": (60, 60),
        "upload": (20, 60),
        "failed-token": None,
        "public": (600, 60),
        "address": (6000, 60),
    }
    nonsense = ["", "often", "0/m", "5/0s", "5/w", "-1/m", "5", "5/m "]
    assert [rate_in(rate) for rate in ("1200/m", "2/3h", "1/d")] == [(1200, 60), (2, 10800), (1, 86400)]
    assert [rate_in(rate) for rate in nonsense] == [None] * len(nonsense)


def test_a_rate_that_can_not_be_read_is_told_by_a_check(monkeypatch):
    assert [told.id for told in run_checks() if told.id == "cica_tracker.E022"] == []
    monkeypatch.setenv("LIMIT_READ", "often")
    monkeypatch.setenv("LIMIT_ACT", "off")
    [told] = [told for told in run_checks() if told.id == "cica_tracker.E022"]
    assert "LIMIT_READ" in told.msg


def test_the_table_of_limits_stands_in_the_docs():
    page = (Path(house.BASE_DIR) / "docs" / "operations.md").read_text()
    for limit in LIMITS:
        assert f"| `{limit.variable}` | {limit.rate} | {limit.whose} | {limit.why} |" in page
