"""Long lists of participants: looked through as a whole, with a reason for each wrong row; all of it kept, or nothing."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from journal.models import Entry
from journal.verification import verify
from law.cica.bodies import Body
from meetings.choices import Status
from meetings.models import Attendance, Delegate
from meetings.tests.factories import MeetingFactory
from record.models import Import

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PAGE, API = "/imports/delegations/", "/api/v1/imports/delegations/"
HEAD = "meeting,participant,presence,name,function,rank,is_head"


@pytest.fixture
def meeting(xa, xb) -> Any:
    return MeetingFactory(
        body=Body.SENIOR_OFFICIALS, status=Status.HELD, starts_on=dt.date(2025, 6, 1), reference="SOC-2025-1"
    )


def sent(client: Any, text: str | bytes, name: str = "list.csv", address: str = API, **more: str) -> Any:
    data = text if isinstance(text, bytes) else text.encode("utf-8-sig")
    return client.post(address, {"file": SimpleUploadedFile(name, data), **more})


def test_a_list_is_looked_through_imported_once_and_the_same_again_adds_nothing(
    meeting, officer, sign_in, django_assert_max_num_queries
):
    rows = [
        "soc-2025-1,xa,online,\u00a0Amb. A ,Ambassador,ambassador,YES",
        *[f"SOC-2025-1,XA,online,Mr {n},,," for n in range(40)],
    ]
    text = "\n".join([HEAD, *rows, "", "SOC-2025-1;".replace(";", ",") + "XB,,Ms B,Head,,1", ""])
    client = sign_in(officer)
    shown = sent(client, text, address=PAGE).content.decode()
    assert ("Import all of it" in shown, Attendance.objects.count(), Import.objects.count()) == (True, 0, 0)
    with django_assert_max_num_queries(60):
        assert sent(client, text).status_code == 200
    online = Attendance.objects.get(participant__code="XA")
    assert (online.presence, online.delegates.count()) == ("online", 41)
    assert list(online.delegates.filter(is_head=True).values_list("name", "rank", "position")) == [
        ("Amb. A", "ambassador", 0)
    ]
    imported = Import.objects.get()
    assert (imported.added, imported.changed, imported.same, imported.kind) == (42, 0, 0, "delegate")
    assert Entry.objects.get(verb="imported a file").changes["sha256"] == [None, imported.sha256]
    assert verify().fault == ""
    assert "already" in sent(client, text).content.decode()
    again = sent(client, text.replace("Mr 7,,", "Mr 7,Counsellor,"))
    assert (again.status_code, Delegate.objects.get(name="Mr 7").function, Delegate.objects.count()) == (
        200,
        "Counsellor",
        42,
    )
    online.refresh_from_db()
    assert online.version == 2
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["meeting", "name", "participant", "is_head"], ["SOC-2025-1", "Ms C", "XB", None]):
        book.active.append(row)
    book.save(out)
    assert sent(client, out.getvalue(), "list.xlsx").status_code == 200
    assert Attendance.objects.get(participant__code="XB").delegates.count() == 2


def test_each_wrong_row_says_why_in_its_column_and_nothing_is_kept(meeting, officer, stranger, sign_in):
    MeetingFactory(
        body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=dt.date(2099, 6, 1), reference="SOC-2099-1"
    )
    wrong = {
        "NO-1,XA,,A,,,1": "meeting", "SOC-2099-1,XA,,A,,,1": "meeting", "SOC-2025-1,QQ,,A,,,1": "participant",
        "SOC-2025-1,XA,,,,,": "name", "SOC-2025-1,XA,,B,,king,": "rank", "SOC-2025-1,XA,,C,,,perhaps": "is_head",
        "SOC-2025-1,XB,by mail,D,,,1": "presence", "SOC-2025-1,XB,by mail,D,,,": "presence",
        f"SOC-2025-1,XA,,{'n' * 201},,,": "name",
    }  # fmt: skip
    client = sign_in(officer)
    text = "\n".join([HEAD, "SOC-2025-1,XA,,Head,,,1", *wrong])
    page = sent(client, text, address=PAGE).content.decode()
    for line, column in enumerate(wrong.values(), 3):
        assert f'<th scope="row">{line}</th><td data-label="Column"><bdi>{column}</bdi></td>' in page, (line, column)
    assert sent(client, text).status_code == 422
    assert (Attendance.objects.count(), Delegate.objects.count(), Import.objects.count()) == (0, 0, 0)
    for bad, words in (("a,b\n1,2", "a, b"), ("meeting,name\nA,B", "participant")):
        answer = sent(client, bad)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert sent(sign_in(stranger), text).status_code == 403
