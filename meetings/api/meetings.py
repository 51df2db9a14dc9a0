"""Meetings under `/api/v1/`."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from meetings.choices import Body, Format, Session, Status, label_on
from meetings.models import Meeting
from members.api import state_called
from record.api.fields import SourcedSerializer, TextsField, known_date
from record.api.parameters import DayFilter, KeyFilter, Ordering, RecordFilter, as_of_filter
from record.api.views import ReadingViewSet
from record.texts import LANGUAGES


class BodyNameField(TextsField):
    """What the body was called on the meeting's first day."""

    def to_representation(self, meeting: Any) -> dict[str, str]:
        label, names = label_on(meeting.body, meeting.starts_on), {}
        for language in LANGUAGES:
            with translation.override(language):
                names[language] = str(label)
        return names


class MeetingSerializer(SourcedSerializer):
    """A meeting of a body: held, planned or cancelled. Its days are dates at the host's place."""

    reference = serializers.CharField(read_only=True)
    body = serializers.ChoiceField(choices=Body.choices, read_only=True)
    body_name = BodyNameField(source="*", read_only=True, help_text=_("What the body was called on that day."))
    session = serializers.ChoiceField(choices=Session.choices, read_only=True)
    ordinal = serializers.IntegerField(read_only=True, allow_null=True)
    title = TextsField(read_only=True, help_text=_("Only where the meeting has a name of its own."))
    working_group = serializers.CharField(source="working_group.code", read_only=True, allow_null=True, default=None)
    starts, starts_precision, starts_day = known_date("starts_on", "starts_precision")
    ends = serializers.DateField(source="ends_on", read_only=True, allow_null=True)
    place = TextsField(read_only=True)
    host = serializers.CharField(source="host.code", read_only=True, allow_null=True, default=None)
    format = serializers.ChoiceField(choices=Format.choices, read_only=True)
    status = serializers.ChoiceField(choices=Status.choices, read_only=True)
    adopted = TextsField(read_only=True)


class MeetingFilter(RecordFilter):
    """By default every meeting, past and to come; as of a day, those that had ended by it, or ended on it."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: meetings that were over by then. Every meeting, if not given."))
    body = filters.ChoiceFilter(choices=Body.choices)
    status = filters.ChoiceFilter(choices=Status.choices)
    session = filters.ChoiceFilter(choices=Session.choices)
    state = KeyFilter(field_name="host", named=state_called, help_text=_("Code of the host: KZ."))

    class Meta:
        model = Meeting
        fields: list[str] = []

    def not_before(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(Q(starts_on__gte=value) | Q(ends_on__gte=value))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.on_or_before(self.as_of_given) if self.as_of_given else rows


# "from" is a word of Python's own, so that it can't be declared in the class.
MeetingFilter.base_filters["from"] = DayFilter(
    method="not_before", help_text=_("Meetings that go on, or begin, on that day or later.")
)
MeetingFilter.base_filters["to"] = DayFilter(
    field_name="starts_on", lookup_expr="lte", help_text=_("Meetings that begin on that day or earlier.")
)


class Meetings(ReadingViewSet):
    """When the bodies met, where, and what they adopted."""

    serializer_class = MeetingSerializer
    filterset_class = MeetingFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"starts": "starts_on", "reference": "reference", "body": "body", "status": "status"},
        default=("-starts_on",),
        tie="reference",
    )

    def get_queryset(self) -> QuerySet:
        return Meeting.objects.visible_to(self.request.user).select_related("host", "working_group")
