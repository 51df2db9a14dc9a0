"""Rows on their way into a table by COPY: a line a row, no object, no list of them all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, models

NOTHING = "\\N"
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]], **same: object) -> int:
    """How many rows went into the table of a model, whose keys are numbered on afterwards.

    `columns` are the attributes that each row gives in this order (`commitment_id`); `same` are those that all rows have
    alike. What is named in neither has the default of its field, or is empty.
    """
    rest = {field.attname: field for field in model._meta.concrete_fields if field.attname not in columns}
    rest = {name: field for name, field in rest.items() if not field.primary_key or name in same}
    tail = "".join("\t" + _as_text(_prepared(field, same.get(name, _unsaid(field)))) for name, field in rest.items())
    names = [model._meta.get_field(name).column for name in columns] + [field.column for field in rest.values()]
    lines = Lines("\t".join(map(_as_text, row)) + tail + "\n" for row in rows)
    table = connection.ops.quote_name(model._meta.db_table)
    wanted = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({wanted}) FROM STDIN", lines)
        if "id" in columns:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    return lines.count


def first_free(model: type[models.Model]) -> int:
    """The key from which rows of a model can be numbered: one beyond every one that is there, or was."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id'))")
        (key,) = cursor.fetchone()
    return int(key)


class Lines:
    """Lines as the file that COPY reads, of which a piece at a time is in memory."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.count = 0
        self.left = ""

    def read(self, size: int = 8192) -> str:
        parts, length = [self.left], len(self.left)
        while length < size and (line := next(self.lines, "")):
            parts.append(line)
            length += len(line)
            self.count += 1
        whole = "".join(parts)
        self.left = whole[size:]
        return whole[:size]


def _unsaid(field: models.Field) -> object:
    if field.has_default():
        return field.get_default()
    return None if field.null else ""


def _prepared(field: models.Field, value: object) -> object:
    if isinstance(field, models.JSONField):
        return value
    return field.get_db_prep_save(value, connection)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value.translate(ESCAPED)
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False).translate(ESCAPED)
    return str(value)
