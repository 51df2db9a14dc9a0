"""Meetings under `/api/v1/`."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from law.choices import Session
from law.columns import BodyColumn
from meetings.access import reads_preparations
from meetings.acts.asked import WHERE
from meetings.acts.planning import MEETING, MOVE, consequences_of_moving
from meetings.api.moving import EffectSerializer
from meetings.choices import Format, Status
from meetings.filters import MeetingFilter
from meetings.models import Meeting
from meetings.reports.dates import history_of_dates
from record.api.fields import (
    CorrectableSerializer,
    KnownDateField,
    LanguageOfField,
    SourcedSerializer,
    TextsField,
    known_date,
)
from record.api.parameters import Ordering
from record.api.writing import REFUSALS
from record.doors.described import NextActSerializer, body_serializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.texts import LANGUAGES


class BodyNameField(TextsField):
    """What the body was called on the meeting's first day."""

    def to_representation(self, meeting: Meeting) -> dict[str, str]:
        label, names = meeting.body_label, {}
        for language in LANGUAGES:
            with translation.override(language):
                names[language] = str(label)
        return names


class MeetingSerializer(SourcedSerializer, CorrectableSerializer):
    """A meeting of a body: held, planned, proposed or cancelled. Its days are dates at the host's place."""

    made_of = {
        "body_name": ("body", "edition", "starts_on"),
        "prepares": ("prepares__reference", "prepares__status"),
    }

    reference = serializers.CharField(read_only=True)
    body = BodyColumn()
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
    time_zone = serializers.CharField(
        read_only=True, help_text=_("On whose clocks days and hours are; empty where the record doesn't say.")
    )
    opens_at = serializers.TimeField(read_only=True, allow_null=True, help_text=_("Local time on the first day."))
    closes_at = serializers.TimeField(read_only=True, allow_null=True, help_text=_("Local time on the last day."))
    prepares = serializers.SerializerMethodField(
        help_text=_("Reference of the meeting that it prepares, if you see it.")
    )
    sequence = serializers.IntegerField(read_only=True, help_text=_("Raised by every change of dates or deadlines."))
    changed_at = serializers.DateTimeField(read_only=True, default_timezone=dt.UTC)

    def get_prepares(self, row: Meeting) -> str | None:
        shown = row.prepares is not None and (row.prepares.status != Status.PROPOSED or self._sees_proposals())
        return row.prepares.reference if shown else None

    def _sees_proposals(self) -> bool:
        request = self.context.get("request")
        return request is not None and reads_preparations(request.user)


class DatesSerializer(serializers.Serializer):
    """When and where it was planned to be, from an instant on, and why that changed."""

    sequence = serializers.IntegerField(read_only=True)
    status = serializers.ChoiceField(choices=Status.choices, read_only=True)
    starts = KnownDateField("starts_on", "starts_precision")
    ends = serializers.DateField(source="ends_on", read_only=True, allow_null=True)
    opens_at = serializers.TimeField(read_only=True, allow_null=True)
    closes_at = serializers.TimeField(read_only=True, allow_null=True)
    time_zone = serializers.CharField(read_only=True)
    place = TextsField(read_only=True)
    format = serializers.ChoiceField(choices=Format.choices, read_only=True)
    reason = serializers.CharField(read_only=True)
    language = LanguageOfField("reason")
    at = serializers.DateTimeField(read_only=True, default_timezone=dt.UTC)


class WholeMeetingSerializer(MeetingSerializer):
    """A meeting with the history of its dates, the earliest first."""

    history = serializers.SerializerMethodField(help_text=_("What was planned before, and why it changed."))
    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(DatesSerializer(many=True))
    def get_history(self, row: Meeting) -> list[Any]:
        changes = history_of_dates(self.context["request"].user, row)
        return [DatesSerializer(change.row).data for change in reversed(changes)]

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: Meeting) -> list[Any]:
        acts = next_acts(MEETING, self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class Meetings(ActsViewSet):
    """When the bodies met and are to meet, where, and what they adopted; the Secretariat and the Chair plan them."""

    noun_name = MEETING.name
    serializer_class = WholeMeetingSerializer
    listed_class = MeetingSerializer
    filterset_class = MeetingFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"starts": "starts_on", "reference": "reference", "body": "body", "status": "status"},
        default=("-starts_on",),
        tie="reference",
    )

    def get_queryset(self) -> QuerySet:
        return self.rows_of(Meeting).visible_to(self.request.user).select_related("host", "working_group", "prepares")

    @extend_schema(
        request=body_serializer("MeetingsMovePreviewBody", (WHERE,), MOVE),
        responses={200: EffectSerializer, **REFUSALS},
        operation_id="meetings_move_preview",
    )
    @action(detail=True, methods=["post"], url_path="move/preview", url_name="move-preview")
    def move_preview(self, request: Request, reference: str) -> Response:
        """What a move would do. Nothing is changed by asking."""
        setting = replace(self.setting_of(MOVE.name, self.get_object()), act=replace(MOVE, asks=(WHERE,)))
        form = self.filled(setting)
        return Response(EffectSerializer(self.asked(form, consequences_of_moving)[MOVE.name]).data)
