"""The list of corrections: those that wait for a second officer first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.staff import is_of_staff
from record.doors.portal import act_links
from record.forms import page_of
from record.models import Correction

ON_A_PAGE = 50


@require_safe
@login_required
def corrections_page(request: HttpRequest) -> HttpResponse:
    """What was entered by mistake, or is said to be: for those who keep the record."""
    if not is_of_staff(request.user):
        raise PermissionDenied
    rows = Correction.objects.visible_to(request.user).select_related("by", "settled_by")
    waiting = [_with_links(request, correction) for correction in rows.waiting().order_by("at", "pk")]
    page = page_of(rows.settled(), request.GET, ON_A_PAGE)
    return render(request, "record/correction_list.html", {"waiting": waiting, "page": page})


def _with_links(request: HttpRequest, correction: Correction) -> dict[str, Any]:
    return {"correction": correction, "links": act_links(request.user, correction)}
