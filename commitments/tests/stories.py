"""Commitments brought to where a test needs them, by the steps that lead there and the people who take them."""

import datetime as dt
from typing import Any

from catalogue.models import Area, Edition, Measure
from commitments.actions import Answers, begin, nominate, share_view, take_step
from commitments.models import Commitment
from commitments.tests.factories import AreaFactory, EditionFactory, MeasureFactory
from decisions.actions.considering import consider
from decisions.actions.decisions import MOVES_BY, decide_about
from decisions.actions.recording import Wording
from decisions.models import Decision
from law.choices import Modality
from law.cica.bodies import Body
from law.cica.states import State
from law.grammar.procedure import Does
from meetings.actions.attendance import AttendanceLine, keep_attendance
from meetings.choices import Presence, Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from members.models import Participant, User
from papers.uploads import Submitted
from record.dates import day_of_the_house

PAPER = Submitted(title="A paper", text="First paragraph.\n\nSecond paragraph.")


def a_measure() -> Measure:
    found = Measure.objects.filter(area__edition__code="2007").first()
    if found:
        return found
    edition = Edition.objects.filter(code="2007").first() or EditionFactory(code="2007")
    area: Area = AreaFactory(edition=edition, letters="ECO", code="economic")
    return MeasureFactory(area=area, number=2)


def a_meeting(body: str, host: Participant | None = None, day: dt.date | None = None) -> Meeting:
    """One that is held: today, if no day is named."""
    return MeetingFactory(body=body, status=Status.HELD, starts_on=day or day_of_the_house(), host=host)


def members_attend(meeting: Meeting, by: User) -> None:
    """Every member of the day is written down as present."""
    for state in Participant.objects.members_on(meeting.starts_on):
        if not meeting.attendance.filter(participant=state).exists():
            keep_attendance(meeting=meeting, lines=[AttendanceLine(state, Presence.IN_PERSON)], by=by)


class Story:
    """One commitment and the people around it; `to(state)` takes every step that leads there."""

    def __init__(
        self, *, author: User, chair: User, officer: User, modality: str = Modality.A, host: Participant | None = None
    ):
        self.author, self.chair, self.officer, self.host = author, chair, officer, host
        self.state: Participant = author.focal_points.get().participant
        self.meetings = {
            body: a_meeting(body, host or self.state)
            for body in (Body.WORKING_GROUP, Body.SENIOR_OFFICIALS, Body.SPECIALISED)
        }
        measure = a_measure()
        self.commitment = begin(
            modality=modality,
            area=measure.area,
            measure=measure,
            title="Corridors",
            statement="We intend it.",
            by=author,
        )

    @property
    def commitment(self) -> Commitment:
        """As it is now; read anew when somebody asks, and not at every step of the road."""
        if self._is_past:
            self._read = Commitment.objects.with_everything().get(pk=self._read.pk)
            self._is_past = False
        return self._read

    @commitment.setter
    def commitment(self, commitment: Commitment) -> None:
        self._read, self._is_past, self._state = commitment, False, commitment.state

    def take(self, step: str, by: User | None = None, **answers: Any) -> "Story":
        """Take a step; one that follows from what a body did, by recording that."""
        row, by = self._read.workflow.step(step), by or self.officer
        if row and row.is_decided:
            self.decide(row.does, by, **answers)
        elif row and row.follows:
            consider(commitment=self.commitment, step=step, by=by, answers=Answers(**answers))
        else:
            taken = take_step(commitment=self._read, step=step, by=by, answers=Answers(**answers))
            self._is_past, self._state = True, taken.to_state
            return self
        self._is_past = True
        self._state = self.commitment.state
        return self

    def decide(
        self, does: Does, by: User, meeting: Meeting, note: str = "", consensus: str = "No objection."
    ) -> Decision:
        """The body decides with every member there."""
        members_attend(meeting, self.officer)
        outcome = next(outcome for outcome, moves in MOVES_BY.items() if moves is does)
        text = {"en": "What the body says of it."}
        wording = Wording(title={"en": "The paper"}, text=text, outcome=outcome, consensus=consensus)
        return decide_about(commitment=self.commitment, meeting=meeting, wording=wording, note=note, by=by)

    def to(self, state: str) -> "Story":
        if state == State.NOTED:
            return self.to(State.BEFORE_SOC).take("take-note", meeting=self.meetings[Body.SENIOR_OFFICIALS])
        self._state = self.commitment.state
        for at, onward in ROAD_A if self._read.modality == Modality.A else ROAD_B:
            if self._state == state:
                return self
            if self._state == at:
                onward(self)
        assert self._state == state, f"no road to {state}: stands at {self._state}"
        return self


def _coordinated(story: Story) -> None:
    story.take("offer-to-coordinate", story.author)
    story.take("designate-coordinator", story.chair, party=story.state)


def _compiled(story: Story) -> None:
    share_view(
        commitment=story.commitment, owner=story.state, text="Our view.", audience=Audience.MEMBERS, by=story.author
    )
    nominate(owner=story.state, name="Dr Expert", commitment=story.commitment, by=story.author)
    story.take("compile", document=PAPER)


def _entrusted(story: Story) -> None:
    story.take("entrust", experts=tuple(story.commitment.nominated_experts()))


_ROAD = [
    (State.DRAFTED, lambda story: story.take("circulate", audience=Audience.MEMBERS)),
    (State.CIRCULATED, lambda story: story.take("consider", meeting=story.meetings[Body.WORKING_GROUP])),
    (State.CONSIDERED, lambda story: story.take("put-before-soc", meeting=story.meetings[Body.SENIOR_OFFICIALS])),
    (State.BEFORE_SOC, lambda story: story.take("approve", meeting=story.meetings[Body.SENIOR_OFFICIALS])),
    (State.APPROVED, lambda story: story.take("begin-implementation", story.author)),
]
ROAD_A = [
    (State.INDICATED, lambda story: story.take("consult", story.chair, note="Consulting.")),
    (State.CONSULTING, _coordinated),
    (State.COORDINATED, lambda story: story.take("submit-draft", story.author, document=PAPER)),
    *_ROAD,
    (State.IMPLEMENTING, lambda story: story.take("rest", note="A pause.")),
    (State.RESTING, lambda story: story.take("complete", note="Done.")),
]
ROAD_B = [
    (State.VIEWS, _compiled),
    (State.COMPILED, lambda story: story.take("convene", meeting=story.meetings[Body.SPECIALISED])),
    (State.CONVENED, _entrusted),
    (State.ENTRUSTED, lambda story: story.take("submit-working-paper", document=PAPER)),
    *_ROAD,
    (State.IMPLEMENTING, lambda story: story.take("rest", note="A pause.")),
    (State.RESTING, lambda story: story.take("complete", note="Done.")),
]
