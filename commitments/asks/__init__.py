"""What steps of the procedure ask, each ask once: its field, what is wrong with an answer, its words, its column.

A step of the law says of what kinds its asks are; `ROWS` makes them. The doors, the verb, `docs/procedure.md` and the page
of the procedure read them here.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.asks.meetings import AtMeeting, meetings_of
from commitments.asks.of_steps import StepAsk
from commitments.asks.papers import CirculationAsk, PaperAsk
from commitments.asks.periods import PeriodAsk
from commitments.asks.sentences import ConsensusAsk, LanguageOfWords, Note
from commitments.asks.those_named import (
    LAST_DAY,
    NO_END_AGREED,
    ExpertsAsk,
    PartyAsk,
    TermAsk,
    experts_nominated,
    states_to_designate,
    with_its_offer,
)
from law.grammar.procedure import Does, Step
from record.acts import LONG, Need

# -- The rows: when a step asks for it, and how.


def _paper(step: Step) -> StepAsk:
    return PaperAsk("document", step.document.label, step.document_need, step=step)  # type: ignore[union-attr]


def _party(step: Step) -> StepAsk:
    choose = _("Choose a state")
    rows, shown = states_to_designate, with_its_offer
    return PartyAsk(
        "party", _("State"), rows=rows, key="code", shown=shown, empty=choose, column="party", step=step
    )  # fmt: skip


def _term(step: Step) -> StepAsk:
    return TermAsk("last_day", LAST_DAY, Need.MAY, help_text=NO_END_AGREED, kept_as="term_until", step=step)


def _meeting(step: Step) -> StepAsk:
    need, rows = Need.MAY if step.silence else Need.MUST, meetings_of(step)
    return AtMeeting("meeting", _("Meeting"), need, rows=rows, empty=_("Choose a meeting"), column="meeting", step=step)


def _experts(step: Step) -> StepAsk:
    return ExpertsAsk("experts", _("Experts"), Need.MAY, rows=experts_nominated, key="uid", step=step)


def _consensus(step: Step) -> StepAsk:
    need, label = Need.MAY if step.silence else Need.MUST, _("How consensus was recorded")
    return ConsensusAsk("consensus", label, need, most=LONG, rows=4, column="consensus", step=step)


# What a note may say, where nothing else asks for it: one sentence is enough.
NOTES = {
    Does.CONSULTS: _("In a sentence: whom you consult, and by when you would like to hear. Those concerned read it."),
    Does.RESTS: _("In a sentence: that it rests, and until when, if that is known. Nobody need give a reason."),
    Does.RESUMES: _("In a sentence: how it goes on. Nobody need give a reason."),
}


def _note(step: Step) -> StepAsk:
    agreed = _("Where the state has not offered to coordinate here: how it agreed.") if step.party else ""
    drafting = _("Where the experts are not nominated here: to whom the drafting is entrusted.") if step.experts else ""
    help_text = agreed or drafting or NOTES.get(step.does, "")
    return Note("note", _("Note"), step.note, most=LONG, rows=4, column="note", help_text=help_text, step=step)


ROWS: tuple[tuple[Callable[[Step], Any], Callable[[Step], StepAsk]], ...] = (
    (lambda step: step.document, _paper),
    (lambda step: step.party, _party),
    (lambda step: step.party, _term),
    (lambda step: step.meeting, _meeting),
    (lambda step: step.experts, _experts),
    (lambda step: step.circulates, lambda step: CirculationAsk("circulation", _("Send to"), step=step)),
    (lambda step: step.consensus, _consensus),
    (
        lambda step: step.does is Does.CARRIES_OUT,
        lambda step: PeriodAsk("period", _("Period"), Need.MAY, step=step),
    ),
    (lambda step: step.note is not Need.NO, _note),
    (
        lambda step: step.consensus or step.note is not Need.NO,
        lambda step: LanguageOfWords("note_language", _("Language of the note"), Need.MAY, step=step),
    ),
)


def asks_of(step: Step) -> tuple[StepAsk, ...]:
    """What a step asks of whoever takes it."""
    return tuple(make(step) for is_asked, make in ROWS if is_asked(step))
