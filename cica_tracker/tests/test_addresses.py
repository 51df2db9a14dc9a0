"""Addresses as programs write them: without a final slash, from pages of elsewhere, and where things stood before."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import get_resolver

from cica_tracker import addresses
from cica_tracker.addresses import RETIRED, Retired
from commitments.tests.stories import Story
from law.cica.states import State
from members.choices import Scope
from members.tests.signing_in import a_token_of

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://data.ministry.example"


def test_what_is_sent_without_the_final_slash_is_done_and_under_the_same_key(authority, chair, officer, sign_in):
    story = Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED)
    client, view = (
        sign_in(authority),
        {"commitment": story.commitment.reference, "text": "Ours.", "audience": "members"},
    )
    for address, status in (("/api/v1/views", 201), ("/api/v1/views/", 200)):
        answer = client.post(
            address, json.dumps(view), content_type="application/json", headers={"Idempotency-Key": "one-view"}
        )
        assert answer.status_code == status, answer.content
    assert client.get("/api/v1/views").json()["count"] == 1
    assert client.get("/api/v1").status_code == 200
    lost = client.post("/api/v1/nothing", "{}", content_type="application/json")
    assert (lost.status_code, lost["Content-Type"]) == (404, "application/problem+json")


def asked_from(client: Client, origin: str, **headers: str):
    return client.get("/api/v1/participants/XA/", headers={"Origin": origin, **headers})


def test_no_page_of_elsewhere_may_ask_unless_a_setting_names_its_origin_and_then_with_a_token_alone(
    authority, settings, xa
):
    _row, secret = a_token_of(authority, Scope.READ)
    token = {"Authorization": f"Token {secret}"}
    assert "Access-Control-Allow-Origin" not in asked_from(Client(), ELSEWHERE, **token)
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    answer = asked_from(Client(), ELSEWHERE, **token)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, ELSEWHERE)
    assert "etag" in answer["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer
    before = Client().options(
        "/api/v1/participants/", headers={"Origin": ELSEWHERE, "Access-Control-Request-Method": "GET"}
    )
    assert (before.status_code, before["Access-Control-Allow-Origin"]) == (200, ELSEWHERE)
    assert "authorization" in before["Access-Control-Allow-Headers"]
    for origin, path in ((f"{ELSEWHERE}.evil.example", "/api/v1/participants/"), (ELSEWHERE, "/")):
        other = Client().get(path, headers={"Origin": origin, **token})
        assert "Access-Control-Allow-Origin" not in other, (origin, path)


def test_an_address_that_is_on_its_way_out_says_since_when_until_when_and_what_takes_its_place(
    monkeypatch, preparer, sign_in
):
    row = Retired(dt.date(2026, 12, 1), dt.date(2027, 12, 1), "/api/v1/participants/", "/api/v1/docs/")
    monkeypatch.setitem(RETIRED, "api-chairmanships-list", row)
    answer = sign_in(preparer).get("/api/v1/chairmanships/")
    assert answer["Deprecation"] == "@1796083200"
    assert answer["Sunset"] == "Wed, 01 Dec 2027 00:00:00 GMT"
    assert answer["Link"] == ('</api/v1/docs/>; rel="deprecation", </api/v1/participants/>; rel="successor-version"')
    assert "Deprecation" not in sign_in(preparer).get("/api/v1/participants/")


def test_whatever_is_in_the_table_of_what_is_retired_still_answers_somewhere():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert set(addresses.RETIRED) <= names
