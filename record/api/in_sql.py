"""What a field of a table says, as PostgreSQL says it: the cells of a CSV that the database writes itself.

A field that tells a column as it stands is known by how it tells it (`PLAIN`). One that is reckoned of columns says it beside
`made_of`: `in_sql` of the field, or of its serializer by the field's name. What neither says is told in Python.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F
from rest_framework import serializers

from record.api.fields import TextsField
from record.api.made_of import MadeOf, ToldField
from record.api.sql_words import DayText, InstantText, TextIn


@dataclass(frozen=True)
class CellInSql:
    """One cell of a row; what is a text may hold what a spreadsheet would run."""

    expression: Any
    is_text: bool = True


def _as_it_stands(path: str) -> Iterator[CellInSql]:
    yield CellInSql(F(path))


def _by_language(path: str) -> Iterator[CellInSql]:
    for key in TextsField.keys:
        yield CellInSql(TextIn(key, F(path)))


def _never_run(make: Callable[[Any], Any]) -> Callable[[str], Iterator[CellInSql]]:
    return lambda path: iter((CellInSql(make(F(path)), is_text=False),))


# By how a field tells a value: of which kinds of columns, and its cells.
PLAIN: dict[Any, tuple[tuple[type[models.Field], ...], Callable[[str], Iterator[CellInSql]]]] = {
    serializers.CharField.to_representation: ((models.CharField, models.TextField), _as_it_stands),
    serializers.ChoiceField.to_representation: ((models.CharField, models.TextField), _as_it_stands),
    serializers.UUIDField.to_representation: ((models.UUIDField,), _never_run(lambda value: value)),
    serializers.IntegerField.to_representation: ((models.IntegerField,), _never_run(lambda value: value)),
    serializers.BooleanField.to_representation: ((models.BooleanField,), _never_run(lambda value: value)),
    serializers.DateField.to_representation: ((models.DateField,), _never_run(DayText)),
    serializers.DateTimeField.to_representation: ((models.DateTimeField,), _never_run(InstantText)),
    TextsField.to_representation: ((models.JSONField,), _by_language),
}


# What stands in the place of what isn't there, and is an empty cell.
NOTHING_THERE = (serializers.empty, None, dict)


def cells_in_sql(made_of: MadeOf) -> list[CellInSql] | None:
    """The cells of a row, in the order of the columns; None where Python has to tell one of them."""
    cells: list[CellInSql] = []
    said = getattr(made_of.serializer, "in_sql", None)
    by_name = said(made_of.rows) if said else {}
    for told in made_of.columns:
        of_column = list(_cells_of(told, made_of, by_name))
        if not of_column:
            return None
        cells += of_column
    return cells


def _cells_of(told: ToldField, made_of: MadeOf, by_name: dict[str, Any]) -> Iterator[CellInSql]:
    each = told.field
    if "to_representation" in vars(each) or each.default not in NOTHING_THERE:
        return  # words in the place of codes
    if told.name in by_name:
        yield CellInSql(by_name[told.name])
    elif told.name not in made_of.said and (in_sql := getattr(each, "in_sql", None)):
        if (expression := in_sql(made_of.model)) is not None:
            yield CellInSql(expression)
    elif not told.hangs and told.places:
        value = made_of.values[told.places[-1]]
        kinds, cells = PLAIN.get(type(each).to_representation, ((), _as_it_stands))
        if isinstance(value.kind, kinds) and "__".join(each.source_attrs) == value.name:
            yield from cells(value.path)
