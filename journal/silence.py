"""Of what the journal says nothing to others: entries about what a state keeps to itself.

The rooms that know such things register which entries tell of them, from `ready()`. The entries are there and sealed
like any other, and the chain is walked over them; who reads the journal is not shown them while the thing is its
owner's alone.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

# Each gives a condition on entries that tell of what its owner alone may know of.
_KEPT: list[Callable[[], Q]] = []


def add_silence(entries: Callable[[], Q]) -> None:
    """Register a condition on entries nobody but the owner's people may read, from `ready()` of its app."""
    _KEPT.append(entries)


def about_each(rows: QuerySet[Any], key: str) -> Q:
    """The condition that an entry is about one of these rows, which are known by the field `key`.

    Numbers are asked of the database in the same query; keys that it writes otherwise than we do (UUIDs), before it.
    """
    keys: Any = rows.order_by().annotate(told_as=Cast(key, CharField())).values("told_as")
    if key != "pk":
        keys = [str(value) for value in rows.order_by().values_list(key, flat=True)]
    return Q(about_kind=rows.model._meta.model_name, about_key__in=keys)


def kept_silent() -> Q:
    """Every entry about what somebody keeps to themselves today; a condition that nothing fits, where there is none."""
    silent = Q(pk__in=())
    for entries in _KEPT:
        silent |= entries()
    return silent
