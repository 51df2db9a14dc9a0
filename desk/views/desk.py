"""My desk: one list of what is to be done, and below it what happened."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desk.filters import DeskForm
from desk.reports.coming import coming
from desk.reports.happened import happenings
from desk.reports.lines import FOLDED_BESIDE, desk_list, folded_by_kind, grouped
from desk.reports.number import keep_number
from desk.reports.ours import our_commitments, our_drafts, our_papers
from meetings.access import chairs_a_group
from members.access import deputies_of, own_participants
from members.models import User, seats_of
from notices.actions import mark_seen
from notices.models import Notice
from notices.reports.told import told
from notices.reports.wishes import wishes_of
from record.acts import TABLE
from record.dates import day_of_the_house
from record.doors.portal import ActLink, address_of
from record.forms import page_of

ON_A_PAGE = 50
BEGUN_FROM_HERE = (("correspondence", "register"), ("meeting", "plan"))


@require_safe
@login_required
def desk_page(request: HttpRequest) -> HttpResponse:
    """One screen: what is to be done, what may be done and what waits for others, what happened, what is coming, what is ours.

    The same page for states, the Chair, the chair of the working group, observers, readers and the Secretariat: lines are
    theirs by their offices. Whoever has none is shown the overview.
    """
    user, today, at = request.user, day_of_the_house(), timezone.now()
    seats = seats_of(user)
    if not (seats.seats or seats.is_of_staff or chairs_a_group(user)):
        return redirect("overview")
    desk = desk_list(user, at)
    keep_number(desk)
    form = DeskForm(request.GET, kinds=desk.kinds())
    question = form.question()
    context = {
        "desk": desk,
        "form": form,
        "question": question,
        # Who asks for one kind sees its lines.
        "groups": grouped(desk.asked(question), is_unfolded=bool(question.kind)),
        "open": folded_by_kind(desk.open, FOLDED_BESIDE),
        "waiting": folded_by_kind(desk.waiting, FOLDED_BESIDE),
        "happenings": happenings(user),
        "coming": coming(user, today),
        "begins": _begun_from_here(user, at),
        "drafts": our_drafts(user),
        "commitments": our_commitments(user, seats),
        "papers": our_papers(user, seats),
        "participants": list(own_participants(user, today)),
        "seats": seats,
        "away": deputies_of(user, today),
        "chairs_a_group": chairs_a_group(user),
        "today": today,
    }
    return render(request, "desk/desk.html", context)


def _begun_from_here(user: User, at: datetime) -> list[ActLink]:
    """What an office begins most often, one press from its desk."""
    links = []
    for noun_name, act_name in BEGUN_FROM_HERE:
        noun, act = TABLE.nouns[noun_name], TABLE.rows[noun_name][act_name]
        setting = act.setting(user, None, at)
        if setting is not None:
            links.append(ActLink(act, setting.offer, address_of(noun, act)))
    return links


@require_safe
@login_required
def notices_page(request: HttpRequest) -> HttpResponse:
    """All that one was told, grouped by the thing it is about, the newest first. To look at it opens nothing."""
    rows = Notice.objects.visible_to(request.user)
    page = page_of(rows, request.GET, ON_A_PAGE)
    context = {
        "page": page,
        "rows": told(request.user, page),
        "unread": rows.unseen().count(),
        "wishes": wishes_of(request.user, timezone.now()),
    }
    return render(request, "notices/notice_list.html", context)


@require_safe
@login_required
def open_notice(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Lead to what a notice is about; what was told of the same thing is read then."""
    rows = Notice.objects.visible_to(request.user)
    notice = get_object_or_404(rows, uid=key)
    if request.method == "GET":
        same = rows.unseen().filter(about_kind=notice.about_kind, about_key=notice.about_key)
        mark_seen(by=request.user, shown=same)
    return redirect(notice.url or reverse("notices"))


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything that one was told so far is read, without opening it."""
    mark_seen(by=request.user, shown=Notice.objects.visible_to(request.user).unseen().only("pk"))
    messages.success(request, _("All of it is read."))
    return redirect("desk")
