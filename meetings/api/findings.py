"""What the record shows beside the rules of the cadence, under `/api/v1/cadence-findings/`: a row a finding."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from law.columns import BodyColumn
from law.grammar.cadence import CadenceRule
from meetings.api.cadence import CadenceFilter
from meetings.cadence import FindingKind
from meetings.models import Meeting
from meetings.reports.cycles import Cycles, WordedFinding
from record.api.fields import TextsField
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.api.reckoned import ReckonedViewSet
from record.filters import SomeOfFilter, as_of_filter


@dataclass(frozen=True)
class FindingOfARule:
    """A finding, and the rule of the cadence beside which it stands."""

    rule: CadenceRule
    worded: WordedFinding

    @property
    def key(self) -> str:
        return self.worded.key


class CadenceFindingSerializer(serializers.Serializer):
    """What the record shows beside a rule of the cadence. It says no more than the record does, and never why."""

    key = serializers.CharField(read_only=True, help_text=_("Names the row in addresses, of that day."))
    rule = serializers.CharField(source="rule.name", read_only=True)
    body = BodyColumn(source="rule.body", allow_null=True, help_text=_("Null: the Chair."))
    article = serializers.CharField(source="rule.article", read_only=True)
    kind = serializers.ChoiceField(choices=FindingKind.choices, source="worded.finding.kind", read_only=True)
    since = serializers.DateField(source="worded.finding.since", read_only=True)
    until = serializers.DateField(source="worded.finding.until", read_only=True)
    words = TextsField(source="worded.texts", read_only=True)
    meetings = serializers.ListField(
        child=serializers.CharField(),
        source="worded.references",
        read_only=True,
        help_text=_("References of the meetings named."),
    )


class CadenceFindingFilter(CadenceFilter):
    """What was found as of the day, beside every rule."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what the record showed on it. Today, if not given."))
    kind = SomeOfFilter(choices=FindingKind.choices, method="leave_to_the_rows")


class CadenceFindings(ReckonedViewSet):
    """Beside the rules of the cadence, what the record shows: an interval, a year without an entry, a meeting not preceded."""

    serializer_class = CadenceFindingSerializer
    filterset_class = CadenceFindingFilter
    schema = KeySchema()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    in_order = {
        "rule": lambda row: row.rule.name,
        "kind": lambda row: row.worded.finding.kind,
        "since": lambda row: row.worded.finding.since,
        "until": lambda row: row.worded.finding.until,
    }
    narrowed_by = {"kind": lambda row: row.worded.finding.kind}
    # Without an order they come rule by rule, the earliest first.
    ordering = Ordering({name: name for name in in_order}, default=(), tie="key")

    def get_queryset(self) -> QuerySet:
        return Meeting.objects.visible_to(self.request.user)

    def every(self) -> list[FindingOfARule]:
        rows = Cycles.seen_by(self.request.user, self.on).rows()
        return [FindingOfARule(row.rule, worded) for row in rows for worded in row.findings]

    def words_of(self, row: FindingOfARule) -> tuple[Any, ...]:
        return (row.rule.name, str(row.rule.article), row.worded.texts)
