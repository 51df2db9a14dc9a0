"""By which rules what stays unanswered goes on, and what went on to whom."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.requests import AuthenticatedHttpRequest
from notices.filters import WentOnFilter
from notices.models import WentOn
from notices.models.going_on import rules_in_force
from notices.reports.going_on import shown_in_language
from record.doors.portal import begin_links
from record.forms import page_of

ON_A_PAGE = 50


@require_safe
@login_required
def going_on_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The rules, for everybody; below them what went on, the latest first: to each state of its own, to the staff of all."""
    narrowing = WentOnFilter.of_page(request)
    context: dict[str, Any] = {
        "form": narrowing.form,
        "rules": list(rules_in_force().values()),
        "setting": next(iter(begin_links(request.user, "going-on-rule")), None),
    }
    if not narrowing.is_valid():
        return render(request, "notices/going_on.html", context, status=400)
    page = page_of(narrowing.of(WentOn.objects.visible_to(request.user)), request.GET, ON_A_PAGE)
    context |= {"understood": True, "page": page, "rows": shown_in_language(page), "export_query": narrowing.query}
    return render(request, "notices/going_on.html", context)
