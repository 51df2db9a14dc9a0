"""What a list may be asked for, one question each: how it stands on a page, and what it keeps of the rows."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from django_filters.fields import ChoiceField
from drf_spectacular.utils import extend_schema_field

from record.forms import IsoDayField, WordsField, as_offered

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
