"""Corrections under `/api/v1/`: what was entered by mistake, of anything, for the Secretariat's programs."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from record.acts import TABLE
from record.api.fields import TextsField
from record.api.parameters import Ordering
from record.choices import CorrectionStage
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.filters import RecordFilter, SomeOfFilter, as_of_filter
from record.models import Correction


class CorrectionSerializer(serializers.Serializer):
    """That something was entered by mistake: what, why, and whether it holds yet."""

    number = serializers.IntegerField(source="pk", read_only=True)
    what = serializers.SerializerMethodField(help_text=_("Its kind, a colon and its key."))
    about = TextsField(source="label", read_only=True)
    reason = serializers.CharField(read_only=True)
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]
    stage = serializers.ChoiceField(choices=CorrectionStage.choices, read_only=True)
    asked_at = serializers.DateTimeField(source="at", read_only=True)
    settled_at = serializers.DateTimeField(read_only=True, allow_null=True)
    settled_note = serializers.CharField(read_only=True)

    def get_what(self, row: Correction) -> str:
        return ":".join(row.name)


class WholeCorrectionSerializer(CorrectionSerializer):
    """A correction, and what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: Correction) -> list[Any]:
        acts = next_acts(TABLE.nouns["correction"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


class CorrectionFilterSet(RecordFilter):
    """By default every correction."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: asked for by then. Every correction, if not given."))
    stage = SomeOfFilter(choices=CorrectionStage.choices)

    class Meta:
        model = Correction
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.asked_by(self.as_of_given) if self.as_of_given else rows


@with_acts
class Corrections(ActsViewSet):
    """What was entered by mistake. Anything that can be corrected is, by its kind and key."""

    noun_name = "correction"
    serializer_class = WholeCorrectionSerializer
    listed_class = CorrectionSerializer
    filterset_class = CorrectionFilterSet
    lookup_field = "pk"
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering({"asked_at": "at", "settled_at": "settled_at", "stage": "stage"}, default=("-at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        return Correction.objects.visible_to(self.request.user)
