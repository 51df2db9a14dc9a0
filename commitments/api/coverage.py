"""The coverage under `/api/v1/coverage/`, and what nobody leads under `/api/v1/gaps/`: as on the pages, a row an entry."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from catalogue.models import Edition
from commitments.filters import CoverageFilter, GapFilter
from commitments.reports.coverage import CoverageStatus
from commitments.reports.listed import CoverageLine, GapLine, coverage_lines, gap_lines
from record.api.fields import TextsField, known_date
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.api.reckoned import ReckonedViewSet, distinct


class CoverageSerializer(serializers.Serializer):
    """What a state stands as beside a measure or an area. An absent row says nothing about a state."""

    key = serializers.CharField(read_only=True, help_text=_("Names the row in addresses, of that day."))
    edition = serializers.CharField(source="line.edition.code", read_only=True)
    area = serializers.CharField(source="line.area.reference", read_only=True, allow_null=True, default=None)
    measure = serializers.CharField(source="line.measure.reference", read_only=True, allow_null=True, default=None)
    state = serializers.CharField(source="line.entry.state.code", read_only=True)
    state_name = TextsField(source="line.entry.state.name", read_only=True)
    status = serializers.ChoiceField(choices=CoverageStatus.choices, source="line.entry.status", read_only=True)
    near_is_ours = serializers.BooleanField(
        source="line.entry.is_near", read_only=True, help_text=_("The measure is the nearest one, by our reading.")
    )
    nothing_named = serializers.BooleanField(
        source="line.entry.is_unspecified", read_only=True, help_text=_("It names no measure yet.")
    )
    wording = TextsField(source="line.entry.words", read_only=True, help_text=_("In its own words."))
    known_then = serializers.BooleanField(
        source="line.entry.is_known_then",
        read_only=True,
        help_text=_("Known only of a time before the day asked about; the record does not say whether it still holds."),
    )
    last_known, last_known_precision, last_known_day = known_date("last_known", "last_known_precision")
    entries = serializers.IntegerField(
        source="line.entry.count",
        read_only=True,
        help_text=_("How many of `coordinators` or `intentions` it stands for."),
    )
    source = serializers.CharField(source="line.entry.source", read_only=True)  # type: ignore[assignment]
    commitment = serializers.CharField(
        source="line.entry.commitment.reference", read_only=True, allow_null=True, default=None
    )


@dataclass(frozen=True)
class KeyedLine:
    """A line of the coverage and its key, which no other line of that day has."""

    key: str
    line: CoverageLine

    @property
    def last_known(self) -> Any:
        return self.line.last_known

    @property
    def last_known_precision(self) -> str:
        return self.line.last_known_precision


class OfEditions(ReckonedViewSet):
    """Lists of what stands, or doesn't, in the editions that are asked for."""

    schema = KeySchema()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"

    def get_queryset(self) -> QuerySet:
        return Edition.objects.visible_to(self.request.user).order_by("adopted_on", "code")

    def editions(self) -> list[Edition]:
        """Those that are asked for; of a day gone by, those adopted by then."""
        asked = self.asked("edition")
        rows = self.get_queryset().filter(adopted_on__lte=self.on)
        return [edition for edition in rows if not asked or edition.pk in asked]


class CoverageEntries(OfEditions):
    """Which state coordinates, co-coordinates, offered or joined what, on a day (today, if none is given).

    Nothing is counted per state, and nothing is ranked.
    """

    serializer_class = CoverageSerializer
    filterset_class = CoverageFilter
    in_order = {
        "area": lambda row: row.line.area and row.line.area.reference,
        "measure": lambda row: row.line.measure and row.line.measure.reference,
        "state": lambda row: row.line.entry.state.seat_name,
        "status": lambda row: row.line.entry.status,
    }
    narrowed_by = {
        "area": lambda row: row.line.area and row.line.area.pk,
        "measure": lambda row: row.line.measure and row.line.measure.pk,
        "state": lambda row: row.line.entry.state.pk,
        "status": lambda row: row.line.entry.status,
    }
    # Without an order they come as the picture has them: area by area, measure by measure.
    ordering = Ordering({name: name for name in in_order}, default=(), tie="key")

    def every(self) -> list[KeyedLine]:
        lines = coverage_lines(self.request.user, self.editions(), self.on)
        return [KeyedLine(key, line) for key, line in zip(distinct(line.name for line in lines), lines, strict=True)]

    def words_of(self, row: KeyedLine) -> tuple[Any, ...]:
        return (row.line.name, row.line.entry.state.name, row.line.entry.words)


class GapSerializer(serializers.Serializer):
    """A measure, or an area of no known measure, that no state leads on the day; and since when, as far as is known."""

    key = serializers.CharField(
        source="reference", read_only=True, help_text=_("Reference of the measure or the area.")
    )
    edition = serializers.CharField(source="edition.code", read_only=True)
    area = serializers.CharField(source="area.reference", read_only=True)
    is_area = serializers.SerializerMethodField(help_text=_("It is the area itself."))
    title = TextsField(source="title_told", read_only=True)
    since, since_precision, since_day = known_date("since", "since_precision")
    known_then = serializers.BooleanField(
        source="opened.is_known_then",
        read_only=True,
        help_text=_("That somebody led it is known of a time before; the record does not say whether it still holds."),
    )
    state = serializers.CharField(
        source="state.code",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Code of the state that led it last, if any: to have ended is in order."),
    )
    source = serializers.CharField(source="opened.source", read_only=True)  # type: ignore[assignment]
    commitment = serializers.CharField(source="commitment.reference", read_only=True, allow_null=True, default=None)

    def get_is_area(self, row: GapLine) -> bool:
        return row.subject is row.area


class Gaps(OfEditions):
    """What no state leads on a day (today, if none is given): an offer would be welcome there."""

    serializer_class = GapSerializer
    filterset_class = GapFilter
    in_order = {
        "key": lambda row: row.reference,
        "area": lambda row: row.area.reference,
        "since": lambda row: row.since,
    }
    narrowed_by = {"area": lambda row: row.area.pk}
    ordering = Ordering({name: name for name in in_order}, default=(), tie="key")

    def every(self) -> list[GapLine]:
        return gap_lines(self.request.user, self.editions(), self.on)

    def words_of(self, row: GapLine) -> tuple[Any, ...]:
        return (row.reference, row.title_told)

    def key_of(self, row: GapLine) -> str:
        return row.reference
