"""What the Secretariat entered in a state's name."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.models import EnteredForState
from members.requests import AuthenticatedHttpRequest
from record.doors.portal import act_links
from record.forms import page_of

ON_A_PAGE = 50


@require_safe
@login_required
def entered_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """In our name, for a state's people; in every state's, those that are contested first, for officers."""
    rows = EnteredForState.objects.visible_to(request.user)
    rows = rows.select_related("participant", "by", "contested_by", "answered_by")
    contested = [(row, act_links(request.user, row)) for row in rows.contested().order_by("contested_at", "pk")]
    page = page_of(rows.exclude(contested_at__isnull=False, answered_at__isnull=True), request.GET, ON_A_PAGE)
    others = [(row, act_links(request.user, row)) for row in page]
    context = {"contested": contested, "rows": others, "page": page}
    return render(request, "members/entered.html", context)
