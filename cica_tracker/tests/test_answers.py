"""What every answer carries, whoever asks and whatever is said: headers, a type, and no more than it has to."""

import http.client
import json

import pytest
from django.test import Client
from django.urls import reverse

from cica_tracker.views import server_fault
from members.choices import Role
from members.tests.factories import PASSWORD, a_person_of
from members.tests.signing_in import give_password

pytestmark = pytest.mark.django_db

CARRIED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOTHING_ELSE_RUNS = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
# Method and address, and who asks: each says no in another room of the house, or says yes.
ASKED = [
    ("GET", "/", "authority", 200),
    ("GET", "/healthz", "client", 200),
    ("GET", "/journal/seals.txt", "client", 200),
    ("GET", "/accounts/login/", "client", 200),
    ("GET", "/commitments/", "client", 302),
    ("GET", "/admin/", "officer", 200),
    ("GET", "/nowhere/", "authority", 404),
    ("GET", "/admin/nowhere/", "officer", 404),
    ("GET", "/states/?as_of=%00", "authority", 400),
    ("GET", "/states/%ff/", "authority", 400),
    ("DELETE", "/states/", "authority", 405),
    ("TRACE", "/", "authority", 405),
    ("GET", "/mailbox/", "authority", 404),
    ("GET", "/api/v1/meetings/", "authority", 200),
    ("GET", "/api/v1/meetings/", "client", 401),
    ("GET", "/api/v1/meetings/?as_of=x", "authority", 400),
    ("GET", "/api/v1/nowhere/", "authority", 404),
    ("GET", "/api/v1/meetings/?format=csv", "authority", 200),
    ("DELETE", "/api/v1/meetings/", "authority", 405),
]


# Static files under names that only collecting gives.
AS_IT_SERVES = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


def is_kept_to_ourselves(answer) -> None:
    """The headers that browsers are told by, and none that opens the house to other sites."""
    assert {name: answer.get(name) for name in CARRIED} == CARRIED
    told = {each.strip() for each in answer["Content-Security-Policy"].split(";")}
    assert told >= NOTHING_ELSE_RUNS or told >= {"sandbox", "default-src 'none'"}, told
    assert not any("unsafe" in each or "*" in each for each in told)
    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize(("method", "address", "who", "status"), ASKED)
def test_every_answer_carries_what_protects_its_reader(method, address, who, status, request, sign_in):
    person = request.getfixturevalue(who)
    client = person if who == "client" else sign_in(person)
    answer = client.generic(method, address, headers={"Origin": "https://other.example"})
    assert answer.status_code == status
    is_kept_to_ourselves(answer)
    kind = answer.get("Content-Type", "")
    assert kind in {"application/json", "application/problem+json"} or kind.endswith("charset=utf-8"), kind


def test_a_fault_of_ours_carries_it_too_and_tells_nothing_of_itself(authority, sign_in, monkeypatch):
    def breaks(*_args, **_kwargs):
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("members.middleware.NothingIsKept.__call__", breaks)
    client = sign_in(authority)
    client.raise_request_exception = False
    for address in ("/meetings/", "/api/v1/meetings/"):
        answer = client.get(address)
        assert answer.status_code == 500
        is_kept_to_ourselves(answer)
        words = answer.content.decode()
        assert not any(inside in words for inside in ("secret inside", "RuntimeError", "Traceback", "/members/"))


def test_where_static_files_were_not_collected_a_fault_is_still_told(rf, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": AS_IT_SERVES}
    answer = server_fault(rf.get("/meetings/"))
    assert (answer.status_code, answer["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert answer.content.decode() == "Something went wrong on our side. Please try again later."


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "BREW"])
@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/admin/", "/api/v1/meetings/", "/healthz", "/nowhere/"])
def test_a_method_that_nobody_takes_is_a_405_at_every_address(method, address, officer, sign_in):
    for client in (Client(), sign_in(officer)):
        answer = client.generic(method, address, headers={"Cookie-Told": "back"})
        assert answer.status_code == http.client.METHOD_NOT_ALLOWED
        if address.startswith("/api/"):
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["code"] == "method-not-allowed"
        else:
            assert answer.content == b""
        assert "TRACE" not in answer["Allow"]


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "\t//evil.example",
    "https://127.0.0.1@evil.example/",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_door_leads_out_of_the_house(address, xo):
    person = a_person_of(xo, Role.PREPARER, "preparer@xo.example")
    client = Client()
    came_in = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD, "next": address})
    assert "_auth_user_id" in client.session
    switched = client.post(reverse("set_language"), {"language": "ru", "next": address})
    left = client.post(reverse("account_logout"), {"next": address})
    for answer in (came_in, switched, left):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith(("//", "/\\"))
        assert "evil" not in answer["Location"].partition("?")[0]


def test_what_people_wrote_is_text_at_every_door(officer, authority, xb, sign_in):
    """A state's name is written by hand, and stands on most pages."""
    wrote = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{ 7 }}"
    xb.name = {"en": wrote, "ru": wrote, "zh-hans": wrote, "ar": wrote}
    xb.save()
    met = 0
    for person in (authority, officer):
        client = sign_in(person)
        for address in (
            "/states/",
            "/states/XB/",
            "/states/?search=img",
            "/admin/members/participant/",
            "/search/?q=img",
        ):
            page = client.get(address, follow=True).content.decode()
            assert "<img src=x" not in page, address
            assert "<script>alert" not in page, address
            met += "&lt;img src=x onerror=alert(1)&gt;" in page
    assert met >= 4
    told = sign_in(authority).get("/api/v1/participants/XB/")
    assert told["Content-Type"] == "application/json"
    assert json.loads(told.content)["name"]["en"] == wrote


def test_no_form_is_taken_that_another_site_sends(authority, sign_in):
    """Whatever sends a form without the token of its page is refused, before anybody looks at what it says."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in(authority).cookies
    for address in (
        "/accounts/password/change/",
        "/account/",
        "/account/tokens/",
        "/people/XA/invite/",
        "/accounts/logout/",
    ):
        for origin in ("https://evil.example", "null"):
            answer = client.post(address, {"csrfmiddlewaretoken": "x" * 64}, headers={"Origin": origin})
            assert answer.status_code == 403, address
    assert client.get("/notices/").status_code == 200


@pytest.mark.parametrize(("proxies", "believed"), [(0, "198.51.100.7"), (1, "203.0.113.1")])
def test_an_address_that_the_asker_writes_is_not_believed(proxies, believed, settings, preparer, caplog):
    """Behind one proxy the last one counts, which the proxy wrote; without a proxy, none of those."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    asks = Client(REMOTE_ADDR="198.51.100.7", headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2, 203.0.113.1"})
    give_password(asks, preparer.email, "thirteen loud herons")
    assert [record.msg["address"] for record in caplog.records if record.name == "security"] == [believed]
