"""Parameters of an address: declared ones only, each with a value that makes sense; else a 400 that names them all."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from record.forms import COUNTED_TO, FARTHEST_PAGE, LongListPaginator, StandingPaginator, number_in

Problems = dict[str, list[str]]


def unknown_or_repeated(request: Request, allowed: Iterable[str], several: Iterable[str] = ()) -> Problems:
    """What is asked that nobody declared, or asked twice, where only one answer could be heeded.

    `several` are those of which each value adds to the answer.
    """
    problems: Problems = {}
    allowed, several = frozenset(allowed), frozenset(several)
    for name, values in request.query_params.lists():
        if name not in allowed:
            takes = ", ".join(sorted(allowed))
            problems[name] = [_("There is no such parameter here. There are: %(names)s.") % {"names": takes}]
        elif len(values) > 1 and name not in several:
            problems[name] = [_("Give this parameter once.")]
    return problems


def empty_days(request: Request, names: Iterable[str]) -> Problems:
    """Days that are asked about and empty. A program that filled none in would take today's answer for that day's."""
    empty = [name for name in names if name in request.query_params and not request.query_params[name].strip()]
    return {name: [_("Give a day as YYYY-MM-DD, or leave this parameter out.")] for name in empty}


def one_of(request: Request, name: str, values: Iterable[str]) -> Problems:
    """A problem if the parameter is given and is none of `values`."""
    value = request.query_params.get(name)
    if not value or value in values:
        return {}
    return {name: [_("Give one of: %(values)s.") % {"values": ", ".join(values)}]}


class Ordering:
    """The orders a list can be in: public names, each for a field; and the key that makes every order total."""

    def __init__(self, fields: dict[str, str], *, default: tuple[str, ...], tie: str):
        self.fields, self.default, self.tie = fields, default, tie

    @property
    def values(self) -> list[str]:
        return [sign + name for name in self.fields for sign in ("", "-")]

    def problems(self, request: Request) -> Problems:
        order = request.query_params.get("ordering", "")
        if not order or all(name in self.values for name in order.split(",")):
            return {}
        names = ", ".join(self.fields)
        return {
            "ordering": [
                _("Give one or more of: %(names)s; with a minus sign, the last comes first.") % {"names": names}
            ]
        }

    def of(self, rows: QuerySet, request: Request) -> QuerySet:
        """The rows in the order asked for. What has no value comes last, on every database."""
        names_asked = request.query_params.get("ordering", "")
        if not names_asked:
            return rows.order_by(*self.default, self.tie)
        order = []
        for name in names_asked.split(","):
            field = F(self.fields[name.removeprefix("-")])
            order.append(field.desc(nulls_last=True) if name.startswith("-") else field.asc(nulls_last=True))
        return rows.order_by(*order, self.tie)


class Pages(PageNumberPagination):
    """`{count, count_at_least, next, previous, results}`; a page past the end is a 404, a page that is no number a 400.

    Rows are counted up to a bound: beyond it `count` is null, and `count_at_least` says of how many one can be certain.
    """

    django_paginator_class = LongListPaginator
    page_size = 100
    max_page_size = 1000
    page_size_query_param = "page_size"
    invalid_page_message = gettext_lazy("There is no such page.")  # type: ignore[assignment]

    def problems(self, request: Request) -> Problems:
        problems = {}
        if not self._is_number_up_to(request.query_params.get("page"), FARTHEST_PAGE):
            problems["page"] = [_("Give a number from 1.")]
        if not self._is_number_up_to(request.query_params.get("page_size"), self.max_page_size):
            problems["page_size"] = [_("Give a number from 1 to %(most)d.") % {"most": self.max_page_size}]
        return problems

    @staticmethod
    def _is_number_up_to(number: str | None, most: int) -> bool:
        return not number or 1 <= (number_in(number, 10) or 0) <= most

    def get_page_number(self, request: Request, paginator: Paginator) -> str | int:
        return request.query_params.get("page") or 1

    def get_paginated_response(self, data: Any) -> Response:
        counted, has_more = self.page.paginator.counted, self.page.paginator.has_more
        told = {"count": None if has_more else counted, "count_at_least": counted}
        return Response({**told, "next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described = super().get_paginated_response_schema(schema)
        how_many = _("How many rows there are in all; null where there are more than %(most)d.") % {"most": COUNTED_TO}
        certain = _("That many rows there are at the least: as `count`, or one more than are counted.")
        counts = {
            "count": {"type": "integer", "nullable": True, "example": 123, "description": how_many},
            "count_at_least": {"type": "integer", "example": 123, "description": certain},
        }
        described["required"] = ["count", "count_at_least", "results"]
        described["properties"] = {**counts, **{k: v for k, v in described["properties"].items() if k not in counts}}
        return described

    def get_next_link(self) -> str | None:
        return self._without_what_is_empty(super().get_next_link())

    def get_previous_link(self) -> str | None:
        return self._without_what_is_empty(super().get_previous_link())

    def links(self) -> str:
        """The same two addresses as a header has them (RFC 8288)."""
        ends = (("next", self.get_next_link()), ("prev", self.get_previous_link()))
        return ", ".join(f'<{address}>; rel="{end}"' for end, address in ends if address)

    @staticmethod
    def _without_what_is_empty(link: str | None) -> str | None:
        """An empty parameter is one not given, and isn't carried along."""
        if link is None:
            return None
        parts = urlsplit(link)
        return urlunsplit(parts._replace(query=urlencode(parse_qsl(parts.query))))

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        page = {"type": "integer", "minimum": 1, "default": 1}
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        rows_a_page = _("Rows a page. CSV and XLSX hold all rows unless page or page_size is given.")
        return [
            {"name": "page", "in": "query", "description": _("Number of the page."), "schema": page},
            {"name": "page_size", "in": "query", "description": rows_a_page, "schema": size},
        ]


class StandingPages(Pages):
    """Pages of a list of which the rows and their order change where something is written alone, whatever else it tells."""

    django_paginator_class = StandingPaginator
