"""The words for codes: beside each column of codes in the four languages, where whoever asks wants them (`labels=true`); and
in their place, in a file whose headings are words of the reader's language."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework import serializers
from rest_framework.request import Request

from journal.names import kind_of
from record.api.fields import LanguageOfField, TextsField, WordingStatusField
from record.api.parameters import Problems
from record.texts import LANGUAGES, WordingStatus

LABELS = "labels"
# What is added to the name of a column.
SUFFIX = "_labels"


class WordedField(serializers.CharField):
    """A text of ours, in the language of whoever asks; with labels, in all of them."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"read_only": True, **kwargs})


class LabelsField(TextsField):
    """What a code is called, or what a text of ours says, in every language. Empty where there is no code."""

    def __init__(self, coded: serializers.Field):
        super().__init__(source="*", read_only=True)
        self.coded = coded
        # A language is changed once a code, and not once a row.
        self.known: dict[object, dict[str, str]] = {}

    def to_representation(self, row: Any) -> dict[str, str]:
        try:
            value = self.coded.get_attribute(row)
        except (AttributeError, serializers.SkipField):
            value = None
        if value is None or value == "":
            return super().to_representation({})
        words = self._label_of(value)
        return self.known.setdefault(str(value), in_every_language(words)) if words else super().to_representation({})

    def _label_of(self, value: Any) -> Any:
        if not isinstance(self.coded, serializers.ChoiceField):
            return value
        code = code_of(self.coded, value)
        return self.coded.choices.get(code) if code in self.coded.choices else None


def in_every_language(words: str | Promise) -> dict[str, str]:
    """A text of our own catalogue, as each language says it."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(words)
    return said


def add_labels(serializer: serializers.BaseSerializer) -> None:
    """A column of words after every column of codes, in its table."""
    fields = getattr(serializer, "child", serializer).fields
    for name, coded in list(fields.items()):
        if takes_labels(coded):
            fields[f"{name}{SUFFIX}"] = LabelsField(coded)
    order = [column for name in list(fields) if not name.endswith(SUFFIX) for column in (name, f"{name}{SUFFIX}")]
    fields.fields = {name: fields.fields[name] for name in order if name in fields.fields}


def takes_labels(field: serializers.Field) -> bool:
    """A language is called by its own name, which each language writes alike."""
    is_coded = isinstance(field, serializers.ChoiceField) and not isinstance(field, LanguageOfField)
    return is_coded or isinstance(field, WordedField)


# -- In the place of codes.


def code_of(field: serializers.Field, value: Any) -> Any:
    """What programs read of a value, though a file for people has words in its place."""
    return type(field).to_representation(field, value)


def say_words(serializer: serializers.BaseSerializer) -> None:
    """Its columns of codes say what these are called, in the language that is active now: for a file that people read.

    A column says its codes by its choices; one that is reckoned, by `in_words` of its serializer: pairs of code and words.
    """
    for coded, choices in _coded(serializer):
        words = {str(code): str(label) for code, label in choices}
        coded.to_representation = _worded(coded, words)  # type: ignore[assignment, method-assign]


def things_in_words() -> list[tuple[str, Any]]:
    """What each kind of thing is called, by the name under which notices and the journal know it."""
    return [(kind_of(model), model._meta.verbose_name) for model in apps.get_models()]


def _coded(field: Any) -> Iterator[tuple[serializers.Field, Iterable[tuple[Any, Any]]]]:
    """The fields of codes of a table with what each code is called, also of the rows that stand in one cell."""
    if isinstance(field, serializers.ChoiceField):
        yield field, field.choices.items()
    elif isinstance(field, WordingStatusField):
        yield field, WordingStatus.choices
    fields = getattr(field, "fields", {})
    for name, choices in getattr(field, "in_words", {}).items():
        if name in fields:
            yield fields[name], choices() if callable(choices) else choices
    for child in (*fields.values(), *filter(None, [getattr(field, "child", None)])):
        yield from _coded(child)


def _worded(coded: serializers.Field, words: dict[str, str]) -> Callable[[Any], Any]:
    def in_words(value: Any) -> Any:
        return _said_of(code_of(coded, value), words)

    return in_words


def _said_of(codes: Any, words: dict[str, str]) -> Any:
    """Of a code its words; of several, in a list or by language, those of each."""
    if isinstance(codes, dict):
        return {key: _said_of(code, words) for key, code in codes.items()}
    if isinstance(codes, list | tuple):
        return [_said_of(code, words) for code in codes]
    return codes if codes is None else words.get(str(codes), codes)


def are_asked_for(request: Request) -> bool:
    return request.query_params.get(LABELS, "").strip().lower() == "true"


def problems(request: Request) -> Problems:
    if request.query_params.get(LABELS, "").strip().lower() in {"", "true", "false"}:
        return {}
    return {LABELS: [_("Give true or false.")]}
