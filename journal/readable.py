"""Entries as a person reads them: names of fields, values by what they are called, each language apart."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from journal.models import Entry
from journal.names import model_of
from journal.verbs import verb_shown

# By model and key: what a thing that an entry points at is called today.
Labels = Mapping[tuple[type[models.Model], str], str]


@dataclass(frozen=True)
class ReadableChange:
    """One field of an entry: what it held before and what it holds since."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ReadableEntry:
    """An entry, ready to be read."""

    entry: Entry
    verb: str
    kind: str
    changes: list[ReadableChange] = field(default_factory=list)

    @property
    def is_beginning(self) -> bool:
        """Nothing was there before: a column that says so on every line can go."""
        return not any(change.old for change in self.changes)


def in_a_row(words: Iterable[object]) -> str:
    """The things of a list, with the sign that the reader's language writes between them."""
    return pgettext("between the things of a list", ", ").join(map(str, words))


def kind_shown(kind: str) -> str:
    """What "participant" is called in the reader's language."""
    model = model_of(kind)
    return capfirst(str(model._meta.verbose_name)) if model else kind


# What an act tells in the journal beside fields of its thing; of delegations it is the code of the state.
BESIDE_FIELDS = {
    "delegation": gettext_lazy("delegation"),
    "delegation-list": gettext_lazy("Lists of delegations"),
    "documents": gettext_lazy("Documents"),
    "expert-names": gettext_lazy("Nominations of experts"),
    "invitation": gettext_lazy("Invitation"),
    "items": gettext_lazy("agenda items"),
    "made_at": gettext_lazy("made at"),
    "member": gettext_lazy("member"),
    "not_reached": gettext_lazy("not known to have been reached"),
    "on": gettext_lazy("day"),
    "person": gettext_lazy("person"),
    "positions": gettext_lazy("positions of states"),
    "proof": gettext_lazy("proof"),
    "provisional-agenda": gettext_lazy("Provisional agenda"),
    "reached_at": gettext_lazy("reached at"),
    "reason": gettext_lazy("why"),
    "sha256": gettext_lazy("SHA-256 of the text"),
    "stands_in_for": gettext_lazy("on behalf of"),
    "step": gettext_lazy("step"),
    "version": gettext_lazy("version"),
    "way": gettext_lazy("by which way"),
    "why": gettext_lazy("why"),
}


def field_shown(kind: str, name: str) -> str:
    described = _field(model_of(kind), name)
    if described and (name not in BESIDE_FIELDS or isinstance(described.verbose_name, Promise)):
        return capfirst(str(described.verbose_name))
    if name.endswith(" head"):
        return _("%(state)s: head of delegation") % {"state": name.removesuffix(" head")}
    return capfirst(str(BESIDE_FIELDS.get(name, name)))


def readable(entries: Iterable[Entry]) -> list[ReadableEntry]:
    """The entries with their changes spelled out; one query for each kind of thing that they point at."""
    entries = list(entries)
    labels = _labels_of_related(entries)
    return [
        ReadableEntry(entry, verb_shown(entry.verb), kind_shown(entry.about_kind), _changes(entry, labels))
        for entry in entries
    ]


def _field(model: type[models.Model] | None, name: str) -> Any:
    """The field of that name, where it can be called by a name; None where the model has none (any more)."""
    fields = model._meta.get_fields() if model else ()
    return next((each for each in fields if each.name == name and hasattr(each, "verbose_name")), None)


def _is_inner(described: Any) -> bool:
    """Keys, and what is worked out from other fields for the database's own use: nobody gave them a name to be read."""
    return described.primary_key or (not described.editable and not isinstance(described.verbose_name, Promise))


def _keys(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(key) for key in values if key not in (None, "")]


def _labels_of_related(entries: list[Entry]) -> Labels:
    related: dict[type[models.Model], set[str]] = defaultdict(set)
    for entry in entries:
        model = model_of(entry.about_kind)
        for name, values in entry.changes.items():
            described = _field(model, name)
            if described is not None and described.is_relation and isinstance(values, list):
                for value in values:
                    related[described.related_model].update(_keys(value))
    labels = {}
    for related_model, keys in related.items():
        numbers = [int(key) for key in keys if key.isdecimal()]
        for thing in related_model._default_manager.filter(pk__in=numbers):
            labels[related_model, str(thing.pk)] = str(thing)
    return labels


def _changes(entry: Entry, labels: Labels) -> list[ReadableChange]:
    model = model_of(entry.about_kind)
    changes: list[ReadableChange] = []
    for name, values in entry.changes.items():
        old, new = values if isinstance(values, list) and len(values) == 2 else (None, values)
        described = _field(model, name)
        if described is not None and _is_inner(described):
            continue
        label = field_shown(entry.about_kind, name)
        if isinstance(old, dict) or isinstance(new, dict):
            changes.extend(_changes_by_language(label, old or {}, new or {}))
        else:
            changes.append(ReadableChange(label, _shown(described, old, labels), _shown(described, new, labels)))
    return changes


def _changes_by_language(label: str, old: Any, new: Any) -> Iterable[ReadableChange]:
    """A text by language is told language by language, and only where it differs."""
    old, new = (value if isinstance(value, dict) else {"": value} for value in (old, new))
    languages = dict(settings.LANGUAGES)
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            label_of_key = f"{label} · {languages.get(key, key)}" if key else label
            yield ReadableChange(label_of_key, str(old.get(key) or ""), str(new.get(key) or ""))


def _shown(described: Any, value: Any, labels: Labels) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if described is None:
        return in_a_row(value) if isinstance(value, list) else str(value)
    if described.is_relation:
        return in_a_row(labels.get((described.related_model, key), key) for key in _keys(value))
    if label_of := getattr(described, "label_of", None):
        return str(label_of(value))
    if choices := getattr(described, "flatchoices", None):
        return str(dict(choices).get(value, value))
    return _moment(value) if isinstance(described, models.DateField) else str(value)


def _moment(value: Any) -> str:
    try:
        day = dt.date.fromisoformat(value) if len(value) == len("2007-03-14") else dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    return date_format(day, "DATETIME_FORMAT" if isinstance(day, dt.datetime) else "DATE_FORMAT")
