"""Who acts for a participant: its posts, who holds them, and who is invited. What is done about it are acts."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from journal.staff import is_of_staff
from members.access import may_let_in, own_participants
from members.choices import Role
from members.models import FocalPoint, Invitation, Participant
from members.reports import posts_of
from members.requests import AuthenticatedHttpRequest
from record.dates import day_of_the_house
from record.doors.portal import act_links

A_YEAR = dt.timedelta(days=365)


@require_safe
@login_required
def people_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Who acts for us, as what, since when; which posts are vacant; who is invited.

    The Secretariat reads of every participant how its posts stand, and when its people were last confirmed.
    """
    if is_of_staff(request.user):
        return _of_all(request)
    own = own_participants(request.user, day_of_the_house())
    participants = list(own.select_related("people_confirmed_by"))
    if not participants:
        raise Http404
    return _shown(request, participants, is_ours=True)


@require_safe
@login_required
def people_of_page(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """The same of one participant: for its own people, and for the Secretariat."""
    own = own_participants(request.user, day_of_the_house())
    rows = Participant.objects.visible_to(request.user) if is_of_staff(request.user) else own
    participant = get_object_or_404(rows.select_related("people_confirmed_by"), code=code)
    return _shown(request, [participant], is_ours=not is_of_staff(request.user))


def _of_all(request: AuthenticatedHttpRequest) -> HttpResponse:
    today, confirmed = day_of_the_house(), request.GET.get("confirmed", "")
    rows = Participant.objects.visible_to(request.user).with_standing(today).filter(standing__isnull=False)
    if confirmed == "never":
        rows = rows.filter(people_confirmed_on__isnull=True)
    elif confirmed == "not-lately":
        rows = rows.people_not_confirmed_since(today - A_YEAR)
    offices = FocalPoint.objects.visible_to(request.user).in_office(today).filter(user__is_active=True)
    lacking, of_them = request.GET.get("lacks", ""), offices.filter(participant=OuterRef("pk"))
    if lacking == "authority":
        rows = rows.exclude(Exists(of_them.filter(role=Role.AUTHORITY)))
    elif lacking == "everybody":
        rows = rows.exclude(Exists(of_them))
    rows = rows.select_related("people_confirmed_by").prefetch_related(
        Prefetch("focal_points", offices.select_related("user"), to_attr="held_today")
    )
    context = {"rows": rows.in_seat_order(), "confirmed": confirmed, "lacking": lacking}
    return render(request, "members/people_of_all.html", context)


def _shown(request: AuthenticatedHttpRequest, participants: list[Participant], *, is_ours: bool) -> HttpResponse:
    user, now = request.user, timezone.now()
    today = day_of_the_house(now)
    offices = list(FocalPoint.objects.visible_to(user).filter(participant__in=participants).placed())
    invitations = Invitation.objects.visible_to(user).filter(participant__in=participants).waiting()
    waiting = list(invitations.select_related("participant"))
    sections: list[dict[str, Any]] = [
        {
            "participant": participant,
            "links": act_links(user, participant, now),
            "posts": [
                (post, act_links(user, post.office, now) if post.office else [])
                for post in posts_of([row for row in offices if row.participant_id == participant.pk], today)
            ],
            "waiting": [(row, act_links(user, row, now)) for row in waiting if row.participant_id == participant.pk],
            "may_keep": may_let_in(user, participant, today),
        }
        for participant in participants
    ]
    return render(request, "members/people.html", {"sections": sections, "now": now, "is_ours": is_ours})


# -- Where these acts stood before.


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end_moved(request: AuthenticatedHttpRequest, code: str, number: int) -> HttpResponseRedirect:
    return redirect(reverse("post-act", args=[f"{code}-{number}", "end"]), preserve_request=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invitation_moved(request: AuthenticatedHttpRequest, code: str, key: uuid.UUID, act: str) -> HttpResponseRedirect:
    return redirect(reverse("invitation-act", args=[key, act]), preserve_request=True)
