"""Planning meetings: their deadlines, the groups before them, and what a cycle wants."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from journal.models import Entry
from law.choices import DayUnit, DeadlineKind
from law.cica.bodies import BODIES, Body
from meetings.actions.deadlines import count_again, fix_deadline, meetings_to_count_again
from meetings.actions.planning import MeetingPlan, Whereabouts, confirm_meeting, mark_held, plan_meeting
from meetings.actions.proposing import missing, propose_cycle
from meetings.choices import Format, Status
from meetings.models import Deadline, LeadTime, Meeting
from meetings.tests.factories import DecisionFactory, LeadTimeFactory, MeetingFactory, WorkingGroupFactory
from record.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.both]
AT = dt.datetime(2027, 1, 5, 9, 0, tzinfo=dt.UTC)
WHERE = Whereabouts(
    dt.date(2027, 6, 9),
    ends_on=dt.date(2027, 6, 10),
    opens_at=dt.time(9, 30),
    closes_at=dt.time(17),
    time_zone="Asia/Baku",
    place={"en": "Xanadu"},
    format=Format.HYBRID,
)
PLAN = MeetingPlan(Body.SENIOR_OFFICIALS, WHERE)


@pytest.fixture
def leads(db):
    for kind, days, unit in (
        ("invitation", 45, "calendar"),
        ("documents", 14, "calendar"),
        ("delegation-list", 5, "working"),
    ):
        LeadTimeFactory(kind=kind, days=days, unit=unit)
    LeadTimeFactory(body=Body.WORKING_GROUP, kind="documents", days=10)


def days(meeting: Meeting) -> dict[str, str]:
    return {one.kind: one.due_on.isoformat() for one in meeting.deadlines.all()}


@pytest.mark.parametrize(("body", "session", "is_asked"), [
    (Body.SUMMIT, "special", True), (Body.MINISTERIAL, "special", True), (Body.MINISTERIAL, "informal", False),
    (Body.SENIOR_OFFICIALS, "special", False),
])  # fmt: skip
def test_a_special_summit_or_ministerial_says_on_which_consensus_it_rests(body, session, is_asked, officer, sign_in):
    office, page = sign_in(officer), reverse("meeting-plan")
    asked = {
        "body": body.code,
        "session": session,
        "starts_on": "2031-06-09",
        "time_zone": "Asia/Almaty",
        "format": "online",
    }

    def planned(**more):
        shown = office.post(page, {**asked, **more})
        previewed = shown.context["form"]["previewed"].value() if shown.context else ""
        return office.post(page, {"once_key": "k", **asked, **more, "previewed": previewed or ""})

    if not is_asked:
        assert planned().status_code == 302
        return
    refused = planned(consensus="The Chair asked all members.")
    assert (refused.status_code, "Special meetings are held by consensus" in refused.content.decode()) == (422, True)
    body_of_a_program = {**asked, "rests_on": "SOC-2031-1-D9"}
    assert office.post("/api/v1/meetings/", body_of_a_program, "application/json").status_code == 422
    add = reverse("admin:meetings_meeting_add")
    answer = office.post(
        add, {**asked, "starts_precision": "exact", "status": "planned", "title_en": "", "confidence": ""}
    )
    assert "Special meetings are held by consensus" in answer.content.decode()
    assert not Meeting.objects.exists()
    held = MeetingFactory(body=Body.SENIOR_OFFICIALS)
    decision = DecisionFactory(meeting=held, body=held.body, outcome="adopted")
    assert planned(rests_on=decision.symbol).status_code == 302
    meeting = Meeting.objects.get(session="special")
    assert decision.symbol in office.get(meeting.get_absolute_url()).content.decode()
    said = {"consensus": "The Chair asked all members.", "consensus_source": "Note 12 of the Chair"}
    assert planned(**said, starts_on="2031-07-09", once_key="other").status_code == 302


def test_a_planned_meeting_has_its_deadlines_its_first_row_of_dates_and_an_entry(officer, leads):
    meeting = plan_meeting(plan=PLAN, by=officer, at=AT)
    assert (meeting.reference, meeting.status, meeting.sequence) == ("SOC-2027-1", Status.PLANNED, 0)
    assert days(meeting) == {"invitation": "2027-04-25", "documents": "2027-05-26", "delegation-list": "2027-06-02"}
    documents = meeting.deadlines.get(kind="documents")
    # 23:59 in Almaty, whatever the host's clocks say.
    assert documents.due_at == dt.datetime(2027, 5, 26, 18, 59, tzinfo=dt.UTC)
    assert (documents.days, documents.standing, documents.basis) == (14, "proposed", "A test")
    assert [(one.sequence, one.starts_on, one.place, one.by) for one in meeting.history.all()] == [
        (0, dt.date(2027, 6, 9), {"en": "Xanadu"}, officer)
    ]
    assert Entry.objects.about(meeting).get().verb == "planned a meeting"


def test_the_working_groups_sit_the_day_before_and_prepare_it(officer, leads):
    group = WorkingGroupFactory()
    meeting = plan_meeting(plan=PLAN, by=officer, groups=[group], days_before=2, at=AT)
    before = meeting.prepared_by.get()
    assert (before.body, before.working_group, before.starts_on) == (Body.WORKING_GROUP, group, dt.date(2027, 6, 7))
    assert (before.place, before.time_zone, days(before)) == (
        {"en": "Xanadu"},
        "Asia/Baku",
        {"documents": "2027-05-28"},
    )


def test_the_same_key_plans_once(officer, leads):
    first = plan_meeting(plan=PLAN, by=officer, once_key="k", at=AT)
    assert plan_meeting(plan=PLAN, by=officer, once_key="k", at=AT) == first
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_on": dt.date(2027, 1, 4)}, "starts_on"),
        ({"ends_on": dt.date(2027, 6, 8)}, "ends_on"),
        ({"ends_on": None, "closes_at": dt.time(9)}, "closes_at"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(officer, change, field):
    with pytest.raises(Refused) as refusal:
        plan_meeting(plan=replace(PLAN, where=replace(WHERE, **change)), by=officer, at=AT)
    assert set(refusal.value.problems) == {field}
    assert not Meeting.objects.exists()


def test_the_chair_plans_as_well_and_nobody_else(chair, authority, observer):
    assert plan_meeting(plan=PLAN, by=chair, at=AT).status == Status.PLANNED
    for other in (authority, observer):
        with pytest.raises(PermissionDenied):
            plan_meeting(plan=PLAN, by=other, at=AT)


def test_another_lead_time_shifts_nothing_until_it_is_counted_again_and_never_what_was_fixed(officer, leads):
    meeting = plan_meeting(plan=PLAN, by=officer, at=AT)
    fix_deadline(
        meeting=meeting,
        kind="invitation",
        by=officer,
        due_on=dt.date(2027, 4, 1),
        basis="A letter.",
        seen_sequence=0,
        at=AT,
    )
    LeadTime.objects.filter(kind__in=["documents", "invitation"]).update(days=20)
    meeting.refresh_from_db()
    ((found, shifts),) = meetings_to_count_again(officer, Body.SENIOR_OFFICIALS, AT.date())
    assert (found, [(one.kind, one.old.day, one.new.day) for one in shifts]) == (meeting, [("documents", 26, 20)])
    assert days(meeting)["documents"] == "2027-05-26"
    count_again(meeting=meeting, by=officer, at=AT)
    assert days(meeting) == {"invitation": "2027-04-01", "documents": "2027-05-20", "delegation-list": "2027-06-02"}
    assert not meetings_to_count_again(officer, None, AT.date())
    assert {one.kind: one.sequence for one in Deadline.objects.all()} == {
        "invitation": 1, "documents": 1, "delegation-list": 0,
    }  # fmt: skip


def test_a_deadline_that_was_fixed_follows_again_when_its_day_is_taken_away(officer, leads):
    meeting = plan_meeting(plan=PLAN, by=officer, at=AT)
    fixed = fix_deadline(meeting=meeting, kind="documents", by=officer, due_on=dt.date(2027, 5, 1), at=AT)
    assert (fixed.fixed, fixed.days, fixed.standing) == (True, None, "confirmed")
    meeting.refresh_from_db()
    loose = fix_deadline(meeting=meeting, kind="documents", by=officer, due_on=None, at=AT)
    assert (loose.fixed, loose.days, loose.due_on) == (False, 14, dt.date(2027, 5, 26))
    meeting.refresh_from_db()
    with pytest.raises(Refused):
        fix_deadline(meeting=meeting, kind="documents", by=officer, due_on=dt.date(2027, 6, 10), at=AT)


def test_a_meeting_is_marked_as_held_from_its_first_day_at_the_place(officer):
    meeting = plan_meeting(plan=PLAN, by=officer, at=AT)
    # Still the 8th in Baku, and then the 9th, while it is the 8th in UTC.
    with pytest.raises(Refused):
        mark_held(meeting=meeting, by=officer, at=dt.datetime(2027, 6, 8, 19, 59, tzinfo=dt.UTC))
    held = mark_held(meeting=meeting, by=officer, at=dt.datetime(2027, 6, 8, 20, 0, tzinfo=dt.UTC))
    assert (held.status, held.history.count()) == (Status.HELD, 2)


def test_what_a_cycle_wants_is_proposed_once_asks_for_nothing_and_is_hidden_from_members(officer, authority, leads):
    on = AT.date()
    MeetingFactory(body=Body.SUMMIT, starts_on=dt.date(2026, 10, 20))
    MeetingFactory(body=Body.MINISTERIAL, starts_on=dt.date(2026, 10, 19))
    made = propose_cycle(by=officer, on=on, at=AT)
    assert {one.body for one in made} >= {Body.SENIOR_OFFICIALS, Body.MINISTERIAL, Body.SUMMIT}
    assert {one.status for one in made} == {Status.PROPOSED}
    assert missing(on) == ()
    assert propose_cycle(by=officer, on=on, at=AT) == []
    assert not Deadline.objects.exists()
    assert not Meeting.objects.visible_to(authority).filter(status=Status.PROPOSED).exists()
    summit = next(one for one in made if one.body == Body.SUMMIT)
    assert summit.prepared_by.filter(body=Body.MINISTERIAL).count() == 1
    assert summit.note.startswith("Proposed: due by")
    assert "AA 29" in summit.note


def test_a_proposal_gets_its_days_and_its_deadlines_when_it_is_confirmed(officer, leads):
    proposed = MeetingFactory(status=Status.PROPOSED, starts_on=dt.date(2027, 12, 31))
    meeting = confirm_meeting(meeting=proposed, where=WHERE, by=officer, at=AT)
    assert (meeting.status, meeting.starts_on, meeting.sequence) == (Status.PLANNED, WHERE.starts_on, 1)
    assert set(days(meeting)) == {"invitation", "documents", "delegation-list"}
    with pytest.raises(Refused) as refusal:
        confirm_meeting(meeting=proposed, where=WHERE, by=officer, at=AT)
    assert refusal.value.is_stale


def test_every_body_has_lead_times_that_say_what_they_rest_on(record_loaded):
    rows = LeadTime.objects.all()
    assert {one.body for one in rows} == set(BODIES)
    assert all(one.standing == "proposed" and one.basis for one in rows)
    shipped = {(one.body, one.kind): (one.days, one.unit) for one in rows}
    assert shipped["soc", DeadlineKind.PROVISIONAL_AGENDA] == (30, DayUnit.CALENDAR)
    assert shipped["soc", DeadlineKind.DOCUMENTS] == (14, DayUnit.CALENDAR)
    assert shipped["specialised", DeadlineKind.INVITATION] == (45, DayUnit.CALENDAR)
    assert shipped["specialised", DeadlineKind.NOMINATIONS] == (21, DayUnit.CALENDAR)


def test_a_meeting_of_a_working_group_names_its_group_at_every_door_and_no_other_meeting_names_one(officer, sign_in):
    office, group, _another = sign_in(officer), WorkingGroupFactory(), WorkingGroupFactory()
    of_a_group = {
        "body": Body.WORKING_GROUP.code, "session": "regular", "starts_on": "2031-06-09", "time_zone": "Asia/Almaty",
        "format": "online",
    }  # fmt: skip
    of_officials = {**of_a_group, "body": Body.SENIOR_OFFICIALS.code, "working_group": group.code}
    of_admin = {"starts_precision": "exact", "status": "planned", "title_en": "", "confidence": ""}
    for plan, sentence in (
        (of_a_group, "Say which working group meets"),
        (of_officials, "No working group meets here"),
    ):
        page = office.post(reverse("meeting-plan"), {"once_key": "k", **plan})
        assert (page.status_code, sentence in page.content.decode()) == (422, True), plan
        program = office.post("/api/v1/meetings/", plan, "application/json")
        assert (program.status_code, list(program.json()["errors"])) == (422, ["working_group"])
        row = {**plan, **of_admin, **({"working_group": group.pk} if "working_group" in plan else {})}
        assert sentence in office.post(reverse("admin:meetings_meeting_add"), row).content.decode()
    assert not Meeting.objects.exists()
    planned = office.post("/api/v1/meetings/", {**of_a_group, "working_group": group.code}, "application/json")
    assert (planned.status_code, planned.json()["working_group"]) == (201, group.code)
    proposed = MeetingFactory(body=Body.WORKING_GROUP, status="proposed", starts_on=dt.date(2031, 7, 7))
    address = f"/api/v1/meetings/{proposed.reference}/confirm/"
    where = {"starts_on": "2031-07-07", "time_zone": "Asia/Almaty", "format": "online"}
    refused = office.post(address, where, "application/json")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["working_group"])
    assert Meeting.objects.get(pk=proposed.pk).status == "proposed"
    confirmed = office.post(address, {**where, "working_group": group.code}, "application/json")
    assert (confirmed.status_code, confirmed.json()["working_group"]) == (200, group.code)


def test_where_one_group_has_a_mandate_it_is_the_one_that_meets_and_no_other_meeting_is_asked_for_one(officer, sign_in):
    office, group = sign_in(officer), WorkingGroupFactory()
    form = office.get(reverse("meeting-plan")).context["form"]
    assert form["working_group"].label == "Working group", "it is wanted where a group meets: no page calls it optional"
    plan = {"body": Body.WORKING_GROUP.code, "starts_on": "2031-06-09", "time_zone": "Asia/Almaty", "format": "online"}
    made = office.post("/api/v1/meetings/", plan, "application/json")
    assert (made.status_code, made.json()["working_group"]) == (201, group.code)
    of_a_group = MeetingFactory(body=Body.WORKING_GROUP, status="proposed", starts_on=dt.date(2031, 7, 7))
    page = office.get(f"/meetings/{of_a_group.reference}/confirm/")
    assert page.context["form"]["working_group"].value() == group.code
    of_officials = MeetingFactory(body=Body.SENIOR_OFFICIALS, status="proposed", starts_on=dt.date(2031, 7, 8))
    assert "working_group" not in office.get(f"/meetings/{of_officials.reference}/confirm/").context["form"].fields
