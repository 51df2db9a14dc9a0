"""Serializer fields for what the record is made of, and the one column table they make."""

from collections.abc import Mapping
from functools import partial
from types import NoneType
from typing import Any, get_args, get_type_hints

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from record.api.sql_words import DayText, InstantText
from record.choices import Channel
from record.dates import Precision, written
from record.models import Confidence
from record.parquet import ColumnType
from record.texts import LANGUAGES, WordingStatus, check_texts, language_written

Path = tuple[str, ...]

_A_TEXT_A_LANGUAGE = {
    "type": "object",
    "properties": {code: {"type": "string"} for code in LANGUAGES},
    "required": list(LANGUAGES),
}
_A_STATUS_A_LANGUAGE = {
    "type": "object",
    "properties": {code: {"type": "string", "enum": ["", *WordingStatus.values]} for code in LANGUAGES},
    "required": list(LANGUAGES),
}


@extend_schema_field(_A_TEXT_A_LANGUAGE)
class TextsField(serializers.Field):
    """A text in the four languages: always four keys, empty where the record has no wording."""

    keys = LANGUAGES
    default_validators = [check_texts]

    def to_representation(self, value: dict[str, str] | None) -> dict[str, str]:
        return {key: (value or {}).get(key) or "" for key in self.keys}

    def to_internal_value(self, data: object) -> object:
        return data


@extend_schema_field(_A_STATUS_A_LANGUAGE)
class WordingStatusField(TextsField):
    """Per language, whether the wording is the one adopted or an unofficial translation."""


class LanguageOfField(serializers.ChoiceField):
    """The language in which the texts beside it are written: as their author said, else as their letters show.

    Nothing where there is no text. `texts` names the columns of the row.
    """

    def __init__(self, *texts: str, **kwargs: Any):
        self.texts = texts
        words = _("Of what is written beside it: as its author said, else as its letters show.")
        super().__init__(
            **{
                "choices": settings.LANGUAGES,
                "source": "*",
                "read_only": True,
                "allow_null": True,
                "help_text": words,
                **kwargs,
            }
        )

    @property
    def made_of(self) -> tuple[str, ...] | None:
        return ("language", *self.texts)

    def in_sql(self, model: type[models.Model]) -> Any:
        """Where every row says its language; what letters show is told in Python."""
        if model._meta.get_field("language").null:  # type: ignore[union-attr]
            return None
        is_without_words = models.Q(**dict.fromkeys(self.texts, ""))
        return models.Case(models.When(is_without_words, then=None), default="language")

    def to_representation(self, row: Any) -> str | None:
        said = row.get if isinstance(row, Mapping) else partial(getattr, row)
        words = " ".join(text for name in self.texts if (text := said(name, "")))
        return (said("language", None) or language_written(words)) if words else None


class KnownDateField(serializers.CharField):
    """A date that says no more than is known: "2007-03-14", "2010-06", "2011", "by 2002-06-04"."""

    def __init__(self, day: str, precision: str, **kwargs: Any):
        self.day, self.precision = day, precision
        super().__init__(**{"source": "*", "read_only": True, "allow_null": True, **kwargs})

    @property
    def made_of(self) -> tuple[str, ...]:
        return (self.day, self.precision)

    def in_sql(self, _model: type[models.Model]) -> Any:
        forms = {Precision.YEAR: "YYYY", Precision.MONTH: "YYYY-MM", Precision.BY_THEN: '"by "YYYY-MM-DD'}
        known = [models.When(**{self.precision: each}, then=DayText(self.day, form)) for each, form in forms.items()]
        return models.Case(*known, default=DayText(self.day))

    def to_representation(self, row: models.Model) -> str | None:
        return written(getattr(row, self.day), getattr(row, self.precision)) or None


class PrecisionOfField(serializers.ChoiceField):
    """How well the date beside it is known."""

    def __init__(self, day: str, precision: str):
        self.day, self.precision = day, precision
        super().__init__(choices=Precision.choices, source="*", read_only=True, allow_null=True)

    @property
    def made_of(self) -> tuple[str, ...]:
        return (self.day, self.precision)

    def in_sql(self, _model: type[models.Model]) -> Any:
        return models.Case(models.When(**{f"{self.day}__isnull": True}, then=None), default=self.precision)

    def to_representation(self, row: models.Model) -> str | None:
        return getattr(row, self.precision) if getattr(row, self.day) else None


def known_date(day: str, precision: str) -> tuple[KnownDateField, PrecisionOfField, serializers.DateField]:
    """The three columns of a date of the record: as known, how well, and the last day on which it could have begun."""
    return (
        KnownDateField(day, precision, help_text=_("As known: 2007-03-14, 2010-06, 2011, by 2002-06-04.")),
        PrecisionOfField(day, precision),
        serializers.DateField(
            source=day, read_only=True, allow_null=True, help_text=_("The last day on which it could have begun.")
        ),
    )


def by_letter() -> tuple[serializers.ChoiceField, serializers.DateField]:
    """The two columns of what a participant said: by which way it came, and the day that its letter bears."""
    return (
        serializers.ChoiceField(choices=Channel.choices, read_only=True),
        serializers.DateField(
            read_only=True, allow_null=True, help_text=_("Of a letter: the day that it bears. Else none.")
        ),
    )


# Of a row that no file of the public record brought.
ENTERED_HERE = models.Q(record_key__isnull=True) | models.Q(record_key="")


class EnteredAtField(serializers.DateTimeField):
    """When a person entered it here; null of what is known from the public record alone."""

    made_of = ("record_key", "at")

    def in_sql(self, _model: type[models.Model]) -> Any:
        return models.Case(models.When(ENTERED_HERE, then=InstantText("at")))

    def to_representation(self, row: Any) -> str | None:
        return None if row.record_key else super().to_representation(row.at)


def entered_at() -> EnteredAtField:
    return EnteredAtField(
        source="*",
        read_only=True,
        allow_null=True,
        help_text=_("When it was entered here; null where it is known from the public record alone."),
    )


class CorrectableSerializer(serializers.Serializer):
    """The column that says of a thing that it was entered by mistake. Such rows are shown to who asks for them."""

    mistaken_at = serializers.DateTimeField(
        read_only=True,
        allow_null=True,
        help_text=_("When it was found to be entered by mistake: it counts for nothing."),
    )


class WithSourceSerializer(serializers.Serializer):
    """The last columns of what a source may tell: where it was read, and how sure that is."""

    comes_last: tuple[str, ...] = ("source", "confidence")

    source = serializers.CharField(  # type: ignore[assignment]
        read_only=True, help_text=_("Keys of sources, separated by semicolons.")
    )
    confidence = serializers.ChoiceField(
        choices=[("", "-"), *Confidence.choices],
        read_only=True,
        help_text=_("V: seen in a source. P: the main point seen. I: inferred. Empty: entered by a person."),
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        """The noun's own fields come first, what every fact carries comes last."""
        fields = super().get_fields()
        for name in self.comes_last:
            fields[name] = fields.pop(name)
        return fields


class SourcedSerializer(WithSourceSerializer):
    """The last columns of every fact: where it was read, how sure that is, and what is to be added."""

    comes_last = ("source", "confidence", "note")

    note = serializers.CharField(read_only=True)


def columns_of(serializer: serializers.BaseSerializer) -> list[Path]:
    """The columns of a table of these rows: the declared fields, nested ones as paths (`name`, `en`)."""
    columns: list[Path] = []
    for name, field in serializer.fields.items():  # type: ignore[attr-defined]
        if isinstance(field, serializers.Serializer):
            columns.extend((name, *path) for path in columns_of(field))
        elif keys := getattr(field, "keys", None):
            columns.extend((name, key) for key in keys)
        else:
            columns.append((name,))
    return columns


def whole_days(serializer: serializers.BaseSerializer, columns: list[Path]) -> frozenset[int]:
    """The places of columns that hold whole days and nothing else."""
    fields = serializer.fields  # type: ignore[attr-defined]
    are_days = {
        name for name, field in fields.items() if isinstance(field, serializers.DateField) or name.endswith("_day")
    }
    return frozenset(place for place, column in enumerate(columns) if len(column) == 1 and column[0] in are_days)


def types_of(serializer: serializers.BaseSerializer, columns: list[Path]) -> list[ColumnType]:
    """What stands in each column, for files that are typed; where the serializer doesn't say, it is text."""
    days = whole_days(serializer, columns)
    return [
        ColumnType.DAY if place in days else _type_of(field_of(serializer, column))
        for place, column in enumerate(columns)
    ]


def field_of(serializer: serializers.BaseSerializer, column: Path) -> serializers.Field | None:
    """The field that a column is made of; none where it stands within something that isn't a serializer."""
    field: Any = serializer
    for name in column:
        field = field.fields.get(name) if isinstance(field, serializers.Serializer) else None
    return field


TYPES: dict[type, ColumnType] = {
    serializers.IntegerField: ColumnType.WHOLE_NUMBER,
    serializers.FloatField: ColumnType.NUMBER,
    serializers.BooleanField: ColumnType.TRUTH,
    serializers.DateTimeField: ColumnType.INSTANT,
    # What a method of the serializer gives back.
    int: ColumnType.WHOLE_NUMBER,
    bool: ColumnType.TRUTH,
}


def _type_of(field: serializers.Field | None) -> ColumnType:
    if isinstance(field, serializers.SerializerMethodField):
        hint = get_type_hints(getattr(field.parent, str(field.method_name))).get("return")
        kinds = {TYPES.get(kind, ColumnType.TEXT) for kind in get_args(hint) or (hint,) if kind is not NoneType}
        return kinds.pop() if len(kinds) == 1 else ColumnType.TEXT
    return TYPES.get(type(field), ColumnType.TEXT)


def cell_of(row: dict[str, Any], column: Path) -> Any:
    """What stands in `column` of a row as JSON has it; a list becomes one cell, its values separated by semicolons.

    Of an object in a list the cell holds its first value: its name.
    """
    value: Any = row
    for key in column:
        value = value.get(key) if value is not None else None
    return "; ".join(map(_in_a_cell, value)) if isinstance(value, list) else value


def _in_a_cell(value: object) -> str:
    return str(next(iter(value.values()))) if isinstance(value, dict) else str(value)
