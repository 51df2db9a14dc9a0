"""Imports under `/api/v1/imports/`: which lists were imported, for the Secretariat's programs."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from record.acts import TABLE
from record.api.fields import CorrectableSerializer, TextsField
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.exports import KINDS
from record.filters import CorrectableFilter, as_of_filter, by_words
from record.models import Import, ImportedRow


class ImportedRowSerializer(serializers.Serializer):
    """A row of the file that was new, or changed what was there."""

    what = serializers.SerializerMethodField(help_text=_("Its kind, a colon and its key."))
    line = serializers.IntegerField(read_only=True, help_text=_("Row of the file, without its heading."))
    about = serializers.CharField(source="entry.about_label", read_only=True)
    is_new = serializers.BooleanField(read_only=True)
    entry = serializers.IntegerField(
        source="entry.number", read_only=True, help_text=_("Number of the journal's entry, which says what changed.")
    )
    stays_because = TextsField(
        read_only=True, help_text=_("Once the import was taken back: why this row stays. Empty where it went with it.")
    )

    def get_what(self, row: ImportedRow) -> str:
        return ":".join(row.name)


class ImportSerializer(CorrectableSerializer):
    """A file of rows that an officer imported."""

    number = serializers.IntegerField(source="pk", read_only=True)
    kind = serializers.CharField(read_only=True, help_text=_("Of which kind its rows are."))
    file_name = serializers.CharField(read_only=True)
    sha256 = serializers.CharField(read_only=True, help_text=_("Of the file, as it was sent."))
    added = serializers.IntegerField(read_only=True)
    changed = serializers.IntegerField(read_only=True)
    same = serializers.IntegerField(read_only=True, help_text=_("Rows that were in the record already, as they are."))
    imported_at = serializers.DateTimeField(source="at", read_only=True)


class WholeImportSerializer(ImportSerializer):
    """An import with its rows, and what the caller may do about it."""

    rows = ImportedRowSerializer(many=True, read_only=True)
    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: Import) -> list[Any]:
        acts = next_acts(TABLE.nouns["import"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


class ImportFilter(CorrectableFilter):
    """By default every import that counts."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: imported by then. Every import, if not given."))

    class Meta:
        model = Import
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "file_name", "kind", "sha256")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.made_by(self.as_of_given) if self.as_of_given else rows


@with_acts
class Imports(ActsViewSet):
    """Lists that officers imported."""

    noun_name = "import"
    serializer_class = WholeImportSerializer
    filterset_class = ImportFilter
    lookup_field = "pk"
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering({"imported_at": "at", "kind": "kind"}, default=("-at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(Import).visible_to(self.request.user)
        return rows if self.action == "list" else rows.prefetch_related("rows__entry")

    def get_serializer_class(self) -> Any:
        """With its rows, in JSON; a list, or a file, has one column table for all."""
        renderer = getattr(self.request, "accepted_renderer", None)
        is_file = renderer is not None and renderer.format in KINDS
        return ImportSerializer if self.action == "list" or is_file else WholeImportSerializer
