"""Letters of the Secretariat while they are drafted, under `/api/v1/outgoing-letters/`: for its staff."""

import uuid
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from members.models import Participant
from papers.choices import AddressedTo, OutgoingKind, OutgoingStage
from papers.filters import OutgoingFilter
from papers.models import LetterAnnex, OutgoingLetter
from papers.reports.outgoing import file_of
from record.acts import TABLE
from record.api.fields import TextsField
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.api.problems import A_PROBLEM
from record.api.views import AnyFile
from record.dates import day_of_the_house
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.files import attachment_headers


class OutgoingLetterSerializer(serializers.Serializer):
    """A letter of the Secretariat, from its draft on."""

    in_words = {"languages": settings.LANGUAGES}

    uid = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=OutgoingKind.choices, read_only=True)
    subject = TextsField(read_only=True)
    text = TextsField(read_only=True)
    languages = serializers.SerializerMethodField(help_text=_("Those in which it is written."))
    to = serializers.ChoiceField(choices=AddressedTo.choices, read_only=True)
    group = serializers.CharField(source="group.code", read_only=True, allow_null=True, default=None)
    participants = serializers.SerializerMethodField(help_text=_("Codes of those named, where it goes to some."))
    annexes = serializers.SerializerMethodField(help_text=_("Papers by symbol and version; files by their title."))
    about = serializers.CharField(source="about_label", read_only=True)
    stage = serializers.ChoiceField(choices=OutgoingStage.choices, read_only=True)
    version = serializers.IntegerField(read_only=True, help_text=_("Counts changes; goes with If-Match."))
    sent_as = serializers.UUIDField(
        source="sent_as.uid",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Key of the letter in the register."),
    )
    changed_at = serializers.DateTimeField(read_only=True)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_languages(self, row: OutgoingLetter) -> list[str]:
        return list(row.languages)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_participants(self, row: OutgoingLetter) -> list[str]:
        return [participant.code for participant in row.participants.all()]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_annexes(self, row: OutgoingLetter) -> list[str]:
        return [str(annex) for annex in row.annexes.all()]


class WholeOutgoingLetterSerializer(OutgoingLetterSerializer):
    """A letter with what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: OutgoingLetter) -> list[Any]:
        acts = next_acts(TABLE.nouns["outgoing-letter"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class OutgoingLetters(ByUid, ActsViewSet):
    """Letters that the Secretariat drafts, sends, or gave up; nobody else is told of any."""

    changed_by = ("changed_at",)

    noun_name = "outgoing-letter"
    serializer_class = WholeOutgoingLetterSerializer
    listed_class = OutgoingLetterSerializer
    filterset_class = OutgoingFilter
    ordering = Ordering({"changed_at": "changed_at"}, default=("-changed_at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        annexes = LetterAnnex.objects.standing().select_related("version__paper").order_by("pk")
        rows = OutgoingLetter.objects.visible_to(self.request.user).select_related("group", "answers", "sent_as")
        named = Prefetch("participants", Participant.objects.in_seat_order())
        return rows.prefetch_related(named, Prefetch("annexes", annexes))

    def get_renderers(self) -> list[BaseRenderer]:
        return [AnyFile(), JSONRenderer()] if self.action == "made" else super().get_renderers()

    @extend_schema(
        parameters=[
            OpenApiParameter("language", str, OpenApiParameter.PATH, description=_("One of its languages.")),
            OpenApiParameter("extension", str, OpenApiParameter.PATH, enum=["docx", "pdf"]),
        ],
        responses={(200, "*/*"): OpenApiTypes.BINARY, 400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM},
    )
    @action(detail=True, url_path="files/(?P<language>[a-z-]{2,10})/(?P<extension>docx|pdf)", url_name="file")
    def made(self, request: Request, uid: str, language: str, extension: str) -> HttpResponse:
        """What the house makes of it in a language, to be kept: DOCX or PDF."""
        try:
            key = uuid.UUID(uid)
        except ValueError as error:
            raise Http404 from error
        letter = get_object_or_404(self.get_queryset(), uid=key)
        made = file_of(letter, language, extension, "", day_of_the_house(timezone.now()))
        if made is None:
            raise Http404
        response = HttpResponse(made.data, content_type=made.checked.content_type)
        for name, value in attachment_headers(made.name).items():
            response[name] = value
        return response
