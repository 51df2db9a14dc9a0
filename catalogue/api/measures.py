"""Editions, areas and measures under `/api/v1/`."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from catalogue.filters import BY_EDITION, OF_AREA, OF_EDITION, MeasureFilter, areas_called, edition_called
from catalogue.models import Area, Edition, Measure
from law.columns import BodyColumn
from law.editions import body_choices
from record.api.fields import SourcedSerializer, TextsField, WordingStatusField, known_date
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.filters import KeyFilter, RecordFilter, SomeOfFilter, as_of_filter


class EditionSerializer(SourcedSerializer):
    """A text that lays down areas and measures, as adopted on a day."""

    code = serializers.CharField(read_only=True)
    title = TextsField(read_only=True)
    title_status = WordingStatusField(read_only=True)
    symbol = serializers.CharField(read_only=True)
    adopted_by = BodyColumn()
    adopted, adopted_precision, adopted_day = known_date("adopted_on", "adopted_on_precision")
    place = TextsField(read_only=True)
    is_complete = serializers.BooleanField(read_only=True)
    cited_in = serializers.CharField(read_only=True, help_text=_("Where the instruments speak of it: AA 27."))


class EditionFilter(RecordFilter):
    """By default every edition; as of a day, those adopted by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: editions adopted by then. Every edition, if not given."))
    body = SomeOfFilter(field_name="adopted_by", choices=body_choices)

    class Meta:
        model = Edition
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(adopted_on__lte=self.as_of_given) if self.as_of_given else rows


class Editions(ReadingViewSet):
    """The editions of what may be undertaken."""

    changes_when_written = True
    serializer_class = EditionSerializer
    filterset_class = EditionFilter
    lookup_field = "code"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"code": "code", "adopted": "adopted_on"}, default=("adopted_on",), tie="code")

    def get_queryset(self) -> QuerySet:
        return Edition.objects.visible_to(self.request.user)


class AreaSerializer(SourcedSerializer):
    """An area of an edition; a priority area lies in a dimension."""

    reference = serializers.CharField(read_only=True)
    edition = serializers.CharField(source="edition.code", read_only=True)
    code = serializers.CharField(read_only=True)
    letters = serializers.CharField(read_only=True)
    lies_in = serializers.CharField(source="parent.reference", read_only=True, allow_null=True, default=None)
    name = TextsField(read_only=True)
    name_status = WordingStatusField(read_only=True)
    working_groups = serializers.SerializerMethodField(help_text=_("Codes of the working groups it belongs to."))

    def get_working_groups(self, area: Area) -> list[str]:
        return sorted(group.code for group in area.working_groups.all())


class AreaFilter(RecordFilter):
    """By default those of every edition; as of a day, of the editions adopted by then."""

    as_of = as_of_filter(BY_EDITION)
    edition = KeyFilter(field_name="edition", named=edition_called, help_text=OF_EDITION)
    area = KeyFilter(field_name="pk", named=areas_called, help_text=OF_AREA)

    class Meta:
        model = Area
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(edition__adopted_on__lte=self.as_of_given) if self.as_of_given else rows


class Areas(ReadingViewSet):
    """The areas of the editions, dimensions and priority areas alike."""

    changes_when_written = True
    serializer_class = AreaSerializer
    filterset_class = AreaFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"reference": "reference", "edition": "edition__code", "code": "code"},
        default=("edition__adopted_on", "edition", "reference_order"),
        tie="reference",
    )

    def get_queryset(self) -> QuerySet:
        rows = Area.objects.visible_to(self.request.user)
        return rows.select_related("edition", "parent").prefetch_related("working_groups")


class MeasureSerializer(SourcedSerializer):
    """A confidence-building measure of an area, as an edition words it."""

    reference = serializers.CharField(read_only=True)
    edition = serializers.CharField(source="area.edition.code", read_only=True)
    area = serializers.CharField(source="area.reference", read_only=True)
    area_name = TextsField(source="area.name", read_only=True)
    number = serializers.IntegerField(read_only=True)
    numbered_as = serializers.CharField(read_only=True, help_text=_("The number in the text."))
    title = TextsField(read_only=True, help_text=_("Short title, ours."))
    text = TextsField(read_only=True)
    text_status = WordingStatusField(read_only=True)


class Measures(ReadingViewSet):
    """What may be undertaken."""

    changes_when_written = True
    serializer_class = MeasureSerializer
    filterset_class = MeasureFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {
            "reference": "reference",
            "edition": "area__edition__code",
            "area": "area__reference",
            "number": "number",
        },
        default=("area__edition__adopted_on", "area__edition", "area__reference_order", "number"),
        tie="reference",
    )

    def get_queryset(self) -> QuerySet:
        return Measure.objects.visible_to(self.request.user).select_related("area__edition")
