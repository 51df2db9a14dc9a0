"""Who takes part: the section of a meeting's page, and the way to a delegation."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from meetings.acts.attendance import DELEGATION, TAKES_PLACE
from meetings.choices import Status
from meetings.models import Attendance, Delegate, Meeting
from meetings.quorum import quorum_of
from members.access import own_participants
from members.models import Participant, Person, seats_of
from record.dates import day_of_the_house
from record.doors.portal import address_of


def attendance_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Delegations in order of precedence, the quorum once the meeting has begun, and one's own delegation.

    An officer is led to each of them, and to announce one of any state.
    """
    if meeting.status in {Status.CANCELLED, Status.PROPOSED}:
        return None
    user, today = request.user, day_of_the_house()
    rows = list(delegations(user, meeting))
    seats = seats_of(user)
    reads_all = seats.sits_with_the_members
    is_over = meeting.status == Status.HELD or meeting.last_day < today
    own = [] if is_over else [state for state in own_participants(user, today) if seats.acting.acts_for(state.pk)]
    enters = seats.is_officer and meeting.status in TAKES_PLACE
    if not rows and not own and not enters:
        return None
    begun = meeting.was_held_by(today)
    return {
        "delegations": rows,
        "quorum": quorum_of(meeting) if begun and rows and reads_all else None,
        "own": own,
        "announced": {row.participant_id for row in rows},
        "announce": f"{address_of(DELEGATION, 'announce')}?{urlencode({'meeting': meeting.reference})}"
        if enters
        else "",
    }


def delegations(user: Person, meeting: Meeting) -> Any:
    """The delegations that a person may read of, in order of precedence, each with its people."""
    serving = Delegate.objects.serving().order_by("-is_head", "position", "pk")
    rows = Attendance.objects.visible_to(user).filter(meeting=meeting).standing().in_order_of_precedence()
    return rows.select_related("participant").prefetch_related(Prefetch("delegates", serving, to_attr="people"))


@require_http_methods(["GET", "HEAD"])
@login_required
def delegation_page(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """To a state's delegation: where it is changed, or announced if there is none yet."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), reference=reference)
    participant = get_object_or_404(Participant.objects.visible_to(request.user), code=code)
    row = delegations(request.user, meeting).filter(participant=participant).first()
    if row is not None:
        return redirect(address_of(DELEGATION, "amend", row))
    asked = urlencode({"meeting": meeting.reference, "participant": participant.code})
    return redirect(f"{address_of(DELEGATION, 'announce')}?{asked}")
