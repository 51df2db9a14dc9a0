"""Institutions: the roster, and one of them with what it gave."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from members.models import EnteredForState
from members.requests import AuthenticatedHttpRequest
from papers.filters import InstitutionFilter
from papers.models import Institution, Publication
from papers.reports.correspondence import letters_of
from record.dates import day_of_the_house
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
# Beside a measure or an area; the others stand on the roster.
BESIDE_A_THING = 6
ORDER = ListOrder(
    opening=("-at", "-pk"),
    columns={"owner": ("owner__seat_name", "-at", "-pk"), "term": ("since", "-at", "-pk")},
)


@require_safe
@login_required
def institutions_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The roster: which institution, where it sits, by which state and for what it was nominated, until when."""
    narrowing = InstitutionFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form, "links": begin_links(request.user, "institution")}
    if not narrowing.is_valid():
        return render(request, "papers/institution_list.html", context, status=400)
    order = ORDER.of_page(request.GET)
    rows = narrowing.rows_of(Institution).visible_to(request.user).as_listed()
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE, stands_still=True)
    context |= {
        "understood": True,
        "page": page,
        "rows": with_corrections(page),
        "order": order,
        "export_query": narrowing.query,
    }
    return render(request, "papers/institution_list.html", context)


@require_safe
@login_required
def institution_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    user = request.user
    institution = Institution.objects.visible_to(user).as_listed().filter(uid=uid).first()
    if institution is None:
        return struck_page(request, Institution.everything.visible_to(user).filter(uid=uid))
    gave = Publication.objects.visible_to(user).filter(institutions=institution.pk)
    context = {
        "institution": institution,
        "serves": institution.serves_on(day_of_the_house()),
        "publications": gave.order_by("-at", "-pk"),
        "contested": EnteredForState.objects.contested().about(institution).select_related("participant"),
        "deeds": letters_of(user, institution),
        "links": act_links(user, institution),
    }
    return render(request, "papers/institution_detail.html", context)


# -- Beside measures and areas.


def institutions_on_a_measure(request: HttpRequest, measure: Any) -> dict[str, Any] | None:
    return _beside(request, Q(measures=measure), "measure", measure.reference)


def institutions_in_an_area(request: HttpRequest, area: Any) -> dict[str, Any] | None:
    return _beside(request, Q(areas=area), "area", area.reference)


def _beside(request: HttpRequest, which: Q, name: str, key: str) -> dict[str, Any] | None:
    """Those whose term includes today, the latest first; nothing where there is none."""
    rows = Institution.objects.visible_to(request.user).serving_on(day_of_the_house()).filter(which)
    shown = list(rows.select_related("owner").order_by("-at", "-pk")[:BESIDE_A_THING])
    address = f"{reverse('institution-list')}?{urlencode({name: key})}"
    return {"rows": shown, "all_address": address} if shown else None
