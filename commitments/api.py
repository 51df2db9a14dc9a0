"""Editions, areas, measures and coordinators under `/api/v1/`."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from commitments.choices import CoordinatorRole, Depth, Fact
from commitments.models import Area, CoordinatorAssignment, Edition, Measure
from meetings.choices import Body
from members.api import state_called
from record.api.fields import SourcedSerializer, TextsField, WordingStatusField, known_date
from record.api.parameters import KeyFilter, Ordering, RecordFilter, as_of_filter
from record.api.views import ReadingViewSet


def edition_called(user: Any, code: str) -> QuerySet:
    return Edition.objects.visible_to(user).filter(code=code)


def areas_called(user: Any, key: str) -> QuerySet:
    """The areas that a reference, a code or letters name in any edition, and those that lie in them."""
    named = Q(reference__iexact=key) | Q(code__iexact=key) | Q(letters__iexact=key)
    above = Q(parent__reference__iexact=key) | Q(parent__code__iexact=key) | Q(parent__letters__iexact=key)
    return Area.objects.visible_to(user).filter(named | above).order_by()


def measure_called(user: Any, reference: str) -> QuerySet:
    return Measure.objects.visible_to(user).filter(reference__iexact=reference)


OF_AREA = _("Reference, code or letters of an area: CBM-2007-ECO, economic, ECO. What lies in it belongs to it.")
OF_EDITION = _("Code of an edition: 2007.")
BY_EDITION = _("A day, YYYY-MM-DD: of the editions adopted by then. Of every edition, if not given.")


class EditionSerializer(SourcedSerializer):
    """A text that lays down areas and measures, as adopted on a day."""

    code = serializers.CharField(read_only=True)
    title = TextsField(read_only=True)
    symbol = serializers.CharField(read_only=True)
    adopted_by = serializers.ChoiceField(choices=Body.choices, read_only=True)
    adopted, adopted_precision, adopted_day = known_date("adopted_on", "adopted_on_precision")
    place = TextsField(read_only=True)
    is_complete = serializers.BooleanField(read_only=True)


class EditionFilter(RecordFilter):
    """By default every edition; as of a day, those adopted by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: editions adopted by then. Every edition, if not given."))
    body = filters.ChoiceFilter(field_name="adopted_by", choices=Body.choices)

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


class MeasureFilter(RecordFilter):
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


class CoordinatorSerializer(SourcedSerializer):
    """An offer to coordinate, or a designation, as deep as the record reaches and with no role it doesn't state."""

    id = serializers.IntegerField(read_only=True)
    fact = serializers.ChoiceField(choices=Fact.choices, read_only=True)
    state = serializers.CharField(source="participant.code", read_only=True)
    state_name = TextsField(source="participant.name", read_only=True)
    role = serializers.ChoiceField(choices=CoordinatorRole.choices, read_only=True)
    depth = serializers.ChoiceField(choices=Depth.choices, read_only=True)
    edition = serializers.CharField(source="edition.code", read_only=True)
    area = serializers.CharField(source="area.reference", read_only=True, allow_null=True, default=None)
    area_name = TextsField(source="area.name", read_only=True, default=dict)
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    measure_title = TextsField(source="measure.title", read_only=True, default=dict)
    near = serializers.CharField(
        source="near.reference",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("The nearest measure to a topic in its own words: ours, not the record's."),
    )
    wording = TextsField(read_only=True, help_text=_("In its own words, where it names no measure."))
    on, on_precision, on_day = known_date("on", "on_precision")
    term_since, term_since_precision, term_since_day = known_date("since", "since_precision")
    term_until, term_until_precision, term_until_day = known_date("until", "until_precision")


class CoordinatorFilter(RecordFilter):
    """Offers made by the day asked about, and designations whose term includes it."""

    fact = filters.ChoiceFilter(choices=Fact.choices)
    role = filters.ChoiceFilter(choices=CoordinatorRole.choices)
    depth = filters.ChoiceFilter(choices=Depth.choices)
    state = KeyFilter(field_name="participant", named=state_called, help_text=_("Code of the state: AZ."))
    edition = KeyFilter(field_name="edition", named=edition_called, help_text=OF_EDITION)
    area = KeyFilter(field_name="area", named=areas_called, help_text=OF_AREA)
    measure = KeyFilter(field_name="measure", named=measure_called, help_text=_("Reference of a measure."))
    standing = filters.ChoiceFilter(
        choices=[("now", _("stands on that day")), ("any", _("also what ended before, or begins later"))],
        null_label=None,
        method="leave_to_the_rows",
        help_text=_("Whether the term must include the day; it must, if not given."),
    )

    class Meta:
        model = CoordinatorAssignment
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["standing"] == "any" else rows.standing_on(self.on)


class Coordinators(ReadingViewSet):
    """Who offered to coordinate what, and who was designated, on a day (today, if none is given).

    An offer and a designation are two facts; a role is given only where the record states one.
    """

    serializer_class = CoordinatorSerializer
    filterset_class = CoordinatorFilter
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering(
        {
            "state": "participant__seat_name",
            "edition": "edition__code",
            "area": "area__reference",
            "measure": "measure__reference",
            "fact": "fact",
            "role": "role",
            "on": "on",
        },
        default=("participant__seat_name",),  # as the annex has it, see `in_order`
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        rows = CoordinatorAssignment.objects.visible_to(self.request.user)
        return rows.select_related("participant", "edition", "area", "measure", "near")
