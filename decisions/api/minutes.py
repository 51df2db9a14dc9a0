"""Minutes of meetings, and the corrections proposed to them, under `/api/v1/minutes/` and `/api/v1/minutes-corrections/`."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from decisions.choices import ChangeAnswer, MinutesStage
from decisions.filters import MinutesChangeFilter, MinutesFilter
from decisions.models import Minutes, MinutesChange, MinutesVersion
from decisions.reports.minutes import shown_minutes
from members.choices import Audience
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, LanguageOfField, TextsField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts


class MinutesItemSerializer(serializers.Serializer):
    """An item of minutes, as the caller may read it."""

    number = serializers.IntegerField(read_only=True)
    title = TextsField(read_only=True)
    text = serializers.CharField(read_only=True)
    is_closed = serializers.BooleanField(read_only=True, help_text=_("Whether it is for the members."))


class MinutesVersionSerializer(serializers.Serializer):
    """A version of minutes. The first column is its number, for a cell of a table."""

    number = serializers.IntegerField(read_only=True)
    language = serializers.CharField(read_only=True, allow_null=True)
    sha256 = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    circulated_at = serializers.DateTimeField(read_only=True, allow_null=True)
    items = serializers.SerializerMethodField()

    @extend_schema_field(MinutesItemSerializer(many=True))
    def get_items(self, version: MinutesVersion) -> list[Any]:
        items = shown_minutes(self.context["request"].user, version)
        return list(MinutesItemSerializer(items, many=True).data)


class MinutesSerializer(CorrectableSerializer):
    """The minutes of a meeting."""

    reference = serializers.CharField(read_only=True)
    meeting = serializers.CharField(
        source="meeting.reference", read_only=True, help_text=_("Reference of the meeting.")
    )
    stage = serializers.ChoiceField(choices=MinutesStage.choices, read_only=True)
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True, help_text=_("To whom they went."))
    corrections_until = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("Until when corrections are welcome.")
    )
    adopted_at = serializers.CharField(
        source="adopted_at.reference",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Reference of the meeting at which they were adopted."),
    )
    decision = serializers.CharField(
        source="decision.symbol",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Symbol of the decision by which they were adopted."),
    )
    sequence = serializers.IntegerField(read_only=True)
    at = serializers.DateTimeField(read_only=True)


class NextActsOfMinutes(serializers.Serializer):
    """One thing, with what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, thing: Any) -> list[Any]:
        acts = next_acts(TABLE.noun_of(thing), self.context["request"].user, thing, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


class WholeMinutesSerializer(NextActsOfMinutes, MinutesSerializer):
    """Minutes with the versions that the caller may read, the oldest first."""

    versions = serializers.SerializerMethodField()

    @extend_schema_field(MinutesVersionSerializer(many=True))
    def get_versions(self, minutes: Minutes) -> list[Any]:
        rows = MinutesVersion.objects.visible_to(self.context["request"].user).filter(minutes=minutes)
        return list(MinutesVersionSerializer(rows.order_by("number"), many=True, context=self.context).data)


class MinutesChangeSerializer(CorrectableSerializer):
    """A correction that a state proposes to minutes, and what became of it."""

    uid = serializers.UUIDField(read_only=True)
    minutes = serializers.CharField(
        source="minutes.reference", read_only=True, help_text=_("Reference of the minutes.")
    )
    owner = serializers.CharField(
        source="owner.code", read_only=True, help_text=_("Code of the participant that proposes it.")
    )
    owner_name = TextsField(source="owner.name", read_only=True)
    item = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        help_text=_("Number of the item that it is about; none: the minutes as a whole."),
    )
    text = serializers.CharField(read_only=True)
    text_language = LanguageOfField("text")
    answer = serializers.ChoiceField(choices=ChangeAnswer.choices, read_only=True, allow_blank=True)
    answer_note = serializers.CharField(read_only=True)
    answered_at = serializers.DateTimeField(read_only=True, allow_null=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()


class WholeMinutesChangeSerializer(NextActsOfMinutes, MinutesChangeSerializer):
    """A proposed correction, with what the caller may do about it."""


@with_acts
class MinutesOfMeetings(ActsViewSet):
    """Minutes of meetings that the caller may see."""

    changes_when_written = True
    changed_by = ("changed_at",)
    noun_name = "minutes"
    serializer_class = WholeMinutesSerializer
    listed_class = MinutesSerializer
    filterset_class = MinutesFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"at": "at", "meeting": "meeting__starts_on"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(Minutes).visible_to(self.request.user)
        return rows.select_related("meeting", "adopted_at", "decision")


@with_acts
class MinutesChanges(ByUid, ActsViewSet):
    """Corrections proposed to minutes that the caller may see."""

    changes_when_written = True
    changed_by = ("at", "answered_at")
    noun_name = "minutes-change"
    serializer_class = WholeMinutesChangeSerializer
    listed_class = MinutesChangeSerializer
    filterset_class = MinutesChangeFilter
    ordering = Ordering({"at": "at", "owner": "owner__seat_name"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return self.rows_of(MinutesChange).visible_to(self.request.user).select_related("minutes", "owner")
