"""The section of a meeting's page that says when and where, and by when what has to be ready."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from meetings.choices import Status
from meetings.models import Meeting
from meetings.reports.dates import history_of_dates
from meetings.reports.deadlines import deadlines_of, unknown_host


def dates_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """None for a meeting of the record of which nothing was planned here."""
    at = timezone.now()
    seen = Meeting.objects.visible_to(request.user)
    preparing = list(seen.filter(prepares=meeting).order_by("starts_on", "pk"))
    prepared = seen.filter(pk=meeting.prepares_id).first() if meeting.prepares_id else None
    deadlines = deadlines_of(request.user, meeting, at)
    history = history_of_dates(request.user, meeting)
    is_to_come = meeting.status in {Status.PLANNED, Status.PROPOSED}
    if not (is_to_come or preparing or prepared or deadlines or history):
        return None
    return {
        "is_to_come": is_to_come,
        "days_left": (meeting.starts_on - at.astimezone(meeting.zone).date()).days if meeting.is_certain else None,
        "preparing": preparing,
        "prepared": prepared,
        "deadlines": deadlines,
        "dates": history,
        "unknown_host": unknown_host(meeting.host),
    }
