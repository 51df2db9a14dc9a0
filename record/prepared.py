"""A question that every request asks, put into words once.

To find the words of a question takes Django as long as the database takes to answer it. Of a question whose words are the
same each time, with other values, they are kept by the process: who has this session, who is this person, where they sit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class AskedWords:
    """A question as the database reads it; where each value that changes stands among its values."""

    sql: str
    values: tuple[Any, ...]
    places: tuple[int, ...]

    def with_values(self, values: Sequence[Any]) -> list[Any]:
        told = list(self.values)
        for place, value in zip(self.places, values, strict=True):
            told[place] = value
        return told


@dataclass(frozen=True)
class PreparedQuestion:
    """`rows` makes the question of one value for each of `fields`, in whatever order they stand in it."""

    model: type[Model]
    rows: Callable[..., QuerySet]
    fields: Sequence[str]
    # Each value has to be told from every other of the question, so that its place is found.
    examples: Sequence[Any]
    kept: dict[str, AskedWords] = field(default_factory=dict)

    def objects(self, *values: Any) -> list[Any]:
        """The rows, as objects."""
        words, told = self._said(values)
        return list(self.model._base_manager.raw(words.sql, told))

    def tuples(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows, as the database gives them: for columns that need no conversion."""
        words, told = self._said(values)
        with connection.cursor() as cursor:
            cursor.execute(words.sql, told)
            return cursor.fetchall()

    def _said(self, values: Sequence[Any]) -> tuple[AskedWords, list[Any]]:
        words = self.kept.get(connection.vendor)
        if words is None:
            words = self.kept[connection.vendor] = self._found()
        return words, words.with_values(self._as_sent(values))

    def _as_sent(self, values: Sequence[Any]) -> list[Any]:
        return [
            self.model._meta.get_field(name).get_db_prep_value(value, connection)
            for name, value in zip(self.fields, values, strict=True)
        ]

    def _found(self) -> AskedWords:
        sql, values = self.rows(*self.examples).query.get_compiler(connection=connection).as_sql()
        places = [index for sent in self._as_sent(self.examples) for index, value in enumerate(values) if value == sent]
        if len(places) != len(self.examples):
            raise LookupError(f"each example has to stand once in the question: {sql}")
        return AskedWords(sql, tuple(values), tuple(places))
