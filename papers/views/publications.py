"""Publications: the register, and one of them with its texts, who had a part in it, and what the states concerned said."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from journal.staff import is_of_staff
from members.models import EnteredForState, Person, seats_of
from members.requests import AuthenticatedHttpRequest
from papers.filters import PublicationFilter
from papers.models import Institution, Paper, PaperVersion, Publication, PublicationText, PublishingRequest
from papers.reads import page_of_decision
from papers.reports.correspondence import letters_of
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
# Beside a measure or an area; the others stand in the register.
BESIDE_A_THING = 6
ORDER = ListOrder(opening=("-at", "-pk"), columns={"publication": ("at", "pk"), "stage": ("published_on", "pk")})


@require_safe
@login_required
def publications_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What the Conference publishes, or prepares to publish, as far as one sees it; the latest first."""
    narrowing = PublicationFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form, "links": begin_links(request.user, "publication")}
    if not narrowing.is_valid():
        return render(request, "papers/publication_list.html", context, status=400)
    order = ORDER.of_page(request.GET)
    rows = narrowing.rows_of(Publication).visible_to(request.user).as_listed()
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE)
    context |= {
        "understood": True,
        "page": page,
        "rows": with_corrections(page),
        "order": order,
        "export_query": narrowing.query,
    }
    return render(request, "papers/publication_list.html", context)


@require_safe
@login_required
def publication_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    user = request.user
    rows = Publication.objects.visible_to(user).as_listed().prefetch_related("folder__publishing__answers__participant")
    publication = rows.filter(uid=uid).first()
    if publication is None:
        return struck_page(request, Publication.everything.visible_to(user).filter(uid=uid))
    context = {
        "publication": publication,
        "area": publication.area,
        "next_title": publication.next_title if _prepares(user, publication) else {},
        "decision_page": page_of_decision(user, publication.decision),
        "contributors": _with_pages(user, publication),
        "texts": _with_versions(user, publication),
        "made_from": Paper.objects.visible_to(user).filter(publications=publication.pk).select_related("folder"),
        "asked": PublishingRequest.objects.visible_to(user).filter(folder=publication.folder_id).with_answers(),
        "contested": EnteredForState.objects.contested().about(publication).select_related("participant"),
        "deeds": letters_of(user, publication),
        "links": act_links(user, publication),
    }
    return render(request, "papers/publication_detail.html", context)


# -- Beside measures and areas.


def publications_on_a_measure(request: HttpRequest, measure: Any) -> dict[str, Any] | None:
    return _beside(request, Q(measure=measure), "measure", measure.reference)


def publications_in_an_area(request: HttpRequest, area: Any) -> dict[str, Any] | None:
    return _beside(request, Q(area=area) | Q(area__parent=area), "area", area.reference)


def _beside(request: HttpRequest, which: Q, name: str, key: str) -> dict[str, Any] | None:
    """The latest, with those that institutions gave among them; nothing where there is none."""
    rows = Publication.objects.visible_to(request.user).filter(which).order_by("-at", "-pk")
    shown = list(rows[:BESIDE_A_THING])
    address = f"{reverse('publication-list')}?{urlencode({name: key})}"
    return {"rows": shown, "all_address": address} if shown else None


def _prepares(user: Person, publication: Publication) -> bool:
    """Whether the person is of the Secretariat, or of a state concerned: they know what isn't agreed yet."""
    own = seats_of(user).participant_ids
    return publication.waits_for_its_title and (
        is_of_staff(user) or any(state.pk in own for state in publication.states.all())
    )


def _with_pages(user: Person, publication: Publication) -> list[dict[str, Any]]:
    """Who beside states had a part in it; an institution with its page, where the person sees it on the roster."""
    seen = Institution.objects.visible_to(user).filter(publications=publication.pk)
    pages = {str(institution.uid): institution.get_absolute_url() for institution in seen}
    return [{**row, "page": pages.get(row.get("institution", ""), "")} for row in publication.named]


def _with_versions(user: Person, publication: Publication) -> list[tuple[PublicationText, list[PaperVersion]]]:
    """Each text with its versions that the person may read, the newest first."""
    versions = list(
        PaperVersion.objects.visible_to(user)
        .filter(paper__folder=publication.folder_id)
        .select_related("paper")
        .order_by("-number")
    )
    return [
        (text, [version for version in versions if version.language == text.language])
        for text in publication.texts.all()
    ]
