"""JSON lines beside CSV and XLSX; and what leaves stands in the log, with who took it, which filter, and how many rows."""

import json

import pytest
import structlog
from django.test import Client

from members.choices import ParticipantKind, Scope
from members.models import Participant
from members.tests.signing_in import a_token_of
from record.api.by_values import ROWS_AT_A_TIME

pytestmark = pytest.mark.django_db


def body(answer) -> bytes:
    return answer.getvalue()


def test_json_lines_are_the_rows_of_the_list_one_a_line_whole(record_loaded, preparer, sign_in):
    client = sign_in(preparer)
    answer = client.get("/api/v1/measures/?format=jsonl&edition=2007&fields=reference,title")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/jsonl")
    assert ".jsonl" in answer["Content-Disposition"]
    lines = body(answer).decode().splitlines()
    listed = client.get("/api/v1/measures/?edition=2007&fields=reference,title").json()["results"]
    assert [json.loads(line) for line in lines] == listed
    assert len(lines) == 26
    assert "Transport links" in lines[0]
    assert "运输联系" in lines[0], "in its own letters, not in escapes"


def test_of_a_list_longer_than_what_is_read_at_once_every_row_leaves_once_in_the_order_asked_for(preparer, sign_in):
    Participant.objects.bulk_create(
        Participant(code=f"Q{number}", kind=ParticipantKind.STATE, name={"en": f"State {number}"}, seat_name="State")
        for number in range(2 * ROWS_AT_A_TIME + 7)
    )
    rows = Participant.objects.filter(participations=None)
    codes = list(rows.order_by("-code").values_list("code", flat=True))
    answer = sign_in(preparer).get("/api/v1/participants/?format=csv&fields=code&ordering=-code&standing=none")
    assert body(answer).decode("utf-8-sig").split() == ["code", *codes]


def test_a_token_takes_json_lines_only_where_it_may_take_tables(authority):
    _row, secret = a_token_of(authority, Scope.READ)
    program = Client(headers={"Authorization": f"Token {secret}"})
    assert program.get("/api/v1/participants/").status_code == 200
    assert program.get("/api/v1/participants/?format=jsonl").status_code == 403


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_what_leaves_stands_in_the_log_with_who_which_filter_and_how_many_rows(kind, preparer, sign_in, xa, xb):
    client = sign_in(preparer)
    asked = f"kind=state&standing=member&format={kind}"
    number = client.get("/api/v1/participants/?kind=state&standing=member").json()["count"]
    with structlog.testing.capture_logs() as lines:
        body(client.get(f"/api/v1/participants/?{asked}"))
    [line] = [line for line in lines if line["event"] == "exported"]
    assert (line["list"], line["format"], line["asked"], line["user"]) == ("participants", kind, asked, preparer.pk)
    assert (line["rows"], line["whole"]) == (number, True)
    assert number >= 1
    with structlog.testing.capture_logs() as lines:
        client.get("/api/v1/participants/")
    assert not [line for line in lines if line["event"] == "exported"], "a page on the screen is no export"


def test_what_officers_export_in_the_admin_stands_there_too(officer, sign_in, xa, xb):
    client, chosen = sign_in(officer), {f"participantresource_{name}": "on" for name in ("code", "note")}
    with structlog.testing.capture_logs() as lines:
        answer = client.post(
            "/admin/members/participant/export/?kind__exact=state", {"resource": "0", "format": "0", **chosen}
        )
    assert answer.status_code == 200, answer.content[:300]
    [line] = [line for line in lines if line["event"] == "exported"]
    assert (line["list"], line["asked"], line["user"]) == ("participant", "kind__exact=state", officer.pk)
    assert line["rows"] == answer.content.decode().strip().count("\n")
