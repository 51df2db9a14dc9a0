"""Deadlines are the same instant in the page, the admin and the API; lead times are kept in the admin."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from law.cica.bodies import Body
from meetings.actions.planning import MeetingPlan, Whereabouts, plan_meeting
from meetings.choices import Status
from meetings.models import Deadline, LeadTime, Meeting
from meetings.tests.factories import DeadlineFactory, LeadTimeFactory, MeetingFactory
from members.tests.seeing import who_sees
from record.dates import day_of_the_house

pytestmark = pytest.mark.django_db
AT = dt.datetime(2027, 1, 5, 9, 0, tzinfo=dt.UTC)
MEETING = "/admin/meetings/meeting/"
LEAD = "/admin/meetings/leadtime/"


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def meeting(officer) -> Meeting:
    LeadTimeFactory(kind="documents", days=14)
    day = day_of_the_house() + dt.timedelta(days=100)
    where = Whereabouts(day, time_zone="Asia/Seoul", place={"en": "Xanadu"})
    return plan_meeting(plan=MeetingPlan(Body.SENIOR_OFFICIALS, where), by=officer)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"])
def test_a_deadline_is_the_same_instant_in_page_admin_and_api_whatever_the_readers_clock(
    meeting, office, officer, authority, sign_in, zone
):
    for person in (officer, authority):
        person.time_zone = zone
        person.save()
    deadline = meeting.deadlines.get()
    written = f"{deadline.due_on:%-d %B %Y}, 23:59 (Almaty, UTC+5)"
    assert deadline.due_at == dt.datetime.combine(deadline.due_on, dt.time(23, 59), ZoneInfo("Asia/Almaty"))
    page = sign_in(authority).get(meeting.get_absolute_url()).content.decode()
    assert written in page
    assert f'datetime="{deadline.local.isoformat()}"' in page
    assert written in office.get(f"/admin/meetings/deadline/{deadline.pk}/change/").content.decode()
    told = office.get(f"/api/v1/deadlines/{meeting.reference}.documents/").json()
    assert dt.datetime.fromisoformat(told["due_at"]) == deadline.due_at
    assert dt.datetime.fromisoformat(told["due_local"]) == deadline.due_at
    assert (told["due_on"], told["time_zone"]) == (deadline.due_on.isoformat(), "Asia/Almaty")


def test_deadlines_are_narrowed_by_meeting_body_kind_day_and_whether_they_hold(meeting, office, officer):
    LeadTimeFactory(body=Body.SUMMIT, kind="invitation", days=10)
    where = Whereabouts(meeting.starts_on + dt.timedelta(days=300), time_zone="Asia/Almaty")
    summit = plan_meeting(plan=MeetingPlan(Body.SUMMIT, where), by=officer)
    Meeting.objects.filter(pk=summit.pk).update(status=Status.CANCELLED)
    far = where.starts_on - dt.timedelta(days=20)

    def keys(query: str) -> list[str]:
        return [one["key"] for one in office.get(f"/api/v1/deadlines/?{query}").json()["results"]]

    ours, theirs = f"{meeting.reference}.documents", f"{summit.reference}.invitation"
    assert keys("") == [ours, theirs]
    assert keys("in_force=true") == keys("body=soc") == keys(f"to={far}") == [ours]
    assert keys("in_force=false") == keys("kind=invitation") == keys(f"from={far}") == [theirs]
    assert keys(f"meeting={summit.reference}") == [theirs]


def test_another_lead_time_says_what_it_would_shift_with_a_button(meeting, office):
    lead = LeadTime.objects.get()
    page = office.get(f"{LEAD}{lead.pk}/change/")
    form = {
        "edition": "2007",
        "body": "soc",
        "kind": "documents",
        "days": "21",
        "unit": "calendar",
        "standing": "confirmed",
    }
    sent = {**form, "basis": "A decision.", "_version": page.context["version"]}
    said = office.post(f"{LEAD}{lead.pk}/change/", sent, follow=True).content.decode()
    assert meeting.reference in said
    assert f'href="{MEETING}recount/"' in said
    before = meeting.deadlines.get()
    office.post(f"{MEETING}recount/")
    after = meeting.deadlines.get()
    assert (before.due_on - after.due_on).days == 7
    assert (after.standing, after.basis) == ("confirmed", "A decision.")


def test_a_lead_time_of_years_is_refused(office):
    form = {
        "edition": "2007",
        "body": "soc",
        "kind": "documents",
        "days": "400",
        "unit": "calendar",
        "standing": "proposed",
    }
    form |= {"basis": "x"}
    assert "Give at most 366 days." in office.post(f"{LEAD}add/", form).content.decode()


def test_the_days_of_a_meeting_to_come_are_no_fields_and_those_of_one_held_are(meeting, office):
    held = MeetingFactory()
    names = {"starts_on", "ends_on", "place", "status", "host"}
    fields = office.get(f"{MEETING}{meeting.pk}/change/").context["adminform"].form.fields
    assert not names & set(fields)
    assert names <= set(office.get(f"{MEETING}{held.pk}/change/").context["adminform"].form.fields)


@pytest.mark.parametrize("row", ["{reference},2031-06-30,planned,soc", ",2031-06-30,planned,soc"])
def test_a_file_does_not_move_or_plan_what_the_acts_do(meeting, office, row):
    rows = f"reference,starts_on,status,body\n{row.format(reference=meeting.reference)}\n"
    file = SimpleUploadedFile("rows.csv", rows.encode())
    answer = office.post(f"{MEETING}import/", {"resource": "0", "format": "0", "import_file": file})
    assert "confirm_form" not in answer.context
    assert ("Move this meeting" if meeting.reference in rows else "Plan a meeting") in answer.content.decode()
    assert Deadline.objects.count() == 1


def test_the_deadlines_of_a_proposed_meeting_are_there_for_who_prepares_it_alone(chair, officer, stranger, observer):
    deadline = DeadlineFactory(meeting=MeetingFactory(status=Status.PROPOSED))
    assert who_sees(deadline, chair, officer, stranger, observer) == {chair.name, officer.name}
