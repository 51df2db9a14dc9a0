"""Attendance under `/api/v1/attendance/`: delegations as announced, and who is present."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers

from meetings.acts.attendance import DELEGATION
from meetings.choices import DelegateRank, Presence
from meetings.filters import meeting_called
from meetings.models import Attendance, Delegate
from members.filters import state_called
from members.private_fields import LanguageOfPrivateField, PrivateTextField
from record.api.fields import TextsField
from record.api.parameters import Ordering
from record.api.schema import RecordSchema
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.filters import (
    KeyFilter,
    RecordFilter,
    SomeOfFilter,
    by_words,
)


class DelegateSerializer(serializers.Serializer):
    """A person on a delegation."""

    name = serializers.CharField(read_only=True)
    function = serializers.CharField(read_only=True)
    rank = serializers.ChoiceField(choices=DelegateRank.choices, read_only=True)
    is_head = serializers.BooleanField(read_only=True)


class AttendanceSerializer(serializers.Serializer):
    """A participant at a meeting: its delegation announced, or present. Who has no entry isn't listed."""

    key = serializers.CharField(read_only=True, help_text=_("Names the row in addresses."))
    meeting = serializers.CharField(source="meeting.reference", read_only=True)
    participant = serializers.CharField(source="participant.code", read_only=True)
    participant_name = TextsField(source="participant.name", read_only=True)
    presence = serializers.ChoiceField(choices=Presence.choices, read_only=True)
    delegates = DelegateSerializer(source="people", many=True, read_only=True)
    note = PrivateTextField()
    language = LanguageOfPrivateField("note")
    version = serializers.IntegerField(read_only=True)
    at = serializers.DateTimeField(read_only=True)


class WholeAttendanceSerializer(AttendanceSerializer):
    """One of them, with what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: Attendance) -> list[Any]:
        acts = next_acts(DELEGATION, self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


class AttendanceFilter(RecordFilter):
    """Every meeting's, if none is named."""

    meeting = KeyFilter(field_name="meeting", named=meeting_called, help_text=_("Reference of a meeting."))
    participant = KeyFilter(field_name="participant", named=state_called, help_text=_("Code of a participant: AZ."))
    presence = SomeOfFilter(choices=[choice for choice in Presence.choices if choice[0] != Presence.TAKEN_BACK])

    class Meta:
        model = Attendance
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "participant__words")


class AttendanceSchema(RecordSchema):
    """Its key is made of two columns."""

    def get_override_parameters(self) -> list[Any]:
        key = OpenApiParameter("key", str, OpenApiParameter.PATH, description=_("The row's own column `key`."))
        return [*super().get_override_parameters(), *([key] if "{key}" in self.path else [])]


@with_acts
class AttendanceRows(ActsViewSet):
    """Who takes part in meetings: the members and the Secretariat read it whole, others their own delegation."""

    noun_name = DELEGATION.name
    schema = AttendanceSchema()
    serializer_class = WholeAttendanceSerializer
    listed_class = AttendanceSerializer
    filterset_class = AttendanceFilter
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"meeting": "meeting__starts_on", "participant": "participant__seat_name", "presence": "presence"},
        default=("-meeting__starts_on", "participant__seat_name"),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        serving = Delegate.objects.serving().order_by("-is_head", "position", "pk")
        rows = Attendance.objects.visible_to(self.request.user).standing().select_related("meeting", "participant")
        return rows.prefetch_related(Prefetch("delegates", serving, to_attr="people"))

    def get_object(self) -> Attendance:
        return get_object_or_404(self.get_queryset(), **Attendance.lookup(self.kwargs["key"]))
