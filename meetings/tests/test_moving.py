"""Moving and cancelling meetings."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from journal.models import Entry
from law.cica.bodies import Body
from meetings.actions.deadlines import fix_deadline
from meetings.actions.moving import cancel_meeting, move_meeting, preview
from meetings.actions.planning import MeetingPlan, Whereabouts, plan_meeting
from meetings.choices import Status
from meetings.models import Deadline, LeadTime, Meeting, MeetingDates
from meetings.tests.factories import LeadTimeFactory, MeetingFactory, WorkingGroupFactory
from record.dates import Precision
from record.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.both]
AT = dt.datetime(2027, 1, 5, 9, 0, tzinfo=dt.UTC)
TODAY = AT.date()
WHERE = Whereabouts(dt.date(2027, 6, 9), time_zone="Asia/Almaty", place={"en": "Xanadu"})
LATER = replace(WHERE, starts_on=dt.date(2027, 6, 23))


@pytest.fixture
def meeting(officer) -> Meeting:
    """Planned, with a group the day before, documents counted and the invitation fixed by hand."""
    LeadTimeFactory(kind="documents", days=14)
    LeadTimeFactory(kind="invitation", days=45)
    made = plan_meeting(
        plan=MeetingPlan(Body.SENIOR_OFFICIALS, WHERE), by=officer, groups=[WorkingGroupFactory()], at=AT
    )
    fix_deadline(meeting=made, kind="invitation", by=officer, due_on=dt.date(2027, 4, 1), at=AT)
    made.refresh_from_db()
    return made


def test_what_a_move_does_is_told_and_nothing_is_written(meeting):
    effect = preview(meeting, LATER, TODAY)
    assert [(one.kind, one.old, one.new, one.fixed) for one in effect.deadlines] == [
        ("invitation", dt.date(2027, 4, 1), dt.date(2027, 4, 1), True),
        ("documents", dt.date(2027, 5, 26), dt.date(2027, 6, 9), False),
    ]
    ((along),) = effect.preparing
    assert (along.meeting.body, along.where.starts_on) == (Body.WORKING_GROUP, dt.date(2027, 6, 22))
    assert effect.gone_by == ()
    assert MeetingDates.objects.count() == 2
    near = preview(meeting, replace(WHERE, starts_on=dt.date(2027, 1, 12)), TODAY)
    assert [one.kind for one in near.gone_by] == ["documents"]


def test_a_move_takes_its_deadlines_and_its_groups_along_and_keeps_what_was_planned(meeting, officer):
    moved = move_meeting(
        meeting=meeting, where=LATER, reason="The hall.", by=officer, with_preparing=True, seen_sequence=1, at=AT
    )
    assert [one.starts_on.day for one in moved] == [23, 22]
    meeting.refresh_from_db()
    assert (meeting.starts_on, meeting.sequence) == (dt.date(2027, 6, 23), 2)
    assert {one.kind: one.due_on for one in meeting.deadlines.all()} == {
        "invitation": dt.date(2027, 4, 1),
        "documents": dt.date(2027, 6, 9),
    }
    assert [(one.starts_on.day, one.reason) for one in meeting.history.order_by("sequence")] == [
        (9, ""),
        (23, "The hall."),
    ]
    entry = Entry.objects.about(meeting).order_by("number").last()
    assert entry.verb == "moved a meeting"
    assert entry.changes["starts_on"] == ["2027-06-09", "2027-06-23"]
    assert entry.changes["documents"] == ["2027-05-26", "2027-06-09"]


def test_a_move_counts_by_the_lead_that_was_counted_by_before(meeting, officer):
    LeadTime.objects.update(days=3)
    move_meeting(meeting=meeting, where=LATER, reason="The hall.", by=officer, at=AT)
    assert Deadline.objects.get(meeting=meeting, kind="documents").due_on == dt.date(2027, 6, 9)


def test_of_two_who_move_it_at_once_the_second_is_told(meeting, officer):
    move_meeting(meeting=meeting, where=LATER, reason="The hall.", by=officer, seen_sequence=1, at=AT)
    with pytest.raises(Refused) as refusal:
        move_meeting(meeting=meeting, where=LATER, reason="Me too.", by=officer, seen_sequence=1, at=AT)
    assert refusal.value.is_stale
    assert meeting.history.count() == 2


@pytest.mark.parametrize(
    ("where", "reason", "field"),
    [(WHERE, "Why", ""), (LATER, " ", "reason"), (replace(LATER, starts_on=dt.date(2027, 1, 4)), "Why", "starts_on")],
)
def test_a_move_says_why_and_goes_somewhere_in_time_to_come(meeting, officer, where, reason, field):
    with pytest.raises(Refused) as refusal:
        move_meeting(meeting=meeting, where=where, reason=reason, by=officer, at=AT)
    assert set(refusal.value.problems) == {field}


def test_a_group_that_would_sit_before_today_holds_back_the_whole_move(meeting, officer):
    where = replace(WHERE, starts_on=TODAY)
    with pytest.raises(Refused) as refusal:
        move_meeting(meeting=meeting, where=where, reason="Soon.", by=officer, with_preparing=True, at=AT)
    assert set(refusal.value.problems) == {"with_preparing"}
    meeting.refresh_from_db()
    assert meeting.starts_on == WHERE.starts_on


def test_what_the_record_announced_for_a_month_is_the_first_row_of_the_history(officer):
    announced = MeetingFactory(
        body=Body.SUMMIT, status=Status.PLANNED, starts_on=dt.date(2027, 10, 31), starts_precision=Precision.MONTH
    )
    LeadTimeFactory(body=Body.SUMMIT, kind="documents", days=14)
    move_meeting(meeting=announced, where=LATER, reason="The day is known.", by=officer, at=AT)
    rows = announced.history.order_by("sequence")
    assert [(one.days, one.by) for one in rows] == [("October 2027", None), ("23 June 2027", officer)]
    announced.refresh_from_db()
    assert announced.is_certain
    assert announced.deadlines.get().due_on == dt.date(2027, 6, 9)


def test_cancelled_it_asks_for_nothing_and_stays_to_be_read(meeting, officer):
    cancel_meeting(meeting=meeting, reason="No quorum.", by=officer, with_preparing=True, seen_sequence=1, at=AT)
    assert set(Meeting.objects.values_list("status", flat=True)) == {Status.CANCELLED}
    assert Deadline.objects.count() == 2
    assert not Deadline.objects.in_force().exists()
    for act in (cancel_meeting, move_meeting):
        more = {"where": LATER} if act is move_meeting else {}
        meeting.refresh_from_db()
        with pytest.raises(Refused):
            act(meeting=meeting, reason="Again.", by=officer, at=AT, **more)


def test_the_database_keeps_what_was_planned(meeting):
    for refused in (
        lambda: MeetingDates.objects.update(reason="x"),
        lambda: MeetingDates.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            refused()
