"""Meetings and working groups in the admin."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from law.choices import Session
from law.cica.bodies import Body
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/meeting/"


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def listed(office, query: dict) -> set[str]:
    return {row.reference for row in office.get(LIST, query).context["cl"].result_list}


def test_meetings_are_narrowed_by_body_status_session_year_and_words(office):
    MeetingFactory(body=Body.SUMMIT, ordinal=9, starts_on=dt.date(2024, 5, 1), place={"ru": "Ксанаду"})
    MeetingFactory(starts_on=dt.date(2025, 5, 1), status=Status.PLANNED)
    MeetingFactory(starts_on=dt.date(2025, 6, 1), session=Session.SPECIAL)
    assert listed(office, {"body__exact": "summit"}) == {"SUMMIT-9"}
    assert listed(office, {"status__exact": "planned"}) == {"SOC-2025-1"}
    assert listed(office, {"session__exact": "special"}) == {"SOC-2025-2"}
    assert (
        listed(office, {"year": "2025"}) == listed(office, {"starts_on__year": "2025"}) == {"SOC-2025-1", "SOC-2025-2"}
    )
    assert listed(office, {"q": "ксанаду"}) == {"SUMMIT-9"}


def test_a_new_meeting_gets_its_reference_and_keeps_it(office):
    form = {
        "body": "soc",
        "session": "regular",
        "starts_on": "2031-06-30",
        "starts_precision": "month",
        "format": "unknown",
        "status": "planned",
        "place_en": "Xanadu",
    }
    assert office.post(f"{LIST}add/", form).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.reference == "SOC-2031-1"
    page = office.get(f"{LIST}{meeting.pk}/change/")
    assert "reference" not in page.context["adminform"].form.fields
    assert office.post(f"{LIST}{meeting.pk}/change/", {**form, "_version": page.context["version"], "body": "summit"})
    meeting.refresh_from_db()
    assert (meeting.reference, meeting.body) == ("SOC-2031-1", "summit")


def test_meetings_come_in_by_codes(office):
    ParticipantFactory(code="XD")
    WorkingGroupFactory(code="SWG")
    rows = (
        "reference,body,starts_on,starts_precision,place.en,host,working_group,format,status,session\n"
        ",working-group,2031-06-30,month,Xanadu,XD,SWG,online,planned,regular\n"
    )
    answer = _previewed(office, rows)
    assert answer.context["result"].totals["new"] == 1
    office.post(f"{LIST}process_import/", answer.context["confirm_form"].initial)
    meeting = Meeting.objects.get()
    assert (meeting.reference, meeting.host.code, meeting.working_group.code) == ("SWG-2031-1", "XD", "SWG")


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("host,XQ", "There is no participant “XQ”."),
        ("starts_on,June 2031", "is not a day: write 2007-03-14"),
        ("ordinal,third", "is not a whole number"),
        ("body,parliament", "parliament"),
    ],
)
def test_a_cell_that_can_not_be_read_is_told_in_words(office, cell, complaint):
    MeetingFactory(starts_on=dt.date(2031, 6, 30))
    name, value = cell.split(",")
    answer = _previewed(office, f"reference,{name}\nSOC-2031-1,{value}\n")
    assert complaint in answer.content.decode()
    assert "confirm_form" not in answer.context


def _previewed(office, rows: str):
    file = SimpleUploadedFile("rows.csv", rows.encode())
    return office.post(f"{LIST}import/", {"resource": "0", "format": "0", "import_file": file})
