"""Minutes of meetings: drafted of the record, written, circulated to those who sat, corrected, adopted at the next meeting."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from decisions.actions.minutes import WrittenItem, adopt_minutes, circulate_minutes, draft_minutes, write_minutes
from decisions.actions.minutes_changes import answer_change, propose_change
from decisions.choices import ChangeAnswer, MinutesStage
from decisions.kinds import MINUTES_CORRECTIONS_CLOSE
from decisions.models import Minutes, MinutesChange
from decisions.reports.minutes import minutes_blocks
from decisions.reports.ripe import ripe_for
from decisions.tests.factories import ITEM, MinutesChangeFactory, MinutesFactory
from desk.reminders import TABLE
from law.cica.bodies import Body
from meetings.choices import Presence
from meetings.tests.factories import AttendanceFactory, DecisionFactory, MeetingFactory, PositionFactory
from members.choices import Audience
from notices.models import Addressee, Notice
from record.refusals import Refused
from record.search import search

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LETTER = {"channel": "note-verbale", "letter_reference": "Note 12"}


@pytest.fixture
def soc(xa, xb, xo, today):
    """A meeting of the Committee a month ago, at which XA and the observer XO sat."""
    meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=today - 30 * DAY, status="held")
    for state in (xa, xo):
        AttendanceFactory(meeting=meeting, participant=state, presence=Presence.IN_PERSON)
    return meeting


@pytest.fixture
def minutes(soc, officer):
    return draft_minutes(meeting=soc, language="en", by=officer)


@pytest.fixture
def circulated(minutes, officer, today):
    return sent(minutes, officer, today)


def sent(minutes, officer, today, audience=Audience.MEMBERS):
    return circulate_minutes(minutes=minutes, audience=audience, corrections_until=today + 20 * DAY, by=officer)


def found(user, words):
    return search(user, words, at=timezone.now()).count


def page(client, minutes, **asked):
    return client.get(minutes.get_absolute_url(), asked)


def test_the_draft_says_who_sat_and_what_was_decided_with_its_positions(soc, officer, xa, sign_in):
    decision = DecisionFactory(meeting=soc)
    PositionFactory(decision=decision, participant=xa, kind="dissociation", paragraphs="2", text={"en": "Not so."})
    client = sign_in(officer)
    response = client.post(reverse("meeting-act", args=[soc.reference, "draft-minutes"]), {"language": "en"})
    minutes = Minutes.objects.get()
    assert response.url == minutes.get_absolute_url()
    body = page(client, minutes).content.decode()
    for words in ("State XA", "State XO", decision.symbol, "Dissociation from paragraphs (2)", "Not so."):
        assert words in body


def test_a_second_draft_of_a_meeting_is_refused_and_so_is_one_of_a_meeting_to_come(minutes, officer, today):
    with pytest.raises(Refused):
        draft_minutes(meeting=minutes.meeting, language="en", by=officer)
    with pytest.raises(Refused):
        draft_minutes(meeting=MeetingFactory(starts_on=today + DAY, status="planned"), language="en", by=officer)


def test_what_is_written_by_hand_is_the_next_version_and_the_page_says_what_changed(minutes, officer, sign_in):
    client = sign_in(officer)
    form = client.get(reverse("minutes-act", args=[minutes.reference, "write"])).context["form"]
    field = "items-1-text"
    assert form[field].value() == minutes.newest.content[0]["text"]
    sent_form = {field: "Opened by the Chair.", "seen_sequence": minutes.sequence}
    assert client.post(reverse("minutes-act", args=[minutes.reference, "write"]), sent_form).status_code == 302
    assert [version.number for version in minutes.versions.all()] == [1, 2]
    shown = page(client, minutes)
    assert "Opened by the Chair." in shown.content.decode()
    assert shown.context["pieces"]
    assert "Opened by the Chair." not in page(client, minutes, version=1).content.decode()


def test_a_program_writes_an_item_at_a_time(minutes, officer, sign_in):
    address = f"/api/v1/minutes/{minutes.reference}/write-item/"
    sent_item = {"data": {"number": 1, "text": "Opened."}, "content_type": "application/json"}
    assert sign_in(officer).post(address, **sent_item).status_code == 200
    assert minutes.newest.content[0]["text"] == "Opened."


def test_members_read_what_went_out_and_not_what_is_worked_on(minutes, officer, stranger, today, sign_in):
    client = sign_in(stranger)
    assert page(client, minutes).status_code == 404
    sent(minutes, officer, today)
    minutes.refresh_from_db()
    write_minutes(minutes=minutes, items=[WrittenItem(1, "canaryWorkedOn")], by=officer)
    assert page(client, minutes).status_code == 200
    for answer in (page(client, minutes), client.get(f"/api/v1/minutes/{minutes.reference}/")):
        assert "canaryWorkedOn" not in answer.content.decode()
    assert client.get(minutes.get_absolute_url() + "?version=2").status_code == 404
    assert not found(stranger, "canaryWorkedOn")
    assert found(officer, "canaryWorkedOn")


def test_an_observer_that_sat_reads_what_is_not_the_members_and_another_nothing(
    minutes, officer, observer, today, sign_in
):
    write_minutes(minutes=minutes, items=[WrittenItem(1, "canaryOfMembers")], by=officer)
    minutes.refresh_from_db()
    sent(minutes, officer, today)
    assert page(sign_in(observer), minutes).status_code == 404
    minutes.refresh_from_db()
    sent(minutes, officer, today, Audience.OBSERVERS)
    shown = page(sign_in(observer), minutes)
    assert shown.status_code == 200
    assert "canaryOfMembers" not in shown.content.decode()
    assert not found(observer, "canaryOfMembers")
    minutes.meeting.attendance.update(presence=Presence.ANNOUNCED)
    assert page(sign_in(observer), minutes).status_code == 404


def test_those_who_sat_are_told_by_letter_and_nobody_else(authority, stranger, xa, circulated):
    told = set(Notice.objects.filter(kind="minutes-circulated").values_list("recipient", flat=True))
    assert authority.pk in told
    assert stranger.pk not in told
    assert set(Addressee.objects.values_list("participant", flat=True)) == {xa.pk}


def test_a_state_that_sat_proposes_a_correction_and_hears_what_became_of_it(
    circulated, authority, stranger, officer, sign_in
):
    address = reverse("minutes-act", args=[circulated.reference, "correct"])
    assert sign_in(stranger).get(address).status_code == 403
    client = sign_in(authority)
    assert client.post(address, {"item": "1", "text": "XA spoke first.", "language": "en"}).status_code == 302
    change = MinutesChange.objects.get()
    assert "XA spoke first." in page(sign_in(stranger), circulated).content.decode()
    answer = reverse("minutes-change-act", args=[change.uid, "answer"])
    assert client.get(answer).status_code == 403
    office = sign_in(officer)
    assert office.post(answer, {"answer": "beside", "note": ""}).status_code == 422
    assert office.post(answer, {"answer": "taken-up", "note": ""}).status_code == 302
    told = Notice.objects.filter(kind="minutes-change-answered")
    assert set(told.values_list("recipient", flat=True)) == {authority.pk}
    assert "taken up" in page(client, circulated).content.decode()


def test_a_correction_comes_by_letter_and_its_state_is_told(circulated, officer, authority, sign_in, xa):
    address = reverse("minutes-act", args=[circulated.reference, "correct"])
    sent_form = {"on_behalf_of": "XA", "text": "XA spoke first.", "language": "en", **LETTER}
    assert sign_in(officer).post(address, sent_form).status_code == 302
    change = MinutesChange.objects.get()
    assert (change.owner, change.channel) == (xa, "note-verbale")
    assert Notice.objects.filter(kind="in-your-name", recipient=authority).exists()


def test_no_item_that_is_not_there_is_corrected_and_nothing_once_they_are_adopted(circulated, authority, xa):
    with pytest.raises(Refused):
        propose_change(minutes=circulated, owner=xa, text="x", item=99, by=authority)
    Minutes.objects.update(stage=MinutesStage.ADOPTED, adopted_at=circulated.meeting)
    circulated.refresh_from_db()
    with pytest.raises(Refused):
        propose_change(minutes=circulated, owner=xa, text="x", by=authority)


def test_they_are_ripe_for_the_next_meeting_and_adopted_by_its_decision_alone(circulated, officer, today, soc):
    following = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=today, status="held")
    titles = [ripe.title["en"] for ripe in ripe_for(following, officer)]
    assert titles[1] == f"Adoption of the minutes: {soc}"
    of_another = DecisionFactory(meeting=soc)
    for meeting, decision in ((soc, of_another), (following, None), (following, of_another)):
        with pytest.raises(Refused):
            adopt_minutes(minutes=circulated, meeting=meeting, decision=decision, by=officer)
    decision = DecisionFactory(meeting=following)
    adopted = adopt_minutes(minutes=circulated, meeting=following, decision=decision, by=officer)
    assert adopted.stage == MinutesStage.ADOPTED
    with pytest.raises(Refused):
        write_minutes(minutes=adopted, items=[WrittenItem(1, "later")], by=officer)
    assert not [ripe for ripe in ripe_for(following, officer) if ripe.matter.startswith("minutes:")]


def test_a_newer_version_goes_out_before_they_are_adopted(circulated, officer, today):
    group = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=today, status="held")
    write_minutes(minutes=circulated, items=[WrittenItem(1, "newer")], by=officer)
    decision = DecisionFactory(meeting=group)
    circulated.refresh_from_db()
    with pytest.raises(Refused, match="circulate it first"):
        adopt_minutes(minutes=circulated, meeting=group, decision=decision, by=officer)


def test_an_answer_is_given_once(officer):
    change = MinutesChangeFactory()
    answer_change(change=change, answer=ChangeAnswer.TAKEN_UP, by=officer)
    with pytest.raises(Refused):
        answer_change(change=change, answer=ChangeAnswer.BESIDE, note="no", by=officer)


def test_the_document_says_no_more_than_the_page(observer, officer):
    minutes = MinutesFactory(circulated=True)
    for user, is_there in ((officer, True), (observer, False)):
        told = str(minutes_blocks(minutes.newest, user))
        assert (ITEM["text"] in told) is is_there


def test_the_list_has_one_price_for_one_and_for_three(authority, sign_in, django_assert_num_queries):
    # Session and person; offices, the Chair, groups one chairs; how many, which; what stands in the menu.
    client = sign_in(authority)
    for rows in (1, 2):
        MinutesFactory.create_batch(rows, circulated=True)
        with django_assert_num_queries(7):
            client.get("/api/v1/minutes/")


def on_the_desk(client):
    lines = client.get("/api/v1/desk/", {"page_size": 100}).json()["results"]
    return [line["desk"] for line in lines if line["kind"] == "minutes-corrections"]


def reminded(until):
    """Whom the table of what reminds wants told, a week before the last day for corrections."""
    at = dt.datetime.combine(until - 8 * DAY, dt.time(9), dt.UTC)
    row = next(row for row in TABLE if row.kind == MINUTES_CORRECTIONS_CLOSE)
    return {wanted.recipient for wanted in row(at, at + 3 * DAY, at)}


def test_until_the_last_day_for_corrections_those_who_sat_have_a_line_and_a_reminder_unless_they_proposed_one(
    circulated, authority, preparer, stranger, observer, officer, xa, today, sign_in
):
    until = circulated.corrections_until
    client = sign_in(authority)
    assert on_the_desk(client) == ["XA"]
    for other in (stranger, observer, officer):
        assert on_the_desk(sign_in(other)) == [], "it sat not, or it isn't sent to it, or nobody waits for it"
    assert reminded(until) == {authority.pk, preparer.pk}
    propose_change(minutes=circulated, owner=xa, text="We spoke of trade.", by=authority)
    assert (on_the_desk(client), reminded(until)) == ([], set())


def test_where_nobodys_presence_was_entered_the_members_are_told_of_the_last_day(
    circulated, soc, authority, stranger, observer, today, sign_in
):
    soc.attendance.all().delete()
    assert on_the_desk(sign_in(stranger)) == ["XB"]
    assert on_the_desk(sign_in(observer)) == []
    assert {authority.pk, stranger.pk} <= reminded(circulated.corrections_until)
    Minutes.objects.update(corrections_until=today - DAY)
    assert on_the_desk(sign_in(stranger)) == []
