"""Time zones, as a person chooses one, and by whichever name a program or an older row calls it.

The zone database keeps old names of places beside today's (Asia/Calcutta is Asia/Kolkata). A list offers each place once;
an old name is taken at every door, and kept under today's.
"""

import zoneinfo
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from django.db import models

# Regions of the zone database that hold places; the rest are offsets, and names of the machine's own.
REGIONS = ("Asia", "Europe", "Africa", "America", "Atlantic", "Australia", "Indian", "Pacific", "Antarctica", "Arctic")


@cache
def names_of_zones() -> frozenset[str]:
    """Every name of the zone database. It is read from the disk once a process: to walk its folders takes milliseconds."""
    return frozenset(zoneinfo.available_timezones())


def _lines(name: str) -> Iterator[list[str]]:
    for line in (resources.files("tzdata") / "zoneinfo" / name).read_text().splitlines():
        if line and not line.startswith("#"):
            yield line.split()


@cache
def names_of_today() -> frozenset[str]:
    """The names under which places are known now: one or more for each country of the world."""
    return frozenset(fields[2] for fields in _lines("zone.tab")) & names_of_zones()


@cache
def _other_names() -> dict[str, str]:
    """Old name → the name that it is a link to."""
    return {fields[2]: fields[1] for fields in _lines("tzdata.zi") if fields[0] == "L"}


@cache
def name_of_today(name: str) -> str:
    """The name under which a zone is kept: of an old one today's, in whatever capitals it is typed; else as it came."""
    typed = name.strip()
    spelt = typed if typed in names_of_zones() else _spelt().get(typed.replace(" ", "_").lower(), name)
    today = _other_names().get(spelt, spelt)
    if spelt in names_of_today() or today not in names_of_today():
        return "UTC" if today == "Etc/UTC" else spelt
    return today


@cache
def _spelt() -> dict[str, str]:
    return {name.lower(): name for name in names_of_zones()}


def zones(asked_by: object = None) -> list[tuple[str, str]]:
    """Zones by place, each place once, under today's name."""
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(names_of_today()))]


class ZoneField(models.CharField):
    """The name of a zone, kept as it is called today. To the database it is a text as any other."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return name_of_today(value) if value and len(value) <= (self.max_length or 0) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        name = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, name)
        return name
