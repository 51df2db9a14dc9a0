"""The calendar: a month or what comes next, the secret address for one's own program, and files of it."""

import datetime as dt
import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import condition, require_http_methods, require_POST, require_safe

from law.forum import FORUM
from meetings.actions.feeds import digest_of, feed_of, make_feed, revoke_feed
from meetings.calendars import calendar_of, other_things_between
from meetings.forms import FeedForm
from meetings.models import CalendarFeed, Meeting
from meetings.reports.calendar import deadlines_between, entries, meetings_between, month_of, without_a_day
from members.models import User
from notices.access import habits_of
from notices.courtesy import Habits
from notices.models import Rules
from record.dates import day_of_the_house
from record.forms import FIRST_DAY, LAST_DAY, show_refusal
from record.refusals import Refused

MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
# A feed holds what was and what will be, this far from today; the list of what comes next, half of it.
BACK, AHEAD = dt.timedelta(days=366), dt.timedelta(days=3 * 366)
NEXT = dt.timedelta(days=183)


@require_safe
@login_required
def calendar_page(request: HttpRequest) -> HttpResponse:
    """A month as a table, or the coming half year as a list."""
    today = day_of_the_house()
    typed = request.GET.get("month", "").strip()
    month = _month(typed, today)
    as_list = request.GET.get("view") == "list"
    context: dict[str, Any] = {"today": today, "as_list": as_list, "typed": typed[:20], "error": ""}
    if month is None:
        context["error"] = _("Write the month as 2027-03, from 1992 to 2100.")
        month = today.replace(day=1)
    following = (month + dt.timedelta(days=31)).replace(day=1)
    context |= {"month": month, "following": following, "previous": (month - dt.timedelta(days=1)).replace(day=1)}
    if as_list:
        first = month if typed and not context["error"] else today
        context |= {"entries": [entry for entry in entries(request.user, first, first + NEXT) if entry.begins]}
        context |= {"dateless": without_a_day(request.user, first, first + NEXT)}
    else:
        context |= {"weeks": month_of(request.user, month, today)}
        context |= {"dateless": without_a_day(request.user, month, following)}
    return render(request, "meetings/calendar.html", context, status=400 if context["error"] else 200)


def _month(typed: str, today: dt.date) -> dt.date | None:
    """The first day of the month that was asked for, of this one without a question; None for what is no month."""
    if not typed:
        return today.replace(day=1)
    match = MONTH.fullmatch(typed)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    first = FIRST_DAY.year <= int(match[1]) <= LAST_DAY.year and dt.date(int(match[1]), int(match[2]), 1)
    return first or None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def feeds_page(request: HttpRequest) -> HttpResponse:
    """My secret addresses: make one, which is shown this once; revoke another."""
    form = FeedForm(request.POST or None)
    made, status = "", 200
    if request.method == "POST":
        if form.is_valid():
            try:
                _feed, secret = make_feed(by=request.user, label=form.cleaned_data["label"])
                made = request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
                form = FeedForm()
            except Refused as refusal:
                show_refusal(form, refusal.problems)
        status = 200 if made else 400
    context = {"form": form, "made": made, "feeds": CalendarFeed.objects.visible_to(request.user).open()}
    response = render(request, "meetings/calendar_feeds.html", context, status=status)
    # The address is shown once: no copy of this page stays behind.
    patch_cache_control(response, no_store=True)
    return response


@require_POST
@login_required
def feed_revoke(request: HttpRequest, key: int) -> HttpResponse:
    """One of my addresses opens nothing any more."""
    revoke_feed(feed=get_object_or_404(CalendarFeed.objects.visible_to(request.user), pk=key), by=request.user)
    return redirect("calendar-feeds")


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever holds the address, in the language of the person it was made for."""
    calendar_feed = feed_of(secret)
    if calendar_feed is None:
        raise Http404
    today = day_of_the_house()
    with override(calendar_feed.user.language):
        content = calendar_of(
            meetings_between(calendar_feed.user, today - BACK, today + AHEAD),
            deadlines_between(calendar_feed.user, today - BACK, today + AHEAD),
            name=str(FORUM.calendar),
            reader=_habits(calendar_feed.user, today),
            others=other_things_between(calendar_feed.user, today - BACK, today + AHEAD),
        )
    return _file(request, content, "cica.ics")


@require_safe
@login_required
def meeting_file(request: HttpRequest, reference: str) -> HttpResponse:
    """One meeting as a file for a calendar, in the reader's language."""
    rows = Meeting.objects.visible_to(request.user).select_related("host", "working_group", "prepares")
    meeting = get_object_or_404(rows, reference=reference)
    if not meeting.is_certain:
        raise Http404(_("The day of this meeting isn't known yet."))
    concerning = deadlines_between(request.user, dt.date.min, dt.date.max).filter(meeting=meeting)
    reader = _habits(request.user, day_of_the_house())
    content = calendar_of([meeting], concerning, name=meeting.label, reader=reader)
    return _file(request, content, f"{meeting.reference}.ics")


def _habits(person: User, today: dt.date) -> Habits:
    """In which hours that person works."""
    return habits_of([person], today, Rules.now())[person.pk]


def _file(request: HttpRequest, content: bytes, name: str) -> HttpResponse:
    """The file, or "not modified" for a program that holds it already."""

    @condition(etag_func=lambda _request: quote_etag(digest_of(content.decode())))
    def answer(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{name}"'
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer(request)
