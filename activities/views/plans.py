"""Yearly plans: which there are, and one with its rows, its versions and what differs between them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activities.models import PlanVersion, YearPlan
from activities.reports.plans import versions_shown
from meetings.decided import consensus_above
from members.requests import AuthenticatedHttpRequest
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page


@require_safe
@login_required
def plans_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The plans of every year that the reader sees, the latest first."""
    plans = YearPlan.objects.visible_to(request.user).select_related("meeting").order_by("-year")
    return render(request, "activities/plan_list.html", {"plans": plans, "links": begin_links(request.user, "plan")})


@require_safe
@login_required
def plan_page(request: AuthenticatedHttpRequest, year: int) -> HttpResponse:
    """One plan: its newest version, or the one that is asked for, and what changed since the one before."""
    user = request.user
    plan = YearPlan.objects.visible_to(user).select_related("meeting").filter(year=year).first()
    if plan is None:
        return struck_page(request, YearPlan.everything.visible_to(user).filter(year=year))
    context: dict[str, Any] = {
        "plan": plan,
        "adopted_by": consensus_above().shown(user, plan.decision) if plan.decision else None,
        "links": act_links(user, plan),
        **versions_shown(user, PlanVersion.objects.filter(plan=plan), request.GET.get("version", "")),
    }
    return render(request, "activities/plan_detail.html", context)
