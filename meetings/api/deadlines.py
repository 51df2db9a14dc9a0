"""Deadlines before meetings, under `/api/v1/`."""

import datetime as dt

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from law.choices import DayUnit, DeadlineKind, LeadStanding
from law.columns import BodyColumn
from law.editions import body_choices
from meetings.choices import Status
from meetings.filters import meeting_called
from meetings.models import Deadline, LeadTime
from meetings.models.deadlines import DeadlineQuerySet
from record.api.fields import SourcedSerializer
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.filters import DayFilter, KeyFilter, RecordFilter, SomeOfFilter, as_of_filter, by_words


class DeadlineSerializer(serializers.Serializer):
    """By when something has to be ready for a meeting: one instant, the end of a day at the Secretariat."""

    key = serializers.SerializerMethodField(help_text=_("The meeting's reference, a full stop, and the kind."))
    meeting = serializers.CharField(source="meeting.reference", read_only=True)
    body = BodyColumn(source="meeting.body")
    kind = serializers.ChoiceField(choices=DeadlineKind.choices, read_only=True)
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    due_on = serializers.DateField(read_only=True, help_text=_("The day, in `time_zone`."))
    due_at = serializers.DateTimeField(read_only=True, default_timezone=dt.UTC, help_text=_("The instant, in UTC."))
    due_local = serializers.SerializerMethodField(help_text=_("The same instant on the clocks of `time_zone`."))
    time_zone = serializers.CharField(read_only=True)
    days = serializers.IntegerField(
        read_only=True, allow_null=True, help_text=_("Counted back from the first day; null where fixed by hand.")
    )
    unit = serializers.ChoiceField(choices=DayUnit.choices, read_only=True)
    standing = serializers.ChoiceField(choices=LeadStanding.choices, read_only=True)
    basis = serializers.CharField(read_only=True, help_text=_("The article or the practice it rests on."))
    fixed = serializers.BooleanField(read_only=True, help_text=_("Set by hand: it stays when the meeting moves."))
    in_force = serializers.SerializerMethodField(help_text=_("Whether the meeting is to take place."))

    def get_key(self, row: Deadline) -> str:
        return f"{row.meeting.reference}.{row.kind}"

    def get_due_local(self, row: Deadline) -> str:
        return row.local.isoformat()

    def get_in_force(self, row: Deadline) -> bool:
        return row.meeting.status == Status.PLANNED


class DeadlineFilter(RecordFilter):
    """By default every deadline; as of a day, those of that day or later."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: deadlines of that day or later. Every one, if not given."))
    meeting = KeyFilter(field_name="meeting", named=meeting_called, help_text=_("Reference of a meeting: SOC-2027-1."))
    body = SomeOfFilter(field_name="meeting__body", choices=body_choices)
    kind = SomeOfFilter(choices=DeadlineKind.choices)
    in_force = filters.BooleanFilter(method="to_take_place", help_text=_("Of meetings that are to take place."))

    class Meta:
        model = Deadline
        fields: list[str] = []

    def to_take_place(self, rows: DeadlineQuerySet, name: str, value: bool) -> QuerySet:
        return rows.in_force() if value else rows.exclude(meeting__status=Status.PLANNED)

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "meeting__words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(due_on__gte=self.as_of_given) if self.as_of_given else rows


# "from" is a word of Python's own, so that it can't be declared in the class.
DeadlineFilter.base_filters["from"] = DayFilter(
    field_name="due_on", lookup_expr="gte", help_text=_("Deadlines of that day or later.")
)
DeadlineFilter.base_filters["to"] = DayFilter(
    field_name="due_on", lookup_expr="lte", help_text=_("Deadlines of that day or earlier.")
)


class Deadlines(ReadingViewSet):
    """What has to be ready when."""

    serializer_class = DeadlineSerializer
    filterset_class = DeadlineFilter
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"due": "due_at", "meeting": "meeting__reference", "body": "meeting__body", "kind": "kind"},
        default=("due_at",),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        return Deadline.objects.visible_to(self.request.user).select_related("meeting")

    def get_object(self) -> Deadline:
        reference, dot, kind = self.kwargs["key"].rpartition(".")
        if not dot:
            raise Http404
        return get_object_or_404(self.get_queryset(), meeting__reference=reference, kind=kind)


class LeadTimeSerializer(SourcedSerializer):
    """How long before a meeting of a body something has to be ready: a setting of the Secretariat's, with its basis."""

    key = serializers.SerializerMethodField(help_text=_("Edition of the law, body and kind, with dots between."))
    edition = serializers.CharField(read_only=True, help_text=_("Of the law: a meeting keeps the one it began under."))
    body = BodyColumn()
    kind = serializers.ChoiceField(choices=DeadlineKind.choices, read_only=True)
    days = serializers.IntegerField(read_only=True, help_text=_("Counted back from the first day."))
    unit = serializers.ChoiceField(choices=DayUnit.choices, read_only=True)
    standing = serializers.ChoiceField(choices=LeadStanding.choices, read_only=True)
    basis = serializers.CharField(read_only=True, help_text=_("The article or the practice it rests on."))

    def get_key(self, row: LeadTime) -> str:
        return f"{row.edition}.{row.body}.{row.kind}"


class LeadTimeFilter(RecordFilter):
    """Every lead time, as it is set today."""

    body = SomeOfFilter(choices=body_choices)
    kind = SomeOfFilter(choices=DeadlineKind.choices)
    standing = SomeOfFilter(choices=LeadStanding.choices)

    class Meta:
        model = LeadTime
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "kind", "body", "basis")


class LeadTimes(ReadingViewSet):
    """By what deadlines are counted. No instrument names a number of days: what isn't confirmed says so."""

    serializer_class = LeadTimeSerializer
    filterset_class = LeadTimeFilter
    schema = KeySchema()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"body": "body", "kind": "kind", "days": "days"}, default=("edition", "body", "-days", "kind"), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        return LeadTime.objects.visible_to(self.request.user)

    def get_object(self) -> LeadTime:
        above, _dot, kind = self.kwargs["key"].rpartition(".")
        edition, _dot, body = above.rpartition(".")
        return get_object_or_404(self.get_queryset(), edition=edition, body=body.lower(), kind=kind.lower())
