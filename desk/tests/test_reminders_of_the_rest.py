"""One thing of which nobody can say what is wanted leaves every other thing's reminders alone."""

import datetime as dt

import pytest

from desk.tests.test_reminders import FIRST, MONDAY, soc, the_table_alone  # noqa: F401 - fixtures
from meetings.choices import Status
from meetings.kinds import MEETING_APPROACHES
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.models import Chairmanship, User
from notices.actions import sweep, tick
from notices.choices import NoticeChannel, Stage
from notices.models import Notice
from notices.reports.health import health

pytestmark = pytest.mark.django_db


def a_far_meeting(told: User) -> Meeting:
    """On a day beyond which no calendar goes; somebody was told of it already, so that its dates are reckoned."""
    far = MeetingFactory(status=Status.PLANNED, starts_on=dt.date(9999, 12, 31))
    kind = {"kind": MEETING_APPROACHES, "source": MEETING_APPROACHES}
    Notice.objects.create(**kind, about_kind="meeting", about_key=far.reference, occurrence="before", recipient=told)
    return far


def reminded_of(meeting: Meeting) -> set[str]:
    return set(Notice.objects.filter(about_key=meeting.reference).values_list("kind", flat=True))


def test_one_far_day_leaves_every_other_meeting_alone_and_alarms(soc, authority, officer, sign_in):  # noqa: F811
    far = a_far_meeting(officer)
    done = sweep(at=MONDAY)
    assert done.faults == [f"meeting-approaches: {far.reference}"]
    assert {MEETING_APPROACHES} <= reminded_of(soc)
    assert "source" in health(MONDAY).alarms
    assert health(MONDAY).failing_sources == (f"meeting-approaches: {far.reference}",)
    client = sign_in(officer)
    for address in ("/reminders/", "/reminders/ahead/", far.get_absolute_url(), "/calendar/"):
        assert client.get(address).status_code == 200, address


def test_a_day_beyond_the_calendar_is_refused_at_every_door(officer, xa, sign_in):
    client = sign_in(officer)
    plan = {"body": "soc", "session": "regular", "starts_on": "9999-12-31", "time_zone": "Asia/Almaty"}
    by_api = client.post("/api/v1/meetings/", plan, content_type="application/json")
    assert (by_api.status_code, by_api.json()["starts_on"]) == (422, ["Give a day from 1992 to 2100."])
    page = client.post("/meetings/plan/", plan)
    assert page.status_code == 422
    assert "Give a day from 1992 to 2100." in page.content.decode()
    term = {"participant": xa.pk, "since": "2026-01-01", "since_precision": "exact", "until": "9999-12-31"}
    by_admin = client.post("/admin/members/chairmanship/add/", term)
    assert by_admin.status_code == 200
    assert "Give a day from 1992 to 2100." in by_admin.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans", "ar"])
def test_no_door_reads_the_month_before_the_day(language, officer, xa, sign_in):
    """03/04/2026 is March to one reader and April to another: it is refused, and how to write it is said."""
    officer.language = language
    officer.save()
    client = sign_in(officer)
    for typed in ("03/04/2026", "3/4/26", "2026/04/03"):
        by_api = client.post("/api/v1/meetings/", {"starts_on": typed}, content_type="application/json")
        assert by_api.status_code == 422
        assert "YYYY-MM-DD" in str(by_api.json()["starts_on"]).replace("ГГГГ-ММ-ДД", "YYYY-MM-DD")
        term = {"participant": xa.pk, "since": typed, "since_precision": "exact"}
        assert client.post("/admin/members/chairmanship/add/", term).status_code == 200
    assert not Chairmanship.objects.exists()


def test_what_was_planned_of_a_troubled_thing_stays(soc, authority, mailoutbox):  # noqa: F811
    """Its row waits, untouched, until somebody puts the day right; then it follows."""
    sweep(at=MONDAY - dt.timedelta(days=1))
    waiting = Notice.objects.filter(about_key=soc.reference, channel=NoticeChannel.EMAIL, kind=MEETING_APPROACHES)
    before = list(waiting.order_by("pk").values("stage", "values", "due_at"))
    assert Stage.PENDING in {one["stage"] for one in before}
    Meeting.objects.filter(pk=soc.pk).update(starts_on=dt.date(9999, 12, 31), ends_on=None)
    sweep(at=MONDAY - dt.timedelta(hours=20))
    assert list(waiting.order_by("pk").values("stage", "values", "due_at")) == before
    Meeting.objects.filter(pk=soc.pk).update(starts_on=FIRST)
    tick(at=MONDAY)
    assert [letter.to for letter in mailoutbox] == [[authority.email]]
