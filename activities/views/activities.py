"""Activities: the list, the page of one, and what of them stands beside a commitment, a measure and an area."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from activities.access import parties_whose_names_are_open
from activities.filters import ActivityFilter
from activities.models import Activity, ActivityTurn
from activities.views.photographs import photographs_of
from members.access import may_take_back
from members.models import EnteredForState, Person
from members.requests import AuthenticatedHttpRequest
from papers.models import Paper, PaperVersion
from papers.reports.correspondence import letters_of
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
# Beside a commitment, a measure or an area; the others stand in the list.
BESIDE_A_THING = 10
ORDER = ListOrder(
    opening=("-starts_on", "-pk"), columns={"days": ("starts_on", "pk"), "states": ("owner__seat_name", "pk")}
)


@require_safe
@login_required
def activities_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What is planned, announced, held and reported on, the latest first."""
    narrowing = ActivityFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form, "links": begin_links(request.user, "activity")}
    if not narrowing.is_valid():
        return render(request, "activities/activity_list.html", context, status=400)
    order = ORDER.of_page(request.GET)
    rows = narrowing.rows_of(Activity).visible_to(request.user).as_listed()
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE)
    context |= {
        "understood": True,
        "page": page,
        "rows": with_corrections(page),
        "order": order,
        "export_query": narrowing.query,
    }
    return render(request, "activities/activity_list.html", context)


@require_safe
@login_required
def activity_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One activity: when and where, who leads it and takes part, what is expected and what came of it, its history."""
    user = request.user
    activity = Activity.objects.visible_to(user).as_listed().filter(uid=uid).first()
    if activity is None:
        return struck_page(request, Activity.everything.visible_to(user).filter(uid=uid))
    turns = ActivityTurn.everything.filter(activity=activity).select_related("activity", "report__paper")
    context = {
        "activity": activity,
        "area": activity.area,
        "under": _under(user, activity),
        "parties": _parties(user, activity),
        "turns": with_corrections(turns.order_by("serial")),
        "corrects": may_take_back(user, activity),
        "papers": _papers(user, activity),
        "contested": EnteredForState.objects.contested().about(activity).select_related("participant"),
        "deeds": letters_of(user, activity),
        "links": act_links(user, activity),
        **photographs_of(user, activity),
    }
    return render(request, "activities/activity_detail.html", context)


def _under(user: Any, activity: Activity) -> Any:
    """The commitment that it is under."""
    if activity.within_id is None:
        return None
    rows = type(activity.within).objects.visible_to(user).with_holders()
    folder = rows.filter(pk=activity.within_id).first()
    return folder.holder if folder else None


def _parties(user: Person, activity: Activity) -> list[Any]:
    """Those of which something is said that is worth a line, in the order of seats; who comes by name, as far as it is open."""
    parties = [party for party in activity.parties.all() if party.coming or party.present is not None]
    names_open = parties_whose_names_are_open(user, activity, parties)
    for party in parties:
        party.names = party.named if party.pk in names_open else ""
    return parties


def _papers(user: Any, activity: Activity) -> list[Paper]:
    versions = PaperVersion.objects.visible_to(user).defer("text").order_by("-number")
    if activity.folder_id is None:
        return []
    rows = Paper.objects.visible_to(user).filter(folder=activity.folder_id).order_by("symbol")
    papers = list(rows.select_related("folder"))
    for paper in papers:
        paper.shown_versions = list(versions.filter(paper=paper))
    return papers


# -- Beside other things.


def beside_a_commitment(request: HttpRequest, commitment: Any) -> dict[str, Any] | None:
    return _beside(request, commitment, Q(within=commitment.folder_id), "commitment", commitment.reference)


def beside_a_measure(request: HttpRequest, measure: Any) -> dict[str, Any] | None:
    return _beside(request, measure, Q(measure=measure), "measure", measure.reference)


def beside_an_area(request: HttpRequest, area: Any) -> dict[str, Any] | None:
    return _beside(request, area, Q(area=area) | Q(area__parent=area), "area", area.reference)


def _beside(request: HttpRequest, thing: Model, which: Q, name: str, key: str) -> dict[str, Any] | None:
    """The nearest of them, and what may be begun; nothing where there is neither."""
    rows: QuerySet[Activity] = Activity.objects.visible_to(request.user).filter(which).as_listed()
    shown = list(rows.order_by("-starts_on", "-pk")[: BESIDE_A_THING + 1])
    links = begin_links(request.user, "activity")
    if not shown and not links:
        return None
    query = urlencode({name: key})
    return {
        "activities": shown[:BESIDE_A_THING],
        "all_address": f"{reverse('activity-list')}?{query}" if len(shown) > BESIDE_A_THING else "",
        "plan_address": f"{reverse('activity-plan')}?{query}" if links else "",
    }
