"""My desk, and what one was told."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.reports.standing import surroundings
from desk.reports.before_meetings import before_meetings
from desk.reports.desk import desk
from meetings.access import chairs_a_group
from members.access import own_participants
from members.models import SecondOfficerRequest, seats_of
from notices.actions import mark_seen
from notices.models import Notice
from notices.reports.told import told
from notices.reports.wishes import wishes_of
from record.dates import day_of_the_house
from record.forms import page_of
from record.models import Correction

MOST_NEWS, MOST_EARLIER = 30, 5
ON_A_PAGE = 50


@require_safe
@login_required
def desk_page(request: HttpRequest) -> HttpResponse:
    """One screen: what awaits us, our drafts, what is coming, what changed since the last visit, what is ours.

    The same page for states, the Chair, the chair of the working group, observers and officers: their relations fill it.
    Whoever has none is shown the overview.
    """
    user, today = request.user, day_of_the_house()
    seats = seats_of(user)
    if not (seats.seats or seats.is_of_staff or chairs_a_group(user)):
        return redirect("overview")
    mine = Notice.objects.visible_to(user)
    news = told(user, mine.unseen()[:MOST_NEWS])
    earlier = [] if news else told(user, mine[:MOST_EARLIER])
    around = surroundings(user)
    desk_shown = desk(user, around)
    participants = list(own_participants(user, today))
    context = {
        "desk": desk_shown,
        "requests": SecondOfficerRequest.objects.awaiting(user).count() if seats.is_officer else 0,
        "corrections": Correction.objects.awaiting(user).count() if seats.is_officer else 0,
        "before": before_meetings(user, around.planned, participants, timezone.now()),
        "drafts": desk_shown.drafts,
        "news": news,
        "earlier": earlier,
        "participants": participants,
        "seats": seats,
        "chairs_a_group": chairs_a_group(user),
        "today": today,
    }
    response = render(request, "desk/desk.html", context)
    if news and request.method == "GET":
        mark_seen(by=user, shown=[entry.notice for entry in news])
    return response


@require_safe
@login_required
def notices_page(request: HttpRequest) -> HttpResponse:
    """All that one was told, the newest first."""
    page = page_of(Notice.objects.visible_to(request.user), request.GET, ON_A_PAGE)
    context = {"page": page, "rows": told(request.user, page), "wishes": wishes_of(request.user, timezone.now())}
    response = render(request, "notices/notice_list.html", context)
    if request.method == "GET":
        mark_seen(by=request.user, shown=page)
    return response
