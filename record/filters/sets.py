"""The sets of what lists may be asked: what every one takes, and what the grammar of the record adds to it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Self

from django import forms
from django.db.models import Model, Q, QuerySet
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import rest_framework as filters

from record.called import called
from record.dates import day_of_the_house, end_of_the_day
from record.filters.fields import KeyFilter, TruthFilter, WordsFilter, as_of_filter
from record.forms import matching_all
from record.models import Source, every_row
from record.viewers import Viewer


class AskedForm(forms.Form):
    """The form of a filter set: what a page always asks, then whatever else its address asks."""

    always: Sequence[str] = ()

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        first, last = asked.get("from"), asked.get("to")
        if first and last and first > last:
            self.add_error("to", _("The first day comes after the last one."))
        return asked

    @property
    def shown(self) -> list[BoundField]:
        asked = [name for name in self.fields if name not in self.always and any(self.data.getlist(name))]
        return [self[name] for name in (*self.always, *asked)]


class RecordFilter(filters.FilterSet):
    """What every list takes: a day, and words to look for. Subclasses add their own."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD; today if not given."))
    search = WordsFilter(
        method="look_for",
        label=_("Search"),
        help_text=_("Words as they stand in a name, a text or a reference, in any of the four languages."),
    )

    # What its page always asks, in this order.
    on_page: Sequence[str] = ("search",)
    # Names that addresses of pages had before → the name, and the value where it was told otherwise.
    names_before: Mapping[str, tuple[str, str]] = {"q": ("search", "{}")}

    @classmethod
    def of_page(cls, request: HttpRequest, *, is_day_beside: bool = False, **opening: str) -> Self:
        """What a page was asked. `opening` says what it opens with where nothing else is asked.

        `is_day_beside`: the day stands in a form of its own beside this one, which carries it along.
        """
        asked = cls(cls._query_of(request.GET, opening), request=request)
        asked.form.always = cls.on_page
        for field in asked.form.fields.values():
            field.help_text = ""  # it is said to programs
        if is_day_beside:
            asked.form.fields["as_of"].widget = forms.HiddenInput()
        return asked

    @classmethod
    def _query_of(cls, query: QueryDict, opening: Mapping[str, str]) -> QueryDict:
        asked = query.copy()
        for name, values in query.lists():
            asked.setlist(name, [value.strip() for value in values])
        for before, (name, as_told) in cls.names_before.items():
            values = [as_told.format(value) for value in asked.pop(before, []) if value]
            if values and not asked.get(name):
                asked.setlist(name, values)
        for name, value in opening.items():
            if value and not asked.get(name):
                asked[name] = value
        return asked

    @classmethod
    def asked_by(cls, query: str, user: Viewer) -> Self:
        """The set with what an address of its page asks after the “?”, as this person asks it."""
        request = HttpRequest()
        request.user = user  # type: ignore[assignment]
        return cls(cls._query_of(QueryDict(query), {}), request=request)

    def get_form_class(self) -> type[AskedForm]:
        return type("AskedForm", (AskedForm,), {name: asked.field for name, asked in self.filters.items()})

    @property
    def query(self) -> QueryDict:
        """What asks the API for the rows of the page, so that a file of them holds the same."""
        query = QueryDict(mutable=True)
        for name in self.filters:
            if values := [value for value in self.data.getlist(name) if value]:
                query.setlist(name, values)
        return query

    @property
    def takes_several(self) -> list[str]:
        return [name for name, asked in self.filters.items() if isinstance(asked, filters.MultipleChoiceFilter)]

    def of(self, rows: QuerySet) -> QuerySet:
        """Those of the rows that are asked for. Only where nothing is wrong with what was asked."""
        self.queryset = rows
        return self.qs

    @property
    def viewer(self) -> Viewer:
        return self.request.user

    @property
    def as_of_given(self) -> dt.date | None:
        return self.form.cleaned_data.get("as_of")

    @property
    def on(self) -> dt.date:
        """The day asked about: the one given, else today."""
        return self.as_of_given or day_of_the_house()

    def leave_to_the_rows(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return matching_all(rows, words)


class CorrectableFilter(RecordFilter):
    """What a list of things takes that may have been entered by mistake: whether these are shown as well."""

    with_corrected = TruthFilter(
        method="leave_to_the_rows",
        label=_("Entered by mistake"),
        true=_("shown as well"),
        false=_("left out"),
        help_text=_("true: with what was entered by mistake, which counts for nothing (`mistaken_at`)."),
    )

    @property
    def shows_corrected(self) -> bool:
        return self.form.cleaned_data.get("with_corrected") == "true"

    def rows_of(self, model: type[Model]) -> QuerySet:
        """The rows of a model that count; with what was entered by mistake where that is asked for."""
        return every_row(model) if self.shows_corrected else model._default_manager.all()


class EnteredByThen(CorrectableFilter):
    """As of a day: what was entered by then."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


def source_called(user: Viewer, key: str) -> QuerySet:
    return called(Source.objects.visible_to(user), key, "key")


class SourceFilter(CorrectableFilter):
    """By default every source; as of a day, the documents dated by then, and those of which no date is known."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: documents dated by then or without a date. Every source, if not given."))
    key = KeyFilter(
        field_name="pk",
        label=pgettext_lazy("of a source", "Key"),
        named=source_called,
        help_text=_("The key, as facts cite it."),
    )

    class Meta:
        model = Source
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        if self.as_of_given is None:
            return rows
        return rows.filter(Q(dated__lte=self.as_of_given) | Q(dated__isnull=True))
