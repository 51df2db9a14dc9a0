"""Decisions: recorded with the commitments they are about, and shown everywhere with what states said of them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commitments.actions import Answers, take_step
from commitments.models import Commitment
from commitments.tests.stories import Story
from decisions.actions.decisions import Matter, consensus_of, decide
from decisions.actions.positions import Stated
from decisions.actions.recording import Wording, adopt_by_silence
from decisions.choices import Manner, Outcome, PositionKind
from decisions.models import Decision, SilenceProcedure, SilenceRound
from law.cica.bodies import Body
from law.cica.states import State
from law.grammar.procedure import Does
from meetings.actions.attendance import AttendanceLine, keep_attendance
from meetings.choices import Presence, Status
from meetings.tests.factories import MeetingFactory
from record.dates import day_of_the_house
from record.refusals import Refused, StepRefused

pytestmark = [pytest.mark.django_db, pytest.mark.both]


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


def wording(**given) -> Wording:
    return Wording(**{"title": {"en": "The corridors"}, "text": {"en": "The Committee approves."}, **given})


def fresh(story) -> Commitment:
    return Commitment.objects.with_everything().get(pk=story.commitment.pk)


def the_matter(story, does=Does.ADOPTS, note="") -> Matter:
    return Matter(story.commitment, does, note, story.commitment.version)


def dissociates(state) -> Stated:
    return Stated(state, PositionKind.DISSOCIATION, "17–19", {"en": "XB does not join these paragraphs."})


def test_a_decision_moves_the_commitment_it_is_about(story, soc, xb, xc, officer):
    made = decide(
        meeting=soc,
        wording=wording(consensus="No member objected.", positions=(dissociates(xb),)),
        matters=[the_matter(story)],
        by=officer,
        once_key="k",
    )
    assert (made.symbol, made.members_then, made.quorum_then) == (f"{soc.reference}-D1", 3, 2)
    assert {one.code for one in made.present.all()} == {"XA", "XC"}
    taken = fresh(story).steps.latest("serial")
    assert (fresh(story).state, taken.step, taken.consensus) == (State.APPROVED, "approve", "No member objected.")
    assert taken.decided_matter.decision == made
    again = wording(consensus="No member objected.", positions=(dissociates(xb),))
    assert decide(meeting=soc, wording=again, matters=[the_matter(story)], by=officer, once_key="k") == made


def test_a_commitment_that_moved_on_refuses_the_whole_by_name(story, soc, officer):
    stale = Matter(story.commitment, Does.ADOPTS, "", story.commitment.version - 1)
    with pytest.raises(StepRefused) as refusal:
        decide(meeting=soc, wording=wording(consensus="Agreed."), matters=[stale], by=officer)
    assert refusal.value.is_stale
    assert story.commitment.reference in str(refusal.value)
    assert not Decision.objects.exists()
    assert fresh(story).state == State.BEFORE_SOC


def test_without_a_quorum_nothing_is_adopted(story, soc, xc, officer):
    keep_attendance(meeting=soc, lines=[AttendanceLine(xc, "", seen=1)], by=officer)
    with pytest.raises(Refused, match="1 of 3 members are written down as present, and a decision needs 2"):
        decide(meeting=soc, wording=wording(), by=officer)
    assert decide(meeting=soc, wording=wording(outcome=Outcome.DEFERRED), by=officer).outcome == Outcome.DEFERRED


def test_an_objection_blocks_and_a_dissociation_does_not(soc, xa, xb, xo, officer):
    objects = Stated(xa, PositionKind.OBJECTION)
    observer_says = Stated(xo, PositionKind.STATEMENT, text={"en": "We note it."})
    for refused, why in (
        (wording(positions=(objects,)), "has no objection"),
        (wording(outcome=Outcome.NO_CONSENSUS), "Name the objection"),
        (wording(positions=(observer_says,)), "no member on that day"),
        (wording(positions=(Stated(xb, PositionKind.DISSOCIATION),)), "from which paragraphs"),
    ):
        with pytest.raises(Refused, match=why):
            decide(meeting=soc, wording=refused, by=officer)
    made = decide(meeting=soc, wording=wording(outcome=Outcome.NO_CONSENSUS, positions=(objects,)), by=officer)
    assert made.positions.get().participant == xa


def test_nothing_is_decided_before_the_meeting_and_by_nobody_but_the_secretariat(soc, officer, chair):
    to_come = MeetingFactory(status=Status.PLANNED, starts_on=day_of_the_house() + dt.timedelta(days=9))
    with pytest.raises(Refused, match="not begun"):
        decide(meeting=to_come, wording=wording(outcome=Outcome.DEFERRED), by=officer)
    with pytest.raises(Refused, match="Secretariat records"):
        decide(meeting=soc, wording=wording(), by=chair)


def test_what_is_not_adopted_approves_nothing(story, soc, officer):
    with pytest.raises(StepRefused, match=story.commitment.reference):
        decide(meeting=soc, wording=wording(outcome=Outcome.DEFERRED), matters=[the_matter(story)], by=officer)
    note = "More time is asked for."
    decide(
        meeting=soc,
        wording=wording(outcome=Outcome.DEFERRED),
        matters=[the_matter(story, Does.DEFERS, note)],
        by=officer,
    )
    assert fresh(story).state == State.CONSIDERED


def a_silence_procedure(officer, xc, at):
    made = SilenceProcedure.objects.create(
        reference="SIL-2026-1", title={"en": "The corridors"}, body=Body.SENIOR_OFFICIALS, opened_by_chair=xc,
        time_zone="Asia/Almaty", ends_at=at, by=officer,
    )  # fmt: skip
    began = at - dt.timedelta(days=14)
    SilenceRound.objects.create(procedure=made, number=1, text="Agreed.", sha256="0" * 64, opens_at=began,
                                ends_at=at, by=officer)  # fmt: skip
    return made


@pytest.mark.parametrize("hour", [12, 20])
def test_what_nobody_objected_to_approves_in_the_place_of_a_meeting(hour, story, xc, officer, today):
    at = dt.datetime.combine(today, dt.time(hour), dt.UTC)
    procedure = a_silence_procedure(officer, xc, at)
    decision = adopt_by_silence(procedure=procedure, at=at, by=None)
    assert adopt_by_silence(procedure=procedure, at=at, by=None) == decision
    # Its day is that of the zone in which the period ran; from the evening on it is another than the house's.
    day = at.astimezone(procedure.zone).date()
    assert (decision.manner, decision.symbol, decision.on) == (Manner.BY_SILENCE, "SIL-2026-1-D1", day)
    with pytest.raises(StepRefused):
        take_step(
            commitment=story.commitment,
            step="defer",
            by=None,
            answers=Answers(note="No.", decision=consensus_of(decision)),
        )
    with pytest.raises(StepRefused):
        take_step(commitment=story.commitment, step="approve", by=None, answers=Answers(consensus="Yes."))
    taken = take_step(
        commitment=story.commitment, step="approve", by=None, answers=Answers(decision=consensus_of(decision))
    )
    assert (taken.to_state, taken.by, taken.on) == (State.APPROVED, None, day_of_the_house(at))
    assert decision.matters.get().commitment == story.commitment


def test_an_officer_moves_by_hand_what_a_silence_procedure_adopted(story, xc, officer, chair, sign_in):
    at = timezone.now()
    decision = adopt_by_silence(procedure=a_silence_procedure(officer, xc, at), at=at, by=None)
    office = sign_in(officer)
    address = reverse("decision-act", args=[decision.symbol, "carry-out"])
    assert sign_in(chair).get(address).status_code == 403
    assert story.commitment.reference in office.get(address).content.decode()
    assert office.post(address, {"commitments": story.commitment.reference}).status_code == 302
    assert (fresh(story).state, decision.matters.get().commitment) == (State.APPROVED, story.commitment)
