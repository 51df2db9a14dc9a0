"""What waits for a second officer, and what was settled of late."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.staff import Work, require_work
from members.models import SecondOfficerRequest
from members.requests import AuthenticatedHttpRequest
from record.doors.portal import act_links
from record.forms import page_of

ON_A_PAGE = 50


@require_safe
@login_required
def second_officer_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What officers ask about people, those that wait first; for officers."""
    require_work(request.user, Work.READ)
    rows = SecondOfficerRequest.objects.visible_to(request.user)
    rows = rows.select_related("person", "by", "settled_by", "office__participant", "office__user")
    waiting = [(row, act_links(request.user, row)) for row in rows.waiting().order_by("at", "pk")]
    page = page_of(rows.filter(settled_at__isnull=False), request.GET, ON_A_PAGE)
    return render(request, "members/second_officer.html", {"waiting": waiting, "page": page})
