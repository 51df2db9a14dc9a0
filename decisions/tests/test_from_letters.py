"""What a state writes of silence procedures, decisions, delegations and its people is entered from its registered letter."""

import datetime as dt
import html
import re
from typing import Any

import pytest
import time_machine

from commitments.tests.stories import Story
from decisions.actions.silence import open_silence
from decisions.models import FollowUp, Position, SilenceObjection, SilenceProcedure
from decisions.tests.silence_stories import DAY, OPENED, opened_by
from law.choices import SilenceState
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Attendance
from meetings.tests.factories import DecisionFactory, FollowUpFactory, MeetingFactory
from members.models import EnteredForState
from members.tests.factories import a_state
from notices.models import Addressee, PaperReceipt, PaperWish
from papers.actions import comment
from papers.models import Comment, LetterDeed, RegisteredLetter
from papers.tests.letters import registered

pytestmark = pytest.mark.django_db
NOTE = {"dated": "2027-03-02", "day": "2027-03-03", "own_number": "12-3/45"}
CITED = "12-3/45, 2027-03-02"
NOW = dt.datetime(2027, 3, 4, 9, tzinfo=dt.UTC)


@pytest.fixture
def now(xb):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def office(officer, sign_in, now):
    return sign_in(officer)


@pytest.fixture
def letter(stranger, office) -> RegisteredLetter:
    """XB's note of 2 March, received on the 3rd."""
    return registered(office, **NOTE)


def links(page: str) -> dict[str, str]:
    rows = re.findall(r'<a href="([^"]+)">(?:<bdi[^>]*>)?([^<]+)(?:</bdi>)?</a>', page)
    return {html.unescape(words).strip(): html.unescape(address) for address, words in rows}


def entered(office: Any, letter: RegisteredLetter, about: str, words: str, **answers: Any) -> Any:
    """By the link on the letter's page: its form as it begins, with what an officer adds."""
    page = office.get(f"{letter.get_absolute_url()}enter/{about}").content.decode()
    address = links(page)[words]
    form = office.get(address).context["form"]
    begun = {field.name: field.value() for field in form if field.value() not in (None, "", False)}
    answer = office.post(address.partition("?")[0], {**begun, **answers})
    assert answer.status_code == 302, [(field.name, field.errors) for field in answer.context["form"] if field.errors]
    return begun


def did(letter: RegisteredLetter) -> list[str]:
    return list(LetterDeed.objects.filter(letter=letter).order_by("pk").values_list("act", flat=True))


def test_an_objection_and_its_withdrawal_are_entered_from_letters_and_the_state_is_told(
    letter, office, chair, authority, stranger, sign_in, now
):
    procedure = opened_by(open_silence, chair)
    about = f"?about=silence&of={procedure.reference}"
    words = {"text": "We object.", "made_at": "2027-03-03T15:00:00"}
    begun = entered(office, letter, about, "Enter an objection received on paper", **words)
    assert (begun["owner"], begun["way"], begun["letter"]) == ("XB", "note-verbale", CITED)
    objection = SilenceObjection.objects.get()
    assert (objection.participant.code, objection.made_at.day) == ("XB", 3)
    procedure.refresh_from_db()
    assert procedure.state == SilenceState.BROKEN
    assert EnteredForState.objects.filter(participant__code="XB", letter=CITED, about_kind="silenceprocedure").exists()
    later = registered(office, **{**NOTE, "day": "2027-03-04", "own_number": "12-3/46"})
    taken = {"made_at": "2027-03-04T10:00:00"}
    entered(office, later, about, "Enter that an objection was withdrawn, on paper", **taken)
    assert SilenceObjection.objects.get().is_withdrawn
    assert (did(letter), did(later)) == (["enter-objection"], ["enter-withdrawal"])
    assert "This was not us" in sign_in(stranger).get("/people/entered/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"owner": "XA"}, "owner"), ({"made_at": "2027-03-02T15:00:00"}, "made_at")],
    ids=["another state", "another day"],
)
def test_a_letter_says_only_what_its_state_wrote_on_its_day(wrong, field, letter, office, chair, authority):
    procedure = opened_by(open_silence, chair)
    said = {"owner": "XB", "text": "We object.", "made_at": "2027-03-03T15:00:00", "from_letter": str(letter.uid)}
    address = f"/api/v1/silence-procedures/{procedure.reference}/enter-objection/"
    refused = office.post(address, {**said, **wrong}, content_type="application/json")
    assert refused.status_code == 422
    assert field in refused.json()["errors"], refused.json()
    assert not SilenceObjection.objects.exists()
    assert office.post(address, said, content_type="application/json").status_code == 200


def test_a_receipt_of_a_text_under_silence_is_entered_from_the_note_that_acknowledges_it(
    letter, office, chair, authority
):
    procedure = opened_by(open_silence, chair)
    about = f"?about=silence&of={procedure.reference}"
    begun = entered(office, letter, about, "Enter a receipt", proof="receipt", reached_at="2027-03-02T10:00:00")
    assert (begun["owner"], begun["evidence"]) == ("XB", CITED)
    assert "XB" not in [state.code for state in SilenceProcedure.objects.get().not_reached]
    assert did(letter) == ["enter-receipt"]


def test_a_position_and_a_report_bear_the_day_of_the_note(letter, office, xb, stranger):
    decision = DecisionFactory(on=dt.date(2027, 3, 1), meeting__starts_on=dt.date(2027, 3, 1))
    about = f"?about=decision&of={decision.symbol}"
    entered(office, letter, about, "Attach a state's position", kind="statement", text="We understand it so.")
    assert Position.objects.get(participant=xb).on == dt.date(2027, 3, 2)
    assert letter.get_absolute_url() in office.get(decision.get_absolute_url()).content.decode()
    follow_up = FollowUpFactory(decision=decision, owner=xb)
    page = office.get(f"{letter.get_absolute_url()}enter/?about=follow-up").content.decode()
    theirs = FollowUpFactory(decision=decision)
    entered(office, letter, f"?about=follow-up&of={follow_up.pk}", "Report", report="It is sent.")
    assert FollowUp.objects.get(pk=follow_up.pk).reported_on == dt.date(2027, 3, 2)
    assert f"of={theirs.pk}" not in page
    assert did(letter) == ["positions", "report"]
    assert EnteredForState.objects.filter(participant=xb, letter=CITED, about_kind="followup").count() == 1


def test_a_delegation_is_announced_and_changed_by_note(letter, office, xb):
    meeting = MeetingFactory(starts_on=dt.date(2027, 4, 1), status=Status.PLANNED)
    head = {"meeting": meeting.reference, "people-new0-name": "Her Excellency A. B."}
    entered(office, letter, "", "Announce a delegation", **head)
    row = Attendance.objects.get(participant=xb)
    assert EnteredForState.objects.filter(participant=xb, letter=CITED).exists()
    later = registered(office, **{**NOTE, "own_number": "12-3/47"})
    entered(office, later, f"?about=delegation&of={row.key}", "Change the delegation", note="Two badges.")
    row.refresh_from_db()
    assert row.note == "Two badges."
    assert (did(letter), did(later)) == (["announce"], ["amend"])


def test_people_are_confirmed_and_paper_is_asked_for_by_note(letter, office, xb, stranger):
    about = "?about=participant&of=XB"
    entered(office, letter, about, "Confirm our people")
    xb.refresh_from_db()
    assert (xb.people_confirmed_on, xb.people_confirmed_letter) == (dt.date(2027, 3, 2), CITED)
    entered(office, letter, about, "Ask to be served on paper")
    assert PaperWish.objects.filter(participant=xb, ended_at=None).exists()
    entered(office, letter, about, "No more paper")
    assert not PaperWish.objects.filter(participant=xb, ended_at=None).exists()
    assert did(letter) == ["confirm-people", "ask-for-paper", "no-more-paper"]
    assert (
        "Confirm our people"
        not in office.get(f"{letter.get_absolute_url()}enter/?about=participant&of=XA").content.decode()
    )


def test_without_a_letter_an_officer_asks_for_no_paper_in_a_state_s_name(letter, office, xb):
    assert office.post("/people/XB/ask-for-paper/", {"letter": ""}).status_code == 422
    assert not PaperWish.objects.exists()


def test_that_it_was_not_the_state_is_entered_from_its_letter(letter, office, stranger):
    entry = EnteredForState.objects.get(participant__code="XB")
    other = registered(office, **{**NOTE, "own_number": "12-3/48"})
    entered(office, other, f"?about=entry&of={entry.pk}", "Enter that it was not the state")
    entry.refresh_from_db()
    assert entry.is_contested
    assert did(other) == ["enter-not-us"]


def test_a_comment_entered_for_a_state_is_taken_back_by_its_letter(
    letter, office, authority, chair, officer, xb, stranger, now
):
    now.move_to(OPENED - 20 * DAY)
    version = (
        Story(author=authority, chair=chair, officer=officer)
        .to(State.CIRCULATED)
        .commitment.folder.papers.get()
        .versions.get()
    )
    now.move_to(NOW)
    said = {"on_behalf_of": "XB", "from_letter": str(letter.uid), "text": "Add safety.", "audience": "members"}
    place = f"/api/v1/papers/{version.paper.symbol.replace('/', '_')}/versions/1/comments/"
    assert office.post(place, said, content_type="application/json").status_code == 201
    made = Comment.objects.get()
    later = registered(office, **{**NOTE, "own_number": "12-3/49"})
    reason = {"reason": "The note was withdrawn."}
    entered(office, later, f"?about=comment&of={made.uid}", "Entered by mistake", **reason)
    assert not Comment.objects.exists()
    assert did(later) == ["mistake"]
    # What the state said in the portal itself, no letter takes back: its own people do.
    own = comment(version=version, owner=xb, text="Add speed.", audience="members", by=stranger)
    page = office.get(f"{later.get_absolute_url()}enter/?about=comment&of={own.uid}").content.decode()
    assert "Entered by mistake" not in page.partition('id="about-it"')[2]


def test_receipts_of_what_was_served_are_entered_from_the_note_that_thanks_for_it(letter, office, xb):
    ours = Addressee.objects.create(
        participant=xb,
        kind="paper-circulated",
        about_kind="meeting",
        about_key="1",
        about_label="A text",
        occurrence="1",
        url="/",
        on_paper=True,
        at=NOW - DAY,
        day=(NOW - DAY).date(),
    )
    said = {"addressees": [str(ours.uid)], "day": "2027-03-03", "channel": "courier", "served_by": "A courier"}
    address = links(office.get(f"{letter.get_absolute_url()}enter/").content.decode())["Enter receipts"]
    page = office.get(address)
    form = page.context["form"]
    assert form["note"].value() == CITED
    # Of the rows it offers those of the state whose letter it is.
    assert str(ours.uid) in page.content.decode()
    Addressee.objects.filter(pk=ours.pk).update(participant=a_state("XY"))
    assert str(ours.uid) not in office.get(address).content.decode()
    Addressee.objects.filter(pk=ours.pk).update(participant=xb)
    begun = {field.name: field.value() for field in form if field.value() not in (None, "", False)}
    shown = office.post(address.partition("?")[0], {**begun, **said})
    previewed = {field.name: field.value() for field in shown.context["form"] if field.value() not in (None, "", False)}
    assert office.post(address.partition("?")[0], {**previewed, **said}).status_code == 302
    assert PaperReceipt.objects.get().note == CITED
    assert did(letter) == ["enter"]


def test_a_state_gives_the_title_in_its_language_by_note(letter, office, authority, chair, officer, xb, stranger, now):
    now.move_to(OPENED - 20 * DAY)
    commitment = Story(author=stranger, chair=chair, officer=officer).commitment
    now.move_to(NOW)
    about = f"?about=commitment&of={commitment.reference}"
    entered(office, letter, about, "Give the title in other languages", title_in_ru="Коридоры")
    commitment.refresh_from_db()
    assert commitment.title_in["ru"] == "Коридоры"
    assert did(letter) == ["other-languages"]
    assert EnteredForState.objects.filter(participant=xb, letter=CITED, about_kind="commitment").exists()
