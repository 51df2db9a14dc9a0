"""What was written beside a decision by mistake is taken back, and what people wrote keeps its language."""

import pytest
import time_machine

from decisions.actions.positions import Stated, attach_position
from decisions.actions.silence import fresh, open_silence
from decisions.choices import Outcome, PositionKind
from decisions.kinds import POSITION_ATTACHED
from decisions.models import FollowUp, Position, SilenceObjection
from decisions.tests.silence_stories import DAY, OPENED, opened_by, read_by
from meetings.tests.factories import DecisionFactory, FollowUpFactory, PositionFactory
from members.tests.factories import UserFactory
from notices.kinds import ENTRY_CORRECTED
from notices.models import Notice
from record.actions import ask_correction
from record.refusals import Refused
from record.tests.corrected import WHY, correct

pytestmark = [pytest.mark.django_db, pytest.mark.both]
IN_FRENCH_LETTERS = "Cairo, 2027"  # Latin letters: without a word of its author nobody can tell


@pytest.fixture
def dissociation(xb):
    return PositionFactory(participant=xb, paragraphs="paragraph 17")


def test_a_position_taken_back_is_found_nowhere_and_another_can_be_attached(dissociation, xb, officer, sign_in):
    decision, client = dissociation.decision, sign_in(officer)
    symbol = decision.symbol
    assert [row["symbol"] for row in client.get("/api/v1/decisions/", {"state": "XB"}).json()["results"]] == [symbol]
    correct(dissociation, officer)
    assert client.get("/api/v1/decisions/", {"state": "XB"}).json()["results"] == []
    assert client.get(f"/api/v1/decisions/{symbol}/").json()["positions"] == []
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "paragraph 17" in page[page.index("<s>") : page.index("</s>")]
    assert WHY in page
    Position.objects.create(
        decision=decision, participant=xb, kind=PositionKind.DISSOCIATION, paragraphs="18", on=decision.on
    )
    assert [one.paragraphs for one in decision.positions.all()] == ["18"]


def test_an_objection_that_blocked_a_decision_goes_with_the_decision_alone(officer, xb):
    blocked = DecisionFactory(outcome=Outcome.NO_CONSENSUS)
    objection = PositionFactory(decision=blocked, participant=xb, kind=PositionKind.OBJECTION, paragraphs="")
    with pytest.raises(Refused, match="blocked by it"):
        ask_correction(thing=objection, reason=WHY, by=officer)


def test_who_was_told_of_a_position_is_told_of_its_correction_and_nobody_else(dissociation, officer):
    reader, other = UserFactory(), UserFactory()
    told = {"about_kind": "decision", "about_key": dissociation.decision.symbol, "about_label": "It", "url": "/desk/"}
    of_it, of_another = f"position {dissociation.pk}", f"position {dissociation.pk + 1}"
    Notice.objects.create(kind=POSITION_ATTACHED, recipient=reader, occurrence=of_it, **told)
    Notice.objects.create(kind=POSITION_ATTACHED, recipient=other, occurrence=of_another, **told)
    correct(dissociation, officer)
    assert [notice.recipient for notice in Notice.objects.filter(kind=ENTRY_CORRECTED)] == [reader]


def test_a_follow_up_taken_back_asks_for_nothing(officer, xa, authority, sign_in):
    follow_up = FollowUpFactory(owner=xa, what="Send the list")
    assert ask_correction(thing=follow_up, reason=WHY, by=officer).is_waiting
    correct(FollowUpFactory(what="Ask the Secretariat"), officer)
    assert [row.what for row in FollowUp.objects.open()] == ["Send the list"]
    client = sign_in(authority)
    assert "Ask the Secretariat" not in client.get("/follow-ups/").content.decode()
    asked_for = client.get("/follow-ups/", {"with_corrected": "true"}).content.decode()
    assert "Ask the Secretariat" in asked_for[asked_for.index("<s>") : asked_for.index("</s>")]


# -- The language of what people write.


def test_a_report_keeps_the_language_in_which_it_was_written(xa, authority, officer, sign_in):
    follow_up, client = FollowUpFactory(owner=xa), sign_in(authority)
    sent = {"report": IN_FRENCH_LETTERS, "language": "ar", "language_kept": "ar"}
    answer = client.post(f"/api/v1/follow-ups/{follow_up.pk}/report/", sent, content_type="application/json")
    assert (answer.status_code, answer.json()["language"]) == (200, "ar")
    page = client.get(follow_up.decision.get_absolute_url()).content.decode()
    assert 'lang="ar" dir="rtl"><p>Cairo' in page.replace("\n", "")
    asked = client.post(
        f"/api/v1/follow-ups/{follow_up.pk}/report/", {"report": "Готово", "language": "ar"},
        content_type="application/json",
    )  # fmt: skip
    assert (asked.status_code, list(asked.json()["errors"])) == (422, ["language"])


def test_an_objection_keeps_the_language_in_which_it_was_written(authority, stranger, chair, xb, sign_in):
    procedure = read_by(opened_by(open_silence, chair), authority, stranger, chair)
    with time_machine.travel(OPENED + 2 * DAY, tick=False):
        client = sign_in(stranger)
        sent = {"text": IN_FRENCH_LETTERS, "language": "ar", "language_kept": "ar"}
        answer = client.post(
            f"/api/v1/silence-procedures/{procedure.reference}/object/", sent, content_type="application/json"
        )
        page = client.get(fresh(procedure).get_absolute_url()).content.decode()
    assert answer.status_code in {200, 201}, answer.content
    assert SilenceObjection.objects.get().language == "ar"
    assert [row["language"] for row in answer.json()["objections"]] == ["ar"]
    assert 'lang="ar" dir="rtl"' in page[page.index('id="objections"') :].partition(IN_FRENCH_LETTERS)[0]


def test_a_position_attached_twice_is_told_so_unless_the_first_was_a_mistake(officer, xb):
    decision = DecisionFactory()
    stated = Stated(xb, PositionKind.STATEMENT, "", {"en": "So."})
    first = PositionFactory(decision=decision, participant=xb, kind=PositionKind.STATEMENT, paragraphs="")
    with pytest.raises(Refused):
        attach_position(decision=decision, stated=stated, by=officer)
    correct(first, officer)
    assert attach_position(decision=decision, stated=stated, by=officer).pk != first.pk
