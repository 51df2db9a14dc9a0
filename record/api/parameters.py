"""Parameters of an address: declared ones only, each with a value that makes sense; else a 400 that names them all."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import rest_framework as filters
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from record.dates import day_of_the_house
from record.forms import WordsField, matching_all, number_in, read_day

LONGEST_KEY = 60

Problems = dict[str, list[str]]


class IsoDayField(forms.DateField):
    """A day as ISO 8601 has it, in every language; nothing shorter and nothing else."""

    def to_python(self, value: object) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, str) and (day := read_day(value)):
            return day
        raise ValidationError(_("Give a day of the calendar as YYYY-MM-DD."), code="invalid")


class DayFilter(filters.DateFilter):
    field_class = IsoDayField


class KeyField(forms.CharField):
    """A code or reference that must name something the reader may see."""

    rows: Callable[[str], QuerySet]

    def clean(self, value: str | None) -> list[Any] | None:
        key = super().clean(value)
        if not key:
            return None
        primary_keys = list(self.rows(key).values_list("pk", flat=True))
        if not primary_keys:
            raise ValidationError(_("The record has nothing under “%(key)s”."), params={"key": key}, code="invalid")
        return primary_keys


class KeyFilter(filters.CharFilter):
    """Keeps the rows whose `field_name` is what the key names. `named(user, key)` finds it."""

    field_class = KeyField

    def __init__(self, *args: Any, named: Callable[[Any, str], QuerySet], **kwargs: Any):
        kwargs.setdefault("lookup_expr", "in")
        super().__init__(*args, max_length=LONGEST_KEY, **kwargs)
        self.named = named

    @property
    def field(self) -> KeyField:
        field = super().field
        user = self.parent.request.user
        field.rows = lambda key: self.named(user, key)
        return field


class WordsFilter(filters.CharFilter):
    field_class = WordsField


def as_of_filter(meaning: str | Promise) -> DayFilter:
    """The day asked about. What it means for its rows is told in the description, and done by the filterset."""
    return DayFilter(method="leave_to_the_rows", help_text=meaning)


class RecordFilter(filters.FilterSet):
    """What every list takes: a day, and words to look for. Subclasses add their own."""

    as_of = as_of_filter(gettext_lazy("A day, YYYY-MM-DD; today if not given."))
    search = WordsFilter(
        method="look_for",
        help_text=gettext_lazy("Words as they stand in a name, a text or a reference, in any of the four languages."),
    )

    @property
    def as_of_given(self) -> dt.date | None:
        return self.form.cleaned_data.get("as_of")

    @property
    def on(self) -> dt.date:
        """The day asked about: the one given, else today."""
        return self.as_of_given or day_of_the_house()

    def leave_to_the_rows(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        return rows

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return matching_all(rows, words)


class CorrectableFilter(RecordFilter):
    """What a list of things takes that may have been entered by mistake: whether these are shown as well."""

    with_corrected = filters.BooleanFilter(
        method="leave_to_the_rows",
        help_text=gettext_lazy("true: with what was entered by mistake, which counts for nothing (`mistaken_at`)."),
    )

    @property
    def shows_corrected(self) -> bool:
        return bool(self.form.cleaned_data.get("with_corrected"))


def unknown_or_repeated(request: Request, allowed: Iterable[str]) -> Problems:
    """What is asked that nobody declared, or asked twice, where only one answer could be heeded."""
    problems: Problems = {}
    allowed = frozenset(allowed)
    for name, values in request.query_params.lists():
        if name not in allowed:
            takes = ", ".join(sorted(allowed))
            problems[name] = [_("There is no such parameter here. There are: %(names)s.") % {"names": takes}]
        elif len(values) > 1:
            problems[name] = [_("Give this parameter once.")]
    return problems


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
    """`{count, next, previous, results}`; a page past the end is a 404, a page that is no number a 400."""

    page_size = 100
    max_page_size = 1000
    page_size_query_param = "page_size"
    invalid_page_message = gettext_lazy("There is no such page.")  # type: ignore[assignment]

    def problems(self, request: Request) -> Problems:
        problems = {}
        if not self._is_number_up_to(request.query_params.get("page"), 10**9):
            problems["page"] = [_("Give a number from 1.")]
        if not self._is_number_up_to(request.query_params.get("page_size"), self.max_page_size):
            problems["page_size"] = [_("Give a number from 1 to %(most)d.") % {"most": self.max_page_size}]
        return problems

    @staticmethod
    def _is_number_up_to(number: str | None, most: int) -> bool:
        return not number or 1 <= (number_in(number, 10) or 0) <= most

    def get_page_number(self, request: Request, paginator: Paginator) -> str | int:
        return request.query_params.get("page") or 1

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        page = {"type": "integer", "minimum": 1, "default": 1}
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        rows_a_page = _("Rows a page. CSV and XLSX hold all rows unless page or page_size is given.")
        return [
            {"name": "page", "in": "query", "description": _("Number of the page."), "schema": page},
            {"name": "page_size", "in": "query", "description": rows_a_page, "schema": size},
        ]
