"""Keys in addresses: whoever reads one could act in another's place.

They set a password, accept an invitation, read a calendar, confirm an address or decline letters. An address says of its
own part that it is such a key, `<secret:key>`, and nothing that keeps addresses (the log) writes it down.
"""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

from django.urls import ResolverMatch, URLResolver, get_resolver, reverse
from django.urls.converters import StringConverter

HIDDEN = "…"


class Secret(str):
    """A key out of an address."""

    __slots__ = ()


class SecretConverter(StringConverter):
    def to_python(self, value: str) -> Secret:
        return Secret(value)


class Base36Converter(StringConverter):
    """A number in letters and figures, as links to set a password write it: no hyphen, which ends it."""

    regex = "[0-9A-Za-z]+"


def without_secrets(path: str, match: ResolverMatch | None) -> str:
    """A path as it may be kept. `match`: what it led to, where it led somewhere; else whatever stands where keys do."""
    if match is None:
        return _ends_before_keys().sub(rf"\1{HIDDEN}", path)
    for key in match.kwargs.values():
        if isinstance(key, Secret):
            path = path.replace(key, HIDDEN)
    return path


def address_without_key(name: str, **parts: str) -> str:
    """The path of a page that a key opens, with `HIDDEN` where the key belongs: so a letter keeps it."""
    return reverse(name, kwargs={**parts, "key": HIDDEN}).replace(quote(HIDDEN), HIDDEN)


def with_key(text: str, key: str) -> str:
    """The words of a letter as they go: the key in its place."""
    return text.replace(f"{HIDDEN}/", f"{key}/")


def beginnings_of_secrets() -> list[str]:
    """Of every address that ends in a key what stands before it: "/invitations/"."""
    return sorted(f"/{route.partition('<')[0]}" for route in _routes_with_secrets(get_resolver(), ""))


def _routes_with_secrets(resolver: URLResolver, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _routes_with_secrets(pattern, route)
        elif any(isinstance(converter, SecretConverter) for converter in pattern.pattern.converters.values()):
            yield route


@cache
def _ends_before_keys() -> re.Pattern[str]:
    return re.compile(rf"^({'|'.join(map(re.escape, beginnings_of_secrets()))})[^/]+")
