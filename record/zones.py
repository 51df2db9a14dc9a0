"""Time zones, as a person chooses one, and by whichever name a program or an older row calls it.

The zone database keeps old names of places beside today's (Asia/Calcutta is Asia/Kolkata). A list offers each place once;
an old name is taken at every door, and kept under today's.
"""

import datetime as dt
import zoneinfo
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language_bidi, pgettext

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


# Zone → what its city is called, in the reader's language: of the cities that the forum knows (`name_cities`).
_CITIES: dict[str, Any] = {}


def name_cities(cities: Mapping[str, Any]) -> None:
    """What the cities of some zones are called. Others are called as the zone database has them."""
    _CITIES.update(cities)


def hours_from_utc(offset: dt.timedelta | None) -> str:
    """How far clocks are from UTC, after the letters "UTC": nothing for UTC itself, "+5", "+5:30"."""
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"


def zone_in_words(name: str, at: dt.datetime | None = None) -> str:
    """A zone as a person reads it, by its city and what its clocks show at a moment (now): "Almaty, UTC+5"."""
    try:
        zone = zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return name  # this machine doesn't know it
    called = name_of_today(name)
    city = str(_CITIES.get(called) or called.partition("/")[2].replace("_", " "))
    offset = f"UTC{hours_from_utc((at or timezone.now()).astimezone(zone).utcoffset())}"
    if not city:
        return offset
    mark = ""
    if get_language_bidi():
        # Latin letters turn no sign round that stands beside them. What is isolated says nothing of the way in which the whole
        # is read, which a mark in front says: without it, an hour isolates both together as a text that runs from the left.
        mark, city, offset = "\u200f", f"\u2068{city}\u2069", f"\u2068{offset}\u2069"
    return mark + pgettext("a time zone", "%(city)s, %(offset)s") % {"city": city, "offset": offset}


def zones(asked_by: object = None) -> list[tuple[str, str]]:
    """Zones by place, each place once, under today's name; as they are called, in the order of that."""
    at = timezone.now()
    called = ((name, zone_in_words(name, at)) for name in names_of_today())
    return [("UTC", "UTC"), *sorted(called, key=lambda pair: pair[::-1])]


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
