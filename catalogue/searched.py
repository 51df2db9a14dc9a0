"""What is searched of this room: areas and measures, and the articles of the instruments, which stand in files."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Measure
from law.texts import library
from record.searchable import SEARCH, Followed, SearchedEntry, SearchedList, SearchedNoun, SearchedWords
from record.viewers import Viewer


def _of_area(area: Area) -> Iterator[SearchedWords]:
    yield SearchedWords(titles=area.name, aliases=f"{area.code} {area.letters}", reference=area.reference)


def _of_measure(measure: Measure) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=measure.title,
        texts=tuple(measure.text.values()),
        reference=measure.reference,
        aliases=" ".join(measure.area.name.values()),
    )


def articles(user: Viewer, at: dt.datetime) -> Iterator[SearchedEntry]:
    """The instruments' own words, open to whoever signs in."""
    for text in library():
        for unit in text.units:
            yield SearchedEntry(
                titles=text.title,
                texts=(*unit.text.values(), *unit.name.values()),
                reference=unit.key,
                address=reverse("instrument-unit", args=[text.instrument.key, unit.slug]),
            )


def register() -> None:
    SEARCH.add(
        SearchedNoun(
            name="measures",
            label=_("Measures"),
            model=Measure,
            says=_of_measure,
            seen_by=Measure.objects.visible_to,
            page=lambda reference: reverse("measure-detail", args=[reference]),
            leads=True,
            every=lambda: Measure.objects.select_related("area"),
            follows={Area: Followed(lambda area: Measure.objects.filter(area=area.pk).select_related("area"))},
        ),
        order=50,
    )
    SEARCH.add(
        SearchedNoun(
            name="areas",
            label=_("Areas"),
            model=Area,
            says=_of_area,
            seen_by=Area.objects.visible_to,
            page=lambda reference: reverse("area-detail", args=[reference]),
            leads=True,
        ),
        order=55,
    )
    SEARCH.add(SearchedList("instruments", _("Articles of the instruments"), articles, leads=True), order=90)
