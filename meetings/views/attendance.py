"""Who takes part: the section of a meeting's page, and the form by which a focal point announces a delegation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.access import why_not_announce
from meetings.actions.attendance import announce_delegation
from meetings.choices import Status
from meetings.forms.attendance import DelegationForm
from meetings.models import Attendance, Delegate, Meeting
from meetings.quorum import quorum_of
from members.access import own_participants
from members.models import Participant, Person, seats_of
from record.dates import day_of_the_house
from record.refusals import Refused


def attendance_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Delegations in order of precedence, the quorum once the meeting has begun, and one's own delegation."""
    if meeting.status in {Status.CANCELLED, Status.PROPOSED}:
        return None
    user, today = request.user, day_of_the_house()
    rows = list(delegations(user, meeting))
    seats = seats_of(user)
    reads_all = seats.is_of_staff or seats.is_member or seats.holds_chair
    is_over = meeting.status == Status.HELD or meeting.last_day < today
    own = [] if is_over else [state for state in own_participants(user, today) if seats.acting.acts_for(state.pk)]
    if not rows and not own:
        return None
    begun = meeting.was_held_by(today)
    return {
        "delegations": rows,
        "quorum": quorum_of(meeting) if begun and rows and reads_all else None,
        "own": own,
        "announced": {row.participant_id for row in rows},
    }


def delegations(user: Person, meeting: Meeting) -> Any:
    """The delegations that a person may read of, in order of precedence, each with its people."""
    serving = Delegate.objects.serving().order_by("-is_head", "position", "pk")
    rows = Attendance.objects.visible_to(user).filter(meeting=meeting).standing().in_order_of_precedence()
    return rows.select_related("participant").prefetch_related(Prefetch("delegates", serving, to_attr="people"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegation_page(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """A state's delegation: announced, changed, completed; by its focal points, or by an officer on a letter."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), reference=reference)
    participant = get_object_or_404(Participant.objects.visible_to(request.user), code=code)
    seats = seats_of(request.user)
    if not (seats.is_officer or seats.acting.acts_for(participant.pk)):
        raise PermissionDenied
    row = Attendance.objects.visible_to(request.user).filter(meeting=meeting, participant=participant).first()
    form = DelegationForm(request.POST if request.method == "POST" else None, row=row)
    problem = why_not_announce(request.user, meeting, participant, day_of_the_house())
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                announce_delegation(meeting=meeting, participant=participant, by=request.user, **form.said())
            except Refused as refusal:
                form.refuse(refusal)
                status = 409 if refusal.is_stale else 422
            else:
                messages.success(request, _("The delegation is announced."))
                return redirect(f"{meeting.get_absolute_url()}#attendance")
    context = {"meeting": meeting, "participant": participant, "form": form, "problem": problem, "is_new": row is None}
    return render(request, "meetings/delegation.html", context, status=status)
