"""What `/healthz` reads doesn't grow with the ledger."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.kinds import MEETING_APPROACHES
from members.models import User
from members.tests.factories import UserFactory
from notices.actions import sweep
from notices.choices import NoticeChannel, Stage
from notices.models import Notice
from notices.reports.health import COUNTED, LOOKED_AT, health
from notices.tests.worlds import AT, DAY, HOUR, only_source

pytestmark = pytest.mark.django_db


def letters_due(count: int, person: User, send_at: dt.datetime) -> None:
    told = {"kind": MEETING_APPROACHES, "about_kind": "meeting", "about_key": "SOC-2027-1", "recipient": person}
    Notice.objects.bulk_create(
        Notice(
            **told,
            occurrence=f"{send_at} {number}",
            channel=NoticeChannel.EMAIL,
            stage=Stage.PENDING,
            created_at=send_at,
            due_at=send_at,
            send_at=send_at,
        )
        for number in range(count)
    )


@pytest.fixture
def person() -> User:
    with only_source([]):
        sweep(at=AT)
    return UserFactory(time_zone="UTC")


def test_what_waits_for_a_reader_who_is_off_hides_nothing_that_is_late(person):
    far_east = UserFactory(time_zone="Asia/Tokyo")
    letters_due(3, far_east, AT - HOUR)  # it is evening there
    assert health(AT).alarms == ()
    letters_due(1, person, AT - 3 * HOUR + dt.timedelta(days=-1))
    assert health(AT).alarms == ("overdue",)
    assert health(AT).due == 4


def scanned(plan: dict[str, Any]) -> int:
    """How many rows the scans of a plan have read, those they threw away as well."""
    rows = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0) if "Relation Name" in plan else 0
    return rows * plan["Actual Loops"] + sum(scanned(part) for part in plan.get("Plans", ()))


@pytest.mark.postgres
def test_health_asks_as_often_and_reads_a_bounded_number_of_rows_of_thirty_thousand(person):
    letters_due(30_000, person, AT - 10 * DAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE notices_notice")
    with CaptureQueriesContext(connection) as asked:
        assert health(AT).due == COUNTED + 1
    assert len(asked) == 11
    with connection.cursor() as cursor:
        for query in list(asked):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
            (answer,) = cursor.fetchone()
            plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
            assert scanned(plan) <= max(LOOKED_AT, COUNTED + 1), query["sql"]
