"""What `/healthz` tells a proxy, what it tells whoever watches, and what `check` says of a database without its triggers."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.utils import timezone

from journal.actions import keep_check
from journal.tests.tampering import triggers_lifted
from journal.triggers import missing_triggers
from notices.actions import sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def swept():
    sweep(at=timezone.now())


def test_alarms_take_no_server_away_and_are_named_to_officers_alone(client, officer, authority, sign_in):
    for who in (client, sign_in(authority)):
        answer = who.get("/healthz")
        assert (answer.status_code, answer.json()) == (200, {"status": "alarm"})
    assert sign_in(officer).get("/healthz").json() == {"status": "alarm", "alarms": ["sweep-missing"]}


def test_all_is_well_after_a_sweep(client, swept):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_database_that_does_not_answer_is_a_503(client):
    def silent(*words):
        raise DatabaseError("no answer")

    with connection.execute_wrapper(silent):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "unwell"


@pytest.mark.both
def test_triggers_that_were_taken_off_are_an_alarm_and_an_error_by_number(client, officer, sign_in, swept):
    assert missing_triggers() == []
    office = sign_in(officer)
    with triggers_lifted(connection):
        assert office.get("/healthz").json() == {"status": "alarm", "alarms": ["triggers"]}
        assert client.get("/healthz").json() == {"status": "alarm"}
        names = missing_triggers()
        with pytest.raises(SystemCheckError, match=r"cica_tracker.E011.*journal_entry_is_not_changed"):
            call_command("check", databases=["default"], stderr=io.StringIO())
        call_command("check", stdout=io.StringIO())  # of what needs no database
    assert {"journal_entry_is_not_removed", "papers_paperversion_is_not_changed"} <= set(names)
    call_command("check", databases=["default"], stdout=io.StringIO())


@pytest.mark.both
def test_a_trigger_that_refuses_nothing_is_missing(swept):
    name = "journal_entry_is_not_removed"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON journal_entry BEGIN SELECT 1; END")
        else:
            cursor.execute(f"ALTER TABLE journal_entry DISABLE TRIGGER {name}")
    assert missing_triggers() == [name]


def test_what_a_night_found_rings_until_a_night_finds_nothing(officer, sign_in, swept):
    office, now = sign_in(officer), timezone.now()
    keep_check("files", at=now, faults=["a file isn't as it was"])
    assert office.get("/healthz").json()["alarms"] == ["files"]
    keep_check("files", at=now, faults=[])
    assert office.get("/healthz").json() == {"status": "ok", "alarms": []}
    keep_check("files", at=now - dt.timedelta(days=3), faults=[])
    assert office.get("/healthz").json()["alarms"] == ["files-not-checked"]


def test_whoever_watches_by_a_program_is_told_the_names_too(swept):
    said = io.StringIO()
    call_command("check_house", stdout=said)
    assert said.getvalue() == "All is as it should be.\n"
    keep_check("journal", at=timezone.now(), faults=["entry 3 was changed"])
    with pytest.raises(CommandError, match="Out of bounds: journal") as refusal:
        call_command("check_house")
    assert refusal.value.returncode == 1
