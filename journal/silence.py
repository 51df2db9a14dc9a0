"""Of what the journal says nothing to others: entries about what a state keeps to itself.

The rooms that know such things register them, from `ready()`. The entries are there and sealed like any other, and the
chain is walked over them; who reads the journal is not shown them while the thing is its owner's alone. Whatever else
names things by kind and key is silent of the same ones.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

# Each gives a condition on entries that tell of what its owner alone may know of.
_KEPT: list[Callable[[], Q]] = []
# Each gives the things themselves, and the field that they are known by.
_THINGS: list[tuple[Callable[[], QuerySet[Any]], str]] = []


def add_kept(things: Callable[[], QuerySet[Any]], key: str) -> None:
    """Register things that their owners keep to themselves, known by the field `key`, from `ready()` of their app."""
    _THINGS.append((things, key))


def add_silence(entries: Callable[[], Q]) -> None:
    """Register a further condition on entries nobody but the owner's people may read, from `ready()` of its app."""
    _KEPT.append(entries)


def about_each(rows: QuerySet[Any], key: str, named: str = "about_") -> Q:
    """The condition that a row is about one of these, which are known by the field `key`.

    `named` is what stands before "kind" and "key" in the columns by which it names things: those of an entry, unless said.

    Numbers are asked of the database in the same query; keys that it writes otherwise than we do (UUIDs), before it.
    """
    keys: Any = rows.order_by().annotate(told_as=Cast(key, CharField())).values("told_as")
    if key != "pk":
        keys = [str(value) for value in rows.order_by().values_list(key, flat=True)]
    return Q(**{f"{named}kind": rows.model._meta.model_name, f"{named}key__in": keys})


def kept_silent() -> Q:
    """Every entry about what somebody keeps to themselves today; a condition that nothing fits, where there is none."""
    silent = about_what_is_kept("about_")
    for entries in _KEPT:
        silent |= entries()
    return silent


def about_what_is_kept(named: str) -> Q:
    """The condition that a row names something that its owner keeps to themselves today, in columns that begin so."""
    silent = Q(pk__in=())
    for things, key in _THINGS:
        silent |= about_each(things(), key, named)
    return silent
