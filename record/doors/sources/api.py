"""Sources under `/api/v1/`: what the keys mean that stand under every fact."""

from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from record.acts import TABLE
from record.api.fields import CorrectableSerializer, TextsField
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.filters import CorrectableFilter, as_of_filter
from record.models import Source


class SourceSerializer(CorrectableSerializer):
    """A document in which facts were read. Its address here has "_" for every "/" of its key."""

    key = serializers.CharField(read_only=True)
    address = serializers.CharField(read_only=True, help_text=_("Its key as addresses here carry it."))
    title = TextsField(read_only=True)
    symbol = serializers.CharField(read_only=True)
    dated = serializers.DateField(read_only=True, allow_null=True)
    issued_by = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)
    pages = serializers.CharField(read_only=True)
    says = serializers.CharField(read_only=True, help_text=_("What it is, and where it was read."))


class WholeSourceSerializer(SourceSerializer):
    """A source, and what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: Source) -> list[Any]:
        acts = next_acts(TABLE.nouns["source"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


class SourceFilterSet(CorrectableFilter):
    """By default every source; as of a day, the documents dated by then, and those of which no date is known."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: documents dated by then or without a date. Every source, if not given."))
    key = filters.CharFilter(max_length=60, help_text=_("The key, as facts cite it."))

    class Meta:
        model = Source
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        if self.as_of_given is None:
            return rows
        return rows.filter(Q(dated__lte=self.as_of_given) | Q(dated__isnull=True))


@with_acts
class Sources(ActsViewSet):
    """The register of sources. The Secretariat adds to it."""

    noun_name = "source"
    serializer_class = WholeSourceSerializer
    filterset_class = SourceFilterSet
    schema = KeySchema()
    lookup_field = "address"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"key": "key", "dated": "dated", "issued_by": "issued_by"}, default=("key",), tie="pk")

    def get_queryset(self) -> QuerySet:
        return self.rows_of(Source).visible_to(self.request.user)

    def get_object(self) -> Source:
        return get_object_or_404(self.get_queryset(), key=self.kwargs["address"].replace("_", "/"))

    def get_serializer_class(self) -> Any:
        """What may be done with one, in JSON; a list, or a file, has one column table for all."""
        renderer = getattr(self.request, "accepted_renderer", None)
        is_file = renderer is not None and renderer.format in {"csv", "xlsx"}
        return SourceSerializer if self.action == "list" or is_file else WholeSourceSerializer
