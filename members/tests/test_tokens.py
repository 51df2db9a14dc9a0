"""A person's own tokens: how one makes, sees and revokes them, what they open, and when they end."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from meetings.actions.feeds import feed_of, make_feed
from members.actions import close_accounts, make_token, revoke_token
from members.choices import MOST_TOKENS, TOKEN_DAYS, TOKEN_DAYS_AT_FIRST, Scope, WhyEnded
from members.models import ApiToken, User
from members.tests.factories import PASSWORD, FocalPointFactory, ParticipantFactory, UserFactory
from members.tests.signing_in import a_token_of
from notices.models import Notice
from record.api.problems import A_PROBLEM
from record.refusals import Refused

pytestmark = pytest.mark.django_db

PAGE = "/account/tokens/"
NEW_PASSWORD = "another long pass phrase"


def asked_with(token: str, address: str = "/api/v1/participants/", **headers: str) -> Any:
    return Client().get(address, headers={"Authorization": f"Token {token}", **headers})


def why_over(token: ApiToken) -> str | None:
    row = ApiToken.objects.with_office_left(timezone.now().date()).select_related("user").get(pk=token.pk)
    return row.why_over()


# -- Making one.


def test_a_person_makes_a_token_on_their_page_and_is_shown_it_once(authority, sign_in):
    here = sign_in(authority)
    answer = here.post(PAGE, {"name": " ministry  export ", "scopes": ["read", "export"], "days": "30"})
    secret = re.search(r"<code>(\w{64})</code>", answer.content.decode())[1]
    assert asked_with(secret).status_code == 200
    token = ApiToken.objects.get()
    assert (token.user, token.name, token.scopes) == (authority, "ministry export", (Scope.READ, Scope.EXPORT))
    assert token.expiry.date() == (timezone.now() + dt.timedelta(days=30)).date()
    page = here.get(PAGE).content.decode()
    assert "ministry export" in page
    assert secret not in page + str(ApiToken.objects.values().get()) + str(Entry.objects.values())
    [notice] = Notice.objects.filter(kind="token-made", channel="portal")
    assert notice.recipient == authority


def test_by_default_a_token_reads_and_ends_after_ninety_days(authority, sign_in):
    form = sign_in(authority).get(PAGE).context["form"]
    assert (form["scopes"].value(), form["days"].value()) == ([Scope.READ], TOKEN_DAYS_AT_FIRST)
    token, _secret = make_token(by=authority, name="plain")
    assert (token.scopes, token.expiry - token.created > dt.timedelta(days=89)) == ((Scope.READ,), True)


def test_nobody_makes_a_token_before_this_sign_in_has_shown_a_second_factor(db):
    """Who reads no members' papers gets in with the password alone; a token outlives the session, so it asks for more."""
    here = Client()
    here.force_login(UserFactory())
    assert "second factor" in here.get(PAGE).content.decode()
    assert here.post(PAGE, {"name": "x", "scopes": ["read"], "days": "30"}).status_code == 403
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "MINISTRY EXPORT"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["own"]}, "scopes"),
        ({"days": "366"}, "days"),
        ({"days": ""}, "days"),
    ],
)
def test_a_token_without_a_name_a_scope_or_an_end_is_refused_at_its_field(authority, sign_in, sent, field):
    a_token_of(authority)
    answer = sign_in(authority).post(PAGE, {"name": "another", "scopes": ["read"], "days": "30", **sent})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert ApiToken.objects.count() == 1


def test_no_verb_makes_one_that_lasts_longer_than_the_longest_or_more_than_anybody_needs(authority):
    for days in (0, -1, TOKEN_DAYS[-1] + 1):
        with pytest.raises(Refused):
            make_token(by=authority, name="long", days=days)
    for number in range(MOST_TOKENS):
        make_token(by=authority, name=f"token {number}")
    with pytest.raises(Refused, match="no longer use"):
        make_token(by=authority, name="one more")


def test_one_sees_and_revokes_ones_own_tokens_and_no_one_elses(authority, preparer, stranger, officer, sign_in):
    token, secret = a_token_of(authority)
    address = f"{PAGE}{token.pk}/revoke/"
    for other in (preparer, stranger):
        assert "ministry export" not in sign_in(other).get(PAGE).content.decode()
        assert sign_in(other).post(address).status_code == 404
    assert "ministry export" not in sign_in(officer).get(PAGE).content.decode(), "officers have the admin's list"
    assert asked_with(secret).status_code == 200
    assert sign_in(authority).post(address)["Location"] == PAGE
    assert asked_with(secret).status_code == 401
    assert why_over(token) == WhyEnded.REVOKED
    assert not Notice.objects.filter(kind="token-ended").exists(), "who revokes their own knows"


def test_the_verb_itself_asks_an_officer_why_and_refuses_everybody_else(authority, stranger, officer):
    token, secret = a_token_of(authority)
    with pytest.raises(Refused, match="Say why"):
        revoke_token(token=token, by=officer)
    with pytest.raises(PermissionDenied):
        revoke_token(token=token, by=stranger, reason="None of mine")
    assert asked_with(secret).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_as_many_queries_for_three_as_for_one(count, preparer, sign_in, django_assert_num_queries):
    for number in range(count):
        a_token_of(preparer, name=f"token {number}")
    here = sign_in(preparer)
    # Session; person; the tokens with their person.
    with django_assert_num_queries(3):
        page = here.get(PAGE)
    assert len(page.context["tokens"]) == count


# -- What one opens.


LIST, ONE = "/api/v1/participants/", "/api/v1/participants/XA/"


@pytest.mark.parametrize(
    ("scope", "address", "status"),
    [
        (Scope.READ, LIST, 200),
        (Scope.READ, ONE, 200),
        (Scope.READ, "/api/v1/schema/", 200),
        (Scope.READ, f"{LIST}?format=csv", 403),
        (Scope.READ, f"{ONE}?format=xlsx", 403),
        (Scope.EXPORT, f"{LIST}?format=csv", 200),
        (Scope.EXPORT, f"{LIST}?format=xlsx", 200),
        (Scope.EXPORT, LIST, 403),
        (Scope.ACT, LIST, 403),
        (Scope.ACT, f"{LIST}?format=csv", 403),
    ],
)
def test_a_token_opens_what_its_scope_says_and_nothing_else(scope, address, status, xa, preparer):
    _token, secret = a_token_of(preparer, scope)
    assert asked_with(secret, address).status_code == status


def test_a_table_asked_for_by_its_media_type_is_an_export_too(xa, preparer):
    _token, secret = a_token_of(preparer)
    answer = asked_with(secret, LIST, Accept="text/csv")
    assert (answer.status_code, list(answer.json())) == (403, A_PROBLEM["required"])
    assert "export" in answer.json()["detail"]


@pytest.mark.parametrize(("scope", "status"), [(Scope.READ, 403), (Scope.EXPORT, 403), (Scope.ACT, 422)])
def test_only_a_token_that_acts_sends_anything(scope, status, authority):
    _token, secret = a_token_of(authority, scope)
    for address in ("/api/v1/views/", "/api/v1/commitments/"):
        sent = Client().post(address, {}, content_type="application/json", HTTP_AUTHORIZATION=f"Token {secret}")
        assert sent.status_code == status, address


def test_a_token_speaks_the_language_of_its_person_unless_another_is_asked_for(preparer):
    preparer.language = "ru"
    preparer.save()
    _token, secret = a_token_of(preparer)
    assert asked_with(secret)["Content-Language"] == "ru"
    assert asked_with(secret, **{"Accept-Language": "zh-hans"})["Content-Language"] == "zh-hans"


def test_a_token_costs_a_fixed_number_of_queries(preparer, django_assert_num_queries):
    secrets = [a_token_of(preparer, name=f"token {number}")[1] for number in range(3)]
    asked_with(secrets[0])
    # The token with its person, and whether they left an office; the count; no rows.
    with django_assert_num_queries(3):
        asked_with(secrets[0])


@pytest.mark.parametrize("token", ["", "wrong", "a b", "é", "0" * 64, "=", "a" * 10_000])
def test_a_wrong_token_is_a_401(token, preparer):
    a_token_of(preparer)
    response = asked_with(token)
    assert (response.status_code, list(response.json())) == (401, A_PROBLEM["required"])


# -- When it ends.


def test_a_token_ends_on_its_day(preparer, time_machine):
    token, secret = make_token(by=preparer, name="short", days=7)
    assert asked_with(secret).status_code == 200
    time_machine.move_to(timezone.now() + dt.timedelta(days=7, minutes=1))
    assert (asked_with(secret).status_code, why_over(token)) == (401, WhyEnded.OVER)


def test_the_database_and_the_row_each_say_when_a_token_is_over(preparer):
    """Two gates, one behind the other: neither leans on the other."""
    row, _secret = a_token_of(preparer)
    for at, is_in_use in ((row.expiry - dt.timedelta(seconds=1), True), (row.expiry, False)):
        assert ApiToken.objects.in_use(at).filter(pk=row.pk).exists() is is_in_use
        assert (row.why_over(at) is None) is is_in_use


def test_a_new_password_ends_tokens_and_calendar_addresses(preparer, sign_in):
    (token, secret), (_feed, address) = a_token_of(preparer), make_feed(by=preparer)
    here = sign_in(preparer)
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post("/accounts/password/change/", form).status_code == 302
    assert (asked_with(secret).status_code, why_over(token)) == (401, WhyEnded.PASSWORD)
    assert feed_of(address) is None
    assert Entry.objects.filter(verb="token revoked", about_key=str(preparer.pk)).exists()


def test_a_password_set_in_another_way_ends_them_too(preparer):
    """As by `manage.py changepassword`, which knows of no token."""
    token, secret = a_token_of(preparer)
    preparer.set_password(NEW_PASSWORD)
    preparer.save()
    assert (asked_with(secret).status_code, why_over(token)) == (401, WhyEnded.PASSWORD)


def test_leaving_an_office_ends_what_was_made_in_it_and_not_what_is_made_after(today, time_machine):
    person = UserFactory()
    left = FocalPointFactory(user=person, until=today + dt.timedelta(days=1))
    FocalPointFactory(user=person, participant=ParticipantFactory())
    token, secret = a_token_of(person)
    assert asked_with(secret).status_code == 200
    time_machine.move_to(dt.datetime.combine(left.until, dt.time(0, 5), dt.UTC))
    assert (asked_with(secret).status_code, why_over(token)) == (401, WhyEnded.OFFICE_LEFT)
    _token, after = a_token_of(person)
    assert asked_with(after).status_code == 200


def test_coming_into_the_secretariat_or_out_of_it_ends_tokens(officer):
    token, secret = a_token_of(officer)
    User.objects.filter(pk=officer.pk).update(is_staff=False)
    assert (asked_with(secret).status_code, why_over(token)) == (401, WhyEnded.OFFICE_LEFT)


def test_an_account_that_is_switched_off_and_on_again_has_no_token_any_more(xa, today):
    person = UserFactory()
    FocalPointFactory(user=person, participant=xa, until=today, closes_account=True)
    (token, secret), (_feed, address) = a_token_of(person), make_feed(by=person)
    close_accounts(at=timezone.now())
    User.objects.filter(pk=person.pk).update(is_active=True)
    assert (asked_with(secret).status_code, why_over(token)) == (401, WhyEnded.SWITCHED_OFF)
    assert feed_of(address) is None
