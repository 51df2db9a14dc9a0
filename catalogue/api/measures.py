"""Editions, areas and measures under `/api/v1/`, and how they are named in parameters."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from catalogue.models import Area, Edition, Measure
from law.columns import BodyColumn
from law.editions import body_choices
from members.models import Person
from record.api.fields import SourcedSerializer, TextsField, WordingStatusField, known_date
from record.api.parameters import KeyFilter, Ordering, RecordFilter, as_of_filter
from record.api.views import ReadingViewSet


def edition_called(user: Person, code: str) -> QuerySet:
    return Edition.objects.visible_to(user).filter(code=code)


def areas_called(user: Person, key: str) -> QuerySet:
    """The areas that a reference, a code or letters name in any edition, and those that lie in them."""
    named = Q(reference__iexact=key) | Q(code__iexact=key) | Q(letters__iexact=key)
    above = Q(parent__reference__iexact=key) | Q(parent__code__iexact=key) | Q(parent__letters__iexact=key)
    return Area.objects.visible_to(user).filter(named | above).order_by()


def measure_called(user: Person, reference: str) -> QuerySet:
    return Measure.objects.visible_to(user).filter(reference__iexact=reference)


OF_AREA = _("Reference, code or letters of an area: CBM-2007-ECO, economic, ECO. What lies in it belongs to it.")
OF_EDITION = _("Code of an edition: 2007.")
BY_EDITION = _("A day, YYYY-MM-DD: of the editions adopted by then. Of every edition, if not given.")


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
    body = filters.ChoiceFilter(field_name="adopted_by", choices=body_choices)

    class Meta:
        model = Edition
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(adopted_on__lte=self.as_of_given) if self.as_of_given else rows


class Editions(ReadingViewSet):
    """The editions of what may be undertaken."""

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


class MeasureFilterSet(RecordFilter):
    """By default those of every edition; as of a day, of the editions adopted by then."""

    as_of = as_of_filter(BY_EDITION)
    edition = KeyFilter(field_name="area__edition", named=edition_called, help_text=OF_EDITION)
    area = KeyFilter(field_name="area", named=areas_called, help_text=OF_AREA)

    class Meta:
        model = Measure
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(area__edition__adopted_on__lte=self.as_of_given) if self.as_of_given else rows


class Measures(ReadingViewSet):
    """What may be undertaken."""

    serializer_class = MeasureSerializer
    filterset_class = MeasureFilterSet
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
