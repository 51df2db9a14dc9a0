"""Letters about accounts and posts: none is sent inside a request, none is lost or doubled, and none keeps its key."""

import datetime as dt
import re
import socket
from email import message_from_bytes, policy

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from members.actions import ask_for_a_link, invite, send_password_link, withdraw_invitation
from members.choices import Rank, Role
from members.models import User
from members.tests.factories import PASSWORD, UserFactory, a_person_of
from members.tests.signing_in import give_password
from notices.actions import send_due, settle
from notices.choices import Stage, Verdict
from notices.models import Letter
from notices.reports.health import health
from notices.tests.test_sending import sink, stages  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
ANNA = {"name": "Anna", "email": "anna@xa.example", "role": Role.PREPARER, "rank": Rank.ALTERNATE, "language": "en"}


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def preparer_of_xo(xo):
    return a_person_of(xo, Role.PREPARER, "zoe@xo.example")


def ask_for_all(person, authority, sign_in) -> None:
    """Whatever a person can ask for that writes a letter about an account, through the pages."""
    assert Client().post("/accounts/password/reset/", {"email": person.email}).status_code == 302
    assert sign_in(authority).post("/people/XA/invite/", ANNA).status_code == 302
    client, new = Client(), "eleven loud storks"
    give_password(client, person.email)
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", given).status_code == 302


def words_of(raw: bytes) -> str:
    return message_from_bytes(bytes(raw), policy=policy.SMTP).get_content()


def test_no_request_speaks_to_the_mail_server_and_the_letters_go_once_afterwards(
    sink,  # noqa: F811
    preparer_of_xo,
    authority,
    sign_in,
):
    ask_for_all(preparer_of_xo, authority, sign_in)
    assert (sink.connections, sink.taken) == (0, [])
    assert send_due() == {"accepted": 3}
    assert send_due() == {}
    assert sorted(address for address, _raw in sink.taken) == ["anna@xa.example", "zoe@xo.example", "zoe@xo.example"]
    assert sink.connections == 1


def test_a_mail_server_that_hangs_holds_no_request_and_loses_no_letter(
    sink,  # noqa: F811
    preparer_of_xo,
    authority,
    sign_in,
    settings,
):
    port = settings.EMAIL_PORT
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        hanging.setblocking(False)
        settings.EMAIL_PORT = hanging.getsockname()[1]
        ask_for_all(preparer_of_xo, authority, sign_in)
        with pytest.raises(BlockingIOError):
            hanging.accept()
        now = timezone.now()
        assert send_due(at=now) == {"unreachable": 1}
        hanging.accept()[0].close()
    assert set(stages().values()) == {Stage.PENDING}
    settings.EMAIL_PORT = port
    assert send_due(at=now + 3 * MINUTE) == {"accepted": 3}
    assert max(sink.by_number().values()) == 1


def test_no_key_of_a_link_is_kept_or_shown_and_the_letter_that_goes_has_it(
    sink,  # noqa: F811
    officer,
    authority,
    sign_in,
):
    person = UserFactory(email="new@x.example")
    send_password_link(to=person, by=officer)
    invite(participant=authority.focal_points.get().participant, by=authority, at=timezone.now(), **ANNA)
    ask_for_a_link(address=authority.email, at=timezone.now())
    send_due()
    keys = [re.search(r"/(?:key/\w+-|invitations/)([\w:-]+)/", words_of(raw))[1] for _address, raw in sink.taken]
    assert len(set(keys)) == 3
    client = sign_in(officer)
    kept = "".join(f"{letter.text}{words_of(letter.raw)}{letter.key_of}" for letter in Letter.objects.all())
    shown = "".join(
        client.get(page).content.decode()
        for letter in Letter.objects.all()
        for page in (letter.get_absolute_url(), f"/admin/notices/letter/{letter.pk}/change/")
    )
    journal = "".join(f"{entry.changes}" for entry in Entry.objects.all())
    assert [key for key in keys if key in kept + shown + journal] == []
    assert "/accounts/password/reset/key/" in shown
    assert "a key of the recipient's was left out" in shown
    opened = [re.search(r"http://[^/\s]+(/\S+)", words_of(raw))[1] for _address, raw in sink.taken]
    assert {Client().get(path).status_code for path in opened} <= {200, 302}


def test_a_link_that_would_open_nothing_any_more_stays_at_home(sink, officer, authority):  # noqa: F811
    now = timezone.now()
    xa, closed, late = authority.focal_points.get().participant, UserFactory(), UserFactory()
    invitation = invite(participant=xa, by=authority, at=now, **ANNA)
    withdraw_invitation(invitation=invitation, by=authority, at=now)
    send_password_link(to=closed, by=officer, at=now)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    send_password_link(to=late, by=officer, at=now - 4 * DAY)
    assert send_due(at=now) == {}
    assert {(letter.stage, letter.answer) for letter in Letter.objects.all()} == {
        (Stage.WITHDRAWN, "its link would open nothing any more")
    }
    assert sink.taken == []


def test_one_address_that_fails_sets_itself_aside_and_officers_read_why(sink, officer, authority, sign_in):  # noqa: F811
    now, xa = timezone.now(), authority.focal_points.get().participant
    bad = UserFactory()
    User.objects.filter(pk=bad.pk).update(email="посол@x.example")
    send_password_link(to=User.objects.get(pk=bad.pk), by=officer, at=now)
    for address in ("never@x.example", "hang@x.example", "good@x.example"):
        invite(participant=xa, by=authority, at=now, **{**ANNA, "email": address})
    send_due(at=now)
    assert stages() == {"посол": "refused", "never": "refused", "hang": "unknown", "good": "sent"}
    assert {"refused", "held"} <= set(health(now + MINUTE).alarms)
    client = sign_in(officer)
    for stage, address in (("held", "hang@"), ("refused", "never@"), ("refused", "посол@")):
        assert address in client.get("/reminders/letters/", {"stage": stage}).content.decode()
    refused = Letter.objects.get(address="never@x.example")
    assert "goes to the same address in the same words" in client.get(refused.get_absolute_url()).content.decode()
    settle(letter=refused, verdict=Verdict.SEND_AGAIN, by=officer, at=now + MINUTE)
    settle(letter=Letter.objects.get(stage=Stage.UNKNOWN), verdict=Verdict.ARRIVED, by=officer, at=now + MINUTE)
    send_due(at=now + MINUTE)
    assert Letter.objects.get(pk=refused.pk).attempts == 1, "counted anew"
    assert stages()["hang"] == Stage.SENT


def test_what_tells_a_person_of_their_account_is_not_their_colleagues(authority, preparer, officer, sign_in):
    send_password_link(to=preparer, by=officer)
    send_due()
    letter = Letter.objects.get(of_account="account")
    seen = {
        person.email: sign_in(person).get(letter.get_absolute_url()).status_code
        for person in (authority, preparer, officer)
    }
    assert seen == {authority.email: 404, preparer.email: 200, officer.email: 200}
