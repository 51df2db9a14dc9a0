"""How long a sign-in lasts, and what browsers and proxies keep of what it showed."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cica_tracker import settings as house

pytestmark = pytest.mark.django_db
NINE = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def clock(settings):
    settings.SESSION_IDLE_AGE, settings.SESSION_WHOLE_AGE = house.SESSION_IDLE_AGE, house.SESSION_WHOLE_AGE
    with time_machine.travel(NINE, tick=False) as clock:
        yield clock


def is_in(client) -> bool:
    return client.get(reverse("notices")).status_code == 200


def test_an_hour_without_a_request_ends_a_sign_in_and_says_so(preparer, sign_in, clock):
    client = sign_in(preparer)
    for minutes in (0, 59, 59 * 2):
        clock.move_to(NINE + minutes * MINUTE)
        assert is_in(client), minutes
    clock.move_to(NINE + (59 * 2 + 60) * MINUTE)
    answer = client.get(reverse("notices"), follow=True)
    assert reverse("account_login") in answer.redirect_chain[0][0]
    assert "Please sign in again" in answer.content.decode()
    assert not is_in(client)


def test_a_working_day_ends_it_however_busy_it_was(preparer, sign_in, clock):
    client = sign_in(preparer)
    for half_hours in range(24):
        clock.move_to(NINE + half_hours * 30 * MINUTE)
        assert is_in(client), half_hours
        # Confirmed anew, as before something delicate: the session is written, and begins no other day.
        session = client.session
        session["confirmed"] = half_hours
        session.save()
    clock.move_to(NINE + dt.timedelta(hours=12))
    assert not is_in(client)


def test_a_session_is_written_once_a_minute_and_not_at_each_request(preparer, sign_in, clock):
    client = sign_in(preparer)
    written = []
    for seconds in (0, 5, 30, 61):
        clock.move_to(NINE + dt.timedelta(seconds=seconds))
        with CaptureQueriesContext(connection) as asked:
            assert is_in(client)
        written.append(any(query["sql"].startswith('UPDATE "django_session"') for query in asked))
    assert written == [False, False, False, True]


@pytest.mark.parametrize("name", ["desk", "notices", "commitment-list", "paper-list", "people", "api-meetings-list"])
def test_nothing_that_somebody_signed_in_was_shown_is_kept(name, authority, sign_in):
    assert sign_in(authority).get(reverse(name))["Cache-Control"] == "private, no-store"


def test_what_everybody_is_told_is_no_secret_of_a_sign_in(client):
    assert client.get(reverse("account_login")).get("Cache-Control") != "private, no-store"
