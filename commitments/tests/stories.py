"""Commitments brought to where a test needs them, by the steps that lead there and the people who take them."""

import datetime as dt
from typing import Any

from catalogue.models import Area, Edition, Measure
from commitments.actions import Answers, begin, nominate, share_view, take_step
from commitments.models import Commitment
from commitments.tests.factories import AreaFactory, EditionFactory, MeasureFactory
from law.choices import Modality
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from members.models import Participant, User
from papers.uploads import Submitted

PAPER = Submitted(title="A paper", text="First paragraph.\n\nSecond paragraph.")


def a_measure() -> Measure:
    found = Measure.objects.filter(area__edition__code="2007").first()
    if found:
        return found
    edition = Edition.objects.filter(code="2007").first() or EditionFactory(code="2007")
    area: Area = AreaFactory(edition=edition, letters="ECO", code="economic")
    return MeasureFactory(area=area, number=2)


def a_meeting(body: str, host: Participant | None = None) -> Meeting:
    return MeetingFactory(body=body, status=Status.HELD, starts_on=dt.date(2026, 3, 3), host=host)


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
        taken = take_step(commitment=self._read, step=step, by=by or self.officer, answers=Answers(**answers))
        self._is_past, self._state = True, taken.to_state
        return self

    def to(self, state: str) -> "Story":
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
    (
        State.BEFORE_SOC,
        lambda story: story.take("approve", meeting=story.meetings[Body.SENIOR_OFFICIALS], consensus="No objection."),
    ),
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
