"""Things called by a key that somebody typed, in capitals or not: the one way of every list, body and address.

A key is short. Whatever is longer names nothing, and is never handed to the database, which raises at patterns beyond
measure.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

LONGEST_KEY = 200  # characters: longer than any reference, code or symbol
MOST_KEYS = 200  # at a time

AnyModel = TypeVar("AnyModel", bound=Model)


def is_a_key(typed: Any) -> bool:
    """Whether anything could be called so."""
    return isinstance(typed, str) and 0 < len(typed) <= LONGEST_KEY and "\0" not in typed


def check_number(keys: Sequence[Any]) -> None:
    """Raise ValidationError where more are named at a time than anybody means."""
    if len(keys) > MOST_KEYS:
        raise ValidationError(_("Give at most %(most)s of these at a time.") % {"most": MOST_KEYS})


def alike(keys: Iterable[Any], *names: str) -> Q | None:
    """What finds the rows that one of the keys names in one of the columns; None where no key could name any."""
    conditions = [(f"{name}__iexact", key) for key in keys if is_a_key(key) for name in names]
    return Q(*conditions, _connector=Q.OR) if conditions else None


def called(rows: QuerySet[AnyModel], key: str, *names: str) -> QuerySet[AnyModel]:
    """Those of the rows that the key names in one of the columns; none for what could name none."""
    condition = alike([key], *names)
    return rows.none() if condition is None else rows.filter(condition)
