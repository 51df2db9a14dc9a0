"""Progress notes, and requests for them, under `/api/v1/progress-notes/` and `/api/v1/note-requests/`."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from activities.choices import SEEN_BY
from activities.filters import NoteRequestFilter, ProgressNoteFilter
from activities.models import NoteRequest, ProgressNote
from record.api.fields import CorrectableSerializer, LanguageOfField, TextsField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.doors.described import WithNextActs
from record.doors.rest import ActsViewSet, with_acts


class NoteRequestSerializer(CorrectableSerializer):
    """That the Secretariat asked for notes on an area."""

    uid = serializers.UUIDField(read_only=True)
    area = serializers.CharField(source="area.reference", read_only=True)
    area_name = TextsField(source="area.name", read_only=True)
    meeting = serializers.CharField(
        source="meeting.reference",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Reference of the meeting that reviews the area."),
    )
    since = serializers.DateField(read_only=True, help_text=_("First day of the period."))
    until = serializers.DateField(read_only=True, help_text=_("Last day of the period."))
    welcome_until = serializers.DateField(read_only=True, help_text=_("Until when notes are welcome."))
    text = serializers.CharField(read_only=True)
    text_language = LanguageOfField("text")
    at = serializers.DateTimeField(read_only=True)


class ProgressNoteSerializer(CorrectableSerializer):
    """How its part in a commitment went on in a period, as a state says it."""

    uid = serializers.UUIDField(read_only=True)
    commitment = serializers.CharField(
        source="within.reference", read_only=True, help_text=_("Reference of the commitment.")
    )
    area = serializers.CharField(source="area.reference", read_only=True)
    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state that says it."))
    owner_name = TextsField(source="owner.name", read_only=True)
    since = serializers.DateField(read_only=True, help_text=_("First day of the period."))
    until = serializers.DateField(read_only=True, help_text=_("Last day of the period."))
    nothing_new = serializers.BooleanField(read_only=True)
    text = serializers.CharField(read_only=True)
    text_language = LanguageOfField("text")
    request = serializers.UUIDField(
        source="request.uid",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Key of the request that it answers."),
    )
    audience = serializers.ChoiceField(choices=SEEN_BY, read_only=True, help_text=_("Who sees it."))
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()


class WholeNoteRequestSerializer(WithNextActs, NoteRequestSerializer):
    """A request, with what the caller may do about it."""


class WholeProgressNoteSerializer(WithNextActs, ProgressNoteSerializer):
    """A note, with what the caller may do about it."""


@with_acts
class NoteRequests(ByUid, ActsViewSet):
    """Requests for progress notes."""

    changes_when_written = True
    noun_name = "note-request"
    serializer_class = WholeNoteRequestSerializer
    listed_class = NoteRequestSerializer
    filterset_class = NoteRequestFilter
    ordering = Ordering({"at": "at", "since": "since"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return self.rows_of(NoteRequest).visible_to(self.request.user).select_related("area", "meeting")


@with_acts
class ProgressNotes(ByUid, ActsViewSet):
    """Progress notes that the caller may see."""

    changes_when_written = True
    noun_name = "progress-note"
    serializer_class = WholeProgressNoteSerializer
    listed_class = ProgressNoteSerializer
    filterset_class = ProgressNoteFilter
    ordering = Ordering({"at": "at", "since": "since", "owner": "owner__seat_name"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(ProgressNote).visible_to(self.request.user)
        return rows.select_related("owner", "area", "within", "request")
