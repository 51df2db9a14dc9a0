"""Sources under `/api/v1/`: what the keys mean that stand under every fact."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.reverse import reverse

from record.acts import TABLE
from record.api.fields import CorrectableSerializer, TextsField
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.api.problems import A_PROBLEM
from record.api.views import AnyFile
from record.called import called
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.doors.sources.files import file_of
from record.filters import SourceFilter
from record.models import Source, SourceFile, address_of_source


class SourceFileSerializer(serializers.Serializer):
    """A document of a source, or a scan of its pages. The first column is its name, for a cell of a table."""

    name = serializers.CharField(read_only=True)
    number = serializers.IntegerField(read_only=True)
    pages = serializers.CharField(read_only=True, help_text=_("Which pages of the document it holds."))
    file_type = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True, help_text=_("In bytes."))
    sha256 = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    url = serializers.SerializerMethodField(help_text=_("Where the file can be had."))

    def get_url(self, row: SourceFile) -> str:
        return reverse(
            "api-sources-file", args=[address_of_source(row.source.key), row.number], request=self.context["request"]
        )


class SourceSerializer(CorrectableSerializer):
    """A document in which facts were read. Its address here has "_" for every "/" of its key."""

    key = serializers.CharField(read_only=True)
    address = serializers.CharField(read_only=True, help_text=_("Its key as addresses here carry it."))
    title = TextsField(read_only=True)
    symbol = serializers.CharField(read_only=True)
    dated = serializers.DateField(read_only=True, allow_null=True)
    issued_by = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)
    pages = serializers.CharField(read_only=True)
    says = serializers.CharField(read_only=True, help_text=_("What it is, and where it was read."))
    files = SourceFileSerializer(many=True, read_only=True)


class WholeSourceSerializer(SourceSerializer):
    """A source, and what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: Source) -> list[Any]:
        acts = next_acts(TABLE.nouns["source"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class Sources(ActsViewSet):
    """The register of sources. The Secretariat adds to it."""

    noun_name = "source"
    serializer_class = WholeSourceSerializer
    listed_class = SourceSerializer
    filterset_class = SourceFilter
    schema = KeySchema()
    lookup_field = "address"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"key": "key", "dated": "dated", "issued_by": "issued_by"}, default=("key",), tie="pk")

    def get_queryset(self) -> QuerySet:
        files = SourceFile.objects.select_related("source").order_by("number")
        return self.rows_of(Source).visible_to(self.request.user).prefetch_related(Prefetch("files", files))

    def get_object(self) -> Source:
        return get_object_or_404(called(self.get_queryset(), self.kwargs["address"].replace("_", "/"), "key"))

    def get_renderers(self) -> list[BaseRenderer]:
        return [AnyFile(), JSONRenderer()] if self.action == "file" else super().get_renderers()

    @extend_schema(
        parameters=[OpenApiParameter("number", int, OpenApiParameter.PATH, description=_("Number of the file."))],
        responses={(200, "*/*"): OpenApiTypes.BINARY, 400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM},
    )
    @action(detail=True, url_path="files/(?P<number>[0-9]{1,8})", url_name="file")
    def file(self, request: Request, address: str, number: str) -> FileResponse:
        """A file of a source, to be kept: PDF, DOCX, JPEG or PNG."""
        return file_of(request.user, address, int(number))
