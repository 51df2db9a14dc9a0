"""What somebody answered to what a step asks, and whether it is complete."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.access import BY_DECISION_ALONE
from commitments.asks import asks_of
from commitments.decided import Consensus, Considered
from commitments.models import Commitment, ExpertNomination, NamedPeriod, StepTaken
from law.grammar.procedure import Follows, Step
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant
from papers.uploads import Submitted

BY_ITS_ITEM_ALONE = _("This follows from what became of its item on the agenda of a meeting.")


@dataclass(frozen=True)
class Answers:
    """Answers to the asks of a step; the ones a step doesn't ask for stay empty."""

    note: str = ""
    consensus: str = ""
    # In which both are written; empty: as their letters show.
    note_language: str = ""
    meeting: Meeting | None = None
    # What the body decided: at that meeting, or between two of them by silence procedure.
    decision: Consensus | None = None
    # What became of it as an item on that meeting's agenda.
    considered: Considered | None = None
    party: Participant | None = None
    term_until: dt.date | None = None
    document: Submitted | None = None
    audience: str = Audience.MEMBERS
    comments_by: dt.date | None = None
    experts: tuple[ExpertNomination, ...] = field(default=())
    # For which period it is undertaken; None: as it was said, or isn't.
    period: NamedPeriod | None = None


def problems_with(answers: Answers, step: Step, commitment: Commitment, today: dt.date) -> dict[str, list[Any]]:
    """What is missing or wrong, sentences by field; empty when the step can be taken with these answers."""
    if (why := why_not_by_itself(answers, step)) is not None:
        return {"": [why]}
    return {name: why for ask in asks_of(step) for name, why in ask.wrong(answers, commitment, today).items()}


def why_not_by_itself(answers: Answers, step: Step) -> Any:
    """Why a step that follows from what a body did can't be taken without it; None where it is there, or needn't be."""
    if step.follows is Follows.DECISION and answers.decision is None:
        return BY_DECISION_ALONE
    if step.follows is Follows.CONSIDERATION and answers.considered is None:
        return BY_ITS_ITEM_ALONE
    return None


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
