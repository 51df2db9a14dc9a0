"""Planning, moving and cancelling meetings in the portal: for the Chair, and for officers who are there already."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.access import prepares_meetings
from meetings.actions.moving import TO_COME
from meetings.actions.proposing import missing, propose_cycle
from meetings.choices import Status
from meetings.forms.turns import Turn, cancel_turn, confirm_turn, move_turn, plan_turn
from meetings.models import Meeting
from record.dates import day_of_the_house

may_be_sent = require_http_methods(["GET", "HEAD", "POST"])


def acts_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """What whoever prepares meetings may do with this one; None for everybody else."""
    if not prepares_meetings(request.user) or meeting.status not in TO_COME:
        return None
    return {"is_proposed": meeting.status == Status.PROPOSED}


@may_be_sent
@login_required
def plan_page(request: HttpRequest) -> HttpResponse:
    """A new meeting: its deadlines are shown before it is saved."""
    _require(request)
    turn = plan_turn(request.user, request.POST if request.method == "POST" else None)
    if turn.done:
        messages.success(request, _("Planned, under the reference %(reference)s.") % {"reference": turn.done.reference})
        return redirect(turn.done)
    label = _("Plan the meeting") if turn.is_previewed else _("See its deadlines first")
    return _render(request, turn, _("Plan a meeting"), label, preview="meetings/partials/plan_preview.html")


@may_be_sent
@login_required
def propose_page(request: HttpRequest) -> HttpResponse:
    """The meetings that the coming cycle wants and nobody has planned, and a button that puts them down."""
    _require(request)
    if request.method == "POST":
        made = propose_cycle(by=request.user)
        messages.success(request, _("Proposed: %(count)d.") % {"count": len(made)})
        return redirect("cadence")
    context = {"missing": missing(day_of_the_house())}
    return render(request, "meetings/meeting_propose.html", context)


@may_be_sent
@login_required
def confirm_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan a meeting that was only proposed."""
    meeting = _meeting(request, reference)
    turn = confirm_turn(request.user, meeting, request.POST if request.method == "POST" else None)
    if turn.done:
        messages.success(request, _("The meeting is planned, and its deadlines are counted."))
        return redirect(turn.done)
    return _render(request, turn, _("Plan this meeting"), _("Plan the meeting"), meeting)


@may_be_sent
@login_required
def move_page(request: HttpRequest, reference: str) -> HttpResponse:
    """New days: what the move does is shown first."""
    meeting = _meeting(request, reference)
    turn = move_turn(request.user, meeting, request.POST if request.method == "POST" else None)
    if turn.done:
        messages.success(request, _("The meeting is moved; those whom it concerns are told."))
        return redirect(meeting)
    label = _("Move the meeting") if turn.is_previewed else _("See what the move does")
    preview = "meetings/partials/move_preview.html"
    return _render(request, turn, _("Move this meeting"), label, meeting, preview)


@may_be_sent
@login_required
def cancel_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that a meeting won't be, and why."""
    meeting = _meeting(request, reference)
    turn = cancel_turn(request.user, meeting, request.POST if request.method == "POST" else None)
    if turn.done:
        messages.success(request, _("The meeting is cancelled; those whom it concerns are told."))
        return redirect(meeting)
    preview = "meetings/partials/cancel_preview.html"
    return _render(request, turn, _("Cancel this meeting"), _("Cancel the meeting"), meeting, preview)


def _require(request: HttpRequest) -> None:
    if not prepares_meetings(request.user):
        raise PermissionDenied


def _meeting(request: HttpRequest, reference: str) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).select_related("host", "prepares", "working_group")
    meeting = get_object_or_404(rows, reference=reference)
    _require(request)
    return meeting


def _render(
    request: HttpRequest, turn: Turn, title: str, submit_label: str, meeting: Meeting | None = None, preview: str = ""
) -> HttpResponse:
    context = {
        "title": title,
        "submit_label": submit_label,
        "form": turn.form,
        "meeting": meeting,
        "preview": preview if turn.shown else "",
        "back": meeting.get_absolute_url() if meeting else reverse("meeting-list"),
        **turn.shown,
    }
    return render(request, "meetings/meeting_act.html", context, status=turn.status)
