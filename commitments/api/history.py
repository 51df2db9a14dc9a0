"""Steps that were taken, under `/api/v1/steps/`: the history of every commitment that one sees."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments.decided import decisions
from commitments.filters import commitment_called
from commitments.models import ExpertNomination, StepTaken
from law.choices import Relation
from law.columns import StateColumn
from law.editions import state_choices, steps
from law.grammar.basis import Basis
from members.filters import state_called
from members.models import Person
from papers.models import PaperVersion
from record.api.fields import CorrectableSerializer, LanguageOfField, known_date
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.choices import Channel
from record.filters import CorrectableFilter, DayFilter, KeyFilter, SomeOfFilter, as_of_filter, by_words
from record.forms import number_in

NAMES = sorted(step.name for step in steps())


class StepSerializer(CorrectableSerializer):
    """A step as it was taken."""

    key = serializers.SerializerMethodField(help_text=_("Reference of the commitment, a dot, and the step's number."))
    commitment = serializers.CharField(source="commitment.reference", read_only=True)
    serial = serializers.IntegerField(read_only=True)
    step = serializers.CharField(read_only=True)
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    source_text = serializers.CharField(read_only=True, help_text=_("The article it rests on."))
    basis = serializers.ChoiceField(
        choices=[("", "-"), *Basis.choices],
        read_only=True,
        help_text=_("How surely it rests on that: the instrument, practice, or a reading of ours, to be confirmed."),
    )
    from_state = StateColumn(allow_blank=True)
    to_state = StateColumn()
    on, on_precision, on_day = known_date("on", "on_precision")
    at = serializers.DateTimeField(read_only=True, help_text=_("When it was entered here."))
    acting_as = serializers.ChoiceField(choices=[("", "-"), *Relation.choices], read_only=True)
    on_behalf_of = serializers.CharField(source="on_behalf_of.code", read_only=True, allow_null=True, default=None)
    channel = serializers.ChoiceField(choices=Channel.choices, read_only=True)
    meeting = serializers.CharField(source="meeting.reference", read_only=True, allow_null=True, default=None)
    party = serializers.CharField(
        source="party.code",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Code of the state that was designated."),
    )
    paper = serializers.SerializerMethodField(help_text=_("Symbol of the paper, if you may read it."))
    paper_version = serializers.SerializerMethodField()
    letter = serializers.SerializerMethodField(help_text=_("Symbol of the state's letter, if you may read it."))
    experts = serializers.SerializerMethodField(help_text=_("Names of the experts that you may see."))
    decision = serializers.CharField(
        source="decision_symbol",
        read_only=True,
        allow_null=True,
        help_text=_("Symbol of the decision that it carried out, if you may read it."),
    )
    note = serializers.CharField(read_only=True)
    consensus = serializers.CharField(read_only=True)
    language = LanguageOfField("note", "consensus")
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]
    confidence = serializers.CharField(read_only=True)

    def get_key(self, row: StepTaken) -> str:
        return key_of(row)

    def get_label(self, row: StepTaken) -> str:
        return str(row.label)

    def get_paper(self, row: StepTaken) -> str | None:
        return row.paper_version.paper.symbol if row.paper_is_readable else None

    def get_paper_version(self, row: StepTaken) -> int | None:
        return row.paper_version.number if row.paper_is_readable else None

    def get_letter(self, row: StepTaken) -> str | None:
        return row.scan.paper.symbol if row.letter_is_readable else None

    def get_experts(self, row: StepTaken) -> list[str]:
        return [expert.name for expert in row.experts.all()]


def key_of(step: StepTaken) -> str:
    return f"{step.commitment.reference}.{step.serial}"


def steps_seen_by(user: Person, steps: Any) -> QuerySet:
    """The steps with what of them the person may see."""
    readable = PaperVersion.objects.visible_to(user)
    rows = steps.visible_to(user).annotate(
        paper_is_readable=Exists(readable.filter(pk=OuterRef("paper_version"))),
        letter_is_readable=Exists(readable.filter(pk=OuterRef("scan"))),
        decision_symbol=decisions().symbol(user),
    )
    rows = rows.select_related(
        "commitment", "meeting", "on_behalf_of", "party", "paper_version__paper", "scan__paper"
    ).defer("paper_version__text", "scan__text")
    return rows.prefetch_related(Prefetch("experts", ExpertNomination.objects.visible_to(user).order_by("name", "pk")))


class StepFilter(CorrectableFilter):
    """By default every step; as of a day, those taken by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: steps taken by then. Every step, if not given."))
    commitment = KeyFilter(field_name="commitment", named=commitment_called, help_text=_("Reference of a commitment."))
    step = SomeOfFilter(choices=[(name, name) for name in NAMES])
    state = SomeOfFilter(field_name="to_state", choices=state_choices, help_text=_("Where the step led."))
    participant = KeyFilter(
        field_name="on_behalf_of", named=state_called, help_text=_("Code of the state that took it: AZ.")
    )

    class Meta:
        model = StepTaken
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "commitment__words", "note", "consensus")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(on__lte=self.as_of_given) if self.as_of_given else rows


# `from` is a word of Python's.
StepFilter.base_filters["from"] = DayFilter(
    field_name="on", lookup_expr="gte", help_text=_("Taken on this day or later.")
)
StepFilter.base_filters["to"] = DayFilter(
    field_name="on", lookup_expr="lte", help_text=_("Taken on this day or before.")
)


class Steps(ReadingViewSet):
    """The history: every step that was taken, as it was taken. Rows are added and never changed."""

    changes_when_written = True
    changed_by = ("at",)

    serializer_class = StepSerializer
    filterset_class = StepFilter
    schema = KeySchema()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"commitment": "commitment__reference", "serial": "serial", "on": "on", "at": "at", "step": "step"},
        default=("commitment__reference", "serial"),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        return steps_seen_by(self.request.user, self.rows_of(StepTaken))

    def get_object(self) -> StepTaken:
        reference, _dot, serial = self.kwargs["key"].rpartition(".")
        number = number_in(serial, 6) or 0
        return get_object_or_404(self.get_queryset(), commitment__reference=reference, serial=number)
