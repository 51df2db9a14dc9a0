"""What a thing is called wherever something is kept about it: in the journal, in notices, in links.

A name outlives the room in which its model stands, and the row it came from. It has two halves:

- the kind: the name of its model in lower case, "meeting", without its app (a name is unique in the house);
- the key: what the thing itself is known by and what never changes (a reference, a symbol, a code), where its model
  says so by `key_field`; otherwise its primary key.

The kind and the key go into the seal of an entry, so neither may ever be told otherwise of what was written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import NoReverseMatch, reverse


class Name(NamedTuple):
    """Kind and key: ("meeting", "SOC-2027-1"). What isn't a row may have one as well: ("body", "soc")."""

    kind: str
    key: str


NOBODY = Name("", "")
PageOf = Callable[[str], str]
# By kind, from a key to the page where everybody who may see the thing reads of it.
_PAGES: dict[str, PageOf] = {}


def name_of(thing: models.Model) -> Name:
    return Name(kind_of(type(thing)), str(getattr(thing, key_field_of(type(thing)))))


def kind_of(model: type[models.Model]) -> str:
    return str(model._meta.model_name)


def key_field_of(model: type[models.Model]) -> str:
    """The field that a thing of this model is known by."""
    return getattr(model, "key_field", "pk")


def model_of(kind: str) -> type[models.Model] | None:
    """The model of that name; None where there is none, or none any more."""
    return next((model for model in apps.get_models() if model._meta.model_name == kind), None)


def thing_called(name: Name) -> models.Model | None:
    """The row of that name; None of what isn't a row, or is called by another key than its model's own."""
    model = model_of(name.kind)
    if model is None:
        return None
    try:
        return model._default_manager.filter(**{key_field_of(model): name.key}).first()
    except (ValueError, ValidationError):
        return None


# -- From a name to a page.


def add_page(model: type[models.Model], page: PageOf) -> None:
    """Register where things of this model are read, from `ready()` of its app."""
    _PAGES[kind_of(model)] = page


def page_of(name: Name) -> str:
    """The page of what is called so; "" where its kind has none."""
    page = _PAGES.get(name.kind)
    return page(name.key) if page else ""


def admin_pages(names: Iterable[Name]) -> dict[Name, str]:
    """By name the page of the admin, of what has one and is still there; one query a kind that has keys of its own."""
    keys_by_kind: dict[str, set[str]] = defaultdict(set)
    for name in names:
        keys_by_kind[name.kind].add(name.key)
    pages = {}
    for kind, keys in keys_by_kind.items():
        if (model := model_of(kind)) is None:
            continue
        for key, primary_key in _primary_keys(model, keys):
            if address := _admin_page(model, primary_key):
                pages[Name(kind, key)] = address
    return pages


def _primary_keys(model: type[models.Model], keys: set[str]) -> Iterable[tuple[str, str]]:
    field = key_field_of(model)
    if field == "pk":
        return [(key, key) for key in keys]
    rows = model._default_manager.filter(**{f"{field}__in": keys}).values_list(field, "pk")
    return [(str(key), str(primary_key)) for key, primary_key in rows]


def _admin_page(model: type[models.Model], primary_key: str) -> str:
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[primary_key])
    except NoReverseMatch:
        return ""
