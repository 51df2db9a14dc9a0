"""Meetings that were entered by mistake: no rhythm counts them, and what only the Secretariat saw no state ever sees."""

import datetime as dt

import pytest
from django.urls import reverse

from decisions.choices import Outcome
from law.cica.bodies import Body
from meetings.actions.moving import cancel_meeting, move_meeting
from meetings.actions.planning import MeetingPlan, Whereabouts, confirm_meeting, plan_meeting, propose
from meetings.acts.planning import whom_cancelling_concerns
from meetings.choices import Status
from meetings.models import Deadline, Meeting
from meetings.tests.factories import DecisionFactory, LeadTimeFactory, MeetingFactory
from notices.kinds import ENTRY_CORRECTED
from notices.models import Notice
from record.actions import ask_correction
from record.acts import TABLE, Offer, Setting
from record.corrections import people_to_tell_of
from record.refusals import Refused
from record.tests.corrected import WHY, correct

pytestmark = pytest.mark.django_db
WHERE = Whereabouts(dt.date(2027, 6, 9), time_zone="Asia/Almaty", place={"en": "Xanadu"})
LATER = Whereabouts(dt.date(2027, 6, 16), time_zone="Asia/Almaty", place={"en": "Xanadu"})
AT = dt.datetime(2027, 1, 5, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def proposed(officer) -> Meeting:
    return propose(plan=MeetingPlan(Body.SENIOR_OFFICIALS, WHERE, note="Only ours."), by=officer, at=AT)


@pytest.fixture
def planned(officer, authority, stranger) -> Meeting:
    LeadTimeFactory(kind="documents", days=14)
    return plan_meeting(plan=MeetingPlan(Body.SENIOR_OFFICIALS, WHERE), by=officer, at=AT)


def answers_of(client, meeting):
    """What a person is answered at every address of a meeting."""
    return {
        client.get(reverse("meeting-detail", args=[meeting.reference])).status_code,
        client.get(reverse("api-meetings-detail", args=[meeting.reference])).status_code,
        client.get(reverse("api-meetings-detail", args=[meeting.reference]), {"with_corrected": "true"}).status_code,
    }


@pytest.mark.parametrize("way", ["cancelled", "corrected"])
def test_what_only_the_secretariat_saw_is_not_shown_to_states_by_being_withdrawn(
    way, proposed, officer, stranger, authority, sign_in
):
    client = sign_in(stranger)
    assert answers_of(client, proposed) == {404}
    if way == "cancelled":
        cancel_meeting(meeting=proposed, reason="Ours alone.", by=officer, at=AT)
    else:
        correct(proposed, officer)
    assert answers_of(client, proposed) == {404}
    for address in ("meeting-list", "api-meetings-list"):
        for asked in ({}, {"with_corrected": "true"} if "api" in address else {}):
            assert proposed.reference not in client.get(reverse(address), asked).content.decode()
    assert not Notice.objects.filter(about_key=proposed.reference, recipient=stranger).exists()


def test_the_preview_of_a_cancelled_proposal_names_as_many_as_are_told(proposed, officer, stranger, authority):
    act = TABLE.rows["meeting"]["cancel"]
    shown = whom_cancelling_concerns(Setting(act, officer, proposed, AT, Offer()))["cancel"]["told"]
    cancel_meeting(meeting=proposed, reason="Ours alone.", by=officer, at=AT)
    assert len(shown) == Notice.objects.filter(about_key=proposed.reference).count() == 0


def test_a_proposal_that_was_planned_and_then_cancelled_stays_to_be_read(planned, proposed, officer, stranger, sign_in):
    # Another meeting came first, and moved: the numbers of meetings and of their dates are not the same.
    move_meeting(meeting=planned, where=LATER, reason="The hall.", by=officer, at=AT)
    confirm_meeting(meeting=proposed, where=WHERE, by=officer, at=AT)
    proposed.refresh_from_db()
    cancel_meeting(meeting=proposed, reason="The hall.", by=officer, at=AT)
    assert sign_in(stranger).get(reverse("meeting-detail", args=[proposed.reference])).status_code == 200


def test_one_officer_takes_back_what_is_only_proposed(proposed, officer):
    assert not ask_correction(thing=proposed, reason=WHY, by=officer).is_waiting


def test_a_planned_meeting_is_awaited_by_nobody_any_more(planned, officer, authority, stranger, sign_in):
    told = {person.pk for person in people_to_tell_of(planned)}
    assert {authority.pk, stranger.pk} <= told
    client = sign_in(stranger)
    feed_before = client.get(reverse("meeting-calendar", args=[planned.reference])).status_code
    correct(planned, officer)
    assert feed_before == 200
    assert not Deadline.objects.in_force().exists()
    assert not Deadline.objects.visible_to(officer).exists()
    assert planned.reference not in client.get(reverse("meeting-list")).content.decode()
    assert client.get(reverse("api-meetings-list")).json()["count"] == 0
    assert client.get(reverse("api-deadlines-list")).json()["count"] == 0
    assert client.get(reverse("meeting-calendar", args=[planned.reference])).status_code == 404
    page = client.get(reverse("meeting-detail", args=[planned.reference])).content.decode()
    assert "<s>" in page
    assert WHY in page
    notices = Notice.objects.filter(kind=ENTRY_CORRECTED)
    assert set(notices.values_list("recipient", flat=True)) == told


def test_a_meeting_that_was_never_held_is_in_no_cadence(officer, xc, sign_in):
    meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(2026, 9, 9))
    client = sign_in(officer)
    assert "9 September 2026" in client.get(reverse("cadence")).content.decode()
    correct(meeting, officer)
    assert "9 September 2026" not in client.get(reverse("cadence")).content.decode()


def test_a_meeting_with_decisions_asks_for_those_first(officer, stranger, sign_in):
    meeting = MeetingFactory(status=Status.HELD, starts_on=dt.date(2026, 9, 9))
    decision = DecisionFactory(meeting=meeting, on=meeting.starts_on, outcome=Outcome.ADOPTED)
    with pytest.raises(Refused, match="decisions"):
        ask_correction(thing=meeting, reason=WHY, by=officer)
    correct(decision, officer)
    client = sign_in(stranger)
    assert decision.symbol not in client.get(reverse("decision-list")).content.decode()
    assert client.get(reverse("api-decisions-list")).json()["count"] == 0
    assert client.get(reverse("api-decisions-list"), {"with_corrected": "true"}).json()["count"] == 1
    assert "Entered by mistake." in client.get(decision.get_absolute_url()).content.decode()
    correct(meeting, officer)
    assert not Meeting.objects.filter(pk=meeting.pk).exists()


def test_the_next_meeting_has_a_reference_of_its_own(officer):
    first = MeetingFactory(body=Body.SUMMIT, ordinal=9, reference="", starts_on=dt.date(2026, 9, 9))
    second = MeetingFactory(body=Body.SENIOR_OFFICIALS, reference="", starts_on=dt.date(2026, 9, 9))
    for meeting in (first, second):
        correct(meeting, officer)
    again = MeetingFactory(body=Body.SUMMIT, ordinal=9, reference="", starts_on=dt.date(2026, 10, 9))
    later = MeetingFactory(body=Body.SENIOR_OFFICIALS, reference="", starts_on=dt.date(2026, 10, 9))
    assert (first.reference, again.reference) == ("SUMMIT-9", "SUMMIT-9-1")
    assert (second.reference, later.reference) == ("SOC-2026-1", "SOC-2026-2")


def test_the_officer_takes_it_back_on_its_own_page_and_as_a_program(planned, officer, sign_in):
    client = sign_in(officer)
    assert "mistake" in client.get(reverse("meeting-detail", args=[planned.reference])).content.decode()
    page = client.get(reverse("meeting-act", args=[planned.reference, "mistake"])).content.decode()
    assert f"{len(people_to_tell_of(planned))} people were told of it" in page
    answer = client.post(
        reverse("api-meetings-mistake", args=[planned.reference]), {"reason": WHY}, content_type="application/json"
    )
    assert answer.status_code == 201
    assert Meeting.objects.filter(pk=planned.pk).exists()
    draft = propose(plan=MeetingPlan(Body.SENIOR_OFFICIALS, WHERE), by=officer, at=AT)
    at_once = client.post(
        reverse("api-meetings-mistake", args=[draft.reference]), {"reason": WHY}, content_type="application/json"
    )
    assert at_once.status_code == 201
    assert not Meeting.objects.filter(pk=draft.pk).exists()
