"""How the admin shows what was entered by mistake: apart from what counts, struck out, with the day."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from record.models import every_row, is_mistaken


class DefaultedFilter(admin.SimpleListFilter):
    """A filter that is on unless switched: `options` in order, the first one meant when nothing was chosen."""

    options: tuple[tuple[str, Any], ...] = ()

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        return self.options

    def value(self) -> str:
        chosen = super().value()
        return chosen if chosen in dict(self.options) else self.options[0][0]

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        for value, label in self.options:
            query = changelist.get_query_string({str(self.parameter_name): value})
            yield {"selected": self.value() == value, "query_string": query, "display": label}


class EnteredByMistake(DefaultedFilter):
    """What counts, unless what was entered by mistake is asked for."""

    title = _("entered by mistake")
    parameter_name = "mistaken"
    options = (("no", pgettext_lazy("a filter", "Left out")), ("all", _("Shown as well")), ("only", _("Only these")))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.filter(mistaken_at__isnull=self.value() == "no")


class StruckRows(BaseModelAdmin):
    """Rows that were entered by mistake have their pages, change no more, and are offered nowhere."""

    @property
    def can_be_mistaken(self) -> bool:
        return hasattr(self.model, "everything")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        match = request.resolver_match
        if not self.can_be_mistaken or (match is not None and match.url_name == "autocomplete"):
            return super().get_queryset(request)
        rows, ordering = every_row(self.model), self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_list_display(self, request: HttpRequest) -> Sequence[Any]:
        shown = super().get_list_display(request)  # type: ignore[misc]
        return (*shown, "struck") if self.can_be_mistaken else shown

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        filters = super().get_list_filter(request)  # type: ignore[misc]
        return (*filters, EnteredByMistake) if self.can_be_mistaken else filters

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj is not None and is_mistaken(obj))

    @admin.display(description=_("entered by mistake"), empty_value="")
    def struck(self, row: Any) -> str | None:
        if not is_mistaken(row):
            return None
        day = date_format(localtime(row.mistaken_at), "DATE_FORMAT")
        return format_html("<s>{}</s> {}", row, _now("entered by mistake, found on %(day)s") % {"day": day})
