"""A program is told what its person is told: signed, once more where it failed, never into a private network, and no words."""

import base64
import hashlib
import hmac
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.models import Entry
from members.actions import revoke_token
from members.tests.signing_in import a_token_of
from notices.actions import hooks
from notices.actions.hooks import call, problem_of, secret_of
from notices.actions.webhooks import AGAIN_AFTER, deliver, deliver_to_programs
from notices.choices import WhySetAside
from notices.models import Webhook, WebhookDelivery
from notices.tests.hooks import a_delivery, a_notice, a_receiver, a_webhook

pytestmark = pytest.mark.django_db
REGISTER = "/webhooks/register/"


@pytest.fixture
def beside(settings):
    """A receiver on this machine may be called."""
    settings.WEBHOOK_HOSTS_ALLOWED = frozenset({"127.0.0.1"})


def test_what_its_person_is_told_reaches_an_address_once_signed_and_without_the_words(
    authority, stranger, sign_in, beside
):
    token, _secret = a_token_of(authority)
    client = sign_in(authority)
    with a_receiver(204) as (url, sent):
        page = client.post(REGISTER, {"url": url, "token": token.name, "kinds": ["meeting-planned"]})
        webhook = Webhook.objects.get()
        assert page.url == f"/webhooks/{webhook.uid}/"
        for number, person, kind in (
            (1, authority, "meeting-planned"),
            (2, authority, "other"),
            (3, stranger, "meeting-planned"),
        ):
            a_notice(person, kind=kind, occurrence=str(number))
        assert (deliver_to_programs(), deliver_to_programs()) == (1, 0)
    [(headers, body)] = sent
    told = json.loads(body)
    assert (told["type"], told["about_key"]) == ("meeting-planned", "SOC-2027-1")
    assert b"Canary" not in body
    assert "Canary" in client.get(told["notice"]).content.decode(), "the rest is read through the API"
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret_of(webhook).removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{signature}"
    assert secret_of(webhook) in client.get(page.url).content.decode()
    assert Entry.objects.filter(verb="registered a webhook").count() == 1


def test_what_fails_is_tried_again_later_and_later_then_set_aside_and_again_by_hand(
    authority, officer, sign_in, beside
):
    with a_receiver(500, 500, 500, 500, 500, 500, 500, 200) as (url, sent):
        webhook, at = a_webhook(authority, url=url), timezone.now()
        delivery = a_delivery(webhook)
        for pause in AGAIN_AFTER:
            assert not deliver(delivery, at=at)
            delivery.refresh_from_db()
            assert (delivery.stage, delivery.next_at) == ("waits", at + pause)
            at += pause
        assert not deliver(delivery, at=at)
        delivery.refresh_from_db()
        assert (delivery.stage, delivery.why, delivery.status, len(sent)) == ("set-aside", "refused", 500, 7)
        page = sign_in(officer).get(f"/webhooks/{webhook.uid}/").content.decode()
        assert "the address answered with a refusal" in page
        assert secret_of(webhook) not in page, "an officer sees what became of it, and no secret"
        assert sign_in(officer).post(f"/webhooks/{webhook.uid}/try-again/").status_code == 302
        assert deliver_to_programs() == 1
    assert len({headers["webhook-id"] for headers, _body in sent}) == 1


def test_two_workers_never_have_one_and_the_same(authority, beside):
    with a_receiver(204) as (url, sent):
        delivery = a_delivery(a_webhook(authority, url=url))
        at = timezone.now()
        assert deliver(delivery, at=at)
        assert not deliver(delivery, at=at), "it was taken by another meanwhile"
    assert len(sent) == 1


def test_with_a_token_that_opens_nothing_nothing_is_said(authority, beside):
    with a_receiver(204) as (url, sent):
        webhook = a_webhook(authority, url=url)
        a_delivery(webhook)
        revoke_token(token=webhook.token, by=authority)
        assert deliver_to_programs() == 0
    assert (sent, WebhookDelivery.objects.get().why) == ([], WhySetAside.TOKEN)


def test_a_redirect_is_not_followed_and_an_answer_ends_in_time(beside, monkeypatch):
    with a_receiver(302) as (url, sent):
        assert call(url, {}, b"{}").why == WhySetAside.MOVED
    assert len(sent) == 1
    assert call("http://127.0.0.1:1/", {}, b"{}").why == WhySetAside.NO_ANSWER


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.7", "192.168.1.1", "169.254.169.254", "100.64.0.1", "::1", "fd00::1", "fe80::1%eth0",
     "::ffff:10.0.0.1", "2002:7f00:0001::", "0.0.0.0", "224.0.0.1"],
)  # fmt: skip
def test_a_name_that_leads_into_a_private_network_is_never_called(address, monkeypatch):
    found = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", (address, 443))]
    monkeypatch.setattr(hooks.socket, "getaddrinfo", lambda *args, **kwargs: found)
    monkeypatch.setattr(hooks.socket, "create_connection", lambda *args, **kwargs: pytest.fail("it was called"))
    assert call("https://receiver.example/", {}, b"{}").why == WhySetAside.NOT_PUBLIC


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    """A second look-up, which could lead elsewhere, is never made."""
    looked_up, met = [], []
    answer = [(2, 1, 6, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(hooks.socket, "getaddrinfo", lambda host, *args, **kwargs: looked_up.append(host) or answer)

    def refuse(address, **kwargs):
        met.append(address)
        raise OSError

    monkeypatch.setattr(hooks.socket, "create_connection", refuse)
    assert call("https://receiver.example/", {}, b"{}").why == WhySetAside.NO_ANSWER
    assert (looked_up, met) == (["receiver.example"], [("93.184.216.34", 443)])


@pytest.mark.parametrize(
    ("url", "is_wrong"),
    [
        ("https://receiver.example/told?x=1", False),
        ("http://receiver.example/", True),
        ("https://receiver.example:8443/", True),
        ("https://me:secret@receiver.example/", True),
        ("https://receiver.example/\r\nHost: x", True),
        ("https:///told", True),
        ("ftp://receiver.example/", True),
    ],
)
def test_an_address_is_https_and_plain(url, is_wrong):
    assert problem_of(url) is is_wrong


def test_whoever_has_no_token_is_led_to_where_one_is_made_and_the_kinds_wait_folded_up(authority, sign_in):
    page = sign_in(authority).get(REGISTER).content.decode()
    assert f'href="{reverse("account-tokens")}">Make a token</a>' in page
    assert '<details class="form-section"><summary>Only these kinds (optional)</summary>' in page


def test_programs_register_with_their_own_token_alone_and_read_their_own(authority, stranger, sign_in):
    token, others = a_token_of(authority)[0], a_token_of(stranger, name="Canary")[0]
    api, client, kind = "/api/v1/webhooks/", sign_in(authority), "application/json"
    body = {"url": "https://receiver.example/", "token": others.name, "kinds": ["meeting-planned"]}
    assert list(client.post(api, body, content_type=kind).json()["errors"]) == ["token"]
    made = client.post(api, body | {"token": token.name}, content_type=kind)
    assert made.status_code == 201, made.content
    assert (made.status_code, made.json()["kinds"]) == (201, ["meeting-planned"])
    assert "whsec_" not in made.content.decode()
    other = a_delivery(a_webhook(stranger))
    assert client.get(api).json()["count"] == 1
    assert client.get("/api/v1/webhook-deliveries/").json()["count"] == 0
    assert client.get(f"/api/v1/webhook-deliveries/{other.uid}/").status_code == 404
    ended = client.post(f"{api}{made.json()['uid']}/end/", {}, content_type=kind)
    assert ended.json()["ended_at"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_however_many_there_are(number, authority, sign_in, django_assert_num_queries):
    for _place in range(number):
        a_delivery(a_webhook(authority))
    client = sign_in(authority)
    client.get("/webhooks/")
    # Session and person, how many there are, and they themselves with what waits.
    with django_assert_num_queries(4):
        client.get("/webhooks/")


def test_the_example_of_the_documentation_knows_a_genuine_delivery_and_no_other(authority, beside, settings):
    document = (settings.BASE_DIR / "docs/api.md").read_text(encoding="utf-8")
    names: dict = {}
    exec(document.split("stands on the page of the address:")[1].split("```")[1], names)
    is_genuine = names["is_genuine"]
    with a_receiver(204) as (url, sent):
        webhook = a_webhook(authority, url=url)
        a_delivery(webhook)
        deliver_to_programs()
    [(headers, body)] = sent
    assert is_genuine(secret_of(webhook), headers, body)
    assert not is_genuine(secret_of(webhook), headers, body + b" ")
    assert not is_genuine(secret_of(a_webhook(authority)), headers, body)
    assert not is_genuine(secret_of(webhook), headers | {"webhook-timestamp": "1"}, body)
