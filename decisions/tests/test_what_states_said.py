"""What states said of a decision is shown wherever the decision is."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from commitments.tests.stories import Story
from decisions.actions.decisions import attach, decide
from decisions.actions.positions import Asked, Stated, add_follow_up, report_follow_up
from decisions.choices import PositionKind
from decisions.models import Decision
from decisions.tests.test_decisions import dissociates, fresh, the_matter, wording
from law.cica.bodies import Body
from law.cica.states import State
from meetings.actions.attendance import AttendanceLine, keep_attendance
from meetings.choices import Presence
from meetings.tests.factories import DecisionFactory, FollowUpFactory
from members.models import EnteredForState
from members.tests.seeing import who_sees
from notices.models import Notice
from record.dates import day_of_the_house
from record.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(authority, chair, officer) -> Story:
    """A commitment of XA before the Committee, whose members XA, XB and XC are."""
    return Story(author=authority, chair=chair, officer=officer).to(State.BEFORE_SOC)


@pytest.fixture
def soc(story, xa, xc, xb, officer):
    """The meeting of the Committee, at which XA and XC are present: a quorum."""
    meeting = story.meetings[Body.SENIOR_OFFICIALS]
    lines = [AttendanceLine(state, Presence.IN_PERSON) for state in (xa, xc)]
    keep_attendance(meeting=meeting, lines=lines, by=officer)
    return meeting


WORDS = "does not join these paragraphs"


@pytest.fixture
def decided(story, soc, xb, officer):
    made = decide(
        meeting=soc,
        wording=wording(consensus="Agreed.", positions=(dissociates(xb),)),
        matters=[the_matter(story)],
        by=officer,
    )
    said = Stated(xb, PositionKind.STATEMENT, "", {"en": "We understand it so."})
    attach(decision=made, stated=said, letter="Note 12 of 1 March", by=officer)
    return made


def test_what_states_said_is_shown_wherever_the_decision_is(decided, story, soc, authority, officer, sign_in):
    reader = sign_in(authority)
    for address in (
        decided.get_absolute_url(),
        reverse("decision-list"),
        soc.get_absolute_url(),
        story.commitment.get_absolute_url(),
        "/api/v1/decisions/?format=json",
        f"/api/v1/decisions/{decided.symbol}/",
    ):
        text = reader.get(address).content.decode()
        assert WORDS in text, address
        assert "17–19" in text or "17\\u201319" in text, address
        assert "We understand it so." in text, address
    told = reader.get(reverse("notices")).content.decode()
    assert "Dissociation from paragraphs (17–19)" in told
    assert "Interpretative statement" in told
    page = sign_in(officer).get(reverse("admin:decisions_decision_change", args=[decided.pk])).content.decode()
    assert WORDS in page
    assert "17–19" in sign_in(officer).get(reverse("admin:decisions_decision_changelist")).content.decode()


def test_what_states_said_goes_into_every_file(decided, authority, sign_in):
    reader = sign_in(authority)
    for address in ("/api/v1/decisions/", f"/api/v1/decisions/{decided.symbol}/"):
        rows = list(csv.DictReader(io.StringIO(_bytes(reader.get(address, {"format": "csv"})).decode("utf-8-sig"))))
        assert len(rows) == 1
        assert (
            "State XB: Dissociation from paragraphs (17–19): XB does not join these paragraphs." in rows[0]["positions"]
        )
        assert "State XB: Interpretative statement: We understand it so." in rows[0]["positions"]
        book = openpyxl.load_workbook(io.BytesIO(_bytes(reader.get(address, {"format": "xlsx"}))))
        cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
        assert any(WORDS in cell for cell in cells)


def _bytes(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_who_may_not_read_a_decision_is_told_nothing_of_it(decided, observer, sign_in):
    theirs = sign_in(observer)
    assert theirs.get(decided.get_absolute_url()).status_code == 404
    assert theirs.get(f"/api/v1/decisions/{decided.symbol}/").status_code == 404
    assert decided.symbol not in theirs.get(reverse("decision-list")).content.decode()
    assert not Notice.objects.about(decided).filter(recipient=observer).exists()


def test_a_statement_comes_afterwards_and_an_objection_does_not(decided, xa, xb, officer):
    for stated, why in (
        (Stated(xa, PositionKind.OBJECTION), "objection is recorded"),
        (dissociates(xb), "there already"),
    ):
        with pytest.raises(Refused, match=why):
            attach(decision=decided, stated=stated, by=officer)
    early = decided.on - dt.timedelta(days=1)
    with pytest.raises(Refused, match="day"):
        attach(decision=decided, stated=dissociates(xa), by=officer, on=early)


def test_who_looks_after_a_follow_up_reports_on_it(decided, xa, authority, stranger, officer, sign_in):
    asked = add_follow_up(decision=decided, asked=Asked("Send a report.", xa), by=officer)
    with pytest.raises(Refused):
        report_follow_up(follow_up=asked, report="Done.", by=stranger)
    page = sign_in(authority).post(
        reverse("follow-up-act", args=[asked.pk, "report"]), {"seen": "0", "report": "It is sent."}
    )
    assert page.status_code == 302
    assert "It is sent." in sign_in(stranger).get(reverse("follow-up-list")).content.decode()
    report = reverse("follow-up-act", args=[asked.pk, "report"])
    assert sign_in(stranger).get(report).status_code == 403
    # The address that letters of before name leads there.
    assert sign_in(stranger).get(reverse("follow-up", args=[asked.pk]))["Location"] == report


def test_machines_record_decisions(story, soc, xa, officer, authority, sign_in):
    said = {"meeting": soc.reference, "title": "Corridors", "text": "Approved.", "consensus": "Agreed.",
            "approved": [story.commitment.reference]}  # fmt: skip
    assert sign_in(authority).post("/api/v1/decisions/", said, content_type="application/json").status_code == 403
    office = sign_in(officer)
    made = office.post("/api/v1/decisions/", said, content_type="application/json", headers={"Idempotency-Key": "a"})
    assert (made.status_code, made.json()["commitments"][0]["to_state"]) == (201, "approved")
    again = office.post("/api/v1/decisions/", said, content_type="application/json", headers={"Idempotency-Key": "a"})
    assert (again.status_code, again.json()["symbol"]) == (200, made.json()["symbol"])
    stated = {"participant": "XA", "kind": "dissociation", "paragraphs": "3", "text": "We do not join it."}
    found = office.post(made["Location"] + "positions/", stated, content_type="application/json")
    assert found.json()["positions"][0]["said"] == "State XA: Dissociation from paragraphs (3): We do not join it."
    refused = office.post(
        made["Location"] + "positions/", {**stated, "paragraphs": ""}, content_type="application/json"
    )
    assert refused.status_code == 422


def test_the_secretariat_records_all_of_it_on_one_page_of_the_admin(story, soc, xb, officer, sign_in):
    office, page = sign_in(officer), reverse("admin:meetings_meeting_decide", args=[soc.pk])
    shown = office.get(page).content.decode()
    assert "2 of 3 members are written down as present" in shown
    assert f"{story.commitment}: Decided" in shown
    row = f"matters-{story.commitment.pk}"
    said = {
        "title": "Corridors", "title_ru": "Коридоры", "text_ru": "Комитет одобряет.", "outcome": "adopted",
        "consensus": "Agreed.", "on": soc.starts_on.isoformat(), "audience": "members", "once_key": "k",
        f"{row}-step": "defers", f"{row}-note": "", f"{row}-seen": str(story.commitment.version),
        "positions-1-participant": "XB", "positions-1-kind": "dissociation", "positions-1-paragraphs": "3",
        "positions-1-text": "XB does not join.", "positions-1-language": "en", "follow_ups-2-what": "To report.",
    }  # fmt: skip
    refused = office.post(page, said)
    assert refused.status_code == 422
    assert "Say why, for those who wrote the paper." in refused.content.decode()
    assert "XB does not join." in refused.content.decode()
    assert not Decision.objects.exists()
    said |= {f"{row}-step": "adopts"}
    for _press in range(2):
        assert office.post(page, said).status_code == 302
    made = Decision.objects.get()
    assert (made.title, made.text) == (
        {"en": "Corridors", "ru": "Коридоры"},
        {"ru": "Комитет одобряет."},
    )
    (position,), (follow_up,) = made.positions.all(), made.follow_ups.all()
    assert (position.participant, position.paragraphs, position.text) == (xb, "3", {"en": "XB does not join."})
    assert (follow_up.what, follow_up.owner) == ("To report.", None)
    assert fresh(story).state == State.APPROVED


@pytest.mark.parametrize("address", ["/meetings/{key}/decide/", "admin"])
def test_in_which_language_a_state_wrote_is_asked_in_its_own_row(address, story, soc, xb, officer, sign_in):
    office = sign_in(officer)
    in_admin = reverse("admin:meetings_meeting_decide", args=[soc.pk])
    page = in_admin if address == "admin" else address.format(key=soc.reference)
    said = {
        "title": "Corridors", "text": "The Committee approves.", "outcome": "adopted", "consensus": "Agreed.",
        "on": soc.starts_on.isoformat(), "audience": "members", "once_key": "k",
        "positions-2-participant": "XB", "positions-2-paragraphs": "3", "positions-2-text": "Не присоединяемся.",
        "positions-2-language": "en", "positions-3-text": "Без государства.", "positions-3-language": "en",
    }  # fmt: skip
    asked = office.post(page, said)
    form = asked.context["form"] if "form" in asked.context else asked.context["turn"].form
    assert (asked.status_code, list(form.errors)) == (422, ["positions-2-language"])
    assert 'name="positions-2-language_kept" value="en"' in asked.content.decode()
    assert office.post(page, {**said, "positions-2-language": "ru"}).status_code == 302
    assert Decision.objects.get().positions.get(participant=xb).text == {"ru": "Не присоединяемся."}


def test_what_a_state_sent_is_attached_in_the_portal_and_in_the_admin(decided, xa, soc, officer, stranger, sign_in):
    office = sign_in(officer)
    shown = office.get(decided.get_absolute_url()).content.decode()
    for act in ("positions", "follow-ups"):
        assert reverse("decision-act", args=[decided.symbol, act]) in shown
        assert sign_in(stranger).get(reverse("decision-act", args=[decided.symbol, act])).status_code == 403
    said = {"participant": "XA", "kind": "statement", "text": "Мы поняли так.", "language": "ru", "on": ""}
    page = reverse("decision-act", args=[decided.symbol, "positions"])
    assert office.post(page, said).status_code == 422
    assert office.post(page, {**said, "on": day_of_the_house().isoformat()}).status_code == 302
    assert decided.positions.get(participant=xa).text == {"ru": "Мы поняли так."}
    row = reverse("admin:decisions_decision_follow-ups", args=[decided.pk])
    assert office.post(row, {"what": "To report.", "owner": "XA", "hears": ""}).status_code == 302
    follow_up = decided.follow_ups.get()
    assert (follow_up.what, follow_up.owner) == ("To report.", xa)
    report = reverse("admin:decisions_followup_report", args=[follow_up.pk])
    assert office.post(report, {"report": "It is.", "closes": "on", "seen": "0"}).status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.report) == ("closed", "It is.")
    assert office.post(report, {"report": "Another.", "seen": "0"}).status_code == 409


def test_every_door_takes_the_same_length_of_a_text(soc, officer, sign_in):
    office, too_long = sign_in(officer), "x" * 50_001
    said = {"title": "Corridors", "text": too_long, "outcome": "deferred", "audience": "members"}
    page = office.post(reverse("admin:meetings_meeting_decide", args=[soc.pk]), said)
    answer = office.post(
        "/api/v1/decisions/", {"meeting": soc.reference, "title": "Corridors", "text": too_long},
        content_type="application/json",
    )  # fmt: skip
    assert (page.status_code, answer.status_code, set(answer.json()["errors"])) == (422, 422, {"text"})
    assert answer.json()["text"][0] in page.content.decode()


def test_a_program_asks_for_a_follow_up_and_reads_what_it_may_do(decided, xa, authority, officer, sign_in):
    office, address = sign_in(officer), f"/api/v1/decisions/{decided.symbol}/"
    told = office.get(address).json()["next_acts"]
    assert [(act["name"], [ask["name"] for ask in act["asks"]]) for act in told] == [
        (
            "positions",
            ["from_letter", "participant", "kind", "paragraphs", "text", "language", "language_kept", "on", "letter"],
        ),
        ("follow-ups", ["what", "owner", "hears", "group"]),
        ("mistake", ["reason", "language", "language_kept", "source"]),
    ]
    assert sign_in(authority).get(address).json()["next_acts"] == []
    asked = office.post(f"{address}follow-ups/", {"what": "To report.", "owner": "XA"}, content_type="application/json")
    assert asked.status_code == 200
    assert [(row["what"], row["owner"]) for row in asked.json()["follow_ups"]] == [("To report.", "XA")]


def test_decisions_are_read_at_one_price_for_one_and_for_three(
    soc, xb, authority, officer, sign_in, django_assert_num_queries
):
    # Session and person; offices and the Chair; how many, which; positions and their states, who was present,
    # follow-ups, commitments; and twice the groups one chairs, which say who may know decisions and commitments.
    reader = sign_in(authority)
    for rows in (1, 2):
        for number in range(rows):
            decide(
                meeting=soc,
                wording=wording(
                    title={"en": f"Text {rows}{number}"}, positions=(dissociates(xb),), follow_ups=(Asked("Go on."),)
                ),
                by=officer,
            )
        with django_assert_num_queries(12):
            assert reader.get("/api/v1/decisions/").status_code == 200


def test_of_a_decision_for_the_members_observers_see_nothing(stranger, observer):
    decision = DecisionFactory()
    for row in (decision, decision.positions.get(), FollowUpFactory(decision=decision)):
        assert who_sees(row, stranger, observer) == {stranger.name}


def test_what_an_officer_writes_down_as_a_states_is_told_in_its_name_and_can_be_disowned(
    decided, xb, authority, stranger, officer, sign_in
):
    """What it said at the meeting, and what it sent afterwards, with the letter; until it is answered the page says so."""
    rows = EnteredForState.objects.filter(participant=xb).order_by("pk")
    assert [(row.what["en"], row.letter) for row in rows] == [
        (f"{decided.symbol}: Dissociation from paragraphs", ""),
        (f"{decided.symbol}: Interpretative statement", "Note 12 of 1 March"),
    ]
    assert who_sees(rows[0], stranger, officer, authority) == {stranger.name, officer.name}
    page = sign_in(authority)
    assert "not its own" not in page.get(decided.get_absolute_url()).content.decode()
    assert sign_in(stranger).post(f"{reverse('entered')}{rows[0].pk}/not-us/").status_code == 302
    assert "not its own" in page.get(decided.get_absolute_url()).content.decode()
