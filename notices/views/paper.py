"""To whom something official was told, who is to be served on paper, and the receipts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.staff import is_of_staff
from members.requests import AuthenticatedHttpRequest
from notices.filters import AddresseeFilter
from notices.models import Addressee
from notices.reports.paper import addressees, shown
from record.acts.corrections import keeps_the_record
from record.doors.portal import begin_links
from record.forms import page_of

ON_A_PAGE = 50


@require_safe
@login_required
def addressees_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What was told, the latest first: for officers of every state, for a state of itself."""
    narrowing = AddresseeFilter.of_page(request)
    context: dict[str, Any] = {
        "form": narrowing.form,
        "links": begin_links(request.user, "receipt-on-paper"),
        "asked": narrowing.query.urlencode(),
        "is_of_staff": is_of_staff(request.user),
        "corrects": keeps_the_record(request.user),
    }
    if not narrowing.is_valid():
        return render(request, "notices/addressee_list.html", context, status=400)
    rows = narrowing.of(Addressee.objects.visible_to(request.user))
    page = page_of(addressees(request.user, rows).order_by("-at", "-pk"), request.GET, ON_A_PAGE)
    context |= {"understood": True, "page": page, "rows": shown(request.user, page), "export_query": narrowing.query}
    return render(request, "notices/addressee_list.html", context)
