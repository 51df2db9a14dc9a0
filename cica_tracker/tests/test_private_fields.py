"""Who reads which field: one table, walked field by field, at the page, in the API and in its files alike."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.conf import settings
from openpyxl import load_workbook

from activities.models import Photograph
from activities.tests.factories import PhotographFactory
from catalogue.models import Measure
from commitments.actions.exchange import nominate
from commitments.models import ExpertNomination
from commitments.tests.stories import a_measure
from meetings.actions.attendance import announce_delegation
from meetings.choices import Status
from meetings.models import Attendance
from meetings.tests.factories import MeetingFactory
from members.private import private_fields

pytestmark = pytest.mark.django_db
CONSENT = {"consent_by": "The two people in it.", "consent_how": "On a form of XA."}
SAID = {"note": "Two of us eat no meat.", "email": "expert@institute.example", **CONSENT}


@pytest.fixture
def rows(authority, xa, today) -> dict:
    """One row of each model of the table, seen by everybody in the cast, with the page and the API where it stands."""
    meeting = MeetingFactory(status=Status.PLANNED, starts_on=today + dt.timedelta(30))
    announce_delegation(meeting=meeting, participant=xa, people=[], note=SAID["note"], by=authority)
    measure: Measure = a_measure()
    nominate(owner=xa, name="Dr Expert", email=SAID["email"], measure=measure, audience="observers", by=authority)
    photograph = PhotographFactory(
        activity__owner=xa, activity__audience="observers", consent="given", consent_on=today, **CONSENT
    )
    return {
        Attendance: (f"/meetings/{meeting.reference}/", "/api/v1/attendance/"),
        ExpertNomination: ("/experts/", "/api/v1/experts/"),
        Photograph: (photograph.activity.get_absolute_url(), "/api/v1/photographs/"),
    }


def test_every_field_of_the_table_is_walked(rows):
    assert {(field.model, field.name) for field in private_fields()} == {
        (Attendance, "note"),
        (ExpertNomination, "email"),
        (Photograph, "consent_by"),
        (Photograph, "consent_how"),
    }


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("authority", True),
        ("preparer", True),
        ("officer", True),
        ("chair", True),
        ("stranger", False),
        ("observer", False),
    ],
)
def test_a_field_is_read_by_the_same_people_at_every_door(rows, who, reads, request, sign_in):
    signed_in = sign_in(request.getfixturevalue(who))
    for field in private_fields():
        page, api = rows[field.model]
        shown = signed_in.get(page).content.decode()
        answer = signed_in.get(api).json()
        values = {row[field.name] for row in answer["results"]}
        if not answer["results"]:
            # An observer reads its own delegation alone: there is no row, and no page of it.
            assert (who, field.model) == ("observer", Attendance)
        expected = {SAID[field.name]} if reads else {""}
        assert values <= expected, (who, field.name)
        assert (SAID[field.name] in shown) is reads, (who, field.name)
        table = b"".join(signed_in.get(api, {"format": "csv"})).decode()
        assert (SAID[field.name] in table) is reads
        book = load_workbook(io.BytesIO(b"".join(signed_in.get(api, {"format": "xlsx"}))))
        cells = {cell.value for row in book.active.iter_rows() for cell in row}
        assert (SAID[field.name] in cells) is reads


def test_neither_the_language_of_a_note_nor_a_filter_tells_of_it(rows, stranger, officer, sign_in):
    answers = {who.email: sign_in(who).get("/api/v1/attendance/").json()["results"][0] for who in (stranger, officer)}
    assert [answers[who.email]["language"] for who in (stranger, officer)] == [None, "en"]
    for words in ("institute", SAID["email"]):
        assert sign_in(stranger).get("/api/v1/experts/", {"search": words}).json()["results"] == []


def test_whoever_writes_such_a_field_is_told_who_reads_it(rows, authority, sign_in):
    signed_in = sign_in(authority)
    for address in (f"{rows[Attendance][0]}delegation/XA/", "/experts/nominate/"):
        assert (
            "Read by your own state, the Secretariat and the Chair only."
            in signed_in.get(address, follow=True).content.decode()
        )


def test_the_handbook_of_security_lists_every_field_of_the_table():
    handbook = Path(settings.BASE_DIR, "docs", "security.md").read_text()
    for field in private_fields():
        assert (
            f"| {field.model._meta.verbose_name}: {field.model._meta.get_field(field.name).verbose_name} |" in handbook
        )
