"""Signing in by a ministry's own provider: a real one, with discovery, authorization, tokens and keys over HTTP."""

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import flask
import jwt
import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client
from oidc_provider_mock._server import _threaded_server

from journal.models import Entry
from members.choices import Role
from members.models import User
from members.tests.factories import UserFactory, a_person_of
from members.tests.signing_in import code_now, has_app

pytestmark = pytest.mark.django_db
MFA = {"amr": ["pwd", "mfa"]}


@dataclass
class Ministry:
    """The provider of a ministry: who its people are, and what it does wrong."""

    url: str = ""
    # Changes an ID token before it is handed out.
    spoil: Any = None
    asked: list[str] = field(default_factory=list)

    def knows(self, sub: str, **claims: Any) -> None:
        requests.put(f"{self.url}/users/{sub}", json=claims, timeout=60).raise_for_status()

    def token_for(self, client_id: str, sub: str) -> str:
        """What another house is handed out for the same person."""
        asked = {
            "client_id": client_id,
            "redirect_uri": "http://other.example/",
            "response_type": "code",
            "scope": "openid",
        }
        there = requests.post(
            f"{self.url}/oauth2/authorize", params=asked, data={"sub": sub}, allow_redirects=False, timeout=60
        )
        code = parse_qs(urlsplit(there.headers["Location"]).query)["code"][0]
        self.spoil = None
        given = {"grant_type": "authorization_code", "code": code, "client_id": client_id, "client_secret": "x"}
        answer = requests.post(
            f"{self.url}/oauth2/token", data={**given, "redirect_uri": asked["redirect_uri"]}, timeout=60
        )
        return answer.json()["id_token"]


@pytest.fixture
def ministry(settings: Any) -> Iterator[Ministry]:
    cache.clear()
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 60  # a busy machine is no provider that is down
    kept, app = Ministry(), oidc_provider_mock.app()

    @app.before_request
    def note() -> None:
        kept.asked.append(flask.request.path)

    @app.after_request
    def hand_out(response: Any) -> Any:
        if kept.spoil and (response.json or {}).get("id_token"):
            said = response.json
            said["id_token"] = kept.spoil(said["id_token"])
            response.set_data(json.dumps(said))
        return response

    with _threaded_server(app) as server:
        kept.url = f"http://localhost:{server.server_port}"
        settings.OIDC_PROVIDERS = json.dumps([provider(kept.url, "xa-ministry", "XA")])
        yield kept


def provider(url: str, name: str, of: str) -> dict[str, Any]:
    """A row of the setting."""
    return {
        "id": name,
        "name": {"en": "Ministry of XA", "ru": "Министерство XA"},
        "server_url": url,
        "client_id": "tracker",
        "secret": "of-both",
        "for": of,
        "second_factor": {"claim": "amr", "values": ["mfa", "hwk"]},
    }


@pytest.fixture
def person(xa) -> User:
    return a_person_of(xa, Role.AUTHORITY, "anna@xa.example")


@pytest.fixture
def security(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the log of security said."""
    said: list[dict[str, Any]] = []
    log = type("Log", (), {"info": staticmethod(lambda event, **more: said.append({"event": event, **more}))})
    monkeypatch.setattr("members.events.security", log)
    return said


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def go(client: Client, sub: str, name: str = "xa-ministry", change: Any = None, query: str = "") -> Any:
    """Press the button, sign in there as `sub`, and come back; `change` may change what is asked for on the way."""
    there = client.get(f"/accounts/oidc/{name}/{query}")["Location"]
    if change:
        address, asked = (
            there.partition("?")[0],
            {key: value[0] for key, value in parse_qs(urlsplit(there).query).items()},
        )
        there = f"{address}?{urlencode({**asked, **change})}"
    answer = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=60)
    back = urlsplit(answer.headers["Location"])
    assert back.path == f"/accounts/oidc/{name}/back/"
    return client.get(f"{back.path}?{back.query}")


def sentence_at_the_door(client: Client) -> str:
    return client.get("/accounts/login/").content.decode()


REFUSED = "opened no account here"


def test_whom_the_ministry_vouches_for_with_its_second_factor_is_in(ministry, person, client, security, delivered):
    ministry.knows("17", email="Anna@XA.example", email_verified=True, **MFA)
    assert go(client, "17", query="?next=/papers/")["Location"] == "/papers/"
    assert client.get("/desk/").status_code == 200, "nothing more is asked"
    assert [row["event"] for row in security] == ["vouched for", "signed in"]
    assert (security[0]["provider"], security[0]["login"]) == ("xa-ministry", person.email)
    assert {"/.well-known/openid-configuration", "/oauth2/authorize", "/oauth2/token", "/jwks"} <= set(ministry.asked)
    # Told once, and nothing of what the ministry says of its people is kept.
    go(Client(), "17")
    [letter] = delivered()
    assert (letter.to, letter.subject) == ([person.email], "A first sign-in by Ministry of XA")
    [entry] = Entry.objects.about(person)
    assert (entry.verb, entry.by_label, entry.changes) == (
        "linked a sign-in", person.email, {"provider": [None, "xa-ministry"]},
    )  # fmt: skip
    row = SocialAccount.objects.get()
    assert (row.user, row.provider, row.uid, row.extra_data) == (person, "xa-ministry", "17", {})
    assert not SocialToken.objects.exists()
    person.refresh_from_db()
    assert person.has_usable_password(), "which still opens the door"


def test_where_the_ministry_saw_no_second_factor_ours_is_asked(ministry, person, client):
    ministry.knows("17", email=person.email, email_verified=True, amr=["pwd"])
    go(client, "17")
    assert client.get("/desk/")["Location"].startswith("/accounts/2fa/"), "none is set up: set one up first"
    secret, again = has_app(person), Client()
    assert go(again, "17")["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(again)
    again.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert again.get("/desk/").status_code == 200
    ministry.knows("17", email=person.email, email_verified=True, **MFA)
    once_more = Client()
    go(once_more, "17")
    assert once_more.get("/desk/").status_code == 200, "shown there, it isn't asked here"


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"email": "anna@xa.example"}, "no verified address"),
        ({"email": "anna@xa.example", "email_verified": False}, "no verified address"),
        ({"email": "anna@xa.example", "email_verified": "true"}, "no verified address"),
        ({"email_verified": True}, "no verified address"),
        ({"email": "nobody@xa.example", "email_verified": True}, "nobody of this address"),
        ({"email": "stranger@xb.example", "email_verified": True}, "nobody of this provider's"),
        ({"email": "officer@secretariat.example", "email_verified": True}, "nobody of this provider's"),
        ({"email": "closed@xa.example", "email_verified": True}, "the account is closed"),
        ({"email": "left@xa.example", "email_verified": True}, "nobody of this provider's"),
    ],
)
def test_whoever_else_it_brings_stays_outside_and_all_read_the_same(
    claims, why, ministry, person, stranger, officer, xa, client, security, delivered, today
):
    User.objects.filter(pk=a_person_of(xa, Role.PREPARER, "closed@xa.example").pk).update(is_active=False)
    a_person_of(xa, Role.PREPARER, "left@xa.example").focal_points.update(until=today)
    people = User.objects.count()
    ministry.knows("17", **claims, **MFA)
    assert go(client, "17")["Location"] == "/accounts/login/"
    assert not is_in(client)
    assert REFUSED in sentence_at_the_door(client)
    assert [(row["event"], row["why"]) for row in security] == [("not vouched for", why)]
    assert (SocialAccount.objects.count(), User.objects.count(), delivered()) == (0, people, [])


def test_an_identity_that_is_one_persons_opens_nobody_elses_account(ministry, person, xa, client, security):
    other = a_person_of(xa, Role.PREPARER, "boris@xa.example")
    ministry.knows("17", email=person.email, email_verified=True, **MFA)
    go(Client(), "17")
    ministry.knows("17", email=other.email, email_verified=True, **MFA)
    go(client, "17")
    assert not is_in(client)
    assert security[-1]["why"] == "linked to another person"


def test_a_token_of_another_request_or_for_another_or_signed_by_another_opens_nothing(
    ministry, person, client, security
):
    ministry.knows("17", email=person.email, email_verified=True, **MFA)

    def claims_of(token: str) -> dict[str, Any]:
        return jwt.decode(token, options={"verify_signature": False})

    def signed_anew(token: str) -> str:
        return jwt.encode(claims_of(token), rsa.generate_private_key(65537, 2048), "RS256")

    def of_a_key_nobody_published(token: str) -> str:
        return jwt.encode(claims_of(token), rsa.generate_private_key(65537, 2048), "RS256", headers={"kid": "x"})

    def unsigned(token: str) -> str:
        return jwt.encode(claims_of(token), None, "none")

    def by_our_secret(token: str) -> str:
        return jwt.encode(claims_of(token), "of-both", "HS256")

    for spoil, change, why in (
        (signed_anew, None, "InvalidSignatureError"),
        (of_a_key_nobody_published, None, "publishes no key x"),
        (lambda token: f"{token[:-8]}AAAAAAAA", None, "InvalidSignatureError"),
        (unsigned, None, "no good token"),
        (by_our_secret, None, "no good token"),
        (None, {"nonce": "of another request"}, "made for another request"),
        (lambda _token: ministry.token_for("another", "17"), None, "InvalidAudienceError"),
    ):
        ministry.spoil = spoil
        go(client, "17", change=change)
        assert not is_in(client), why
        assert why in security[-1]["why"]
    ministry.spoil = None
    go(client, "17")
    assert is_in(client)


def test_who_gives_up_there_or_comes_back_uncalled_is_at_the_door_again(ministry, person, client):
    there = client.get("/accounts/oidc/xa-ministry/")["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    back = "/accounts/oidc/xa-ministry/back/"
    for query in (f"error=access_denied&state={state}", f"code=x&state={state}", "code=x&state=made-up", ""):
        answer = client.get(f"{back}?{query}")
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/"), query
        assert REFUSED in sentence_at_the_door(client)


def test_a_provider_that_does_not_answer_is_told_in_words_and_asked_once_for_many(settings, person, client, security):
    cache.clear()
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        port = hanging.getsockname()[1]
        settings.OIDC_PROVIDERS = json.dumps([provider(f"http://127.0.0.1:{port}", "xa-ministry", "XA")])
        settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.3
        for _press in range(3):
            assert client.get("/accounts/oidc/xa-ministry/")["Location"] == "/accounts/login/"
        hanging.setblocking(False)
        hanging.accept()[0].close()
        with pytest.raises(BlockingIOError):
            hanging.accept()
    assert "Ministry of XA doesn&#x27;t answer at present" in sentence_at_the_door(client)
    assert [row["event"] for row in security] == ["provider not reached"] * 3
    # Nobody is kept outside by it: the password opens the door as ever.
    client.post("/accounts/login/", {"login": person.email, "password": "twelve quiet herons"})
    assert is_in(client)


def test_the_secretariats_provider_vouches_for_officers_alone(ministry, settings, officer, person, client):
    settings.OIDC_PROVIDERS = json.dumps([provider(ministry.url, "office", "secretariat")])
    ministry.knows("1", email=officer.email, email_verified=True, **MFA)
    ministry.knows("17", email=person.email, email_verified=True, **MFA)
    go(client, "17", "office")
    assert not is_in(client)
    go(client, "1", "office")
    assert client.get("/admin/").status_code == 200


def test_the_door_shows_a_button_a_provider_and_none_without(ministry, settings, client):
    page = client.get("/accounts/login/?next=/papers/").content.decode()
    assert re.search(
        r'href="/accounts/oidc/xa-ministry/\?next=%2Fpapers%2F"[^>]*>\s*Sign in by <bdi>Ministry of XA</bdi>', page
    )
    assert "Министерство XA" in client.get("/accounts/login/", headers={"Accept-Language": "ru"}).content.decode()
    settings.OIDC_PROVIDERS = ""
    assert "oidc" not in client.get("/accounts/login/").content.decode()
    for path in ("/accounts/oidc/xa-ministry/", "/accounts/oidc/xa-ministry/back/?code=x&state=y"):
        assert client.get(path).status_code == 404


def test_what_is_asked_for_there_is_ours_whatever_stands_in_the_address(ministry, person, client):
    """Nobody links an account of theirs to somebody who is signed in, and nobody asks for more than an address."""
    crafted = "?process=connect&scope=admin&auth_params=prompt%3Dnone%26redirect_uri%3Dhttp%3A%2F%2Fx.example&action=reauthenticate"
    asked = parse_qs(urlsplit(client.get(f"/accounts/oidc/xa-ministry/{crafted}")["Location"]).query)
    assert (set(asked["scope"][0].split()), "prompt" in asked) == ({"openid", "email"}, False)
    assert asked["redirect_uri"] == ["http://testserver/accounts/oidc/xa-ministry/back/"]
    assert (asked["code_challenge_method"], len(asked["nonce"][0])) == (["S256"], 64)
    ministry.knows("17", email=person.email, email_verified=True, **MFA)
    go(client, "17", query=crafted)
    assert is_in(client)
    other = UserFactory()
    client.force_login(other)
    assert client.get("/accounts/oidc/xa-ministry/")["Location"] == "/desk/"
    assert not SocialAccount.objects.filter(user=other).exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[{", "no JSON"),
        ('{"id": "x"}', "no list"),
        ('[{"id": "x"}]', "lacks name, server_url"),
        (json.dumps([provider("http://ministry.example", "x", "XA")]), "isn't reached by https"),
        (json.dumps([{**provider("https://m.example", "x", "XA"), "secrets": "x"}]), "has secrets"),
        (json.dumps([provider("https://m.example", "X Y", "XA")]), "stands in addresses"),
        (json.dumps([provider("https://m.example", "x", "XA")] * 2), "two providers have one id"),
        (json.dumps([{**provider("https://m.example", "x", "XA"), "second_factor": {"claim": "amr"}}]), "and values"),
    ],
)
def test_a_setting_that_can_not_be_read_is_told_by_the_checks(text, fault, settings):
    settings.OIDC_PROVIDERS = text
    [error] = [error for error in run_checks() if error.id == "cica_tracker.E021"]
    assert fault in error.msg
