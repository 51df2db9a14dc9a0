"""Signing in: the lock-out, the one door, passwords, and where one is signed in. All through the real forms."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from members.choices import Role
from members.models import LinkAsked, Participant, User
from members.tests.factories import PASSWORD, UserFactory, a_person_of
from members.tests.signing_in import code_now, give_password, has_app

pytestmark = pytest.mark.django_db
WRONG = "thirteen loud herons"
NEW_PASSWORD = "eleven loud storks"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def noon() -> Iterator[Any]:
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def preparer(xo: Participant) -> User:
    """Prepares for an observer, and so needs no second factor: these tests are about the password alone."""
    return a_person_of(xo, Role.PREPARER, "preparer@xa.example")


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def lock_out(address: str, times: int = 5, **client: Any) -> Any:
    for _each in range(times):
        answer = give_password(Client(**client), address, WRONG)
    return answer


# -- The lock-out.


def test_the_fifth_wrong_password_locks_out(preparer: User, noon: Any):
    assert lock_out(preparer.email, 4).status_code == 200
    assert lock_out(preparer.email, 1).status_code == 429


@pytest.mark.parametrize("address", ["preparer@xa.example", "PREPARER@XA.example", " Preparer@xa.example "])
def test_while_it_lasts_the_right_password_is_refused_too(address: str, preparer: User, noon: Any):
    lock_out(preparer.email)
    client = Client()
    answer = give_password(client, address)
    assert (answer.status_code, is_in(client)) == (429, False)
    assert "the right one neither" in answer.content.decode()


def test_wrong_passwords_count_together_however_the_address_is_written(preparer: User, noon: Any):
    for address in ("preparer@xa.example", "Preparer@xa.example", "PREPARER@XA.EXAMPLE", "preparer@XA.example"):
        lock_out(address, 1)
    assert lock_out("pReparer@xa.example", 1).status_code == 429


def test_nobody_else_is_locked_out_and_not_the_person_elsewhere(preparer: User, stranger: User, noon: Any):
    lock_out(preparer.email)
    for address, where in (("stranger@xb.example", "127.0.0.1"), (preparer.email, "192.0.2.7")):
        client = Client(REMOTE_ADDR=where)
        assert give_password(client, address).status_code == 302


def test_it_ends_after_a_quarter_of_an_hour(preparer: User, noon: Any):
    lock_out(preparer.email)
    for minutes, lets_in in ((7, False), (7, False), (2, True)):  # trying meanwhile makes it no longer
        noon.shift(dt.timedelta(minutes=minutes))
        client = Client()
        give_password(client, preparer.email)
        assert is_in(client) is lets_in


def test_an_unknown_address_is_answered_and_locked_like_a_known_one(preparer: User, noon: Any):
    def said(address: str) -> list[Any]:
        answers = []
        for _each in range(6):
            answer = give_password(Client(), address, WRONG)
            words = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0].replace(address, "")
            answers.append((answer.status_code, re.sub(r'value="\w{64}"', "", words)))
        return answers

    assert said("preparer@xa.example") == said("nobody99@xa.example")


def test_a_right_password_in_time_begins_the_count_anew(preparer: User, noon: Any):
    lock_out(preparer.email, 4)
    give_password(Client(), preparer.email)
    assert lock_out(preparer.email, 4).status_code == 200


# -- One door.


def test_the_admin_has_no_door_of_its_own(officer: User, client: Client):
    answer = client.get("/admin/login/?next=/admin/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2F")
    answer = client.post("/admin/login/?next=/admin/", {"username": officer.email, "password": PASSWORD})
    assert answer["Location"].startswith("/accounts/login/")
    assert not is_in(client)


def test_the_api_takes_no_password(preparer: User, client: Client):
    credentials = {"Authorization": "Basic cHJlcGFyZXJAeGEuZXhhbXBsZTp0d2VsdmUgcXVpZXQgaGVyb25z"}
    assert client.get("/api/v1/participants/", headers=credentials).status_code in (401, 403)


def test_the_second_step_is_not_reached_while_locked_out(authority: User, noon: Any):
    secret = has_app(authority)
    lock_out(authority.email)
    client = Client()
    give_password(client, authority.email)
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert not is_in(client)


def test_wrong_passwords_are_kept_nowhere(preparer: User, noon: Any):
    lock_out(preparer.email, 2)
    assert [WRONG in row.post_data for row in AccessAttempt.objects.all()] == [False]


def test_a_closed_account_stays_out_and_its_right_password_is_answered_like_a_wrong_one(client: Client):
    person = UserFactory(is_active=False)

    def said(password: str) -> tuple[int, str]:
        answer = give_password(Client(), person.email, password)
        words = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
        return answer.status_code, re.sub(r'value="\w{64}"', "", words)

    assert said(PASSWORD) == said(WRONG)
    give_password(client, person.email)
    assert not is_in(client)
    assert AccessAttempt.objects.get(username=person.email).failures_since_start == 3, "it counts, too"


# -- A new password.


def ask_for_a_letter(address: str) -> Any:
    return Client().post("/accounts/password/reset/", {"email": address})


def test_a_letter_with_a_link_that_works_once_sets_a_new_password(preparer: User, delivered: Any):
    elsewhere = Client()
    give_password(elsewhere, preparer.email)
    ask_for_a_letter("PREPARER@xa.example")
    [letter] = delivered()
    assert letter.to == [preparer.email]
    link = re.search(r"http://\S+?(/accounts/password/reset/key/\S+)", letter.body)[1]
    client = Client()
    form = client.get(link)["Location"]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    give_password(client, preparer.email, NEW_PASSWORD)
    assert is_in(client)
    assert elsewhere.get("/account/").status_code == 302, "signed out everywhere else"
    assert "used before" in Client().get(link).content.decode()


def test_nobody_learns_whether_an_address_is_known(preparer: User, delivered: Any):
    """One answer, and the same work: what is asked of the database doesn't tell either, and no mail server is spoken to."""
    UserFactory(email="closed@xa.example", is_active=False)
    answers, asked = [], []
    for address in (preparer.email, "nobody99@xa.example", "closed@xa.example"):
        with CaptureQueriesContext(connection) as queries:
            answers.append(ask_for_a_letter(address))
        said = [query["sql"].partition("VALUES")[0] for query in queries]
        asked.append([words for words in said if "SAVEPOINT" not in words])
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/accounts/password/reset/done/")}
    assert asked[0] == asked[1] == asked[2]
    assert not any("members_user" in query for query in asked[0])
    assert [letter.to for letter in delivered()] == [[preparer.email]]
    assert not LinkAsked.objects.exists(), "whose nobody has is forgotten"


def test_the_letter_is_in_the_language_of_the_person(preparer: User, delivered: Any):
    User.objects.filter(pk=preparer.pk).update(language="ar")
    Client().post("/accounts/password/reset/", {"email": preparer.email}, headers={"Accept-Language": "en"})
    with override("ar"):
        assert delivered()[0].subject == gettext("Choose a new password")


def test_changing_the_password_signs_out_everywhere_else(preparer: User, delivered: Any):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        give_password(client, preparer.email)
    given = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post("/accounts/password/change/", given).status_code == 302
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert [letter.subject for letter in delivered()] == ["Your password was changed"]


# -- Where one is signed in.


def test_the_list_shows_ones_own_sign_ins_only(preparer: User, stranger: User):
    here = Client(HTTP_USER_AGENT="Here/1.0")
    give_password(here, preparer.email)
    give_password(Client(HTTP_USER_AGENT="Elsewhere/2.0", REMOTE_ADDR="192.0.2.5"), preparer.email)
    give_password(Client(HTTP_USER_AGENT="Canary/3.0", REMOTE_ADDR="192.0.2.99"), stranger.email)
    page = here.get("/accounts/sessions/").content.decode()
    for shown in ("Here/1.0", "Elsewhere/2.0", "192.0.2.5"):
        assert shown in page
    assert "Canary" not in page
    assert "192.0.2.99" not in page


def test_signing_out_everywhere_else_and_everywhere(preparer: User):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        give_password(client, preparer.email)
    here.post("/accounts/sessions/")
    assert [client.get("/account/").status_code for client in (here, elsewhere)] == [200, 302]
    give_password(elsewhere, preparer.email)
    assert here.post("/accounts/sessions/end/")["Location"] == "/accounts/login/"
    assert [client.get("/account/").status_code for client in (here, elsewhere)] == [302, 302]


def test_signing_out_everywhere_takes_a_post(preparer: User):
    client = Client()
    give_password(client, preparer.email)
    assert client.get("/accounts/sessions/end/").status_code == 405
    assert is_in(client)
