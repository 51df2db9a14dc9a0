"""Who stands in for whom: of one's colleagues; to the Secretariat of everybody."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.filters import DeputyshipFilter
from members.models import Deputyship
from members.requests import AuthenticatedHttpRequest
from record.dates import day_of_the_house
from record.doors.portal import act_links, begin_links
from record.forms import page_of

ON_A_PAGE = 50


@require_safe
@login_required
def deputies_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The latest first, with what either of the two may do."""
    user, now = request.user, timezone.now()
    narrowing = DeputyshipFilter.of_page(request)
    context = {"form": narrowing.form, "naming": next(iter(begin_links(user, "deputyship")), None)}
    if not narrowing.is_valid():
        return render(request, "members/deputies.html", context, status=400)
    rows = Deputyship.objects.visible_to(user).select_related("person", "deputy", "participant", "ended_by")
    page = page_of(narrowing.of(rows), request.GET, ON_A_PAGE)
    today = day_of_the_house(now)
    shown = [(row, row.runs_on(today), act_links(user, row, now)) for row in page]
    context |= {"understood": True, "page": page, "rows": shown, "export_query": narrowing.query}
    return render(request, "members/deputies.html", context)
