"""What lists may be asked, once a noun: the page of a list and the API read the same filter set, and so do its files.

The API refuses what a set doesn't take (`record.api.parameters`); a page shows its form, with what is wrong beside the
text that is kept. A room's own sets stand in its `filters.py`, under the doors.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import rest_framework as filters
from django_filters.fields import ChoiceField
from drf_spectacular.utils import extend_schema_field

from record.called import called
from record.dates import day_of_the_house, end_of_the_day
from record.forms import IsoDayField, WordsField, as_offered, matching_all
from record.models import Source, every_row, words_in
from record.viewers import Viewer

LONGEST_KEY = 60
# Of one parameter in one question.
MOST_KEYS = 50
ANY = ("", _("any"))

# What a person may be offered to choose: value and label.
Offered = list[tuple[str, Any]]


# -- How it is asked on a page.


class KeepsWhatIsTyped:
    """A choice that shows what came with the address as well, though it be none of those offered."""

    choices: Iterable[tuple[Any, Any]]

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        self.choices = list(self.choices)  # asked of the database once
        offered = {str(key) for key, _label in self.choices}
        value = [as_offered(self.choices, typed) for typed in value]
        groups = super().optgroups(name, value, attrs)  # type: ignore[misc]
        for typed in value:
            if typed and typed not in offered:
                option = self.create_option(name, typed, typed, True, len(groups), attrs=attrs)  # type: ignore[attr-defined]
                groups.append((None, [option], len(groups)))
        return groups


class OneSelect(KeepsWhatIsTyped, forms.Select):
    """One choice of a page."""


class SomeSelect(KeepsWhatIsTyped, forms.SelectMultiple):
    """One choice of a page, which becomes several where its address names several."""

    allow_multiple_selected = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.allow_multiple_selected = isinstance(value, list | tuple) and len([key for key in value if key]) > 1
        return super().get_context(name, value, attrs)

    def format_value(self, value: Any) -> list[str]:
        keys = super().format_value(value) or []
        return [key for key in keys if key] or [""]


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


# -- Fields and filters.


class DayFilter(filters.DateFilter):
    field_class = IsoDayField


class WordsFilter(filters.CharFilter):
    field_class = WordsField


class SomeOfField(forms.MultipleChoiceField):
    """One or several of fixed values, in capitals or not."""

    widget = SomeSelect

    def to_python(self, value: Any) -> list[str]:
        return [as_offered(self.choices, typed) for typed in super().to_python(value) if typed]


class SomeOfFilter(filters.MultipleChoiceFilter):
    """Keeps the rows that have one of the values given: `?state=drafted&state=circulated`."""

    field_class = SomeOfField

    def __init__(self, *args: Any, choices: Any, **kwargs: Any):
        kwargs.setdefault("lookup_expr", "in")
        kwargs.setdefault("distinct", False)
        super().__init__(*args, choices=choices, **kwargs)

    @property
    def field(self) -> forms.Field:
        field = super().field
        offered = self.extra["choices"]
        field.widget.choices = lambda: [ANY, *(offered() if callable(offered) else offered)]
        return field

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        return filters.Filter.filter(self, qs, value)


class OneOfFilter(filters.ChoiceFilter):
    """Where only one of the values can be meant."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"null_label": None, "empty_label": _("any"), "widget": OneSelect, **kwargs})


class TruthField(ChoiceField):
    """true or false, in capitals or not, and nothing else."""

    def to_python(self, value: Any) -> str:
        return as_offered(self.choices, super().to_python(value))


class TruthFilter(OneOfFilter):
    """Yes or no: a page offers the two by their words, a program sends a boolean."""

    field_class = TruthField

    def __init__(self, *args: Any, true: Any, false: Any, **kwargs: Any):
        choices = [("true", true), ("false", false)]
        super().__init__(*args, choices=choices, **kwargs)
        extend_schema_field({"type": "boolean", "description": self.extra.get("help_text", "")})(self)


class CodesField(forms.Field):
    """Codes or references, each of which must name something the reader may see: the rows that they name."""

    widget = SomeSelect
    rows: Callable[[str], QuerySet]
    key = forms.CharField(max_length=LONGEST_KEY)

    def clean(self, value: Sequence[str] | None) -> list[int]:
        keys = dict.fromkeys(typed.strip() for typed in value or () if typed.strip())
        if len(keys) > MOST_KEYS:
            raise ValidationError(_("Give at most %(most)s of these at a time.") % {"most": MOST_KEYS})
        rows: list[int] = []
        for key in keys:
            primary_keys = list(self.rows(self.key.clean(key)).values_list("pk", flat=True))
            if not primary_keys:
                raise ValidationError(_("The record has nothing under “%(key)s”."), params={"key": key}, code="invalid")
            rows += primary_keys
        return rows


class KeyFilter(filters.MultipleChoiceFilter):
    """Keeps the rows whose `field_name` is what one of the keys given names: `?participant=KZ&participant=TJ`.

    `named(user, key)` finds it; `offers(user)` is what a page offers to choose.
    """

    field_class = CodesField

    def __init__(
        self,
        *args: Any,
        named: Callable[[Any, str], QuerySet],
        offers: Callable[[Any], Offered] | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, **{"lookup_expr": "in", "distinct": False, **kwargs})
        self.named, self.offers = named, offers
        extend_schema_field({"type": "string", "description": self.extra.get("help_text", "")})(self)

    @property
    def field(self) -> CodesField:
        field = super().field
        user, named, offers = self.parent.request.user, self.named, self.offers
        field.rows = lambda key: named(user, key)
        field.widget.choices = lambda: [ANY, *(offers(user) if offers else ())]
        return field

    def filter(self, qs: QuerySet, value: list[int]) -> QuerySet:
        return filters.Filter.filter(self, qs, value)


def as_of_filter(meaning: str | Promise) -> DayFilter:
    """The day asked about. What it means for its rows is told in the description, and done by the filterset."""
    return DayFilter(method="leave_to_the_rows", label=_("As of"), help_text=meaning)


# -- The sets.


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


def by_words(rows: QuerySet, words: str, *columns: str) -> QuerySet:
    """The rows in which every word stands, each in one of the columns; "meeting__words" are those of its meeting's index."""
    for word in words.split():
        condition = Q()
        for column in columns:
            condition |= words_stand(rows.model, column, word)
        rows = rows.filter(condition)
    return rows


WORDS = "words"


def words_stand(model: type[Model], column: str, word: str) -> Q:
    """Whether a word stands in a column; of "meeting__words", in the index of the meeting, of "words" in its own."""
    if column.rpartition("__")[2] != WORDS:
        return Q(**{f"{column}__icontains": word})
    path = column.removesuffix(WORDS).removesuffix("__")
    for relation in filter(None, path.split("__")):
        model = cast(type[Model], model._meta.get_field(relation).related_model)
    return Q(**{f"{path or 'pk'}__in": words_in(model, word)})


def source_called(user: Viewer, key: str) -> QuerySet:
    return called(Source.objects.visible_to(user), key, "key")


@dataclass(frozen=True)
class AskedList:
    """A list of the portal that can be kept as it was asked: the name of its address, its words, what it may be asked."""

    page: str
    label: Promise | str
    asks: type[RecordFilter]


# As the rooms register them, by the name of the address.
ASKED_LISTS: dict[str, AskedList] = {}


def add_asked_lists(*lists: AskedList) -> None:
    """Lists that can be kept as they were asked, from `ready()`. The same address again replaces one."""
    ASKED_LISTS.update({row.page: row for row in lists})


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
