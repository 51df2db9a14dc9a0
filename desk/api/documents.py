"""Documents under `/api/v1/documents/`: which kinds there are, and one as it reads, or as the file that the page gives."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.documents import note_document_taken
from desk.reports.documents import KINDS, KindOfDocument, ToldDocument, found
from desk.reports.documents.grammar import CONTENT_TYPES
from record.api.parameters import Problems, empty_days, one_of, unknown_or_repeated
from record.api.problems import A_PROBLEM
from record.api.schema import LIMITS_TOLD
from record.api.views import StrictView, XLSXRenderer
from record.exports import KINDS as OF_LISTS
from record.files import attachment_headers
from record.forms import AsOf
from record.outlines import SHAPES, Outline
from record.outlines.pdf import NotInOurFonts
from record.pace import require_pace

LANGUAGES = [code for code, _name in settings.LANGUAGES]
REFUSALS = {400: A_PROBLEM, 401: A_PROBLEM, 403: A_PROBLEM, 404: A_PROBLEM, 429: A_PROBLEM}
TAKES = ("as_of", "format", "language")


class PDFRenderer(BaseRenderer):
    """Names the format for negotiation; `record.outlines.pdf` makes the file."""

    media_type, format, charset = CONTENT_TYPES["pdf"], "pdf", None


class DOCXRenderer(BaseRenderer):
    """Names the format for negotiation; `record.outlines.docx` makes the file."""

    media_type, format, charset = CONTENT_TYPES["docx"], "docx", None


class KindOfDocumentSerializer(serializers.Serializer):
    """A kind of document: of which things there is one, and as what it leaves."""

    kind = serializers.CharField(source="name", read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    about = serializers.CharField(read_only=True, help_text=_("Which thing it is about, and what it tells of it."))
    open_to = serializers.CharField(read_only=True, help_text=_("Who may have it; empty: whoever sees the thing."))
    key = serializers.CharField(read_only=True, help_text=_("By which of its columns the thing is called."))
    formats = serializers.ListField(child=serializers.CharField(), read_only=True)
    is_of_a_day = serializers.BooleanField(read_only=True, help_text=_("Whether it can be told as of a past day."))


class KindsOfDocumentsSerializer(serializers.Serializer):
    """All kinds, in the order of the page."""

    count = serializers.IntegerField(read_only=True)
    results = KindOfDocumentSerializer(many=True, read_only=True)


class OutlineBlockSerializer(serializers.Serializer):
    """A block of a document; what its type doesn't have is null."""

    type = serializers.ChoiceField(choices=[(shape, shape) for shape in (*SHAPES.values(), "table")], read_only=True)
    text = serializers.CharField(read_only=True, allow_null=True, default=None)
    level = serializers.IntegerField(read_only=True, allow_null=True, default=None)
    items = serializers.ListField(child=serializers.CharField(), read_only=True, allow_null=True, default=None)
    head = serializers.ListField(child=serializers.CharField(), read_only=True, allow_null=True, default=None)
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()), read_only=True, allow_null=True, default=None
    )


class OutlineSerializer(serializers.Serializer):
    """A document as it reads to the caller."""

    title = serializers.CharField(read_only=True)
    language = serializers.CharField(read_only=True)
    as_of = serializers.DateField(source="dated", read_only=True)
    blocks = OutlineBlockSerializer(many=True, read_only=True)


def told_in_json(outline: Outline) -> dict[str, Any]:
    blocks = [
        {"type": SHAPES.get(type(block), "table"), **{name: getattr(block, name, None) for name in _PARTS}}
        for block in outline.blocks
    ]
    return {"title": outline.title, "language": outline.language, "as_of": outline.dated, "blocks": blocks}


_PARTS = ("text", "level", "items", "head", "rows")


class DocumentKinds(StrictView):
    """Which kinds of documents there are."""

    renderer_classes = [JSONRenderer]

    @extend_schema(
        operation_id="documents_list",
        parameters=LIMITS_TOLD,
        responses={200: KindsOfDocumentsSerializer, 400: A_PROBLEM, 401: A_PROBLEM, 429: A_PROBLEM},
    )
    def get(self, request: Request) -> Response:
        kinds = list(KINDS.values())
        return Response(KindsOfDocumentsSerializer({"count": len(kinds), "results": kinds}).data)


class OneDocument(StrictView):
    """One document, as the caller may read it."""

    renderer_classes = [JSONRenderer, PDFRenderer, DOCXRenderer, XLSXRenderer]

    def parameter_problems(self, request: Request) -> Problems:
        asked = AsOf.of(request.query_params)
        return {
            **empty_days(request, ["as_of"]),
            **({"as_of": [asked.error]} if asked.error else {}),
            **one_of(request, "language", LANGUAGES),
            **unknown_or_repeated(request, TAKES),
        }

    @extend_schema(
        operation_id="documents_retrieve",
        parameters=[
            OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=[*KINDS], description=_("Name of the kind.")),
            OpenApiParameter("key", str, OpenApiParameter.PATH, description=_("Key of the thing.")),
            OpenApiParameter("language", str, enum=LANGUAGES, description=_("Yours, if none is given.")),
            OpenApiParameter("as_of", OpenApiTypes.DATE, description=_("Where the kind is of a day: which one.")),
            *LIMITS_TOLD,
        ],
        responses={
            200: OutlineSerializer,
            **{(200, CONTENT_TYPES[name]): OpenApiTypes.BINARY for name in CONTENT_TYPES},
            **REFUSALS,
        },
        description=_(
            "JSON tells what it says; a file is the one that the page gives, and the journal keeps its digest."
        ),
    )
    def get(self, request: Request, kind: str, key: str) -> Response | HttpResponse:
        row, thing = found(request.user, kind, key)
        asked, extension = AsOf.of(request.query_params), request.accepted_renderer.format
        self._require(row, asked, extension)
        language = request.query_params.get("language") or get_language() or LANGUAGES[0]
        told = ToldDocument(row, thing, key, request.user, asked.day, language)
        if extension == "json":
            return Response(told_in_json(told.outline()))
        if extension not in OF_LISTS:  # those are counted before
            require_pace("export", request.user.pk)
        return self._file(told, extension)

    @staticmethod
    def _require(kind: KindOfDocument, asked: AsOf, extension: str) -> None:
        """Raises ValidationError where the kind can't be told so."""
        problems: Problems = {}
        if not (kind.is_of_a_day or asked.is_today):
            problems["as_of"] = [_now("This document is told as of today alone.")]
        if extension not in ("json", *kind.formats):
            values = ", ".join(("json", *kind.formats))
            problems["format"] = [_now("Give one of: %(values)s.") % {"values": values}]
        if problems:
            raise ValidationError(problems)

    def _file(self, told: ToldDocument, extension: str) -> HttpResponse:
        try:
            made = told.file(extension)
        except NotInOurFonts as fault:
            why = _now("No PDF can be made: the text has a sign that the fonts of the house don't hold. The DOCX can.")
            raise ValidationError({"format": [why]}) from fault
        note_document_taken(document=f"{told.kind.name}:{told.key}", name=made.name, sha256=made.sha256, by=told.user)
        response = HttpResponse(made.data, content_type=made.content_type)
        for name, value in attachment_headers(made.name).items():
            response[name] = value
        response["ETag"] = quote_etag(made.sha256)
        return response
