"""Action plans: which there are, and one with its rows, its versions and what differs between them; and beside a commitment."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activities.filters import ActionPlanFilter
from activities.models import ActionPlan, ActionPlanVersion
from activities.reports.plans import told_rows, versions_shown
from members.access import may_take_back
from members.models import EnteredForState
from members.requests import AuthenticatedHttpRequest
from papers.reports.correspondence import letters_of
from record.doors.portal import act_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
ORDER = ListOrder(opening=("-since", "-pk"), columns={"plan": ("owner__seat_name", "pk"), "period": ("since", "pk")})


@require_safe
@login_required
def action_plans_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The plans that the reader sees, the latest period first."""
    narrowing = ActionPlanFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form}
    if not narrowing.is_valid():
        return render(request, "activities/action_plan_list.html", context, status=400)
    order = ORDER.of_page(request.GET)
    rows = narrowing.rows_of(ActionPlan).visible_to(request.user).as_listed()
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE)
    context |= {
        "understood": True,
        "page": page,
        "rows": with_corrections(page),
        "order": order,
        "export_query": narrowing.query,
    }
    return render(request, "activities/action_plan_list.html", context)


@require_safe
@login_required
def action_plan_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One plan: its newest version, or the one that is asked for, and what changed since the one before."""
    user = request.user
    plan = ActionPlan.objects.visible_to(user).as_listed().filter(uid=uid).first()
    if plan is None:
        return struck_page(request, ActionPlan.everything.visible_to(user).filter(uid=uid))
    context: dict[str, Any] = {
        "plan": plan,
        "area": plan.area,
        "under": plan.commitment,
        "corrects": may_take_back(user, plan),
        "contested": EnteredForState.objects.contested().about(plan).select_related("participant"),
        "deeds": letters_of(user, plan),
        "links": act_links(user, plan),
        **versions_shown(user, ActionPlanVersion.objects.filter(plan=plan), request.GET.get("version", "")),
    }
    return render(request, "activities/action_plan_detail.html", context)


def plans_of_a_commitment(request: HttpRequest, commitment: Any) -> dict[str, Any] | None:
    """Every one of it, the latest period first, with the rows of that one; nothing where there is none."""
    plans = list(ActionPlan.objects.visible_to(request.user).filter(within=commitment.folder_id).as_listed())
    if not plans:
        return None
    return {"plan": plans[0], "rows": told_rows(request.user, plans[0].content), "earlier": plans[1:]}
