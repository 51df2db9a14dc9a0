"""How PostgreSQL writes days, instants and texts in several languages as an answer of the API has them."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from record.texts import FALLBACK


class InstantText(models.Func):
    """An instant as an answer of the API writes it, in a zone: with its offset, and with parts of a second where there are some."""

    output_field = models.TextField()

    def __init__(self, instant: Any, zone: str = ""):
        super().__init__(instant)
        self.zone = zone or timezone.get_current_timezone_name()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Sequence[Any]]:  # type: ignore[override]
        at, values = compiler.compile(self.source_expressions[0])
        here, there = f"({at} AT TIME ZONE %s)", f"({at} AT TIME ZONE 'UTC')"
        second = f"CASE WHEN date_trunc('second', {at}) = {at} THEN '' ELSE to_char({there}, '.US') END"
        words = f"to_char({here}, 'YYYY-MM-DD\"T\"HH24:MI:SS') || {second}"
        args = [*values, self.zone, *values, *values, *values]
        if self.zone == "UTC":
            return f"({words} || 'Z')", args
        apart = f"({here} - {there})"
        hours = f"to_char(greatest({apart}, -{apart}), 'HH24:MI')"
        sign = f"CASE WHEN {apart} < interval '0' THEN '-' ELSE '+' END"
        ends = f"CASE WHEN {apart} = interval '0' THEN 'Z' ELSE {sign} || {hours} END"
        return f"({words} || {ends})", [*args, *([*values, self.zone, *values] * 4)]


class TextIn(KeyTextTransform):
    """A text in one language; what isn't laid out by language is a text in none, as the column reads it."""

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Sequence[Any]]:
        said, values = super().as_postgresql(compiler, connection)
        if self.key_name != FALLBACK:
            return said, values
        column, of_column = compiler.compile(self.lhs)
        return f"CASE jsonb_typeof({column}) WHEN 'object' THEN {said} ELSE {column} #>> '{{}}' END", [
            *of_column,
            *values,
            *of_column,
        ]


class DayText(models.Func):
    """A day as ISO text, or as much of it as is known."""

    function, template, output_field = "to_char", "to_char(%(expressions)s, '%(form)s')", models.TextField()

    def __init__(self, day: Any, form: str = "YYYY-MM-DD"):
        super().__init__(day, form=form)
