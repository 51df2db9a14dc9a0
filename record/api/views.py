"""The base of every resource: strict parameters, rows the reader may see, three formats of the same columns."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from record.api import headings, labels, updated
from record.api.by_copy import copied_lines
from record.api.by_values import RowsByValues
from record.api.fields import cell_of, columns_of, types_of, whole_days
from record.api.listed import page_by_values
from record.api.made_of import what_it_is_made_of
from record.api.parameters import Ordering, Pages, Problems, empty_days, one_of, unknown_or_repeated
from record.api.schema import RecordSchema
from record.api.unchanged import key_of_list, remembered, unchanged
from record.called import called
from record.dates import day_of_the_house
from record.exports import CSV, JSON_LINES, KINDS, PARQUET, XLSX, Export, Table, as_download
from record.filters import CorrectableFilter, DayFilter, RecordFilter
from record.forms import StandingPaginator
from record.pace import address_of, require_pace
from record.policies import READER, shown

ROWS_AT_A_TIME = 500
# What of a list's parameters the address of one thing takes as well.
OF_ONE = ("as_of", "with_corrected")


class CSVRenderer(BaseRenderer):
    """Names the format for negotiation; `record.exports` writes the file."""

    media_type, format, charset = CSV, "csv", "utf-8"


class XLSXRenderer(BaseRenderer):
    """Names the format for negotiation; `record.exports` writes the file."""

    media_type, format, charset = XLSX, "xlsx", None


class JSONLinesRenderer(BaseRenderer):
    """Names the format for negotiation; `record.exports` writes the file."""

    media_type, format, charset = JSON_LINES, "jsonl", None


class ParquetRenderer(BaseRenderer):
    """Names the format for negotiation; `record.exports` writes the file."""

    media_type, format, charset = PARQUET, "parquet", None


class AnyFile(BaseRenderer):
    """Lets a file be asked for by any media type; the file itself says what it is."""

    media_type, format, charset = "*/*", "file", None


class StrictView(APIView):
    """Takes only the parameters it declares, answers refusals as JSON, and in the language of whoever's token it is."""

    def parameter_problems(self, request: Request) -> Problems:
        return unknown_or_repeated(request, ["format"])

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who asks comes first, and how often, then what is asked: a stranger learns nothing about parameters."""
        require_pace("address", address_of(request))
        self.perform_authentication(request)
        READER.set(request.user)  # by whichever door they came; the middleware forgets it with the request
        self._speak_the_language_of(request)
        self.check_permissions(request)
        require_pace("read" if request.method in SAFE_METHODS else "act", request.user.pk)
        formats = [renderer.format for renderer in self.renderer_classes]
        if problems := {**one_of(request, "format", formats), **self.parameter_problems(request)}:
            raise ValidationError(problems)
        super().initial(request, *args, **kwargs)
        if request.accepted_renderer.format in KINDS:
            require_pace("export", request.user.pk)

    def handle_exception(self, exc: Exception) -> Response:
        """A refusal is JSON, whatever format the rows were asked in."""
        response = super().handle_exception(exc)
        self.request.accepted_renderer, self.request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        return response

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """What one person was sent is kept by nobody on the way; who has it says so (with its ETag)."""
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(response, private=True)
        patch_vary_headers(response, ["Authorization", "Cookie", "Accept"])
        return response

    @staticmethod
    def _speak_the_language_of(request: Request) -> None:
        """A token comes with no cookie: unless its request names a language, the person's own is spoken."""
        language = getattr(request.user, "language", None)
        if request.auth and language and "Accept-Language" not in request.headers:
            translation.activate(language)


class ReadingViewSet(StrictView, viewsets.GenericViewSet):
    """Lists the rows of a noun and shows one by its reference.

    A subclass names its serializer, filterset, ordering and lookup field, and begins `get_queryset` with `visible_to`.
    `on` is the day asked about, today if none was; `as_of` is None then.
    """

    renderer_classes = [JSONRenderer, CSVRenderer, XLSXRenderer, JSONLinesRenderer, ParquetRenderer]
    pagination_class = Pages
    filter_backends = [DjangoFilterBackend]  # so that OpenAPI sees the filterset; `list` asks it directly
    filterset_class: type[RecordFilter] = RecordFilter
    filterset: RecordFilter | None = None
    ordering: Ordering
    # By which columns besides the journal a row was changed since an instant (`updated_since`). None: it can't be asked.
    changed_by: Sequence[str] | None = ()
    # Columns that cost more than the others: one thing has them, a list and a file where `with` names them; else null.
    on_request: tuple[str, ...] = ()
    # Whether what a list tells changes only where something is written, with a day, or with where a person sits; not with
    # an hour, as what may be done does.
    changes_when_written = False
    schema = RecordSchema()

    def rows_of(self, model: type[Model]) -> QuerySet:
        """The rows of a model that count; with what was entered by mistake where a reader asks for it."""
        reads = self.action in {"list", "retrieve"}
        is_asked = reads and isinstance(self.filterset, CorrectableFilter)
        return self.filterset.rows_of(model) if is_asked else model._default_manager.all()

    def is_asked_for(self, column: str) -> bool:
        """Whether a column that is told on request is to be told now."""
        return self.action != "list" or column in self._columns_asked(self.request)

    @staticmethod
    def _columns_asked(request: Request) -> list[str]:
        return [name for name in request.query_params.get("with", "").split(",") if name]

    def _problems_of_columns(self, request: Request) -> Problems:
        if set(self._columns_asked(request)) <= {*self.on_request}:
            return {}
        names = ", ".join(self.on_request)
        return {"with": [_("Give one or more of: %(names)s.") % {"names": names}]} if names else {}

    @property
    def as_of(self) -> dt.date | None:
        return self.filterset.as_of_given if self.filterset else None

    @property
    def on(self) -> dt.date:
        return self.as_of or day_of_the_house()

    def parameter_problems(self, request: Request) -> Problems:
        self.filterset = self.filterset_class(request.query_params, request=request)
        days = [name for name, asked in self.filterset.filters.items() if isinstance(asked, DayFilter)]
        empty = empty_days(request, days if self.action == "list" else ["as_of"])
        if self.action != "list":
            takes = [name for name in OF_ONE if name in self.filterset.filters]
            wrong = {name: errors for name, errors in self._filter_problems().items() if name in takes}
            takes += ["fields", labels.LABELS, headings.HEADINGS] if self.action == "retrieve" else []
            named = ["as_of", "format", *takes]
            columns = {**labels.problems(request), **headings.problems(request), **self._fields_problems()}
            return {**empty, **wrong, **columns, **unknown_or_repeated(request, named)}
        takes = [*self.filterset.filters, "fields", labels.LABELS, headings.HEADINGS]
        takes += ["ordering", "page", "page_size", "format"]
        takes += ["with"] if self.on_request else []
        if self.changed_by is not None:
            takes.append(updated.UPDATED_SINCE)
        return {
            **empty,
            **self._problems_of_columns(request),
            **self._filter_problems(),
            **labels.problems(request),
            **headings.problems(request),
            **self._fields_problems(),
            **(updated.problems(request) if self.changed_by is not None else {}),
            **self.ordering.problems(request),
            **self.paginator.problems(request),
            **unknown_or_repeated(request, takes, self.filterset.takes_several),
        }

    def _filter_problems(self) -> Problems:
        return {name: [str(error) for error in errors] for name, errors in self.filterset.errors.items()}

    def _fields_problems(self) -> Problems:
        """Columns that are asked for and that the table doesn't have."""
        names = list(self._whole_table().fields) if self._fields_asked() else []
        if not names or set(self._fields_asked()) <= set(names):
            return {}
        return {
            "fields": [
                _("Give names of columns, separated by commas. There are: %(names)s.") % {"names": ", ".join(names)}
            ]
        }

    def _whole_table(self) -> BaseSerializer:
        table = self.get_serializer_class()()
        if labels.are_asked_for(self.request):
            labels.add_labels(table)
        return table

    def _fields_asked(self) -> Sequence[str]:
        """The columns that are asked for; none: all of them."""
        names = self.request.query_params.get("fields", "") if self.action in {"list", "retrieve"} else ""
        return [name.strip() for name in names.split(",") if name.strip()]

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer:
        """With the columns that are asked for, in the order of the table."""
        serializer = super().get_serializer(*args, **kwargs)
        if self.action in {"list", "retrieve"} and labels.are_asked_for(self.request):
            labels.add_labels(serializer)
        if asked := self._fields_asked():
            fields = getattr(serializer, "child", serializer).fields
            for name in set(fields) - set(asked):
                fields.pop(name)
        return serializer

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The rows; 304 without making them where who asks has them already and nothing was written since."""
        key = key_of_list(request) if self.changes_when_written and not self._columns_asked(request) else None
        answer = unchanged(request, key) if key else None
        return answer or remembered(self._made_list(request), key)

    def _made_list(self, request: Request) -> HttpResponseBase:
        rows = self.rows(request)
        kind = request.accepted_renderer.format
        if self.changes_when_written:
            self.paginator.django_paginator_class = StandingPaginator
        if kind == "json":
            answer = page_by_values(self, rows) or self._page_of_objects(rows)
            if links := self.paginator.links():
                answer["Link"] = links
            return answer
        is_a_page = {"page", "page_size"} & set(request.query_params)
        return self.as_file(self.paginate_queryset(rows) if is_a_page else rows, kind)

    def _page_of_objects(self, rows: QuerySet) -> Response:
        return self.get_paginated_response(self.get_serializer(self.paginate_queryset(rows), many=True).data)

    def rows(self, request: Request) -> QuerySet:
        """The rows that are asked for, in the order asked for."""
        rows = self.ordering.of(self.filterset.of(self.get_queryset()), request)
        since = updated.since_asked(request) if self.changed_by is not None else None
        return rows if since is None else updated.updated_since(rows, since, self.changed_by or ())

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response | StreamingHttpResponse:
        row = self.get_object()
        kind = request.accepted_renderer.format
        return Response(self.get_serializer(row).data) if kind == "json" else self.as_file([row], kind)

    def get_object(self) -> Model:
        """The row that the address names; capitals don't matter in a code or a reference."""
        name, key = self.lookup_field, self.kwargs[self.lookup_field]
        rows = self.get_queryset()
        row = get_object_or_404(rows.filter(pk=key) if name in {"pk", "id"} else called(rows, key, name))
        if not shown([row]):
            raise Http404
        self.check_object_permissions(self.request, row)
        return row

    def as_file(self, rows: QuerySet | Sequence[Model], kind: str) -> StreamingHttpResponse:
        return as_download(self.table_of(rows, kind), kind)

    def table_of(self, rows: QuerySet | Sequence[Model], kind: str) -> Table:
        """The columns of the serializer, a row a line, read and written a batch at a time.

        Of values alone where the table says what each column is made of, else of objects.
        """
        serializer = self.get_serializer()
        if headings.are_words(self.request):
            labels.say_words(serializer)
        columns = columns_of(serializer)
        made_of = what_it_is_made_of(rows, serializer)
        copied = copied_lines(made_of, len(columns), self.request.user) if made_of and kind == "csv" else None
        if made_of:
            cells: Iterable[Any] = copied or RowsByValues(made_of, columns, kind, self.request.user)
        else:
            told = self._told(rows, serializer)
            cells = told if kind == "jsonl" else ([cell_of(row, column) for column in columns] for row in told)
        name = self.basename_of_file
        export = Export(name, kind, self.request.META.get("QUERY_STRING", ""), self.request.user.pk)
        return Table(
            name,
            headings.of_file(self.request, name, columns),
            export.told(cells),
            self.on,
            written=made_of is not None,
            days=whole_days(serializer, columns),
            types=types_of(serializer, columns),
            is_mirrored=headings.are_words(self.request) and get_language_bidi(),
        )

    @property
    def basename_of_file(self) -> str:
        return self.basename.removeprefix("api-")

    @classmethod
    def whole_list(cls, name: str, request: Request) -> "ReadingViewSet":
        """The list as one who asks nothing of it is shown it, for what puts several lists together."""
        view = cls(request=request, basename=name, action="list", args=(), kwargs={}, format_kwarg=None)
        view.filterset = cls.filterset_class(QueryDict(), request=request)
        view.filterset.is_valid()
        return view

    @staticmethod
    def _told(rows: QuerySet | Sequence[Model], serializer: BaseSerializer) -> Iterator[dict[str, Any]]:
        several = rows.iterator(ROWS_AT_A_TIME) if isinstance(rows, QuerySet) else iter(rows)
        while batch := list(islice(several, ROWS_AT_A_TIME)):
            for row in shown(batch, serializer.context["request"].user):
                yield serializer.to_representation(row)
