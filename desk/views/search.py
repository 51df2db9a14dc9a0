"""One box over all that one may see: the page of what was found, and the list under the box in the head of every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from desk.forms import SearchForm
from record.folding import SearchQuestion
from record.forms import page_of
from record.search import FoundPlace, KindFound, SearchAnswer, SearchHit, best_of, hits_of, of_kind, search
from record.searchable import SEARCH, SearchedNoun

FIRST_FEW = 5
ON_A_PAGE = 50
UNDER_THE_BOX = 8


@dataclass(frozen=True)
class HitsOfAKind:
    """One kind as the page shows it: its first few, or a page of all of them."""

    kind_found: KindFound
    hits: list[SearchHit]
    page: Page | None = None


@require_safe
@login_required
def search_page(request: HttpRequest) -> HttpResponse:
    """What was found, by kind; a reference that was typed whole leads straight to what it names."""
    is_under_the_box = bool(request.headers.get("HX-Request"))
    answer = _under_the_box(request) if is_under_the_box else _page(request)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _under_the_box(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    answer = search(request.user, words, at=timezone.now())
    hits = hits_of(best_of(answer, UNDER_THE_BOX), answer.asked)
    if answer.leads_to is not None:
        hits = [answer.leads_to, *(hit for hit in hits if hit.address != answer.leads_to.address)][:UNDER_THE_BOX]
    context = {"hits": hits, "answer": answer, "words": words}
    return render(request, "desk/partials/jump.html", context)


def _page(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if not form.is_valid():
        typed = request.GET.get("q", "")[:200]
        return render(request, "desk/search.html", {"form": form, "q": typed}, status=400)
    words, within = form.cleaned_data["q"], form.cleaned_data["within"]
    context: dict[str, Any] = {"form": form, "q": words, "within": within, "understood": bool(words)}
    if words:
        answer = search(request.user, words, at=timezone.now())
        if answer.leads_to is not None and not within:
            return redirect(answer.leads_to.address)
        context |= {"answer": answer, "groups": _groups(request, answer, within)}
        context["within_label"] = SEARCH.kind(within).label if within else ""
    return render(request, "desk/search.html", context)


def _groups(request: HttpRequest, answer: SearchAnswer, within: str) -> list[HitsOfAKind]:
    if within:
        kind_found = answer.of(within)
        return [_all_of(request, kind_found, answer.asked)] if kind_found else []
    first = [kind_found.places[:FIRST_FEW] for kind_found in answer.kinds]
    hits = iter(hits_of([place for places in first for place in places], answer.asked))
    return [
        HitsOfAKind(kind_found, [next(hits) for _place in places])
        for kind_found, places in zip(answer.kinds, first, strict=True)
    ]


def _all_of(request: HttpRequest, kind_found: KindFound, asked: SearchQuestion) -> HitsOfAKind:
    """A page of everything of one kind, past what is counted as well."""
    kind = kind_found.kind
    is_rows = isinstance(kind, SearchedNoun)
    rows: QuerySet | Sequence[FoundPlace] = (
        of_kind(kind, request.user, asked).defer("text") if is_rows else kind_found.places
    )
    page = page_of(rows, request.GET, ON_A_PAGE)
    if is_rows:
        places = [FoundPlace.of_piece(row) for row in page]
    else:
        places = list(page)
    return HitsOfAKind(kind_found, hits_of(places, asked), page)
