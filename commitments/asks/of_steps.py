"""What one ask of a step is, whichever it be."""

import datetime as dt
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django.utils.translation import gettext as _now

from commitments.models import Commitment
from law.grammar.procedure import Step
from record.acts import Ask, Need

Problems = dict[str, list[Any]]


@dataclass(frozen=True)
class StepAsk(Ask):
    """One thing that a step asks."""

    _: KW_ONLY
    step: Step

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        """What is missing or wrong in the answers to a step, whichever door they came by."""
        return {}

    def columns(self, answers: Any) -> dict[str, Any]:
        """What the history keeps of the answer."""
        return {self.column: getattr(answers, self.name)} if self.column else {}


def optionally(what: str, need: Need) -> str:
    return what if need is Need.MUST else _now("%(what)s (if wished)") % {"what": what}


def rests_on_silence(answers: Any, step: Step) -> bool:
    """Whether a decision by silence procedure stands in the place of the meeting."""
    return step.silence and answers.decision is not None and answers.decision.by_silence
