"""Yearly plans under `/api/v1/year-plans/`."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activities.choices import ActivityKind, PlanStage
from activities.filters import YearPlanFilter
from activities.models import PlanVersion, YearPlan
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, SourcedSerializer, TextsField, entered_at
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts


class PlanRowSerializer(serializers.Serializer):
    """An activity, as a version of a plan says it."""

    uid = serializers.UUIDField(read_only=True)
    title = TextsField(read_only=True)
    kind = serializers.ChoiceField(choices=ActivityKind.choices, read_only=True)
    owner = serializers.CharField(
        read_only=True, allow_null=True, help_text=_("Code of the state that leads it; empty where none is named yet.")
    )
    host = serializers.CharField(read_only=True, allow_null=True)
    organisers = serializers.ListField(child=serializers.CharField(), read_only=True)
    days = serializers.CharField(
        read_only=True, help_text=_("The first day as known: 2027-03-14, 2027-06, 2027-H1, 2027.")
    )
    place = TextsField(read_only=True)
    expected = TextsField(read_only=True)
    contributions = TextsField(read_only=True)
    commitment = serializers.CharField(read_only=True, allow_null=True)
    measure = serializers.CharField(read_only=True, allow_null=True)
    area = serializers.CharField(read_only=True)


class PlanVersionSerializer(serializers.Serializer):
    """A version of a plan. The first column is its number, for a cell of a table."""

    number = serializers.IntegerField(read_only=True)
    sha256 = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    rows = PlanRowSerializer(source="content", many=True, read_only=True)


class YearPlanSerializer(SourcedSerializer, CorrectableSerializer):
    """The plan of CBM implementation of a year."""

    year = serializers.IntegerField(read_only=True)
    stage = serializers.ChoiceField(choices=PlanStage.choices, read_only=True)
    meeting = serializers.CharField(
        source="meeting.reference",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Before which it was put."),
    )
    decision = serializers.CharField(read_only=True, help_text=_("Symbol of the decision by which it was adopted."))
    sequence = serializers.IntegerField(read_only=True)
    at = entered_at()


class WholeYearPlanSerializer(YearPlanSerializer):
    """A plan with its versions, the oldest first, and what the caller may do about it."""

    versions = PlanVersionSerializer(many=True, read_only=True)
    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, plan: YearPlan) -> list[Any]:
        acts = next_acts(TABLE.nouns["plan"], self.context["request"].user, plan, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class YearPlans(ActsViewSet):
    """The plans of years that the caller may see."""

    changes_when_written = True
    changed_by = ("changed_at",)
    noun_name = "plan"
    serializer_class = WholeYearPlanSerializer
    listed_class = YearPlanSerializer
    filterset_class = YearPlanFilter
    lookup_field = "year"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"year": "year", "at": "at"}, default=("-year",), tie="-pk")

    def get_object(self) -> YearPlan:
        year = self.kwargs["year"]
        if not (year.isascii() and year.isdecimal() and len(year) == len("2027")):
            raise Http404
        return get_object_or_404(self.get_queryset(), year=int(year))

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(YearPlan).visible_to(self.request.user).select_related("meeting")
        versions = Prefetch("versions", PlanVersion.objects.order_by("number"))
        return rows if self.action == "list" else rows.prefetch_related(versions)
