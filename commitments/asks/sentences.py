"""Sentences that the history keeps of a step: its note, and how consensus was recorded."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _now

from commitments.asks.of_steps import Problems, StepAsk, optionally, rests_on_silence
from commitments.models import Commitment
from record.acts import Need, Words, WrittenIn
from record.forms import what_is_missing


@dataclass(frozen=True)
class Said(Words, StepAsk):
    """Sentences that the history keeps, as they were written."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        is_there = self.need is not Need.MUST or getattr(answers, self.name).strip()
        return {} if is_there else {self.name: [what_is_missing(self.label)]}

    def columns(self, answers: Any) -> dict[str, Any]:
        return {self.column: getattr(answers, self.name).strip()}


@dataclass(frozen=True)
class Note(Said):
    @property
    def words(self) -> str:
        return optionally(_now("a note"), self.need)


@dataclass(frozen=True)
class LanguageOfWords(WrittenIn, StepAsk):
    """In which language the note is written, and how consensus was recorded."""

    texts: tuple[str, ...] = ("note", "consensus")
    words = ""


@dataclass(frozen=True)
class ConsensusAsk(Said):
    """How consensus was recorded; of a decision by silence procedure that is known."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        is_there = answers.consensus.strip() or rests_on_silence(answers, self.step)
        return {} if is_there else {self.name: [what_is_missing(self.label)]}

    @property
    def words(self) -> str:
        return _now("how consensus was recorded")
