"""The instruments under `/api/v1/`: what is cited, and its words unit by unit. They are read from files, not from rows."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers

from catalogue.models import Edition
from law.grammar.words import InstrumentText, Unit
from law.texts import find, instruments, library
from record.api.fields import TextsField, WordingStatusField
from record.api.parameters import Ordering
from record.api.reckoned import ReckonedViewSet
from record.filters import RecordFilter, SomeOfFilter, as_of_filter


class InstrumentSerializer(serializers.Serializer):
    """An instrument that the tables and pages cite."""

    key = serializers.CharField(source="instrument.key", read_only=True)
    code = serializers.CharField(source="instrument.code", read_only=True, help_text=_("How it is cited: AA."))
    title = TextsField(read_only=True)
    title_status = WordingStatusField(read_only=True)
    adopted_on = serializers.DateField(source="instrument.adopted_on", read_only=True)
    units = serializers.SerializerMethodField(
        help_text=_("How many articles, paragraphs and sentences of it the record holds; 0 where it has no text.")
    )

    def get_units(self, text: InstrumentText) -> int:
        return len(text.units)


class InstrumentUnitSerializer(serializers.Serializer):
    """An article, paragraph or sentence of an instrument, in the words of each language and what they are worth."""

    reference = serializers.CharField(read_only=True)
    cited_as = serializers.CharField(source="key", read_only=True, help_text=_("As it is cited: AA 29, CoA (a) 2."))
    instrument = serializers.CharField(source="instrument.key", read_only=True)
    part = serializers.CharField(read_only=True, help_text=_("What part of the instrument it is: article, measure."))
    number = serializers.CharField(read_only=True)
    within = serializers.CharField(read_only=True, help_text=_("The unit that it is a part of, or that heads it."))
    text = TextsField(read_only=True)
    text_status = WordingStatusField(source="status", read_only=True)
    read_in = TextsField(read_only=True, help_text=_("By language, the key of the source of an official wording."))
    path = serializers.SerializerMethodField(help_text=_("Where it is read on this site."))

    def get_path(self, unit: Unit) -> str:
        return reverse("instrument-unit", args=[unit.instrument.key, unit.slug])


class InstrumentFilter(RecordFilter):
    """By default every instrument; as of a day, those adopted by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: instruments adopted by then. Every one, if not given."))

    class Meta:
        model = Edition
        fields: list[str] = []


class InstrumentUnitFilter(InstrumentFilter):
    instrument = SomeOfFilter(
        choices=[(row.key, row.title) for row in instruments()],
        method="leave_to_the_rows",
        help_text=_("Key of an instrument: almaty-act."),
    )


class ReadFromFiles(ReckonedViewSet):
    """What the law holds, as far as it was adopted by the day."""

    changes_when_written = True

    def get_queryset(self) -> QuerySet:
        return Edition.objects.visible_to(self.request.user)

    def adopted(self) -> list[InstrumentText]:
        return [text for text in library() if not self.as_of or text.instrument.adopted_on <= self.as_of]


@extend_schema_view(retrieve=extend_schema(parameters=[OpenApiParameter("key", str, OpenApiParameter.PATH)]))
class Instruments(ReadFromFiles):
    """The instruments that are cited, the earliest first."""

    serializer_class = InstrumentSerializer
    filterset_class = InstrumentFilter
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    in_order = {
        "key": lambda text: text.instrument.key,
        "adopted_on": lambda text: text.instrument.adopted_on.isoformat(),
    }
    ordering = Ordering({name: name for name in in_order}, default=(), tie="key")

    def every(self) -> list[InstrumentText]:
        return self.adopted()

    def words_of(self, row: InstrumentText) -> tuple[Any, ...]:
        return (row.instrument.key, row.instrument.code, row.title)

    def key_of(self, row: InstrumentText) -> str:
        return row.instrument.key

    def get_object(self) -> InstrumentText:
        text = find(self.kwargs["key"])
        if text is None:
            raise Http404
        return text


@extend_schema_view(retrieve=extend_schema(parameters=[OpenApiParameter("reference", str, OpenApiParameter.PATH)]))
class InstrumentUnits(ReadFromFiles):
    """The instruments' own words, unit by unit in the order of the texts; official ones and translations say which."""

    serializer_class = InstrumentUnitSerializer
    filterset_class = InstrumentUnitFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    in_order = {
        "reference": lambda unit: unit.reference,
        "instrument": lambda unit: unit.instrument.key,
        "part": lambda unit: unit.part,
    }
    ordering = Ordering({name: name for name in in_order}, default=(), tie="reference")

    narrowed_by = {"instrument": lambda unit: unit.instrument.key}

    def every(self) -> list[Unit]:
        return [unit for text in self.adopted() for unit in text.units]

    def words_of(self, row: Unit) -> tuple[Any, ...]:
        return (row.key, row.text)
