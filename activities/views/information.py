"""Information exchanged: the register, one item with its versions and what was said to it, and what stands beside measures and areas."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from activities.filters import InformationFilter
from activities.models import Information, InformationReply
from activities.reports.templates import templates_of_information
from journal.staff import is_of_staff
from members.access import may_take_back, to_take_back
from members.models import EnteredForState, Participant, Person, seats_of
from members.requests import AuthenticatedHttpRequest
from papers.models import PaperVersion, PublishingRequest
from papers.reports.correspondence import letters_of
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
# Beside a measure or an area; the others stand in the register.
BESIDE_A_THING = 6
ORDER = ListOrder(opening=("-at", "-pk"), columns={"day": ("at", "pk"), "states": ("owner__seat_name", "pk")})


@require_safe
@login_required
def register_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What states let each other know, the latest first."""
    narrowing = InformationFilter.of_page(request)
    links = begin_links(request.user, "information")
    context: dict[str, Any] = {"form": narrowing.form, "links": links}
    context["templates"] = templates_of_information() if links else ()
    if not narrowing.is_valid():
        return render(request, "activities/information_list.html", context, status=400)
    order = ORDER.of_page(request.GET)
    rows = narrowing.rows_of(Information).visible_to(request.user).as_listed()
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE)
    context |= {
        "understood": True,
        "page": page,
        "rows": with_corrections(page),
        "order": order,
        "export_query": narrowing.query,
    }
    return render(request, "activities/information_list.html", context)


@require_safe
@login_required
def information_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One item: who gives it to whom, its versions, and what was said to it."""
    user = request.user
    information = Information.objects.visible_to(user).as_listed().filter(uid=uid).first()
    if information is None:
        return struck_page(request, Information.everything.visible_to(user).filter(uid=uid))
    versions = PaperVersion.objects.visible_to(user).filter(paper__folder=information.folder_id)
    said = InformationReply.everything.filter(information=information).select_related("owner", "information")
    replies = with_corrections(said.order_by("at", "pk"))
    context = {
        "information": information,
        "area": information.area,
        "versions": list(versions.select_related("paper").order_by("-number")),
        "givers": list(information.givers.all()),
        "wish": _wish(user, information),
        "replies": replies,
        "corrects": may_take_back(user, information),
        "own_replies": {made.pk for made in to_take_back(user, replies)},
        "contested": EnteredForState.objects.contested().about(information).select_related("participant"),
        "asked": PublishingRequest.objects.visible_to(user).filter(folder=information.folder_id).with_answers(),
        "deeds": letters_of(user, information),
        "links": act_links(user, information),
    }
    return render(request, "activities/information_detail.html", context)


def _wish(user: Person, information: Information) -> dict[str, Any] | None:
    """Who else is to see it once all who give it agree: for those who give it and the Secretariat alone."""
    givers = [giver for giver in information.givers.all() if giver.wider]
    near = {information.owner_id, *(giver.participant_id for giver in givers)}
    if not information.waits_for_agreement or not (is_of_staff(user) or near & set(seats_of(user).participant_ids)):
        return None
    recipients = Participant.objects.filter(code__in=information.wished_recipients).in_seat_order()
    return {"givers": givers, "recipients": list(recipients)}


# -- Beside other things.


def information_on_a_measure(request: HttpRequest, measure: Any) -> dict[str, Any] | None:
    return _beside(request, Q(measure=measure), "measure", measure.reference)


def information_in_an_area(request: HttpRequest, area: Any) -> dict[str, Any] | None:
    return _beside(request, Q(area=area) | Q(area__parent=area), "area", area.reference)


def _beside(request: HttpRequest, which: Q, name: str, key: str) -> dict[str, Any] | None:
    """The latest, and where more is given; nothing where there is neither."""
    rows = Information.objects.visible_to(request.user).filter(which).as_listed()
    shown = list(rows.order_by("-at", "-pk")[: BESIDE_A_THING + 1])
    links = begin_links(request.user, "information")
    if not shown and not links:
        return None
    query = urlencode({name: key})
    return {
        "rows": shown[:BESIDE_A_THING],
        "all_address": f"{reverse('information-list')}?{query}" if shown else "",
        "give_address": f"{reverse('information-give')}?{query}" if links else "",
    }
