"""The quiet menu of the public site: its pages, in their order."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from record.published import published

# By its address: what it is called, and what is read as part of it.
PAGES: tuple[tuple[str, Any, frozenset[str]], ...] = (
    ("front", pgettext_lazy("the first page of the public site", "The Conference"), frozenset()),
    ("instruments", _("Instruments"), frozenset({"instrument"})),
    ("catalogue", _("Catalogue of measures"), frozenset({"edition"})),
    ("participants", _("participants"), frozenset({"participants-on"})),
    ("meetings", _("Meetings held"), frozenset()),
    ("commitments", _("Commitments"), frozenset()),
    ("agreed-commitments", _("Commitments that their states made public"), frozenset()),
    ("publications", _("Publications"), frozenset()),
    ("information", _("Information that states made public"), frozenset()),
    ("sources", _("Sources of the record"), frozenset()),
    ("seals", _("Nightly seals"), frozenset()),
    ("for-programs", _("Data for machines (API)"), frozenset()),
)


@dataclass(frozen=True)
class PublicEntry:
    """A line of that menu. `current` is "page", "true" (in it) or "" for `aria-current`."""

    label: Any
    url: str
    current: str


def menu_at(language: str, name: str) -> list[PublicEntry]:
    """The menu as the page of an address shows it; without what states agreed to publish while there is none of it."""
    shelves = {"publications": "publications", "information": "information", "agreed-commitments": "commitments"}
    return [
        PublicEntry(label, reverse(page, args=[language]), "page" if page == name else "true" if name in holds else "")
        for page, label, holds in PAGES
        if page not in shelves or published(shelves[page])
    ]
