"""Documents that take their time, under `/api/v1/requested-documents/`: asked for, looked at, cancelled, taken when ready."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.reverse import reverse

from desk.actions.documents import note_document_taken
from desk.choices import MakingOf, WhyNotMade
from desk.filters import RequestedDocumentFilter
from desk.models import RequestedDocument
from desk.reports.documents import found
from desk.reports.documents.grammar import CONTENT_TYPES
from record.acts import TABLE
from record.api.parameters import Ordering
from record.api.problems import A_PROBLEM
from record.api.views import AnyFile
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.files import attachment_headers
from record.pace import require_pace

NOT_READY = _("It isn't ready, or couldn't be made.")


class RequestedDocumentSerializer(serializers.Serializer):
    """A document that one asked for, and how far it has come."""

    uid = serializers.UUIDField(read_only=True)
    kind = serializers.CharField(read_only=True)
    key = serializers.CharField(read_only=True, help_text=_("Key of the thing."))
    title = serializers.CharField(read_only=True)
    document_language = serializers.CharField(source="language", read_only=True)
    document_format = serializers.CharField(source="format", read_only=True)
    day = serializers.DateField(read_only=True, help_text=_("The day of which it tells."))
    at = serializers.DateTimeField(read_only=True)
    progress = serializers.ChoiceField(source="state", choices=MakingOf.choices, read_only=True)
    done = serializers.IntegerField(read_only=True, help_text=_("How many of its parts are done."))
    parts = serializers.IntegerField(read_only=True)
    why = serializers.ChoiceField(choices=WhyNotMade.choices, read_only=True, allow_blank=True)
    sha256 = serializers.CharField(read_only=True)
    file_name = serializers.CharField(source="name", read_only=True)
    file_url = serializers.SerializerMethodField(help_text=_("Where the file is taken; null until it is ready."))

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_file_url(self, requested: RequestedDocument) -> str | None:
        if not requested.is_ready:
            return None
        return str(reverse("api-requested-documents-file", args=[requested.uid], request=self.context.get("request")))


class WholeRequestedDocumentSerializer(RequestedDocumentSerializer):
    """A document that one asked for, and what one may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, requested: RequestedDocument) -> list[Any]:
        noun = TABLE.nouns["requested-document"]
        acts = next_acts(noun, self.context["request"].user, requested, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class RequestedDocuments(ActsViewSet):
    """Documents that one asked for; nobody else reads them."""

    noun_name = "requested-document"
    changed_by = None
    serializer_class = WholeRequestedDocumentSerializer
    listed_class = RequestedDocumentSerializer
    filterset_class = RequestedDocumentFilter
    lookup_field = "uid"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"at": "at", "kind": "kind", "progress": "state"}, default=("-at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        return RequestedDocument.objects.visible_to(self.request.user).without_files()

    def get_renderers(self) -> list[BaseRenderer]:
        return [AnyFile(), JSONRenderer()] if self.action == "file" else super().get_renderers()

    @extend_schema(
        responses={(200, "*/*"): OpenApiTypes.BINARY, 400: A_PROBLEM, 401: A_PROBLEM, 403: A_PROBLEM, 404: A_PROBLEM}
    )
    @action(detail=True, url_path="file", url_name="file")
    def file(self, request: Request, uid: str) -> HttpResponse:
        """The file, once it is ready, as long as what it is of is open to the caller; the journal keeps its digest."""
        requested = get_object_or_404(RequestedDocument.objects.visible_to(request.user), uid=uid)
        if not requested.is_ready:
            raise NotFound(NOT_READY)
        found(request.user, requested.kind, requested.key)
        require_pace("export", request.user.pk)
        document = f"{requested.kind}:{requested.key}"
        note_document_taken(document=document, name=requested.name, sha256=requested.sha256, by=request.user)
        response = HttpResponse(bytes(requested.data), content_type=CONTENT_TYPES[requested.format])
        for name, value in attachment_headers(requested.name).items():
            response[name] = value
        return response
