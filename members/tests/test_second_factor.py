"""The second factor: who needs one, setting it up, showing it, removing it."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from journal.models import Entry
from meetings.tests.factories import WorkingGroupFactory
from members.access import needs_second_factor
from members.actions import forget_second_factor
from members.choices import Role
from members.models import User
from members.tests.factories import PASSWORD, FocalPointFactory, UserFactory, a_person_of
from members.tests.signing_in import code_now, give_password, has_app, has_passkey, secret_on

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


# -- Who needs one.


def test_whoever_reads_papers_of_members_or_approves_needs_one(
    officer: User, authority: User, preparer: User, observer: User, xo: Any
):
    prepares_for_an_observer = a_person_of(xo, Role.PREPARER, "preparer@xo.example")
    presides_a_group = UserFactory(email="group@x.example")
    WorkingGroupFactory(chaired_by=presides_a_group)
    nobody = UserFactory(email="nobody@x.example")
    needed = {person.email: needs_second_factor(person, TODAY) for person in User.objects.all()}
    assert needed == {
        officer.email: True,
        authority.email: True,
        observer.email: True,
        preparer.email: True,
        presides_a_group.email: True,
        prepares_for_an_observer.email: False,
        nobody.email: False,
    }


def test_the_office_of_the_day_decides(xa: Any):
    person = FocalPointFactory(
        participant=xa, role=Role.AUTHORITY, since=dt.date(2026, 11, 1), until=dt.date(2026, 11, 21)
    ).user
    assert [needs_second_factor(person, dt.date(2026, 11, day)) for day in (20, 21)] == [True, False]


def test_demo_accounts_go_without_only_where_the_demonstration_is_on(settings: Any):
    person, true_officer = UserFactory(is_staff=True, is_demo=True), UserFactory(is_staff=True)
    assert needs_second_factor(person, TODAY)
    settings.DEMO = True
    assert not needs_second_factor(person, TODAY)
    assert needs_second_factor(true_officer, TODAY)


# -- Setting it up at the first sign-in.


def test_the_first_sign_in_of_an_authority_leads_to_setting_up_and_nowhere_else(client: Client, authority: User):
    give_password(client, authority.email)
    for address in ("/", "/account/", "/admin/", "/people/", "/accounts/sessions/", "/no/such/page/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/2fa/")
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.post("/language/setlang/", {"language": "ru", "next": "/accounts/2fa/"}).status_code == 302
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_an_officer_reaches_the_admin_only_after_setting_up(client: Client, officer: User):
    give_password(client, officer.email)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/2fa/")
    secret = secret_on(client.get("/accounts/2fa/totp/activate/"))
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert client.get("/admin/").status_code == 200


def test_setting_an_app_up_opens_the_house_and_shows_the_recovery_codes(client: Client, authority: User):
    give_password(client, authority.email)
    secret = secret_on(client.get("/accounts/2fa/totp/activate/"))
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert (wrong.status_code, Authenticator.objects.count()) == (200, 0)
    right = client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)}, follow=True)
    assert right.redirect_chain[-1][0] == "/accounts/2fa/recovery-codes/"
    assert right.content.decode().count("<li><code>") == 10
    assert client.get("/account/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_letter_in_the_language_of_the_person_tells_of_it(
    client: Client, authority: User, delivered: Any, settings: Any
):
    User.objects.filter(pk=authority.pk).update(language="ru")
    give_password(client, authority.email)
    secret = secret_on(client.get("/accounts/2fa/totp/activate/", headers={"Accept-Language": "en"}))
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    with override("ru"):
        assert [letter.subject for letter in delivered()] == [gettext("A second factor was set up")]
    assert delivered()[0].to == [authority.email]


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_away_keeps_nobody_from_setting_up(client: Client, authority: User, settings: Any):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens
    give_password(client, authority.email)
    secret = secret_on(client.get("/accounts/2fa/totp/activate/"))
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)}).status_code == 302
    assert client.get("/account/").status_code == 200


def test_who_prepares_for_an_observer_goes_straight_in_and_may_set_one_up(client: Client, xo: Any):
    give_password(client, a_person_of(xo, Role.PREPARER, "preparer@xo.example").email)
    assert client.get("/account/").status_code == 200
    assert client.get("/accounts/2fa/").status_code == 200


def test_secrets_are_not_readable_in_the_database(authority: User):
    secret = has_app(authority)
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored


def test_after_a_new_secret_key_no_code_fits_and_nothing_breaks(client: Client, authority: User, settings: Any):
    secret = has_app(authority)
    settings.SECRET_KEY = "another key altogether, fifty characters and a few more"
    give_password(client, authority.email)
    assert client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_secret_key_moved_to_the_fallbacks_still_opens(client: Client, authority: User, settings: Any):
    secret = has_app(authority)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key altogether, fifty characters and a few more"
    give_password(client, authority.email)
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert client.session["_auth_user_id"] == str(authority.pk)


# -- Showing it.


def test_the_password_alone_signs_nobody_in_who_has_an_app(client: Client, authority: User):
    has_app(authority)
    assert give_password(client, authority.email)["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_the_code_of_the_app_signs_in(client: Client, authority: User):
    secret = has_app(authority)
    give_password(client, authority.email)
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert client.get("/account/").status_code == 200


IN_OTHER_DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]


@pytest.mark.parametrize("digits", IN_OTHER_DIGITS)
def test_a_code_in_the_digits_of_the_readers_script_is_the_same_code(digits: str, authority: User):
    """As a telephone set to Arabic, Persian or Chinese writes them, with a mark of direction before."""
    written = str.maketrans("0123456789", digits)
    setting_up = Client()
    give_password(setting_up, authority.email)
    secret = secret_on(setting_up.get("/accounts/2fa/totp/activate/"))
    setting_up.post("/accounts/2fa/totp/activate/", {"code": code_now(secret).translate(written)})
    spare = setting_up.get("/accounts/2fa/recovery-codes/download/").content.decode().split()[0]
    for code in (code_now(secret, 1), spare):
        client = Client()
        give_password(client, authority.email)
        client.post("/accounts/2fa/authenticate/", {"code": "\u200f" + code.translate(written)})
        assert "_auth_user_id" in client.session


def test_a_code_is_taken_once(authority: User):
    secret = has_app(authority)
    code = code_now(secret)
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client, authority.email)
        client.post("/accounts/2fa/authenticate/", {"code": code})
    assert ("_auth_user_id" in first.session, "_auth_user_id" in second.session) == (True, False)


def test_a_recovery_code_lets_in_once(client: Client, authority: User):
    give_password(client, authority.email)
    secret = secret_on(client.get("/accounts/2fa/totp/activate/"))
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    one = client.get("/accounts/2fa/recovery-codes/download/").content.decode().split()[0]
    for expected in (True, False):
        another = Client()
        give_password(another, authority.email)
        another.post("/accounts/2fa/authenticate/", {"code": one})
        assert ("_auth_user_id" in another.session) is expected


def test_five_wrong_codes_lock_the_second_factor_for_the_right_one_too_from_anywhere(authority: User):
    secret = has_app(authority)
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False) as clock:
        for number in range(5):
            client = Client(REMOTE_ADDR=f"192.0.2.{number}")
            give_password(client, authority.email)
            answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert answer.status_code == 429
        for minutes, gets_in in ((1, False), (20, True)):
            clock.shift(dt.timedelta(minutes=minutes))
            client = Client(REMOTE_ADDR="198.51.100.7")
            give_password(client, authority.email)
            answer = client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
            assert (answer.status_code == 429, "_auth_user_id" in client.session) == (not gets_in, gets_in)


def test_a_session_made_otherwise_must_show_the_second_factor_and_can_not_add_one(client: Client, authority: User):
    secret = has_app(authority)
    client.force_login(authority)
    for address in ("/account/", "/accounts/2fa/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/webauthn/add/"):
        assert client.get(address)["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert client.get("/accounts/reauthenticate/")["Location"].startswith("/accounts/2fa/reauthenticate/")
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": code_now(secret), "next": "/account/"})
    assert answer["Location"] == "/account/"
    assert client.get("/account/").status_code == 200


def test_the_api_answers_a_session_without_it_in_json(client: Client, officer: User):
    client.force_login(officer)
    answer = client.get("/api/v1/participants/")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["detail"] == "Sign in with your second factor first, on the site."


def test_a_fragment_is_led_to_the_page_and_not_filled_with_it(client: Client, authority: User):
    client.force_login(authority)
    answer = client.get("/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/accounts/2fa/?next=")


# -- Removing it.


def test_removing_the_last_one_leads_back_to_setting_up_and_signs_out_elsewhere(client: Client, authority: User):
    secret = has_app(authority)
    elsewhere = Client()
    for steps, one in ((0, elsewhere), (1, client)):
        give_password(one, authority.email)
        one.post("/accounts/2fa/authenticate/", {"code": code_now(secret, steps)})
    assert client.post("/accounts/2fa/totp/deactivate/")["Location"] == "/accounts/2fa/"
    assert client.get("/account/")["Location"].startswith("/accounts/2fa/?")
    assert elsewhere.get("/account/")["Location"].startswith("/accounts/login/")


def test_removing_one_of_two_changes_nothing_else(client: Client, authority: User):
    secret = has_app(authority)
    has_passkey(authority)
    give_password(client, authority.email)
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    client.post("/accounts/2fa/totp/deactivate/")
    assert client.get("/account/").status_code == 200


def test_nobody_removes_the_passkey_of_another(client: Client, authority: User, stranger: User, sign_in: Any):
    key = has_passkey(authority)
    answer = sign_in(stranger).post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_an_officer_helps_whoever_lost_it_and_every_sign_in_ends(
    client: Client, authority: User, officer: User, preparer: User
):
    secret = has_app(authority)
    give_password(client, authority.email)
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    for somebody in (authority, preparer):
        with pytest.raises(PermissionDenied):
            forget_second_factor(person=authority, by=somebody)
    assert client.get("/account/").status_code == 200
    assert [forget_second_factor(person=authority, by=officer) for _twice in range(2)] == [True, False]
    assert client.get("/account/")["Location"].startswith("/accounts/login/")
    give_password(client, authority.email)
    assert client.get("/account/")["Location"].startswith("/accounts/2fa/?")
    assert list(Entry.objects.filter(verb="forgot second factor").values_list("by_label", "about_label")) == [
        (officer.email, authority.email)
    ]


# -- What the pages say and carry.


def test_the_page_says_that_the_demonstration_goes_without(client: Client, settings: Any):
    settings.DEMO = True
    person = UserFactory(is_staff=True, is_demo=True)
    give_password(client, person.email, PASSWORD)
    assert "its accounts sign in without a second factor" in client.get("/accounts/2fa/").content.decode()
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
        "/accounts/password/change/",
    ],
)
def test_pages_carry_no_script_or_style_of_their_own(address: str, authority: User, sign_in: Any):
    page = sign_in(authority).get(address)
    text = page.content.decode()
    assert page.status_code == 200
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    bare = [tag for tag in text.split("<script")[1:] if "src=" not in tag.split(">")[0]]
    assert all('type="application/json"' in tag.split(">")[0] for tag in bare)


def test_addresses_are_not_added_by_oneself(authority: User, sign_in: Any):
    client = sign_in(authority)
    assert [client.get(f"/accounts/{page}/").status_code for page in ("email", "signup", "confirm-email")] == [404] * 3


def test_the_deploy_check_wants_the_door(settings: Any, capsys: Any):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "SecondFactorFirst" not in one]
    with pytest.raises(SystemCheckError, match="E010"):
        call_command("check", deploy=True)


def test_no_browser_keeps_secrets_and_recovery_codes(client: Client, authority: User):
    give_password(client, authority.email)
    page = client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret_on(page))})
    for shown in (page, client.get("/accounts/2fa/recovery-codes/")):
        assert "no-store" in shown["Cache-Control"]
