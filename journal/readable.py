"""Entries as a person reads them: names of fields, values by what they are called, each language apart."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from journal.choices import verb_shown
from journal.models import Entry


@dataclass(frozen=True)
class Line:
    """One field of an entry: what it held before and what it holds since."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Told:
    """An entry, ready to be read."""

    entry: Entry
    verb: str
    kind: str
    lines: list[Line] = field(default_factory=list)

    @property
    def is_beginning(self) -> bool:
        """Nothing was there before: a column that says so on every line can go."""
        return not any(line.old for line in self.lines)


def kind_shown(label: str) -> str:
    """What "members.participant" is called."""
    model = _model(label)
    return capfirst(str(model._meta.verbose_name)) if model else label


def field_shown(label: str, name: str) -> str:
    model = _model(label)
    found = _field(model, name) if model else None
    return capfirst(str(found.verbose_name)) if found else name


def told(entries: Iterable[Entry]) -> list[Told]:
    """The entries with their changes spelled out; one query for each kind of thing that they point at."""
    entries = list(entries)
    names = _names_of_related(entries)
    return [
        Told(entry, verb_shown(entry.verb), kind_shown(entry.about_kind), _lines(entry, names)) for entry in entries
    ]


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _field(model: type[models.Model], name: str) -> Any:
    return next((one for one in model._meta.get_fields() if one.name == name and hasattr(one, "verbose_name")), None)


def _is_inner(found: Any) -> bool:
    """Keys, and what is worked out from other fields for the database's own use: nobody gave them a name to be read."""
    return found.primary_key or (not found.editable and not isinstance(found.verbose_name, Promise))


def _keys(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if one not in (None, "")]


def _names_of_related(entries: list[Entry]) -> dict[tuple[type[models.Model], str], str]:
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for entry in entries:
        model = _model(entry.about_kind)
        for name, values in entry.changes.items():
            found = _field(model, name) if model else None
            if found is not None and found.is_relation and isinstance(values, list):
                for value in values:
                    wanted[found.related_model].update(_keys(value))
    names = {}
    for model, keys in wanted.items():
        numbers = [int(key) for key in keys if key.isdecimal()]
        for thing in model._default_manager.filter(pk__in=numbers):
            names[model, str(thing.pk)] = str(thing)
    return names


def _lines(entry: Entry, names: dict[Any, str]) -> list[Line]:
    model = _model(entry.about_kind)
    lines: list[Line] = []
    for name, values in entry.changes.items():
        old, new = values if isinstance(values, list) and len(values) == 2 else (None, values)
        found = _field(model, name) if model else None
        if found is not None and _is_inner(found):
            continue
        label = field_shown(entry.about_kind, name)
        if isinstance(old, dict) or isinstance(new, dict):
            lines.extend(_lines_by_key(label, old or {}, new or {}))
        else:
            lines.append(Line(label, _shown(found, old, names), _shown(found, new, names)))
    return lines


def _lines_by_key(label: str, old: Any, new: Any) -> Iterable[Line]:
    """A text by language is told language by language, and only where it differs."""
    old, new = (one if isinstance(one, dict) else {"": one} for one in (old, new))
    languages = dict(settings.LANGUAGES)
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            of_key = f"{label} · {languages.get(key, key)}" if key else label
            yield Line(of_key, str(old.get(key) or ""), str(new.get(key) or ""))


def _shown(found: Any, value: Any, names: dict[Any, str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if found is None:
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if found.is_relation:
        return "; ".join(names.get((found.related_model, key), key) for key in _keys(value))
    if choices := getattr(found, "flatchoices", None):
        return str(dict(choices).get(value, value))
    return _moment(value) if isinstance(found, models.DateField) else str(value)


def _moment(value: Any) -> str:
    try:
        day = dt.date.fromisoformat(value) if len(value) == len("2007-03-14") else dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    return date_format(day, "DATETIME_FORMAT" if isinstance(day, dt.datetime) else "DATE_FORMAT")
