"""Photographs under `/api/v1/photographs/`."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from activities.choices import Consent
from activities.files import picture_of
from activities.filters import PhotographFilter
from activities.models import Photograph
from members.private_fields import PrivateTextField
from record.api.fields import CorrectableSerializer, LanguageOfField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.api.problems import A_PROBLEM
from record.api.views import AnyFile
from record.doors.described import WithNextActs
from record.doors.rest import ActsViewSet, with_acts


class PhotographSerializer(CorrectableSerializer):
    """A photograph of an activity, in words; the picture is a file of its own."""

    uid = serializers.UUIDField(read_only=True)
    activity = serializers.UUIDField(source="activity.uid", read_only=True, help_text=_("Key of the activity."))
    owner = serializers.CharField(
        source="owner.code", read_only=True, help_text=_("Code of the state that leads the activity.")
    )
    alt = serializers.CharField(read_only=True, help_text=_("What is to be seen, for those who don’t see the picture."))
    caption = serializers.CharField(read_only=True)
    text_language = LanguageOfField("alt")
    taken_on = serializers.DateField(read_only=True, allow_null=True)
    photographer = serializers.CharField(read_only=True)
    file_type = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True, help_text=_("In bytes."))
    sha256 = serializers.CharField(read_only=True)
    consent = serializers.ChoiceField(choices=Consent.choices, read_only=True, help_text=_("Whether it may be shown."))
    consent_by = PrivateTextField()
    consent_how = PrivateTextField()
    consent_on = serializers.DateField(read_only=True, allow_null=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()


class WholePhotographSerializer(WithNextActs, PhotographSerializer):
    """A photograph, with what the caller may do about it."""


@with_acts
class Photographs(ByUid, ActsViewSet):
    """Photographs of activities that the caller may see: those with consent; of the caller's own state and for the Secretariat others."""

    changes_when_written = True
    changed_by = ("at", "withdrawn_at")
    noun_name = "photograph"
    serializer_class = WholePhotographSerializer
    listed_class = PhotographSerializer
    filterset_class = PhotographFilter
    ordering = Ordering({"at": "at", "taken_on": "taken_on"}, default=("at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        rows: Any = self.rows_of(Photograph).visible_to(self.request.user)
        return rows.as_shown()

    def get_renderers(self) -> list[BaseRenderer]:
        return [AnyFile(), JSONRenderer()] if self.action == "file" else super().get_renderers()

    @extend_schema(responses={(200, "*/*"): OpenApiTypes.BINARY, 400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM})
    @action(detail=True, url_path="file", url_name="file")
    def file(self, request: Request, uid: str) -> FileResponse:
        """The picture, to be kept: JPEG or PNG. Nobody is given it once consent was withdrawn."""
        try:
            key = uuid.UUID(uid)
        except ValueError as error:
            raise Http404 from error
        return picture_of(request.user, key)
