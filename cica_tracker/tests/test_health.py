"""What `/healthz` tells a proxy, and what it tells whoever watches."""

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from notices.actions import sweep

pytestmark = pytest.mark.django_db


def test_alarms_are_named_and_take_no_server_away(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "alarm", "reminders": ["sweep-missing"], "redis": "ok", "scanner": "off"}


def test_all_is_well_after_a_sweep(client):
    sweep(at=timezone.now())
    assert client.get("/healthz").json() == {"status": "ok", "reminders": [], "redis": "ok", "scanner": "off"}


def test_a_database_that_does_not_answer_is_a_503(client):
    def silent(*words):
        raise DatabaseError("no answer")

    with connection.execute_wrapper(silent):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "unwell"
