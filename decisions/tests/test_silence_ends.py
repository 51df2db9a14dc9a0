"""The end of a silence procedure, with what follows from it: the decision, commitments, and who is told."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from commitments.models import Commitment
from commitments.tests.factories import CommitmentFactory
from commitments.tests.stories import a_measure
from decisions.actions import silence_ends
from decisions.actions.silence import Text, extend, fresh, open_silence, restart, withdraw
from decisions.actions.silence_ends import conclude, settle_due
from decisions.actions.silence_replies import enter_objection, enter_receipt, object_to
from decisions.choices import Proof, Way
from decisions.kinds import SILENCE_ENDED, SILENCE_EXTENDED, SILENCE_OPENED, SILENCE_RESTARTED
from decisions.models import DecidedMatter, Decision, SilenceMatter
from decisions.tasks import settle_silence
from decisions.tests.silence_stories import DAY, ENDS, OPENED, SECOND, opened_by, read_by
from law.choices import SilenceState
from law.cica.bodies import Body
from law.cica.deciding import SILENCE
from law.cica.states import State
from notices.actions import say_the_clock_is_right, sweep
from notices.clock import Witness
from notices.models import Notice
from notices.reports.health import health
from notices.reports.told import told
from record.clocks import ClockInDoubt

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def sentences(person, kind):
    return [one.sentence for one in told(person, Notice.objects.visible_to(person).filter(kind=kind).order_by("pk"))]


def test_adoption_decides_and_moves_the_commitment_as_of_the_end_of_the_period(procedure, before_soc):
    assert settle_due(at=ENDS - SECOND) == []
    assert [one.state for one in settle_due(at=ENDS + 5 * DAY)] == [SilenceState.ADOPTED]
    decision, moved = Decision.objects.get(), Commitment.objects.get(pk=before_soc.pk)
    matter = DecidedMatter.objects.get(decision=decision)
    assert (moved.state, matter.commitment, matter.taken.on) == (State.APPROVED, moved, ENDS.date())
    assert matter.taken.by is None
    assert decision.symbol in matter.taken.consensus
    # Again, and by the command: nothing more.
    assert settle_due(at=ENDS + 6 * DAY) == []
    call_command("settle_silence")
    assert Decision.objects.count() == DecidedMatter.objects.count() == 1


def test_one_that_was_listed_as_due_is_looked_at_again_and_not_ended_before_its_end(procedure):
    """It may have been extended between the list of what is due and its turn."""
    assert silence_ends.settle(procedure=procedure, at=ENDS - SECOND) is None
    assert fresh(procedure).state == SilenceState.OPEN
    assert not Decision.objects.exists()


def test_two_sweeps_that_both_saw_it_open_adopt_once(procedure, monkeypatch):
    """The second one reads the list of what is due before the first one is through with it."""
    seen = fresh(procedure)
    settle_due(at=ENDS)
    monkeypatch.setattr(silence_ends, "fresh", lambda _one: seen)
    assert silence_ends.settle(procedure=procedure, at=ENDS) is None
    assert Decision.objects.count() == 1


def test_a_commitment_that_cannot_move_keeps_the_sentence_and_the_decision_stands(procedure, before_soc, officer):
    Commitment.objects.filter(pk=before_soc.pk).update(state=State.CONSIDERED)
    settle_due(at=ENDS)
    assert fresh(procedure).state == SilenceState.ADOPTED
    assert "can't be taken here now" in SilenceMatter.objects.get().problem
    assert Commitment.objects.get(pk=before_soc.pk).state == State.CONSIDERED


def test_one_that_fails_does_not_keep_the_others_waiting(procedure, authority, stranger, chair, monkeypatch):
    other = read_by(opened_by(open_silence, chair), authority, stranger, chair)
    true = silence_ends._follow

    def fails_once(made, by, at):
        if made.pk == procedure.pk:
            raise ValueError("a fault")
        true(made, by, at)

    monkeypatch.setattr(silence_ends, "_follow", fails_once)
    with pytest.raises(ExceptionGroup):
        settle_due(at=ENDS)
    assert (fresh(procedure).state, fresh(other).state) == (SilenceState.OPEN, SilenceState.ADOPTED)


def test_the_house_waits_for_what_is_on_its_way_and_no_longer(procedure):
    assert settle_due(at=ENDS + SILENCE.grace - SECOND, seen=Witness()) == []
    assert fresh(procedure).state == SilenceState.OPEN
    settle_due(at=ENDS + SILENCE.grace, seen=Witness())
    assert (fresh(procedure).state, fresh(procedure).settled_at) == (SilenceState.ADOPTED, ENDS)


@pytest.mark.parametrize("wrong", [ENDS + 40 * DAY, OPENED - 40 * DAY], ids=["ahead", "behind"])
def test_a_wrong_clock_ends_nothing_and_alarms(procedure, before_soc, wrong):
    """The machine ran on for an hour; its clock moved by forty days, or a dead battery put it back."""
    up = Witness("monday", since_boot=1000.0)
    sweep(at=OPENED + DAY, seen=up)
    with pytest.raises(ClockInDoubt):
        settle_due(at=wrong, seen=replace(up, since_boot=4600.0))
    assert (fresh(procedure).state, Decision.objects.count()) == (SilenceState.OPEN, 0)
    assert Commitment.objects.get(pk=before_soc.pk).state == State.BEFORE_SOC
    assert "clock" in health(wrong).alarms
    # Put right, it goes on by itself, and the text is adopted on its day.
    sweep(at=ENDS, seen=replace(up, since_boot=1000.0 + (ENDS - OPENED - DAY).total_seconds()))
    assert [made.settled_at for made in settle_due(at=ENDS + SILENCE.grace, seen=Witness())] == [ENDS]


def test_by_cron_it_says_that_it_is_held(procedure, officer):
    say_the_clock_is_right(by=officer, at=timezone.now() - 40 * DAY, seen=Witness("another", 5.0))
    with pytest.raises(CommandError, match="Held: More than 36 hours"):
        call_command("settle_silence")
    settle_silence()
    assert fresh(procedure).state == SilenceState.OPEN


# -- Who is told.


def test_the_members_are_told_of_each_turn_and_in_the_end_who_objected(
    procedure, authority, stranger, chair, officer, observer, xb
):
    opened = Notice.objects.filter(kind=SILENCE_OPENED)
    assert (
        opened.filter(channel="portal").count() == opened.by_email().filter(official=True).count() == 3
    )  # not the person who opened it
    extend(procedure=procedure, days=1, by=chair, at=OPENED + 2 * DAY)
    restart(procedure=procedure, before=Text("Another."), by=chair, at=OPENED + 3 * DAY)
    object_to(procedure=procedure, owner=xb, text="Not so.", by=stranger, at=OPENED + 4 * DAY)
    assert sentences(authority, SILENCE_EXTENDED) == [
        "SP-2027-1 · Plan for 2028: the period is longer now, until 16 March 2027, 18:00 (Almaty, UTC+5)."
    ]
    assert sentences(authority, SILENCE_ENDED) == ["SP-2027-1 · Plan for 2028: State XB objected; nothing was adopted."]
    assert len(sentences(officer, SILENCE_RESTARTED)) == 1
    assert not Notice.objects.filter(recipient=observer).exists()


def test_that_it_is_held_the_secretariat_and_the_chair_are_told_and_then_all_that_it_is_adopted(
    before_soc, authority, stranger, chair, officer, xb
):
    held = read_by(opened_by(open_silence, chair, commitments=[before_soc]), authority, chair)
    settle_due(at=ENDS)
    assert set(Notice.objects.filter(kind=SILENCE_ENDED).values_list("recipient", flat=True)) == {
        chair.pk,
        officer.pk,
    }
    enter_receipt(
        procedure=held, owner=xb, way=Way.NOTE_VERBALE, proof=Proof.RECEIPT, reached_at=OPENED + DAY, evidence="No. 1",
        by=officer, at=ENDS + DAY,
    )  # fmt: skip
    conclude(procedure=held, by=officer, at=ENDS + 2 * DAY)
    assert Commitment.objects.get(pk=before_soc.pk).state == State.APPROVED
    assert sentences(stranger, SILENCE_ENDED) == [
        "SP-2027-1 · Plan for 2028 was adopted by silence procedure on 15 March 2027, 18:00 (Almaty, UTC+5)."
    ]


def test_nothing_moves_where_a_member_objected_on_paper_or_the_chair_withdrew(
    procedure, before_soc, officer, chair, xb
):
    made = opened_by(open_silence, chair, commitments=[before_soc])
    withdraw(procedure=made, by=chair, at=OPENED + DAY)
    given = {"owner": xb, "text": "Not so.", "made_at": ENDS - SECOND, "way": Way.NOTE_VERBALE}
    enter_objection(procedure=procedure, by=officer, at=ENDS + DAY, **given)
    assert settle_due(at=ENDS + 2 * DAY) == []
    assert Commitment.objects.get(pk=before_soc.pk).state == State.BEFORE_SOC


def test_only_a_commitment_that_one_sees_is_named(chair, authority):
    hidden = CommitmentFactory(measure=a_measure(), audience="own", state=State.BEFORE_SOC)
    made = opened_by(open_silence, chair, commitments=[hidden], body=Body.SENIOR_OFFICIALS)
    seen = Commitment.objects.visible_to(chair).filter(pk=hidden.pk).exists()
    assert SilenceMatter.objects.filter(procedure=made).exists() == seen
