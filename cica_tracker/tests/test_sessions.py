"""A sign-in is its browser's alone: it begins anew, it ends for good, and no secret of the house is short enough to guess."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.feeds import make_feed
from members.choices import Role
from members.tests.factories import a_person_of
from members.tests.signing_in import a_token_of, give_password

pytestmark = pytest.mark.django_db
# 128 bits in the shortest spelling of any.
LONG_ENOUGH = 22


@pytest.fixture
def person(xo):
    """Prepares for an observer, and so comes in by the password alone."""
    return a_person_of(xo, Role.PREPARER, "preparer@xo.example")


def is_in(client: Client) -> bool:
    return client.get(reverse("notices")).status_code == 200


def test_a_session_that_somebody_planted_is_another_one_after_signing_in(person):
    client, planted = Client(), Client()
    begun = planted.session
    begun["chosen"] = "by somebody else"
    begun.save()
    client.cookies["sessionid"] = planted.cookies["sessionid"] = begun.session_key
    give_password(client, person.email)
    assert client.cookies["sessionid"].value != begun.session_key
    assert (is_in(client), is_in(planted)) == (True, False)


def test_what_was_signed_out_opens_nothing_any_more(person):
    client, copied = Client(), Client()
    give_password(client, person.email)
    copied.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(copied)
    client.post(reverse("account_logout"))
    assert (is_in(client), is_in(copied)) == (False, False)


def test_no_secret_of_the_house_is_short_enough_to_guess(person):
    client = Client()
    give_password(client, person.email)
    secrets = {
        client.cookies["sessionid"].value,
        client.cookies["csrftoken"].value,
        *(a_token_of(person, name=name)[1] for name in ("one", "another")),
        *(make_feed(by=person, label=label)[1] for label in ("one", "another")),
    }
    assert len(secrets) == 6
    assert min(map(len, secrets)) >= LONG_ENOUGH
