"""Meetings, past and to come."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.choices import Status
from meetings.decided import consensus_above
from meetings.filters import MeetingFilter
from meetings.models import Meeting, WorkingGroup
from meetings.sections import sections_of
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page
from record.forms import AsOf, page_of

ON_A_PAGE = 100


def acts_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """What this person may do with the meeting; None for everybody who may do nothing."""
    links = act_links(request.user, meeting)
    return {"links": links} if links else None


@dataclass(frozen=True)
class Stop:
    """A meeting on the timeline: before the day or after it, and what begins with it when reading downwards."""

    meeting: Meeting
    is_past: bool
    begins_year: bool
    follows_the_day: bool
    is_of_the_day: bool = False

    @property
    def is_open(self) -> bool:
        """Announced for a day that has gone by; whether it was held is not in the record."""
        return self.is_past and self.meeting.status == Status.PLANNED


def _stops(meetings: list[Meeting], day: dt.date) -> list[Stop]:
    """The meetings, latest first, as a reader meets them going down the page."""
    pasts = [(meeting.ends_on or meeting.starts_on) <= day for meeting in meetings]
    years = [meeting.starts_on.year for meeting in meetings]
    news = [True, *(above != below for above, below in pairwise(years))]
    follows = [False, *(not above and below for above, below in pairwise(pasts))]
    of_the_day = [meeting.starts_on <= day <= meeting.last_day for meeting in meetings]
    return [Stop(*row) for row in zip(meetings, pasts, news, follows, of_the_day, strict=False)]


@require_safe
@login_required
def meetings_page(request: HttpRequest) -> HttpResponse:
    """The timeline of all bodies or one, the working groups below it."""
    asked = AsOf.of(request.GET)
    narrowing = MeetingFilter.of_page(request, is_day_beside=True)
    context: dict[str, Any] = {"asked": asked, "form": narrowing.form}
    if not narrowing.is_valid() or asked.error:
        return render(request, "meetings/meeting_list.html", context, status=400)
    rows = narrowing.rows_of(Meeting).visible_to(request.user).select_related("host", "working_group")
    page = page_of(narrowing.of(rows).order_by("-starts_on", "-pk"), request.GET, ON_A_PAGE)
    groups = WorkingGroup.objects.visible_to(request.user).select_related("chair", "established_by")
    context |= {
        "understood": True,
        "page": page,
        "stops": _stops(list(page), asked.day),
        "export_query": narrowing.query,
        "working_groups": groups.order_by("code"),
        "links": begin_links(request.user, "meeting"),
    }
    return render(request, "meetings/meeting_list.html", context)


@require_safe
@login_required
def meeting_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One meeting, under the name its body had on that day."""
    asked = AsOf.of(request.GET)
    rows = Meeting.objects.visible_to(request.user).select_related("host", "working_group")
    meeting = rows.filter(reference=reference).first()
    if meeting is None:
        return struck_page(request, Meeting.everything.visible_to(request.user), reference=reference)
    sections = [] if asked.error else sections_of(request, meeting)
    of_body = Meeting.objects.visible_to(request.user).of_body(meeting.body).exclude(pk=meeting.pk)
    context = {
        "asked": asked,
        "meeting": meeting,
        "body_label": meeting.body_label,
        "stop": _stops([meeting], asked.day)[0],
        "rests_on": consensus_above().shown(request.user, meeting.rests_on) if meeting.rests_on else None,
        "previous": of_body.filter(starts_on__lte=meeting.starts_on).order_by("-starts_on", "-pk").first(),
        "next": of_body.filter(starts_on__gte=meeting.starts_on).order_by("starts_on", "pk").first(),
        "groups_established": WorkingGroup.objects.visible_to(request.user).filter(established_by=meeting),
        "sections": sections,
        # Held, and nobody entered what came of it.
        "is_bare": meeting.status == Status.HELD and not any(section.tells_outcome for section in sections),
    }
    return render(request, "meetings/meeting_detail.html", context, status=400 if asked.error else 200)
