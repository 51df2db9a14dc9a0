"""The words for codes, in the four languages: beside each column of codes, where whoever asks wants them (`labels=true`)."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework import serializers
from rest_framework.request import Request

from record.api.fields import LanguageOfField, TextsField
from record.api.parameters import Problems
from record.texts import LANGUAGES

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
        code = self.coded.to_representation(value)
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


def are_asked_for(request: Request) -> bool:
    return request.query_params.get(LABELS, "").strip().lower() == "true"


def problems(request: Request) -> Problems:
    if request.query_params.get(LABELS, "").strip().lower() in {"", "true", "false"}:
        return {}
    return {LABELS: [_("Give true or false.")]}
