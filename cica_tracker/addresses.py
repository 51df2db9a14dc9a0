"""Addresses as programs write them: with their final slash or without it, and those that are on their way out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.http import http_date

Handler = Callable[[HttpRequest], HttpResponse]


class SameWithoutItsSlash:
    """An address of the API is the same one without its final slash.

    A redirect would lose what was sent with it: a program that follows one asks again by GET, with no body.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/api/") and not request.path_info.endswith("/"):
            # Both, since a one-time key belongs to one address, however it was written.
            request.path_info += "/"
            request.path += "/"
        return self.get_response(request)


@dataclass(frozen=True)
class Retired:
    """An address that still answers and will not for ever: since when, until when, what takes its place, and where it is told."""

    since: dt.date
    # The first day on which it need not answer any more; none, where that isn't settled.
    until: dt.date | None
    # Address of what takes its place; none, where nothing does.
    instead: str = ""
    told_at: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """RFC 9745 (Deprecation), RFC 8594 (Sunset) and links to what programs and people read next."""
        links = [f'<{self.told_at}>; rel="deprecation"'] if self.told_at else []
        links += [f'<{self.instead}>; rel="successor-version"'] if self.instead else []
        said = {"Deprecation": f"@{_instant(self.since)}", "Link": ", ".join(links)}
        said["Sunset"] = http_date(_instant(self.until)) if self.until else ""
        return {name: value for name, value in said.items() if value}


def _instant(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())


# THE TABLE OF WHAT IS RETIRED: a row an address, by its name in the resolver. Whoever moves an address that people or
# programs have kept leaves it where it was, and writes here since when it is old. `docs/api.md` tells of those of the API.
RETIRED: dict[str, Retired] = {
    # Where two acts about people stood before they were acts like all others.
    "people-end": Retired(dt.date(2026, 11, 29), None, instead="/people/"),
    "people-invitation": Retired(dt.date(2026, 11, 29), None, instead="/people/"),
}


class TellsWhatIsRetired:
    """Every answer of an address in the table of what is retired says so in its headers, whatever it answers."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        try:
            # Whoever was answered further out has not been led anywhere.
            row = RETIRED.get((request.resolver_match or resolve(request.path_info)).view_name)
        except Resolver404:
            return response
        for name, value in (row.headers if row else {}).items():
            response[name] = f"{response[name]}, {value}" if name == "Link" and "Link" in response else value
        return response
