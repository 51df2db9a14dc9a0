"""The cadence under `/api/v1/`: a row a rule, with how its body stands to it and what the record shows beside it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers

from law.columns import BodyColumn
from law.grammar.basis import Basis
from meetings.cadence import FindingKind, Order
from meetings.models import Meeting
from meetings.reports.cycles import CycleRow, Cycles
from record.api.fields import known_date
from record.api.labels import WordedField
from record.api.parameters import Ordering
from record.api.reckoned import ReckonedViewSet
from record.filters import RecordFilter, as_of_filter


class CouplingSerializer(serializers.Serializer):
    """What couples to what: a meeting of `first` comes before one of `then`. Without `first` it is the Chair's term that ends."""

    words = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    first = BodyColumn(allow_null=True)
    then = serializers.ListField(child=BodyColumn(), read_only=True)
    article = serializers.CharField(read_only=True)
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]
    basis = serializers.ChoiceField(choices=Basis.choices, read_only=True)
    months = serializers.IntegerField(
        read_only=True,
        help_text=_("How many months back `first` is looked for: a reading, to be confirmed by the Secretariat."),
    )


class FindingSerializer(serializers.Serializer):
    """What the record shows beside the rule."""

    key = serializers.CharField(read_only=True, help_text=_("As `cadence-findings` names it."))
    words = serializers.CharField(read_only=True, help_text=_("In the language of whoever asks."))
    kind = serializers.ChoiceField(choices=FindingKind.choices, source="finding.kind", read_only=True)
    since = serializers.DateField(source="finding.since", read_only=True)
    until = serializers.DateField(source="finding.until", read_only=True)
    meetings = serializers.ListField(
        child=serializers.CharField(),
        source="references",
        read_only=True,
        help_text=_("References of the meetings named."),
    )


class WantedSerializer(serializers.Serializer):
    """A meeting that the rule or a coupling wants in the next six years, and that nobody has planned."""

    by = serializers.DateField(read_only=True)
    article = serializers.CharField(read_only=True)
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]
    basis = serializers.ChoiceField(choices=Basis.choices, read_only=True)
    coupled_to = BodyColumn(allow_null=True)
    coupled_day = serializers.DateField(read_only=True, allow_null=True)


class ReferencesField(serializers.ListField):
    """References of meetings."""

    child = serializers.CharField()

    def to_representation(self, data: Iterable[Meeting]) -> list[str]:
        return [meeting.reference for meeting in data]


class CadenceSerializer(serializers.Serializer):
    """A rule of the cadence, and how its body stands to it on the day."""

    rule = serializers.CharField(source="rule.name", read_only=True)
    body = BodyColumn(source="rule.body", allow_null=True, help_text=_("Null: the Chair."))
    words = WordedField(source="rule.words")
    article = serializers.CharField(source="rule.article", read_only=True)
    source = serializers.CharField(  # type: ignore[assignment]
        source="rule.source", read_only=True, help_text=_("Keys of sources, separated by semicolons.")
    )
    basis = serializers.ChoiceField(choices=Basis.choices, source="rule.basis", read_only=True)
    years = serializers.IntegerField(
        source="rule.years", read_only=True, allow_null=True, help_text=_("Null: no interval is named.")
    )
    since = serializers.DateField(source="rule.since", read_only=True)
    until = serializers.DateField(
        source="rule.until", read_only=True, allow_null=True, help_text=_("The first day on which it no longer holds.")
    )
    is_in_force = serializers.BooleanField(read_only=True)
    last_held = serializers.CharField(
        source="last.reference", read_only=True, allow_null=True, default=None, help_text=_("Reference of the meeting.")
    )
    chair = serializers.CharField(
        source="term.participant.code",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Code of the state whose term runs."),
    )
    last, last_precision, last_day = known_date("last_on", "last_precision")
    next_by = serializers.DateField(
        source="standing.by",
        read_only=True,
        allow_null=True,
        help_text=_("The day by which the next one is due by the rule, counted from what is recorded as held."),
    )
    next_by_at_most = serializers.DateField(
        source="standing.at_most",
        read_only=True,
        allow_null=True,
        help_text=_("The same, if what was planned for a past day was held."),
    )
    order = serializers.ChoiceField(choices=Order.choices, source="standing.order", read_only=True)
    to_come = ReferencesField(
        source="standing.coming", read_only=True, help_text=_("Planned for the day or after it, or held after it.")
    )
    unconfirmed = ReferencesField(
        source="standing.unconfirmed",
        read_only=True,
        help_text=_("Planned for past days; whether they were held is not in the record."),
    )
    coupled_to = CouplingSerializer(source="couplings", many=True, read_only=True)
    findings = FindingSerializer(many=True, read_only=True)
    wanted = WantedSerializer(many=True, read_only=True)


class CadenceFilter(RecordFilter):
    """Every rule of the table, as its body stood to it on the day."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: how each body stood on it. Today, if not given."))

    class Meta:
        model = Meeting
        fields: list[str] = []


@extend_schema_view(retrieve=extend_schema(parameters=[OpenApiParameter("rule", str, OpenApiParameter.PATH)]))
class Cadence(ReckonedViewSet):
    """How often the bodies meet, by which article, how they stand to it, and what the record shows beside it."""

    serializer_class = CadenceSerializer
    filterset_class = CadenceFilter
    lookup_field = "rule"
    lookup_value_regex = "[^/]+"
    in_order = {
        "rule": lambda row: row.rule.name,
        "article": lambda row: row.rule.article,
        "next_by": lambda row: row.standing.by,
        "order": lambda row: row.standing.order,
    }
    # Without an order they come as the table has them.
    ordering = Ordering({name: name for name in in_order}, default=(), tie="rule")

    def get_queryset(self) -> QuerySet:
        return Meeting.objects.visible_to(self.request.user)

    def every(self) -> list[CycleRow]:
        return Cycles.seen_by(self.request.user, self.on).rows()

    def words_of(self, row: CycleRow) -> tuple[Any, ...]:
        label = row.rule.body.label if row.rule.body else _("Chair")
        return (row.rule.name, str(row.rule.words), str(row.rule.article), str(label))

    def key_of(self, row: CycleRow) -> str:
        return row.rule.name
