"""The instruments, article by article, in the words that are official and in translations that say what they are."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.forms import BesideForm
from catalogue.models import Edition
from law.grammar.words import InstrumentText, Unit
from law.texts import find, library, resting_on
from record.texts import LANGUAGES


@require_safe
@login_required
def instrument_list(request: HttpRequest) -> HttpResponse:
    """Every instrument that is cited, and every edition of what may be undertaken."""
    editions = Edition.objects.visible_to(request.user)
    return render(request, "catalogue/instrument_list.html", {"texts": library(), "editions": editions})


@require_safe
@login_required
def instrument_page(request: HttpRequest, key: str) -> HttpResponse:
    """One instrument in the reader's language, unit by unit; beside it, where asked for, another of the four."""
    text = _text(key)
    form = BesideForm(request.GET)
    context: dict[str, Any] = {"text": text, "form": form, "beside": form.chosen, "languages": LANGUAGES}
    return render(request, "catalogue/instrument_detail.html", context, status=200 if form.is_valid() else 400)


@require_safe
@login_required
def instrument_unit(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """One article, paragraph or sentence: its words in four languages, and what the tables rest on it."""
    text = _text(key)
    unit = text.by_slug.get(slug)
    if unit is None:
        raise Http404
    position = text.units.index(unit)
    context: dict[str, Any] = {
        "text": text,
        "unit": unit,
        "parts": [other for other in text.units if other.within == unit.key],
        "rests_here": resting_on(unit),
        "previous": _at(text, position - 1),
        "next": _at(text, position + 1),
    }
    return render(request, "catalogue/instrument_unit.html", context)


def _text(key: str) -> InstrumentText:
    text = find(key)
    if text is None:
        raise Http404
    return text


def _at(text: InstrumentText, position: int) -> Unit | None:
    return text.units[position] if 0 <= position < len(text.units) else None
