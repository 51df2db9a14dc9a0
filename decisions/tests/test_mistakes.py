"""Decisions and receipts that were entered by mistake."""

import datetime as dt

import pytest

from commitments.actions import Answers
from commitments.tests.stories import Story
from decisions.actions.considering import consider
from decisions.actions.decisions import decide
from decisions.actions.recording import Wording
from decisions.choices import ItemOutcome, Manner, Proof, Way
from decisions.models import FollowUp, SilenceNotification
from decisions.reads.symbols import next_symbol
from decisions.tests.silence_stories import a_procedure
from journal.models import Entry
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.tests.factories import DecisionFactory, FollowUpFactory, MeetingFactory
from record.actions import ask_correction
from record.refusals import Refused
from record.tests.corrected import WHY, correct

pytestmark = pytest.mark.django_db


def test_a_decision_by_which_a_commitment_moved_waits_for_its_step(authority, chair, officer):
    story = Story(author=authority, chair=chair, officer=officer).to(State.APPROVED)
    taken = story.commitment.steps.order_by("serial").last()
    decision = taken.decided_matter.decision
    with pytest.raises(Refused, match=story.commitment.reference):
        ask_correction(thing=decision, reason=WHY, by=officer)
    correct(taken, officer)
    correct(decision, officer)
    story.commitment.refresh_from_db()
    assert story.commitment.state == State.BEFORE_SOC


def test_what_became_of_an_item_goes_with_the_mistaken_step_that_recorded_it(authority, chair, officer):
    story = Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED)
    taken = consider(
        commitment=story.commitment, step="consider", by=officer,
        answers=Answers(note="Considered.", meeting=story.meetings[Body.WORKING_GROUP]),
    )  # fmt: skip
    item = taken.agenda_matter.item
    assert item.outcome == ItemOutcome.CONSIDERED
    correct(taken, officer)
    item.refresh_from_db()
    assert (item.outcome, item.outcome_note, item.considered_on) == ("", "", None)
    assert Entry.objects.about(item).order_by("number").last().changes["outcome"] == [ItemOutcome.CONSIDERED, ""]
    again = consider(
        commitment=story.commitment, step="consider", by=officer,
        answers=Answers(note="At that meeting after all.", meeting=story.meetings[Body.WORKING_GROUP]),
    )  # fmt: skip
    assert again.agenda_matter.item == item
    item.refresh_from_db()
    assert (item.outcome, item.outcome_note) == (ItemOutcome.CONSIDERED, "At that meeting after all.")


def test_what_a_mistaken_decision_asked_for_is_asked_of_nobody(officer):
    follow_up = FollowUpFactory()
    assert list(FollowUp.objects.open()) == [follow_up]
    correct(follow_up.decision, officer)
    assert not FollowUp.objects.open().exists()
    assert not FollowUp.objects.visible_to(officer).exists()


def test_what_silence_decided_nobody_entered(officer):
    procedure = a_procedure()
    decision = DecisionFactory(
        symbol="SILENT-D1",
        manner=Manner.BY_SILENCE,
        silence_procedure=procedure,
        meeting=None,
        on=procedure.latest.ends_at.date(),
    )
    with pytest.raises(Refused, match="silence"):
        ask_correction(thing=decision, reason=WHY, by=officer)


def test_a_receipt_on_paper_that_was_a_mistake_proves_nothing(officer, xa):
    procedure = a_procedure()
    receipt = SilenceNotification.objects.create(
        round=procedure.latest, participant=xa, way=Way.NOTE_VERBALE, proof=Proof.RECEIPT, evidence="No. 7",
        sent_at=procedure.latest.opens_at, reached_at=procedure.latest.opens_at, by=officer,
    )  # fmt: skip
    fresh = type(procedure).objects.get(pk=procedure.pk)
    assert xa.pk in fresh.proofs
    correct(receipt, officer)
    fresh = type(procedure).objects.get(pk=procedure.pk)
    assert xa.pk not in fresh.proofs
    again = SilenceNotification.objects.create(
        round=procedure.latest, participant=xa, way=Way.NOTE_VERBALE, sent_at=procedure.latest.opens_at
    )
    assert list(SilenceNotification.objects.filter(participant=xa)) == [again]


def test_what_was_kept_by_itself_is_nobodys_mistake(officer, xa):
    procedure = a_procedure()
    line = SilenceNotification.objects.create(
        round=procedure.latest, participant=xa, way=Way.PORTAL, sent_at=procedure.latest.opens_at
    )
    with pytest.raises(Refused, match="entered automatically"):
        ask_correction(thing=line, reason=WHY, by=officer)


def test_the_symbol_of_a_decision_that_was_a_mistake_is_never_given_again(officer):
    meeting = MeetingFactory(status=Status.HELD, starts_on=dt.date(2026, 9, 9))
    taken = DecisionFactory(meeting=meeting, on=meeting.starts_on)
    decision_to_come = next_symbol(meeting.reference)
    DecisionFactory(meeting=meeting, on=meeting.starts_on, symbol=decision_to_come)
    correct(taken, officer)
    correct(type(taken).objects.get(symbol=decision_to_come), officer)
    assert next_symbol(meeting.reference) != decision_to_come
    wording = Wording(title={"en": "Again"}, text={"en": "The Committee approves."}, symbol=taken.symbol.lower())
    with pytest.raises(Refused) as told:
        decide(meeting=meeting, wording=wording, by=officer)
    assert [str(sentence) for sentence in told.value.problems["symbol"]] == ["Another decision has this symbol."]
