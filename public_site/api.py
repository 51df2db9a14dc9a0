"""The same tables for programs: read, and nothing else, by whoever comes."""

from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from law.forum import FORUM
from public_site.absolute import absolute
from public_site.cells import as_data
from public_site.columns import TABLES, PublicTable
from public_site.reads import PublicRecord
from record.api.problems import A_PROBLEM, MEDIA_TYPE, problem_response, summary_of
from record.dates import day_of_the_house

ROWS_A_PAGE, MOST_A_PAGE = 100, 1000
TAKES = ("page", "page_size")
TERMS = "Every fact names its source; free to be used with that. The software is under the Apache License 2.0."


def root(request: HttpRequest) -> JsonResponse:
    """The lists there are."""
    lists = {name: absolute(reverse("data-list", args=[name])) for name in TABLES}
    return JsonResponse({"lists": lists, "openapi": absolute(reverse("data-described")), "terms": TERMS})


def listed(request: HttpRequest, name: str) -> HttpResponse:
    """One list, a page at a time."""
    table = TABLES.get(name)
    if table is None:
        raise Http404
    numbers, wrong = _asked(request)
    if wrong:
        return problem_response(400, summary_of(wrong), code="invalid", errors=wrong)
    page, size = numbers
    record = PublicRecord(day_of_the_house())
    rows = list(table.rows(record))
    last = max(1, ceil(len(rows) / size))
    if page > last:
        raise Http404
    told = [_told(table, row, record) for row in rows[(page - 1) * size : page * size]]
    beside = {
        "count": len(rows),
        "next": _page_at(request, page + 1, size) if page < last else None,
        "previous": _page_at(request, page - 1, size) if page > 1 else None,
    }
    return JsonResponse({**beside, "results": told})


def _told(table: PublicTable, row: Any, record: PublicRecord) -> dict[str, Any]:
    return {column.name: as_data(column.tell(row, record)) for column in table.columns}


def _asked(request: HttpRequest) -> tuple[tuple[int, int], dict[str, list[str]]]:
    """Which page of how many rows, and what of the question can't be answered."""
    wrong = {
        name: [_("There is no such parameter here. There are: %(names)s.") % {"names": ", ".join(TAKES)}]
        for name in request.GET
        if name not in TAKES
    }
    numbers = []
    for name, default, most in (("page", 1, 100_000), ("page_size", ROWS_A_PAGE, MOST_A_PAGE)):
        text = request.GET.get(name, str(default))
        is_number = text.isascii() and text.isdigit() and len(text) < 7 and 1 <= int(text) <= most
        if not is_number:
            wrong[name] = [_("Give a number from 1 to %(most)d.") % {"most": most}]
        numbers.append(int(text) if is_number else default)
    return (numbers[0], numbers[1]), wrong


def _page_at(request: HttpRequest, page: int, size: int) -> str:
    asked = {"page": page} | ({"page_size": size} if size != ROWS_A_PAGE else {})
    return absolute(f"{request.path}?{urlencode(asked)}")


def described(request: HttpRequest) -> JsonResponse:
    """The lists as OpenAPI describes them, made of their columns."""
    refusal = {"description": "Refused.", "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    paths = {reverse("data-list", args=[name]): {"get": _operation(table, refusal)} for name, table in TABLES.items()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": f"{FORUM.short}: what anybody may read", "version": "1", "description": TERMS},
        "servers": [{"url": absolute("")}],
        "paths": paths,
        "components": {"schemas": {"Problem": A_PROBLEM}},
    }
    return JsonResponse(document)


def _operation(table: PublicTable, refusal: dict[str, Any]) -> dict[str, Any]:
    columns = {column.name: {"description": str(column.heading)} for column in table.columns}
    row = {"type": "object", "properties": columns, "required": list(columns), "additionalProperties": False}
    address = {"type": ["string", "null"], "format": "uri"}
    page = {
        "type": "object",
        "properties": {
            "count": {"type": "integer"},
            "next": address,
            "previous": address,
            "results": {"type": "array", "items": row},
        },
        "required": ["count", "next", "previous", "results"],
    }
    most = {"page": 100_000, "page_size": MOST_A_PAGE}
    return {
        "operationId": table.name,
        "summary": str(table.title),
        "security": [],
        "parameters": [
            {"name": name, "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": most[name]}}
            for name in TAKES
        ],
        "responses": {
            "200": {"description": "A page of it.", "content": {"application/json": {"schema": page}}},
            **dict.fromkeys(("400", "404", "429"), refusal),
        },
    }
