"""What somebody answered to what a step asks, and whether it is complete."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.access import Offer
from commitments.decided import Consensus
from commitments.models import Commitment, ExpertNomination, StepTaken
from law.choices import PaperKind
from law.grammar.procedure import Step
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant
from papers.uploads import Submitted
from record.choices import Need
from record.texts import WordingStatus


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


REQUIRED = _("This is needed for the step.")


def problems_with(answers: Answers, offer: Offer, commitment: Commitment, today: dt.date) -> dict[str, list[Any]]:
    """What is missing or wrong, sentences by field; empty when the step can be taken with these answers."""
    step = offer.step
    found: dict[str, list[Any]] = {}
    if step.note is Need.MUST and not answers.note.strip():
        found["note"] = [REQUIRED]
    if step.consensus and not answers.consensus.strip() and not rests_on_silence(answers, step):
        found["consensus"] = [REQUIRED]
    for name, problem in (
        ("meeting", _meeting(answers, step, today)),
        ("decision", _decision(answers, step)),
        ("party", _party(answers, step, commitment)),
        ("term_until", _term(answers, step, today)),
        ("document", _document(answers, step)),
        ("audience", _audience(answers, step)),
        ("comments_by", _comments_by(answers, step, today)),
        ("experts", _experts(answers, step, commitment)),
    ):
        if problem is not None:
            found[name] = [problem]
    return found


def rests_on_silence(answers: Answers, step: Step) -> bool:
    """Whether a decision by silence procedure stands in the place of the meeting."""
    return step.silence and answers.decision is not None and answers.decision.by_silence


def _decision(answers: Answers, step: Step) -> Any:
    decision = answers.decision
    if decision is None or step.meeting is None:
        return None
    if decision.body != step.meeting:
        return _("This step belongs before another body.")
    if decision.by_silence and not step.silence:
        return _("This step is taken at a meeting.")
    if decision.by_silence and answers.meeting is not None:
        return _("Name the meeting or the decision by silence procedure, not both.")
    if decision.meeting is not None and decision.meeting != answers.meeting:
        return _("This decision was taken at another meeting.")
    if step.consensus and not decision.is_adopted:
        return _("Only what was adopted by consensus is approved.")
    return None


def _meeting(answers: Answers, step: Step, today: dt.date) -> Any:
    if step.meeting is None or rests_on_silence(answers, step):
        return None
    if answers.meeting is None:
        return REQUIRED
    if answers.meeting.body != step.meeting:
        return _("This step belongs before another body.")
    return next((why for guard in step.answer_guards if (why := guard(answers, today)) is not None), None)


def _party(answers: Answers, step: Step, commitment: Commitment) -> Any:
    if step.party is None:
        return None
    if answers.party is None:
        return REQUIRED
    if answers.party.pk not in {state.pk for state in commitment.offering_states()}:
        return _("Only a state that intends it and has offered to coordinate can be designated.")
    return None


def _term(answers: Answers, step: Step, today: dt.date) -> Any:
    if step.party is None or answers.term_until is None or answers.term_until > today:
        return None
    return _("A term ends on a day to come.")


def _document(answers: Answers, step: Step) -> Any:
    if step.document is None:
        return None
    given = answers.document
    if given is None or not (given.text.strip() or given.file):
        return REQUIRED if step.document_need is Need.MUST else None
    if given.text.strip() and given.file:
        return _("Give a file or a text, not both.")
    if given.language != "en" and given.language_status == WordingStatus.OFFICIAL and step.document != PaperKind.NOTE:
        return _("English is authoritative: mark a paper in another language as a translation.")
    return None


def _audience(answers: Answers, step: Step) -> Any:
    if step.circulates and answers.audience not in {Audience.MEMBERS, Audience.OBSERVERS}:
        return _("A paper goes to all members at once, or to members and observers.")
    return None


def _comments_by(answers: Answers, step: Step, today: dt.date) -> Any:
    if step.circulates and answers.comments_by and answers.comments_by < today:
        return _("Choose today or a day to come.")
    return None


def _experts(answers: Answers, step: Step, commitment: Commitment) -> Any:
    if not step.experts:
        return None
    nominated = {expert.pk for expert in commitment.nominated_experts()}
    if not answers.experts:
        return REQUIRED
    if {expert.pk for expert in answers.experts} - nominated:
        return _("Only experts nominated for this measure can be entrusted.")
    return None


def says_the_same(taken: StepTaken, *, note: str = "", consensus: str = "", text: str = "") -> bool:
    """Whether a step was taken with these words. A text beside a file doesn't count, nor does one that is empty."""
    paper, text = taken.paper_version, text.strip()
    return (
        taken.note == note.strip()
        and taken.consensus == consensus.strip()
        and (not text or (paper is not None and (bool(paper.file) or paper.text.strip() == text)))
    )
