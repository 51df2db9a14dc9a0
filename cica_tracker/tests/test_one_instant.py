"""A deadline is one instant, whichever door it is read through: page, admin, API, calendar, letter."""

import datetime as dt
import email
import email.policy

import icalendar
import pytest
import time_machine
from django.urls import reverse

from law.choices import DeadlineKind, RemindOf
from law.cica.bodies import Body
from meetings.actions.feeds import make_feed
from meetings.actions.planning import MeetingPlan, Whereabouts, plan_meeting
from meetings.kinds import DEADLINE_APPROACHES
from meetings.models import LeadTime, ReminderLead
from members.models import User
from notices.actions import sweep
from notices.choices import NoticeChannel
from notices.reports.preview import preview

NOW = dt.datetime(2027, 2, 9, 9, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Asia/Tehran"])
def test_a_deadline_is_the_same_instant_in_page_admin_api_calendar_and_letter(
    zone, authority, officer, stranger, sign_in, client
):
    LeadTime.objects.create(body=Body.SENIOR_OFFICIALS, kind=DeadlineKind.DOCUMENTS, days=14, basis="A test")
    ReminderLead.objects.create(body=Body.SENIOR_OFFICIALS, of=RemindOf.DOCUMENTS, days="20")
    User.objects.filter(pk__in=[authority.pk, officer.pk]).update(time_zone=zone)
    where = Whereabouts(starts_on=dt.date(2027, 3, 15), time_zone="Asia/Tokyo")
    with time_machine.travel(NOW, tick=False):
        meeting = plan_meeting(plan=MeetingPlan(Body.SENIOR_OFFICIALS, where), by=officer)
        due = meeting.deadlines.get()
        assert due.due_at == dt.datetime(2027, 3, 1, 18, 59, tzinfo=dt.UTC)
        own, office = sign_in(authority), sign_in(officer)
        written = "1 March 2027, 23:59"

        page = own.get(meeting.get_absolute_url()).content.decode()
        assert written in page
        assert "Almaty, UTC+5" in page

        in_the_admin = office.get(reverse("admin:meetings_deadline_change", args=[due.pk])).content.decode()
        assert written in in_the_admin

        rows = own.get("/api/v1/deadlines/", {"meeting": meeting.reference}).json()["results"]
        assert [dt.datetime.fromisoformat(row["due_at"]) for row in rows] == [due.due_at]

        _feed, secret = make_feed(by=authority)
        calendar = icalendar.Calendar.from_ical(client.get(reverse("calendar-feed", args=[secret])).content)
        (event,) = [one for one in calendar.events if "documents" in one["UID"]]
        assert event.start == due.due_at

        sweep(at=NOW)
        told = authority.notices.get(kind=DEADLINE_APPROACHES, channel=NoticeChannel.EMAIL)
        assert dt.datetime.fromisoformat(told.values["deadline"]["at"]) == due.due_at
        (going,) = [one for one in preview(NOW) if one.letter.recipient_id == authority.pk]
        letter = email.message_from_bytes(bytes(going.letter.raw), policy=email.policy.default)
        assert f"{written} (Almaty, UTC+5)" in letter.get_body(("plain",)).get_content().replace("\n", " ")
