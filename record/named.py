"""What the things that rows are about are called in the reader's language, whichever they were named in as the row was written."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models import Model

from journal.names import Name, key_field_of, model_of
from record.viewers import Viewer


class NamesAThing(Protocol):
    """A row that is about something of the record: by its one name, and as that was called then."""

    pk: Any
    about_kind: str
    about_key: str
    about_label: str


def called(thing: Model) -> str:
    """What a thing is called in the language that is active: as its model says by `called_here`, else by its own words."""
    return str(getattr(thing, "called_here", "") or thing)


def names_now(user: Viewer, names: Iterable[Name]) -> dict[Name, str]:
    """By its one name what each thing is called here, as far as the person sees it. One query a kind.

    Of the kinds alone whose name is said in a language: they say so by `called_with`, the relations that their name wants.
    """
    keys = defaultdict(set)
    for name in names:
        keys[name.kind].add(name.key)
    now: dict[Name, str] = {}
    for kind, of_kind in keys.items():
        model = model_of(kind)
        if model is None or not hasattr(model, "called_with"):
            continue
        field = key_field_of(model)
        wanted = model.called_with() if callable(model.called_with) else model.called_with
        seen = model._default_manager.all().visible_to(user).select_related(*wanted)  # type: ignore[attr-defined]
        for thing in seen.filter(**{f"{field}__in": of_kind}):
            now[Name(kind, str(getattr(thing, field)))] = called(thing)
    return now


def called_now(user: Viewer, rows: Iterable[NamesAThing]) -> dict[Any, str]:
    """By row what its thing is called here, as far as the person sees it now; else as it was called then."""
    listed = list(rows)
    now = names_now(user, (Name(row.about_kind, row.about_key) for row in listed))
    return {row.pk: now.get(Name(row.about_kind, row.about_key), row.about_label) for row in listed}
