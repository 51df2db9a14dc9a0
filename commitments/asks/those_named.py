"""The state that a step designates, and the experts whom it entrusts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.asks.of_steps import Problems, StepAsk
from commitments.models import Commitment, ExpertNomination
from members.models import Participant
from record.acts import LastDay, Pick, PickMany, Setting
from record.forms import what_is_missing

LAST_DAY, NO_END_AGREED = _("Last day of the term"), _("It still holds on that day. Empty: with no end agreed.")
NO_STATE_OFFERED = _("No state has offered to coordinate here yet: say in the note how it agreed.")


@dataclass(frozen=True)
class PartyAsk(Pick, StepAsk):
    """The state that is designated: one that intends it, and agrees. Its offer says so; else the note says how."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        """Where no state has offered, the form says at once what is asked of the note."""
        fields = super().fields(setting)
        if setting.thing is not None and not setting.thing.offering_states():
            fields[self.name].help_text = NO_STATE_OFFERED
        return fields

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        if answers.party is None:
            return {self.name: [what_is_missing(self.label, chooses=True)]}
        if answers.party not in commitment.states_to_designate():
            return {self.name: [_("Only a state that intends it, and isn't designated yet, can be designated.")]}
        if answers.party not in commitment.offering_states() and not answers.note.strip():
            return {"note": [_("This state has not offered to coordinate here: say how it agreed.")]}
        return {}

    @property
    def words(self) -> str:
        role = {"role": self.step.party.label}  # type: ignore[union-attr]
        return _now("a state that agrees, as %(role)s, with a term") % role


@dataclass(frozen=True)
class TermAsk(LastDay, StepAsk):
    """The last day of a designation; told with the state."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        if answers.term_until is None or answers.term_until > today:
            return {}
        return {self.name: [_("A term ends on a day to come.")]}

    @property
    def words(self) -> str:
        return ""


@dataclass(frozen=True)
class ExpertsAsk(PickMany, StepAsk):
    """Those who are entrusted with the drafting."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        if not answers.experts and not answers.note.strip():
            return {"note": [_("Choose nominated experts, or say here to whom the drafting is entrusted.")]}
        if {expert.pk for expert in answers.experts} - {expert.pk for expert in commitment.nominated_experts()}:
            return {self.name: [_("Only experts nominated for this measure can be entrusted.")]}
        return {}

    @property
    def instead(self) -> dict[str, str]:
        return {self.name: "note"}

    @property
    def words(self) -> str:
        return _now("nominated experts, or in the note who drafts it")


def states_to_designate(setting: Setting) -> QuerySet[Participant]:
    """Those that can be designated, each with whether it has offered."""
    commitment = setting.thing
    able = [state.pk for state in commitment.states_to_designate()] if commitment else []
    offered = [state.pk for state in commitment.offering_states()] if commitment else []
    has_offered = Case(When(pk__in=offered, then=Value(True)), default=Value(False))
    return Participant.objects.filter(pk__in=able).annotate(has_offered=has_offered).in_seat_order()


def with_its_offer(state: Any) -> str:
    return _now("%(state)s (offered to coordinate)") % {"state": state} if state.has_offered else str(state)


def experts_nominated(setting: Setting) -> QuerySet[ExpertNomination]:
    keys = [expert.pk for expert in setting.thing.nominated_experts()] if setting.thing else []
    return ExpertNomination.objects.visible_to(setting.user).filter(pk__in=keys)
