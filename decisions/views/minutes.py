"""Minutes of meetings: which there are, and one with its items, its versions, and the corrections that were proposed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from decisions.filters import MinutesFilter
from decisions.models import Minutes, MinutesChange, MinutesVersion
from decisions.reports.minutes import changed_in_minutes, shown_minutes
from meetings.models import Meeting
from members.models import EnteredForState
from members.requests import AuthenticatedHttpRequest
from record.doors.portal import act_links
from record.doors.struck import struck_page
from record.forms import number_in, page_of
from record.models import with_corrections

ON_A_PAGE = 50


@require_safe
@login_required
def minutes_list_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The minutes that the reader sees, of the latest meeting first."""
    narrowing = MinutesFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form}
    if not narrowing.is_valid():
        return render(request, "decisions/minutes_list.html", context, status=400)
    rows = narrowing.rows_of(Minutes).visible_to(request.user).select_related("meeting", "adopted_at", "decision")
    page = page_of(narrowing.of(rows).order_by("-meeting__starts_on", "-pk"), request.GET, ON_A_PAGE)
    context |= {"understood": True, "page": page, "rows": with_corrections(page), "export_query": narrowing.query}
    return render(request, "decisions/minutes_list.html", context)


@require_safe
@login_required
def minutes_page(request: AuthenticatedHttpRequest, reference: str) -> HttpResponse:
    """One: its newest version that the reader may see, or the one that is asked for, and what changed since the one before."""
    user = request.user
    rows = Minutes.objects.visible_to(user).select_related("meeting", "adopted_at", "decision")
    minutes = rows.filter(reference=reference).first()
    if minutes is None:
        return struck_page(request, Minutes.everything.visible_to(user).filter(reference=reference))
    versions = list(MinutesVersion.objects.visible_to(user).filter(minutes=minutes).order_by("number"))
    asked = request.GET.get("version", "")
    shown = versions[-1]
    if asked:
        of_these = MinutesVersion.objects.visible_to(user).filter(minutes=minutes)
        shown = get_object_or_404(of_these, number=number_in(asked, 6) or 0)
    earlier = next((version for version in reversed(versions) if version.number < shown.number), None)
    items = shown_minutes(user, shown)
    changes = MinutesChange.everything.visible_to(user).filter(minutes=minutes).select_related("owner")
    proposed = with_corrections(changes.order_by("at", "pk"))
    context: dict[str, Any] = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "shown": shown,
        "items": items,
        "versions": versions,
        "earlier": earlier,
        "pieces": changed_in_minutes(shown_minutes(user, earlier), items) if earlier else None,
        "changes": [(change, act_links(user, change)) for change in proposed],
        "contested": EnteredForState.objects.contested().about(minutes).select_related("participant"),
        "links": act_links(user, minutes),
    }
    return render(request, "decisions/minutes_detail.html", context)


def minutes_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """On the meeting's page: its minutes, and those that were adopted at it."""
    rows = Minutes.objects.visible_to(request.user).select_related("meeting")
    own = list(rows.filter(meeting=meeting) | rows.filter(adopted_at=meeting))
    return {"minutes_of_it": own} if own else None
