"""Asks that are answered with a thing of the record, or with several: found by their keys, offered to whoever may see them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CharField, QuerySet
from django.utils.translation import gettext_lazy as _

from record.acts.asks import Ask
from record.acts.offers import Sentence
from record.acts.table import Setting
from record.called import alike, check_number, is_a_key
from record.choices import Need
from record.texts import optional


class ByKey:
    """Finds things by their keys, in capitals or not: what a program sends, and what a page's address says."""

    queryset: QuerySet[Any]
    to_field_name: str | None

    shown: Callable[[Any], str] = staticmethod(str)

    def label_from_instance(self, obj: Any) -> str:
        return self.shown(obj)

    def as_kept(self, typed: Iterable[Any]) -> dict[Any, Any]:
        """What was typed → the key as it is kept. What names nothing stays as it was typed."""
        kept, name = {key: key for key in typed}, self.to_field_name
        if not name or not _is_a_text(self.queryset.model, name) or (condition := alike(kept, name)) is None:
            return kept
        kept_by_key = {key.lower(): key for key in self.queryset.filter(condition).values_list(name, flat=True)}
        return {key: kept_by_key.get(key.lower(), key) if is_a_key(key) else key for key in kept}


def _is_a_text(model: type[Any], name: str) -> bool:
    try:
        return isinstance(model._meta.get_field(name), CharField)
    except FieldDoesNotExist:
        return False


class ThingField(ByKey, forms.ModelChoiceField):
    """One of the rows that the person may see, named as its ask says."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            kept = self.as_kept([value])[value] if isinstance(value, str) else value
            if kept == value:
                raise
            return super().to_python(kept)


class ThingsField(ByKey, forms.ModelMultipleChoiceField):
    """Some of the rows that the person may see."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            check_number(value)
        try:
            return super().clean(value)
        except ValidationError:
            if not isinstance(value, list | tuple) or not all(isinstance(key, str) for key in value):
                raise
            kept = self.as_kept(value)
            if all(kept[key] == key for key in value):
                raise
            return super().clean([kept[key] for key in value])


@dataclass(frozen=True)
class Pick(Ask):
    """One of the things a person may see: `rows(setting)` begins with `visible_to`; `key` names it in every door.

    `rows` is asked without a thing as well, when the doors describe themselves.
    """

    _: KW_ONLY
    rows: Callable[[Setting], QuerySet[Any]]
    key: str = "reference"
    shown: Callable[[Any], str] = str
    empty: Sentence = ""

    def field(self, setting: Setting) -> forms.Field:
        empty = self.empty or (_("Choose") if self.need is Need.MUST else _("None"))
        field = ThingField(self.rows(setting), to_field_name=self.key, empty_label=empty)
        field.shown = self.shown
        return field


@dataclass(frozen=True)
class PickWhere(Pick):
    """One of the things, wanted where another answer says so: its help tells where, and no page calls it optional."""

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()


@dataclass(frozen=True)
class PickMany(Pick):
    """Some of the things a person may see."""

    def field(self, setting: Setting) -> forms.Field:
        field = ThingsField(self.rows(setting), to_field_name=self.key, widget=forms.CheckboxSelectMultiple)
        field.shown = self.shown
        return field

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: tuple(cleaned.get(self.name) or ())}


@dataclass(frozen=True)
class Folded(Ask):
    """An ask of one field that is folded up under its own words until it holds something."""

    @property
    def headings(self) -> dict[Sentence, frozenset[str]]:
        heading = optional(self.label) if self.need is Need.MAY else self.label
        return {heading: frozenset({self.name})}

    @property
    def folded(self) -> frozenset[Sentence]:
        return frozenset(self.headings)

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        """Its heading says so."""
        return ()


@dataclass(frozen=True)
class FoldedMany(Folded, PickMany):
    """A long list to choose from, folded up until something of it is chosen."""
