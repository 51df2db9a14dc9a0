"""Planning and moving meetings by the three doors, and who is told."""

import datetime as dt

import pytest

from meetings.kinds import DEADLINES_CHANGED, MEETING_CANCELLED, MEETING_MOVED, MEETING_PLANNED
from meetings.models import Meeting
from meetings.tests.factories import LeadTimeFactory, MeetingFactory
from members.tests.factories import UserFactory
from notices.actions import tell
from notices.models import Notice
from record.dates import day_of_the_house

pytestmark = pytest.mark.django_db


def day(days: int) -> str:
    return (day_of_the_house() + dt.timedelta(days=days)).isoformat()


PLAN = {
    "body": "soc", "session": "regular", "time_zone": "Asia/Almaty", "format": "in-person", "place": "Xanadu",
    "days_before": "1",
}  # fmt: skip


@pytest.fixture
def leads(db):
    LeadTimeFactory(kind="documents", days=14)


def sent_twice(client, address: str, form: dict) -> tuple:
    """The form, looked at with what it would do, and sent again as it came back."""
    shown = client.post(address, form)
    assert shown.status_code == 200, shown.context["form"].errors
    again = {name: value for name, value in shown.context["form"].data.items() if value}
    return shown, client.post(address, again)


def planned(client) -> Meeting:
    sent_twice(client, "/meetings/plan/", {**PLAN, "starts_on": day(100)})
    return Meeting.objects.get()


@pytest.mark.both
def test_the_chair_plans_and_moves_in_the_portal_and_everybody_is_told(
    chair, officer, authority, observer, sign_in, leads
):
    client = sign_in(chair)
    shown, answer = sent_twice(client, "/meetings/plan/", {**PLAN, "starts_on": day(100)})
    assert "Deadlines it would have" in shown.content.decode()
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    told = Notice.objects.about(meeting).filter(kind=MEETING_PLANNED)
    assert {one.recipient for one in told} == {chair, officer, authority, observer}
    # Somebody who holds no office any more was told the old date.
    gone = UserFactory(email="gone@x.example")
    tell(kind=MEETING_PLANNED, about=meeting, occurrence="by hand", to=[gone], url="/")
    move = {**PLAN, "starts_on": day(110), "reason": "The hall is not free.", "seen_sequence": 0}
    shown, answer = sent_twice(client, f"{meeting.get_absolute_url()}move/", move)
    page = shown.content.decode()
    assert "5 people would be told that it moved." in page
    assert "Nothing is saved yet." in page
    moved = Notice.objects.filter(kind=MEETING_MOVED)
    assert {one.recipient for one in moved} == {chair, officer, authority, observer, gone}
    page = sign_in(authority).get(meeting.get_absolute_url()).content.decode()
    assert "The hall is not free." in page
    assert "was moved to" in sign_in(authority).get("/notices/").content.decode()


def test_what_was_looked_at_is_what_is_done(chair, sign_in, leads):
    client = sign_in(chair)
    meeting = planned(client)
    move = {**PLAN, "starts_on": day(110), "reason": "Why.", "seen_sequence": 0}
    address = f"{meeting.get_absolute_url()}move/"
    seen = {name: value for name, value in client.post(address, move).context["form"].data.items() if value}
    # Other answers than those that stood on the page: it is shown again, and nothing is done.
    assert client.post(address, {**seen, "starts_on": day(120)}).status_code == 200
    meeting.refresh_from_db()
    assert meeting.sequence == 0
    # Somebody else moved it meanwhile.
    Meeting.objects.filter(pk=meeting.pk).update(sequence=1)
    assert client.post(address, seen).status_code == 409


def test_members_read_and_do_not_move(authority, chair, sign_in, leads):
    meeting = planned(sign_in(chair))
    client = sign_in(authority)
    assert "Move this meeting" not in client.get(meeting.get_absolute_url()).content.decode()
    assert client.get(f"{meeting.get_absolute_url()}move/").status_code == 403
    assert client.post("/api/v1/meetings/", {}, content_type="application/json").status_code == 403


def test_nobody_is_told_of_what_was_only_proposed(chair, sign_in):
    proposed = MeetingFactory(status="proposed", starts_on=dt.date.fromisoformat(day(200)))
    answer = sign_in(chair).post(f"{proposed.get_absolute_url()}cancel/", {"reason": "Not needed.", "seen_sequence": 0})
    assert answer.status_code == 302
    assert not Notice.objects.exists()


def test_the_secretariat_does_the_same_in_the_admin(officer, sign_in, leads):
    client, office = sign_in(officer), "/admin/meetings/meeting/"
    page = client.post(f"{office}plan/", {**PLAN, "starts_on": day(100)})
    assert "Deadlines it would have" in page.content.decode()
    form = page.context["adminforms"][0].form
    client.post(f"{office}plan/", {name: value for name, value in form.data.items() if value})
    meeting = Meeting.objects.get()
    assert meeting.deadlines.count() == 1
    fixed = client.post(f"{office}{meeting.pk}/fix/", {"kind": "documents", "due_on": day(50), "seen_sequence": 0})
    assert fixed.status_code == 302
    assert meeting.deadlines.get().fixed
    cancelled = client.post(f"{office}{meeting.pk}/cancel/", {"reason": "No quorum.", "seen_sequence": 1})
    assert cancelled.status_code == 302
    meeting.refresh_from_db()
    assert meeting.status == "cancelled"
    kinds = Notice.objects.filter(channel="portal").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [MEETING_PLANNED, DEADLINES_CHANGED, MEETING_CANCELLED]


@pytest.mark.both
def test_machines_plan_look_move_and_cancel_with_the_etag_they_read(officer, sign_in, leads):
    client, json = sign_in(officer), {"content_type": "application/json"}
    plan = {"body": "soc", "starts_on": day(100), "place": "Xanadu", "time_zone": "Asia/Almaty"}
    made = client.post("/api/v1/meetings/", plan, **json, headers={"Idempotency-Key": "k1"})
    assert made.status_code == 201, made.content
    assert client.post("/api/v1/meetings/", plan, **json, headers={"Idempotency-Key": "k1"}).status_code == 200
    address, tag = made["Location"], made["ETag"]
    seen = client.post(f"{address}move/preview/", {"starts_on": day(107)}, **json).json()
    assert [(one["old"], one["new"]) for one in seen["deadlines"]] == [(day(86), day(93))]
    assert Meeting.objects.get().sequence == 0
    move = {"starts_on": day(107), "reason": "The hall."}
    moved = client.post(f"{address}move/", move, **json, headers={"If-Match": tag})
    assert moved.status_code == 200, moved.content
    assert [one["reason"] for one in moved.json()["history"]] == ["", "The hall."]
    assert moved.json()["sequence"] == 1
    # What was read before is no ground to act on.
    late = client.post(f"{address}cancel/", {"reason": "x"}, **json, headers={"If-Match": tag})
    assert late.status_code == 412
    ended = client.post(f"{address}cancel/", {"reason": "x"}, **json, headers={"If-Match": moved["ETag"]})
    assert ended.json()["status"] == "cancelled"
