"""What an act said: digests of the texts and files that it wrote, as the seal of its entry takes them in.

A model whose rows hold what was said names those columns: `seals = ("text",)`. Digests are taken of the rows as the
database holds them, so that `journal.words` can lay them beside what stands there on any later day.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, models

from journal.names import Name, key_field_of, kind_of

# By the name of a row, "view 0b1c…", the digest of each of its columns that say something.
Digests = dict[str, dict[str, str]]
# A column of this name holds the digest of a file or of a text already.
IS_A_DIGEST = "sha256"
BATCH = 500


def sealed_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a model that hold what was said; none of most models."""
    return getattr(model, "seals", ())


def sealed_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if sealed_columns(model)]


def said_by(rows: Iterable[models.Model | None], using: str = DEFAULT_DB_ALIAS) -> Digests:
    """The digests of what these rows say; one query for each kind that says something, a batch at a time."""
    keys: dict[type[models.Model], dict[Any, None]] = defaultdict(dict)
    for row in rows:
        if row is not None and row.pk and sealed_columns(type(row)):
            keys[type(row)][row.pk] = None
    return {
        told_as: digests
        for model, primary_keys in keys.items()
        for batch in _batches(list(primary_keys))
        for told_as, digests in digests_of(model._base_manager.using(using).filter(pk__in=batch))
    }


def _batches(keys: list[Any]) -> Iterator[list[Any]]:
    """As many as a database takes in one question."""
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def digests_of(rows: models.QuerySet[Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row by its name, with the digests of what it says."""
    model = rows.model
    columns, key = sealed_columns(model), key_field_of(model)
    for own_key, *values in rows.order_by().values_list(key, *columns).iterator(chunk_size=BATCH):
        yield (
            row_told(Name(kind_of(model), str(own_key))),
            {column: digest_of(column, value) for column, value in zip(columns, values, strict=True)},
        )


def row_told(name: Name) -> str:
    return f"{name.kind} {name.key}"


def digest_of(column: str, value: Any) -> str:
    """SHA-256 of a text in UTF-8, of anything else as JSON with sorted keys and no white space."""
    if column == IS_A_DIGEST:
        return str(value)
    return hashlib.sha256((value if isinstance(value, str) else as_json(value)).encode()).hexdigest()


def as_json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
