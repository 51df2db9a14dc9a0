"""The cadence: how often the bodies meet, what the record shows beside it, and what the next years want."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.reports.cycles import Cycles
from meetings.reports.lanes import key, picture
from record.forms import AsOf


@require_safe
@login_required
def cadence_page(request: HttpRequest) -> HttpResponse:
    """The cycles of twenty-five years and the next six, as they stand on a day."""
    asked = AsOf.of(request.GET)
    context: dict[str, Any] = {"asked": asked}
    if asked.error:
        return render(request, "meetings/cadence.html", context, status=400)
    cycles = Cycles.seen_by(request.user, asked.day)
    shown = picture(cycles)
    context |= {
        "cycles": cycles,
        "rows": cycles.rows(),
        "picture": shown,
        "key": key(shown),
        "bodies": cycles.bodies,
        "couplings": cycles.law.cadence.couplings,
        "years": list(cycles.years()),
        "ahead": list(cycles.to_come()),
    }
    return render(request, "meetings/cadence.html", context)
