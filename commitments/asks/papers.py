"""The paper that a step submits, and to whom a step sends it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.asks.of_steps import Problems, StepAsk, optionally
from commitments.models import Commitment
from law.choices import PaperKind
from members.choices import Audience
from papers.asks import Document
from record.acts import Choice, Day, Need, Setting
from record.forms import what_is_missing
from record.texts import WordingStatus

SHARED = [(Audience.MEMBERS, Audience.MEMBERS.label), (Audience.OBSERVERS, Audience.OBSERVERS.label)]


@dataclass(frozen=True)
class PaperAsk(Document, StepAsk):
    """The paper that a step submits."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        why = self._why_not(answers.document)
        return {} if why is None else {"text": [why]}

    def _why_not(self, paper: Any) -> Any:
        if paper is None or not (paper.text.strip() or paper.file):
            return what_is_missing(_("Text of the paper")) if self.need is Need.MUST else None
        if paper.text.strip() and paper.file:
            return _("Give a file or a text, not both.")
        speaks_for_itself = paper.language == "en" or paper.language_status != WordingStatus.OFFICIAL
        if not speaks_for_itself and self.step.document != PaperKind.NOTE:
            return _("English is authoritative: mark a paper in another language as a translation.")
        return None

    @property
    def words(self) -> str:
        return optionally(str(self.label), self.need)


@dataclass(frozen=True)
class CirculationAsk(StepAsk):
    """To whom a paper is sent, and until when comments on it are welcome."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        audience = Choice("audience", _("Send to"), choices=SHARED, initial=Audience.MEMBERS)
        without = _("Empty: until the next step is taken. Those to whom it goes are asked in any case.")
        comments_by = Day("comments_by", _("Comments are welcome until"), Need.MAY, help_text=without)
        return {**audience.fields(setting), **comments_by.fields(setting)}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {
            "audience": cleaned.get("audience") or Audience.MEMBERS,
            "comments_by": cleaned.get("comments_by"),
        }

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        problems: Problems = {}
        if answers.audience not in {Audience.MEMBERS, Audience.OBSERVERS}:
            problems["audience"] = [_("A paper goes to all members at once, or to members and observers.")]
        if answers.comments_by and answers.comments_by < today:
            problems["comments_by"] = [_("Choose today or a day to come.")]
        return problems

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ["comments_by"]

    @property
    def words(self) -> str:
        return _now("to whom it is sent, and a day by which comments are welcome")
