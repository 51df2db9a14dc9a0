"""The procedure under `/api/v1/procedure/`: a row a step of a modality, as the page of the procedure tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rest_framework import serializers

from commitments.filters import ProcedureFilter
from commitments.models import Commitment
from commitments.reports.procedure import ProcedureRow, rows
from law.choices import Modality, Relation
from law.columns import StateColumn
from law.editions import workflows
from law.grammar.basis import Basis
from law.grammar.procedure import Step, Workflow
from record.api.fields import TextsField
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.api.reckoned import ReckonedViewSet
from record.templatetags.signs import in_words
from record.texts import LANGUAGES


@dataclass(frozen=True)
class StepOfTheTable:
    """A step of a modality, and its row of the page in every language."""

    flow: Workflow
    step: Step
    told: dict[str, ProcedureRow]

    @property
    def key(self) -> str:
        return f"{self.flow.edition}.{self.flow.modality}.{self.step.name}"

    @property
    def label(self) -> dict[str, str]:
        return {language: row.label for language, row in self.told.items()}

    @property
    def actors(self) -> dict[str, str]:
        return {language: row.actors for language, row in self.told.items()}

    @property
    def asks(self) -> dict[str, str]:
        told = {}
        for language, row in self.told.items():
            with override(language):
                told[language] = in_words(row.asks, ";")
        return told

    @property
    def conditions(self) -> list[dict[str, Any]]:
        guards = (*self.step.guards, *self.step.answer_guards)
        return [
            {
                "name": guard.name,
                "words": {language: row.conditions[place].words for language, row in self.told.items()},
                "article": str(guard.article),
                "basis": guard.basis,
            }
            for place, guard in enumerate(guards)
        ]


def steps_of_the_table() -> list[StepOfTheTable]:
    """Both modalities of every edition, each from the step that begins it."""
    every: list[StepOfTheTable] = []
    for flow in workflows():
        told = {language: _in(language, flow) for language in LANGUAGES}
        every += [
            StepOfTheTable(flow, step, {language: lines[place] for language, lines in told.items()})
            for place, step in enumerate((flow.start, *flow.steps))
        ]
    return every


def _in(language: str, flow: Workflow) -> list[ProcedureRow]:
    with override(language):
        return rows(flow)


class ConditionSerializer(serializers.Serializer):
    """A condition on a step, and on what it rests."""

    name = serializers.CharField(read_only=True)
    words = TextsField(read_only=True)
    article = serializers.CharField(read_only=True)
    basis = serializers.ChoiceField(choices=Basis.choices, read_only=True)


class ProcedureSerializer(serializers.Serializer):
    """A step of the procedure: from where to where, by whom, on which article, with what."""

    key = serializers.CharField(read_only=True, help_text=_("Edition, modality and name, with dots between."))
    edition = serializers.CharField(source="flow.edition", read_only=True, help_text=_("Of the procedure."))
    modality = serializers.ChoiceField(choices=Modality.choices, source="flow.modality", read_only=True)
    step = serializers.CharField(source="step.name", read_only=True, help_text=_("As `steps` and `next_acts` name it."))
    label = TextsField(read_only=True)  # type: ignore[assignment]
    taken_by = serializers.ListField(
        child=serializers.ChoiceField(choices=Relation.choices), source="step.actor", read_only=True
    )
    actors = TextsField(read_only=True, help_text=_("The same in words."))
    leads_from = serializers.ListField(child=StateColumn(), source="step.source", read_only=True)
    leads_to = StateColumn(
        source="step.target", allow_null=True, help_text=_("Null: the commitment stays where it is.")
    )
    article = serializers.CharField(source="step.article", read_only=True)
    basis = serializers.ChoiceField(
        choices=Basis.choices,
        source="step.basis",
        read_only=True,
        help_text=_("How surely it rests on that: the instrument, practice, or a reading of ours, to be confirmed."),
    )
    asks = TextsField(read_only=True, help_text=_("What it asks, with semicolons between."))
    conditions = ConditionSerializer(many=True, read_only=True)


class ProcedureSteps(ReckonedViewSet):
    """Both modalities as a table: the law as this house reads it, article by article."""

    serializer_class = ProcedureSerializer
    filterset_class = ProcedureFilter
    schema = KeySchema()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    in_order = {
        "step": lambda row: row.step.name,
        "modality": lambda row: row.flow.modality,
        "article": lambda row: row.step.article,
    }
    narrowed_by = {
        "modality": lambda row: row.flow.modality,
        "edition": lambda row: row.flow.edition,
        "basis": lambda row: row.step.basis,
    }
    # Without an order they come as the table has them.
    ordering = Ordering({name: name for name in in_order}, default=(), tie="key")

    def get_queryset(self) -> QuerySet:
        return Commitment.objects.visible_to(self.request.user)

    def every(self) -> list[StepOfTheTable]:
        return steps_of_the_table()

    def words_of(self, row: StepOfTheTable) -> Iterable[Any]:
        return (row.key, str(row.step.article), row.label, row.actors, row.asks)
