"""Pages that anybody may read, each in the language of its address."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, get_language_info
from django.utils.translation import gettext_lazy as _

from law.editions import edition_on
from law.forum import FORUM
from law.texts import find, units_cited
from public_site import columns
from public_site.absolute import absolute
from public_site.columns import PublicTable
from public_site.menu import menu_at
from public_site.reads import PublicRecord
from record.dates import day_of_the_house
from record.texts import LANGUAGES

STANDINGS = ("member", "observer", "partner")


def in_the_readers_language(request: HttpRequest) -> HttpResponse:
    """To the front page, in the language that the browser asks for."""
    language = get_language_from_request(request)
    response = HttpResponseRedirect(reverse("front", args=[language if language in LANGUAGES else LANGUAGES[0]]))
    patch_vary_headers(response, ("Accept-Language",))
    return response


def _record() -> PublicRecord:
    return PublicRecord(day_of_the_house())


def _page(request: HttpRequest, template: str, language: str, context: dict[str, Any]) -> HttpResponse:
    match = request.resolver_match
    name, kwargs = (match.view_name, match.kwargs) if match else ("front", {})
    languages = [
        {**get_language_info(code), "url": reverse(name, kwargs={**kwargs, "language": code})} for code in LANGUAGES
    ]
    for each in languages:
        each["absolute"] = absolute(each["url"])
    shown = {"language": language, "languages": languages, "site_menu": menu_at(language, name), **context}
    return render(request, f"public_site/{template}.html", shown)


def _listed(
    request: HttpRequest, language: str, table: PublicTable, lead: Any = "", template: str = "table"
) -> HttpResponse:
    record = _record()
    rows = list(table.rows(record))
    return _page(request, template, language, {"table": table, "rows": _cells(table, rows, record), "lead": lead})


def _cells(table: PublicTable, rows: Iterable[Any], record: PublicRecord) -> list[dict[str, Any]]:
    """Each row with its cells; under its key, where it has one, it is found on the page."""
    key = next((column for column in table.columns if column.name == "key"), None)
    return [
        {
            "key": key.tell(row, record) if key else "",
            "cells": [(column, column.tell(row, record)) for column in table.on_page],
        }
        for row in rows
    ]


def front(request: HttpRequest, language: str) -> HttpResponse:
    """What the Conference is, and how much of it is shown here: counted of what is shown, and of nothing else."""
    record = _record()
    standing = [row.standing for row in record.participations_on(record.today)]
    figures = [
        (standing.count("member"), _("Member states"), "participants"),
        (standing.count("observer"), _("Observers"), "participants"),
        (len(record.meetings), _("Meetings held"), "meetings"),
        (len(record.measures), _("Measures"), "catalogue"),
        (len(record.commitments), _("Commitments"), "commitments"),
    ]
    told = [{"count": count, "label": label, "url": reverse(name, args=[language])} for count, label, name in figures]
    unit = units_cited(FORUM.article)[0]
    default = absolute(reverse("public"))
    context = {"figures": told, "unit": unit, "chair": _chair(record), "default_url": default}
    return _page(request, "front", language, context)


def _chair(record: PublicRecord) -> Any:
    holding = [row for row in record.chairmanships if row.until is None or row.until > record.today]
    return holding[0] if holding else None


def instruments(request: HttpRequest, language: str) -> HttpResponse:
    return _page(request, "instruments", language, {"texts": columns.instruments_told()})


def instrument(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The words of an instrument, unit by unit, each with what its wording is worth."""
    text = find(key)
    if text is None:
        raise Http404
    return _page(request, "instrument", language, {"text": text})


def catalogue(request: HttpRequest, language: str) -> HttpResponse:
    return _page(request, "catalogue", language, {"editions": _record().editions})


def edition(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """The areas of an edition, with the measures of each as it words them."""
    record = _record()
    named = [edition for edition in record.editions if edition.code == code]
    if not named:
        raise Http404
    groups = [
        {"area": area, "measures": [measure for measure in record.measures if measure.area_id == area.pk]}
        for area in record.areas
        if area.edition_id == named[0].pk
    ]
    adopted_on = named[0].adopted_on
    body = edition_on(adopted_on).body(named[0].adopted_by).label_on(adopted_on)
    context = {"edition": named[0], "adopted_by": body, "groups": groups, "record": record}
    return _page(request, "edition", language, context)


def participants(request: HttpRequest, language: str) -> HttpResponse:
    """Who takes part today, and the days on which that changed."""
    record = _record()
    return _participants(request, language, record, record.today)


def participants_on(request: HttpRequest, language: str, day: dt.date) -> HttpResponse:
    record = _record()
    if day > record.today:
        raise Http404
    return _participants(request, language, record, day)


def _participants(request: HttpRequest, language: str, record: PublicRecord, day: dt.date) -> HttpResponse:
    holding = record.participations_on(day)
    groups = [
        {"standing": rows[0].get_standing_display(), "rows": rows}
        for standing in STANDINGS
        if (rows := [row for row in holding if row.standing == standing])
    ]
    chairs = _cells(columns.CHAIRS, record.chairmanships, record)
    context = {
        "day": day,
        "is_today": day == record.today,
        "groups": groups,
        "days": record.days_of_change,
        "record": record,
        "table": columns.CHAIRS,
        "chairs": chairs,
    }
    return _page(request, "participants", language, context)


def meetings(request: HttpRequest, language: str) -> HttpResponse:
    lead = _("As public sources show them, each with its source. What no public source shows is not here.")
    return _listed(request, language, columns.MEETINGS, lead)


def commitments(request: HttpRequest, language: str) -> HttpResponse:
    lead = _(
        "Voluntary commitments that public documents tell of, with the steps that they show. Others may have been taken."
    )
    return _listed(request, language, columns.COMMITMENTS, lead)


def publications(request: HttpRequest, language: str) -> HttpResponse:
    lead = _("What is published on the implementation of measures, by mutual agreement of those whose it is.")
    return _listed(request, language, columns.PUBLICATIONS, lead)


def information(request: HttpRequest, language: str) -> HttpResponse:
    lead = _("What states gave of their own will within a measure or an area, and agreed that anybody may read.")
    return _listed(request, language, columns.INFORMATION, lead)


def agreed_commitments(request: HttpRequest, language: str) -> HttpResponse:
    lead = _(
        "Voluntary commitments of which every state that takes part agreed that anybody may read. Others may have been taken."
    )
    return _listed(request, language, columns.AGREED_COMMITMENTS, lead)


def seals(request: HttpRequest, language: str) -> HttpResponse:
    """At which seal the journal of the house stood on each night."""
    return _listed(request, language, columns.SEALS, template="seals")


def sources(request: HttpRequest, language: str) -> HttpResponse:
    return _page(request, "sources", language, {"sources": _record().sources})


def data(request: HttpRequest, language: str) -> HttpResponse:
    """For programs: what there is to fetch, on which terms."""
    feeds = [(name, columns.TABLES[name].title) for name in columns.WITH_FEEDS]
    return _page(request, "data", language, {"tables": columns.TABLES.values(), "feeds": feeds})
