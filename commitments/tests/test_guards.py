"""Each condition of each step, where it doesn't hold: the step is refused with its sentence, and nothing moves.

A row brings a story to where one condition, and no other, is not met. Each guard of the law has a row here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from commitments.actions import Answers, share_view, take_step
from commitments.choices import Fact
from commitments.decided import Consensus, Considered
from commitments.models import Commitment, CoordinatorAssignment, Intention, StepTaken
from commitments.tests.factories import CoordinatorAssignmentFactory
from commitments.tests.stories import PAPER, Story
from journal.models import Entry
from law.choices import CoordinatorRole, Modality, Relation
from law.cica.bodies import Body
from law.cica.guards import (
    A_PAPER_IS_THERE,
    A_STATE_CAN_BE_DESIGNATED,
    A_VIEW_WAS_SHARED,
    THE_HOST_IS_A_MEMBER_OR_AN_OBSERVER_STATE,
    THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT,
    THE_MEETING_IS_WHERE_IT_WAS_PUT,
    THE_MEETING_TAKES_PLACE,
    THE_MEETING_WAS_HELD,
    THE_PLACE_IS_VACANT,
    THE_SPECIALISED_MEETING_WAS_HELD,
)
from law.cica.states import State
from law.editions import workflows
from law.grammar.procedure import Follows, Guard
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.models import User
from notices.models import Notice
from papers.models import Circulation, PaperVersion
from record.dates import day_of_the_house
from record.refusals import StepRefused

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LONG_AGO = dt.date(2023, 5, 16)
World = Callable[[Story, User], dict[str, Any]]


def in_days(days: int) -> dt.date:
    return day_of_the_house() + days * DAY


# -- Worlds in which a condition doesn't hold: each says with what the step is asked for.


def cancelled_or_proposed(body: Body, state: State, status: Status) -> World:
    def world(story: Story, stranger: User) -> dict[str, Any]:
        story.to(state)
        return {"meeting": MeetingFactory(body=body, status=status, starts_on=in_days(1), host=story.state)}

    return world


def ended_before_what_led_there(body: Body, state: State) -> World:
    def world(story: Story, stranger: User) -> dict[str, Any]:
        story.to(state)
        return {"meeting": MeetingFactory(body=body, status=Status.HELD, starts_on=LONG_AGO, host=story.state)}

    return world


def hosted_by_nobody(story: Story, stranger: User) -> dict[str, Any]:
    story.to(State.COMPILED)
    return {"meeting": MeetingFactory(body=Body.SPECIALISED, status=Status.PLANNED, starts_on=in_days(1), host=None)}


def group_yet_to_meet(story: Story, stranger: User) -> dict[str, Any]:
    story.to(State.CIRCULATED)
    return {"meeting": MeetingFactory(body=Body.WORKING_GROUP, status=Status.PLANNED, starts_on=in_days(1))}


def group_met_before_it_was_circulated(story: Story, stranger: User) -> dict[str, Any]:
    return ended_before_what_led_there(Body.WORKING_GROUP, State.CIRCULATED)(story, stranger)


def convened_and_not_met_yet(story: Story, stranger: User) -> dict[str, Any]:
    to_come = MeetingFactory(body=Body.SPECIALISED, status=Status.PLANNED, starts_on=in_days(1), host=story.state)
    story.to(State.COMPILED).take("convene", meeting=to_come)
    return {}


def one_view_kept_to_its_state(story: Story, stranger: User) -> dict[str, Any]:
    share_view(commitment=story.commitment, owner=story.state, text="Ours alone.", audience="own", by=story.author)
    return {"document": PAPER}


def drafted_without_a_paper(story: Story, stranger: User) -> dict[str, Any]:
    # No step leads there without a paper; a row of the public record can stand there.
    Commitment.objects.filter(pk=story.commitment.pk).update(state=State.DRAFTED)
    return {}


def designated_on_the_record(story: Story, stranger: User) -> dict[str, Any]:
    CoordinatorAssignmentFactory(
        fact=Fact.DESIGNATION, participant=story.state, role=CoordinatorRole.COORDINATOR, commitment=story.commitment,
        measure=story.commitment.measure, record_key="shown",
    )  # fmt: skip
    return {"party": story.state, "note": "It agreed."}


def coordinated_by_one_of_two(story: Story, stranger: User) -> dict[str, Any]:
    story.take("join", stranger).to(State.COORDINATED)
    return {"party": stranger.focal_points.get().participant, "note": "It agreed."}


def coordinated_by_the_only_one(story: Story, stranger: User) -> dict[str, Any]:
    story.to(State.COORDINATED)
    return {"party": story.state, "note": "It agreed."}


def left_to_a_co_coordinator(story: Story, stranger: User) -> dict[str, Any]:
    other = stranger.focal_points.get().participant
    story.take("join", stranger).take("designate-coordinator", story.chair, party=other, note="It agreed.")
    story.take("designate-co-coordinator", story.chair, party=story.state, note="It agreed.").take("withdraw", stranger)
    return {"party": story.state, "note": "It agreed."}


def decided_at(meeting: Meeting, on: dt.date | None = None) -> Consensus:
    return Consensus(
        body=meeting.body, on=on or meeting.starts_on, is_adopted=True, by_silence=False, meeting=meeting,
        carried_out=lambda taken: None,
    )  # fmt: skip


def put_before(story: Story, starts_on: dt.date, **given: Any) -> Meeting:
    soc: Meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=starts_on, **given)
    story.to(State.CONSIDERED).take("put-before-soc", meeting=soc)
    return soc


def committee_yet_to_meet(story: Story, stranger: User) -> dict[str, Any]:
    soc = put_before(story, in_days(3))
    return {"meeting": soc, "decision": decided_at(soc)}


def decided_on_the_day_before_it_was_put(story: Story, stranger: User) -> dict[str, Any]:
    """A meeting of three days, before which it was put on the second one."""
    soc = put_before(story, in_days(-1), ends_on=in_days(1))
    return {"meeting": soc, "decision": decided_at(soc)}


def decided_at_an_earlier_meeting(story: Story, stranger: User) -> dict[str, Any]:
    put_before(story, in_days(3))
    earlier = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.HELD, starts_on=in_days(1))
    return {"meeting": earlier, "decision": decided_at(earlier), "at": timezone.now() + 5 * DAY}


def decided_at_a_later_meeting_for_no_reason(story: Story, stranger: User) -> dict[str, Any]:
    put_before(story, in_days(3))
    later = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.HELD, starts_on=in_days(4))
    return {"meeting": later, "decision": decided_at(later), "note": "", "at": timezone.now() + 5 * DAY}


# -- The rows: under which modality, which step, which of its conditions, where it doesn't hold, and what is said.


@dataclass(frozen=True)
class Unmet:
    """A step of which one condition doesn't hold, and the sentence that says so."""

    modality: Modality
    step: str
    guard: Guard
    world: World
    says: str

    def __str__(self) -> str:
        return f"{self.step}: {self.guard.name}, {self.says[:30]}"


NOT_PLANNED = ((Status.CANCELLED, "This meeting was cancelled."), (Status.PROPOSED, "This meeting is only proposed."))
ALL_DESIGNATED, VACANT = "Every state that intends it is designated already.", "A coordinator is designated already."
NOT_HELD, ENDED, SAY_WHY = "This meeting has not been held yet.", "This meeting ended on 16 May 2023", "Say in the note"
OF_BOTH = (
    Unmet(Modality.A, "circulate", A_PAPER_IS_THERE, drafted_without_a_paper, "No paper has been submitted yet."),
    Unmet(Modality.A, "ask-the-states", THE_PLACE_IS_VACANT, coordinated_by_the_only_one, VACANT),
    Unmet(Modality.A, "designate-another-coordinator", THE_PLACE_IS_VACANT, coordinated_by_one_of_two, VACANT),
    Unmet(
        Modality.A, "designate-another-coordinator", A_STATE_CAN_BE_DESIGNATED, left_to_a_co_coordinator, ALL_DESIGNATED
    ),
    Unmet(
        Modality.A, "designate-co-coordinator", A_STATE_CAN_BE_DESIGNATED, coordinated_by_the_only_one, ALL_DESIGNATED
    ),
)
OF_MODALITY_A = (
    Unmet(
        Modality.A, "designate-coordinator", A_STATE_CAN_BE_DESIGNATED, designated_on_the_record, ALL_DESIGNATED
    ),
)  # fmt: skip
OF_MODALITY_B = (
    Unmet(
        Modality.B, "compile", A_VIEW_WAS_SHARED, one_view_kept_to_its_state,
        "No view has been shared with the members yet.",
    ),
    Unmet(
        Modality.B, "convene", THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT,
        ended_before_what_led_there(Body.SPECIALISED, State.COMPILED), ENDED,
    ),
    Unmet(
        Modality.B, "convene", THE_HOST_IS_A_MEMBER_OR_AN_OBSERVER_STATE, hosted_by_nobody,
        "A specialised meeting is hosted by a member or an observer state",
    ),
    Unmet(
        Modality.B, "entrust", THE_SPECIALISED_MEETING_WAS_HELD, convened_and_not_met_yet,
        "The specialised meeting has not been held yet.",
    ),
)  # fmt: skip
TAKE_PLACE = tuple(
    Unmet(modality, step, THE_MEETING_TAKES_PLACE, cancelled_or_proposed(body, state, status), says)
    for modality, step, body, state in (
        (Modality.A, "hold-specialised-meeting", Body.SPECIALISED, State.INDICATED),
        (Modality.B, "convene", Body.SPECIALISED, State.COMPILED),
        (Modality.A, "put-before-soc", Body.SENIOR_OFFICIALS, State.CONSIDERED),
    )
    for status, says in NOT_PLANNED
)
BEFORE_SOC = Unmet(
    Modality.A, "put-before-soc", THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT,
    ended_before_what_led_there(Body.SENIOR_OFFICIALS, State.CONSIDERED), ENDED,
)  # fmt: skip
AT_THE_GROUP = tuple(
    Unmet(Modality.A, step, guard, world, says)
    for step in ("consider", "return-for-revision")
    for guard, world, says in (
        (THE_MEETING_WAS_HELD, group_yet_to_meet, NOT_HELD),
        (THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT, group_met_before_it_was_circulated, ENDED),
    )
)
AT_THE_COMMITTEE = tuple(
    Unmet(Modality.A, step, guard, world, says)
    for step in ("approve", "take-note", "defer", "return")
    for guard, world, says in (
        (THE_MEETING_WAS_HELD, committee_yet_to_meet, NOT_HELD),
        (THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT, decided_on_the_day_before_it_was_put, "It was decided on"),
        (THE_MEETING_IS_WHERE_IT_WAS_PUT, decided_at_an_earlier_meeting, "that meeting decides on it, or a later one"),
    )
)
FOR_NO_REASON = tuple(
    Unmet(Modality.A, step, THE_MEETING_IS_WHERE_IT_WAS_PUT, decided_at_a_later_meeting_for_no_reason, SAY_WHY)
    for step in ("approve", "take-note")
)
ROWS = (
    *OF_BOTH, *OF_MODALITY_A, *OF_MODALITY_B, *TAKE_PLACE, BEFORE_SOC, *AT_THE_GROUP, *AT_THE_COMMITTEE, *FOR_NO_REASON,
)  # fmt: skip


def test_each_condition_of_each_step_has_a_row_here():
    declared = {
        (step.name, guard.name)
        for flow in workflows()
        for step in flow.every_step()
        for guard in (*step.guards, *step.answer_guards)
    }
    assert declared - {(row.step, row.guard.name) for row in ROWS} == set()


def all_that_is_kept(commitment: Commitment) -> list[Any]:
    """How the commitment stands, and how many rows there are of whatever a step writes."""
    written = (StepTaken, Entry, Notice, Intention, CoordinatorAssignment, PaperVersion, Circulation)
    of_decisions = [apps.get_model("decisions", name) for name in ("AgendaItem", "Decision")]
    stands = Commitment.objects.values().get(pk=commitment.pk)
    return [stands, *(model._base_manager.count() for model in (*written, *of_decisions))]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_step_whose_condition_does_not_hold_is_refused_and_nothing_moves(row, authority, chair, officer, stranger):
    story = Story(author=authority, chair=chair, officer=officer, modality=row.modality)
    given = {"note": "As the meeting wished.", "consensus": "No objection.", **row.world(story, stranger)}
    at, commitment = given.pop("at", None), Commitment.objects.with_everything().get(pk=story.commitment.pk)
    step = commitment.workflow.step(row.step)
    if step.follows is Follows.CONSIDERATION:
        given["considered"] = Considered(carried_out=lambda taken: None)
    before = all_that_is_kept(commitment)
    with pytest.raises(StepRefused) as refused:
        take_step(
            commitment=commitment,
            step=row.step,
            by=chair if step.actor == (Relation.CHAIR,) else officer,
            answers=Answers(**given),
            at=at,
        )
    said = [str(sentence) for sentences in refused.value.problems.values() for sentence in sentences]
    assert [sentence for sentence in said if row.says in sentence], said
    assert all_that_is_kept(commitment) == before
