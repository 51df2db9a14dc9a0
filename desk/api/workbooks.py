"""A state's own entries as a workbook under `/api/v1/`: taken home, brought back, looked at, entered."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from desk.actions.workbooks import take_home
from desk.choices import Brought
from desk.filters import BroughtFileFilter
from desk.models import BroughtFile
from desk.reads.workbooks import looked_through, states_to_take
from record.acts import TABLE
from record.api.fields import by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering, Problems, one_of, unknown_or_repeated
from record.api.problems import A_PROBLEM
from record.api.schema import LIMITS_TOLD
from record.api.views import AnyFile, StrictView, XLSXRenderer
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.exports import CONTENT_TYPES
from record.files import attachment_headers
from record.pace import require_pace
from record.sheets.comparing import ComparedRow

LANGUAGES = [code for code, _name in settings.LANGUAGES]
REFUSALS = {400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM, 429: A_PROBLEM}


def as_file(name: str, data: bytes, sha256: str) -> HttpResponse:
    response = HttpResponse(data, content_type=CONTENT_TYPES["xlsx"])
    for header, value in attachment_headers(name).items():
        response[header] = value
    response["ETag"] = quote_etag(sha256)
    return response


class EntriesOfAState(StrictView):
    """The entries of a state of the caller's, as a workbook to be filled in."""

    renderer_classes = [XLSXRenderer, JSONRenderer]

    def parameter_problems(self, request: Request) -> Problems:
        return {**one_of(request, "language", LANGUAGES), **unknown_or_repeated(request, ["language", "format"])}

    @extend_schema(
        operation_id="entries_retrieve",
        parameters=[
            OpenApiParameter("code", str, OpenApiParameter.PATH, description=_("Code of a state that you act for.")),
            OpenApiParameter("language", str, enum=LANGUAGES, description=_("Yours, if none is given.")),
            *LIMITS_TOLD,
        ],
        responses={(200, CONTENT_TYPES["xlsx"]): OpenApiTypes.BINARY, **REFUSALS},
        description=_("Filled in, it comes back by a POST to `workbooks/`. The journal keeps its digest."),
    )
    def get(self, request: Request, code: str) -> HttpResponse:
        state = get_object_or_404(states_to_take(request.user, timezone.now()), code=code)
        language = request.query_params.get("language") or get_language() or LANGUAGES[0]
        require_pace("export", request.user.pk)
        made = take_home(state=state, language=language, by=request.user)
        return as_file(made.name, made.data, made.sha256)


class ToldCellSerializer(serializers.Serializer):
    """A cell in which something differs."""

    address = serializers.CharField(read_only=True)
    column = serializers.CharField(source="column.name", read_only=True)
    label = serializers.CharField(source="column.label", read_only=True)  # type: ignore[assignment]
    before = serializers.CharField(read_only=True, help_text=_("What the record says."))
    after = serializers.CharField(read_only=True, help_text=_("What the workbook says."))
    meanwhile = serializers.CharField(
        read_only=True, help_text=_("What the record says now, where that was changed since the workbook was taken.")
    )
    is_changed = serializers.BooleanField(read_only=True)
    problems = serializers.ListField(child=serializers.CharField(), read_only=True)


class ToldRowSerializer(serializers.Serializer):
    """A row of the workbook that would change something, or in which something is wrong."""

    row = serializers.CharField(source="token", read_only=True, help_text=_("By which it is set aside."))
    kind = serializers.SerializerMethodField(help_text=_("Name of the sheet, the same in every language."))
    key = serializers.CharField(source="row.key", read_only=True, help_text=_("Of the entry; empty for a new one."))
    title = serializers.CharField(read_only=True)
    is_new = serializers.BooleanField(read_only=True)
    cells = ToldCellSerializer(source="cells_in_order", many=True, read_only=True)
    problems = serializers.ListField(child=serializers.CharField(), read_only=True)

    def get_kind(self, row: ComparedRow) -> str:
        return str(row.beside.kind.name)


class BroughtFileSerializer(serializers.Serializer):
    """A workbook that came back, and what became of it."""

    uid = serializers.UUIDField(read_only=True)
    state = serializers.CharField(source="owner.code", read_only=True)
    name = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True, help_text=_("In bytes."))
    sha256 = serializers.CharField(read_only=True)
    stage = serializers.ChoiceField(choices=Brought.choices, read_only=True)
    channel, dated = by_letter()
    letter_reference = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    settled_at = serializers.DateTimeField(read_only=True, allow_null=True)
    begun = serializers.IntegerField(read_only=True, help_text=_("New entries."))
    changed = serializers.IntegerField(read_only=True, help_text=_("Entries changed."))
    set_aside = serializers.ListField(source="aside", child=serializers.CharField(), read_only=True)


class WholeBroughtFileSerializer(BroughtFileSerializer):
    """A workbook with what it would change, as long as it waits, and what the caller may do with it."""

    rows = serializers.SerializerMethodField(help_text=_("What it would change, and what is wrong, row by row."))
    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(ToldRowSerializer(many=True))
    def get_rows(self, brought: BroughtFile) -> list[Any]:
        if not brought.is_waiting:
            return []
        rows = looked_through(brought, self.context["request"].user, timezone.now())
        return list(ToldRowSerializer(rows, many=True).data)

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, brought: BroughtFile) -> list[Any]:
        acts = next_acts(TABLE.nouns["brought-file"], self.context["request"].user, brought, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class Workbooks(ByUid, ActsViewSet):
    """Workbooks with a state's own entries that came back: its own, and for the Secretariat those that came with letters."""

    noun_name = "brought-file"
    serializer_class = WholeBroughtFileSerializer
    listed_class = BroughtFileSerializer
    filterset_class = BroughtFileFilter
    ordering = Ordering({"at": "at", "name": "name"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        rows = BroughtFile.objects.visible_to(self.request.user).select_related("owner", "by", "settled_by")
        return rows.without_files() if self.action == "list" else rows

    def get_renderers(self) -> list[BaseRenderer]:
        return [AnyFile(), JSONRenderer()] if self.action == "file" else super().get_renderers()

    @extend_schema(
        responses={(200, "*/*"): OpenApiTypes.BINARY, 400: A_PROBLEM, 401: A_PROBLEM, 404: A_PROBLEM},
        description=_("The file as it came."),
    )
    @action(detail=True, methods=["get"], url_path="file", url_name="file")
    def file(self, request: Request, **names: str) -> HttpResponse:
        brought = self.get_object()
        name = f"entries-{brought.owner.code}-{brought.at:%Y-%m-%d}-brought.xlsx"
        return as_file(name, bytes(brought.data), brought.sha256)
