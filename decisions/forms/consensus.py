"""The field of a step's form by which a decision by silence procedure is named, in the place of a meeting."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.decided import Consensus
from commitments.models import Commitment
from decisions.actions.decisions import consensus_of
from decisions.choices import Manner, Outcome
from decisions.models import Decision
from law.grammar.procedure import Step
from members.models import User


class DecisionField(forms.ModelChoiceField):
    """A decision; its answer is what a step needs to know of it."""

    def label_from_instance(self, obj: Decision) -> str:
        return str(obj)

    def clean(self, value: Any) -> Consensus | None:
        decision = super().clean(value)
        return consensus_of(decision) if decision else None


def decision_field(step: Step, commitment: Commitment, user: User) -> DecisionField:
    return DecisionField(
        _by_silence(step, commitment, user),
        label=_("Or a decision by silence procedure"),
        to_field_name="symbol",
        empty_label=_("None: at the meeting"),
        required=False,
    )


def _by_silence(step: Step, commitment: Commitment, user: User) -> QuerySet[Decision]:
    """What the body adopted by silence procedure, and hasn't moved this commitment yet."""
    found = Decision.objects.visible_to(user).filter(body=step.meeting, manner=Manner.BY_SILENCE)
    return found.filter(outcome=Outcome.ADOPTED).exclude(matters__commitment=commitment).order_by("-on", "-pk")
