"""What somebody answered to what a step asks, and whether it is complete."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from commitments.asks import asks_of
from commitments.decided import Consensus
from commitments.models import Commitment, ExpertNomination, StepTaken
from law.grammar.procedure import Step
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant
from papers.uploads import Submitted


@dataclass(frozen=True)
class Answers:
    """Answers to the asks of a step; the ones a step doesn't ask for stay empty."""

    note: str = ""
    consensus: str = ""
    meeting: Meeting | None = None
    # What the body decided: at that meeting, or between two of them by silence procedure.
    decision: Consensus | None = None
    party: Participant | None = None
    term_until: dt.date | None = None
    document: Submitted | None = None
    audience: str = Audience.MEMBERS
    comments_by: dt.date | None = None
    experts: tuple[ExpertNomination, ...] = field(default=())


def problems_with(answers: Answers, step: Step, commitment: Commitment, today: dt.date) -> dict[str, list[Any]]:
    """What is missing or wrong, sentences by field; empty when the step can be taken with these answers."""
    return {name: why for ask in asks_of(step) for name, why in ask.wrong(answers, commitment, today).items()}


def columns_of(answers: Answers, step: Step) -> dict[str, Any]:
    """What the history keeps of them, by column."""
    return {name: value for ask in asks_of(step) for name, value in ask.columns(answers).items()}


def says_the_same(taken: StepTaken, *, note: str = "", consensus: str = "", text: str = "") -> bool:
    """Whether a step was taken with these words. A text beside a file doesn't count, nor does one that is empty."""
    paper, text = taken.paper_version, text.strip()
    return (
        taken.note == note.strip()
        and taken.consensus == consensus.strip()
        and (not text or (paper is not None and (bool(paper.file) or paper.text.strip() == text)))
    )
