"""What is official is served on paper where nobody acts for a state in the portal, or it asked for it; receipts prove it."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from journal.models import Entry
from journal.names import Name
from meetings.actions.telling import tell_of
from meetings.kinds import MEETING_PLANNED
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Standing
from members.models import Participant
from members.tests.factories import ParticipationFactory, a_state
from members.tests.seeing import who_sees
from notices.actions import send_due
from notices.actions.paper import ask_for_no_more_paper, ask_for_paper, enter_receipts
from notices.choices import ServedThrough
from notices.lines import to_serve_on_paper
from notices.models import Addressee, Notice, PaperReceipt
from notices.reports.paper import receipts_of
from notices.tests.worlds import AT, DAY
from record.models import Correction
from record.refusals import Refused
from record.search import hits_of, search
from record.tests.corrected import correct

pytestmark = pytest.mark.django_db

ENTERED = {"day": AT.date(), "channel": ServedThrough.NOTE_VERBALE, "served_by": "Ms Secretary"}


@pytest.fixture
def meeting(authority, stranger, chair) -> Meeting:
    """Of the Senior Officials Committee: it concerns every member."""
    return MeetingFactory(starts_on=AT.date() + 40 * DAY, status="planned")


def told_of(meeting: Meeting, at: dt.datetime = AT) -> list[Addressee]:
    """What is to be served on paper once it is told."""
    tell_of(MEETING_PLANNED, [meeting], at)
    return list(Addressee.objects.to_be_served().select_related("participant"))


def a_member_with_nobody(code: str = "XY") -> Participant:
    state = a_state(code)
    if not state.participations.exists():
        ParticipationFactory(participant=state, standing=Standing.MEMBER)
    return state


def test_a_state_with_nobody_in_the_portal_stands_on_the_list_and_the_others_do_not(meeting, xa, xb):
    alone = a_member_with_nobody()
    assert [row.participant for row in told_of(meeting)] == [alone]
    told = Addressee.objects.exclude(participant=alone)
    assert {xa, xb} <= {row.participant for row in told.select_related("participant")}
    assert not told.filter(on_paper=True).exists()


def test_a_state_that_asked_for_paper_stands_there_until_it_asks_for_no_more(meeting, authority, preparer, xa):
    ask_for_paper(participant=xa, by=authority, at=AT)
    with pytest.raises(PermissionDenied):
        ask_for_no_more_paper(participant=xa, by=preparer, at=AT)
    with pytest.raises(Refused, match="already"):
        ask_for_paper(participant=xa, by=authority, at=AT)
    assert [row.participant for row in told_of(meeting)] == [xa]
    ask_for_no_more_paper(participant=xa, by=authority, at=AT)
    assert [row.participant for row in told_of(MeetingFactory(starts_on=AT.date() + 50 * DAY, status="planned"))] == [
        xa
    ]
    verbs = set(Entry.objects.filter(about_kind="participant").values_list("verb", flat=True))
    assert {"asked for paper", "asked for no more paper"} <= verbs


def test_receipts_are_entered_for_many_in_one_act_each_a_proof_of_its_own_and_told_to_the_journal(meeting, officer):
    states = [a_member_with_nobody(code) for code in ("XY", "XZ", "XW")]
    rows = told_of(meeting)
    receipts = enter_receipts(addressees=rows, **ENTERED, note="Note 14/27", by=officer, at=AT)
    assert {receipt.addressee.participant for receipt in receipts} == set(states)
    assert not Addressee.objects.to_be_served().exists()
    assert Entry.objects.filter(verb="entered a receipt on paper").count() == 3
    with pytest.raises(Refused, match="already"):
        enter_receipts(addressees=rows[:1], **ENTERED, by=officer, at=AT)


def test_nothing_is_entered_for_a_day_that_has_not_come_or_before_it_was_told(meeting, officer, authority):
    a_member_with_nobody()
    rows = told_of(meeting)
    for day in (AT.date() + DAY, AT.date() - DAY):
        with pytest.raises(Refused):
            enter_receipts(addressees=rows, **{**ENTERED, "day": day}, by=officer, at=AT)
    with pytest.raises(PermissionDenied):
        enter_receipts(addressees=rows, **ENTERED, by=authority, at=AT)
    assert not PaperReceipt.objects.exists()


def test_a_receipt_that_was_a_mistake_is_struck_and_what_was_served_is_to_be_served_again(meeting, officer):
    a_member_with_nobody()
    [row] = told_of(meeting)
    [receipt] = enter_receipts(addressees=[row], **ENTERED, by=officer, at=AT)
    correct(receipt, officer)
    assert list(Addressee.objects.to_be_served()) == [row]
    assert PaperReceipt.everything.get().mistaken_at
    assert Correction.objects.get().reason
    [again] = enter_receipts(addressees=[row], **ENTERED, by=officer, at=AT + DAY)
    [shown] = [known for known in receipts_of(officer, row_name(row)) if known.row == row]
    assert (shown.receipt, [struck.pk for struck in shown.struck]) == (again, [receipt.pk])


def row_name(row: Addressee) -> Name:
    return Name(row.about_kind, row.about_key)


def test_what_is_known_of_each_state_is_told_as_it_is(meeting, authority, stranger, officer, xa, xb):
    """Opened in the portal, mail accepted, served on paper, not yet known: by those who acted for the state then."""
    alone = a_member_with_nobody()
    [row] = told_of(meeting)
    Notice.objects.visible_to(authority).update(seen_at=AT + DAY)
    send_due(at=AT)
    enter_receipts(addressees=[row], **ENTERED, by=officer, at=AT)
    known = {shown.row.participant: shown for shown in receipts_of(officer, row_name(row))}
    assert (known[xa].row.opened_at, known[xa].row.accepted_at) == (AT + DAY, AT)
    assert (known[xb].row.opened_at, known[xb].row.accepted_at) == (None, AT)
    assert (known[alone].row.opened_at, known[alone].receipt.served_by) == (None, "Ms Secretary")


def test_a_state_reads_its_own_receipts_and_nobody_elses(meeting, authority, stranger, chair, officer, xb, sign_in):
    ask_for_paper(participant=xb, by=stranger, at=AT)
    [row] = told_of(meeting)
    [receipt] = enter_receipts(addressees=[row], **ENTERED, note="signed by the porter", by=officer, at=AT)
    for thing in (row, receipt):
        assert who_sees(thing, authority, stranger, chair, officer) == {stranger.name, officer.name}
    for person, is_shown in ((stranger, True), (officer, True), (authority, False)):
        client = sign_in(person)
        assert ("signed by the porter" in client.get("/served/").content.decode()) is is_shown
        listed = client.get("/api/v1/addressees/", {"stands": "served"}).json()["results"]
        assert [found["note"] for found in listed] == (["signed by the porter"] if is_shown else [])


def test_the_page_takes_receipts_of_many_with_a_preview_and_the_desk_says_what_waits(meeting, officer, sign_in):
    for code in ("XY", "XZ"):
        a_member_with_nobody(code)
    rows = told_of(meeting, at=timezone.now())
    [line] = to_serve_on_paper(officer, AT)
    assert str(line.what) == "Serve 2 things on paper, and enter the receipts"
    client = sign_in(officer)
    assert "To be served on paper" in client.get("/served/", {"stands": "to-serve"}).content.decode()
    form = client.get("/served/enter/")
    body = {"addressees": [str(row.uid) for row in rows], **ENTERED, "once_key": "k", "day": row_day(rows)}
    first = client.post("/served/enter/", body)
    assert (form.status_code, first.status_code) == (200, 200)
    assert "Nothing is saved yet" in first.content.decode()
    assert not PaperReceipt.objects.exists()
    # Pressed again, because the first answer was lost: those it names have their receipts, and it is the same again.
    for _again in (1, 2):
        pressed = client.post("/served/enter/", {**body, "previewed": first.context["form"].fingerprint()})
        assert pressed.status_code == 302
    assert PaperReceipt.objects.count() == 2
    assert list(to_serve_on_paper(officer, AT)) == []


def row_day(rows) -> str:
    return rows[0].day.isoformat()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(count, meeting, officer, sign_in, django_assert_num_queries):
    for number in range(count):
        a_member_with_nobody(f"Y{number}")
    enter_receipts(addressees=told_of(meeting), **ENTERED, by=officer, at=AT)
    client = sign_in(officer)
    client.get("/served/")
    # Session and person in one, offices of the reader; the states to choose from; how many there are, the rows with what is
    # known of each, receipts, what meetings are called in the reader's language.
    with django_assert_num_queries(7):
        assert client.get("/served/", {"stands": "served"}).status_code == 200


def test_a_receipt_is_found_by_the_secretariat_and_the_state_it_is_of_and_leads_to_what_was_served(
    meeting, officer, xa, authority, stranger, sign_in
):
    tell_of(MEETING_PLANNED, [meeting], AT)
    ours = Addressee.objects.filter(participant=xa)
    ours.update(on_paper=True)
    [receipt] = enter_receipts(addressees=list(ours), note="No. 17, signed by a zephyr", by=officer, at=AT, **ENTERED)
    for person in (officer, authority):
        answer = search(person, "zephyr", at=AT)
        part = answer.of("receipts")
        assert part is not None, person
        [address] = [hit.address for hit in hits_of(part.places, answer.asked)]
        page = sign_in(person).get(address).content.decode()
        assert "signed by a zephyr" in page
        assert page.count("<tr>") == 2, "its heading and the one row"
    assert search(stranger, "zephyr", at=AT).of("receipts") is None
    assert "zephyr" not in sign_in(stranger).get(address).content.decode()
    correct(receipt, officer)
    assert search(officer, "zephyr", at=AT).of("receipts") is None


def test_a_program_asks_for_receipts_by_their_channel_and_key(meeting, officer, xa, authority, stranger, sign_in):
    tell_of(MEETING_PLANNED, [meeting], AT)
    ours = Addressee.objects.filter(participant=xa)
    ours.update(on_paper=True)
    [receipt] = enter_receipts(addressees=list(ours), by=officer, at=AT, **ENTERED)

    def states(person, query):
        return [row["state"] for row in sign_in(person).get(f"/api/v1/addressees/?{query}").json()["results"]]

    assert states(officer, "channel=note-verbale") == ["XA"]
    assert states(officer, "channel=courier") == []
    assert states(authority, f"receipt={receipt.uid}") == ["XA"]
    assert states(stranger, "channel=note-verbale") == []
    # Another state's receipt answers as one that isn't there.
    unseen, unknown = (
        sign_in(stranger).get(f"/api/v1/addressees/?receipt={key}") for key in (receipt.uid, uuid.uuid4())
    )
    assert unseen.status_code == unknown.status_code == 400
