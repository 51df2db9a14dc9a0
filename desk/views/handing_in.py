"""The section of a meeting's page that says what a member may hand in for it, each where it is handed in; and the way there."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.access import capacities, offers
from commitments.models import Commitment
from law.choices import DeadlineKind
from meetings.models import Deadline, Meeting
from members.access import own_states
from members.models import seats_of
from record.acts import TABLE
from record.dates import day_of_the_house
from record.standing_still import the_first

# Commitments of a state's that are looked through, the latest moved first.
MOST = 20


@dataclass(frozen=True)
class PaperAwaited:
    """A paper that a state may hand in now: of which commitment, by which step, and the page where it does so."""

    commitment: Commitment
    label: Any
    address: str


def hand_in_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """For whoever acts for a member, until the documents are due (Almaty Act, article 35); None for everybody else."""
    at = timezone.now()
    on = day_of_the_house(at)
    states = own_states(request.user, on)
    if not states or not seats_of(request.user, on).acting.is_member:
        return None
    ahead = Deadline.objects.visible_to(request.user).in_force().filter(due_at__gte=at)
    deadline = ahead.filter(meeting=meeting, kind=DeadlineKind.DOCUMENTS).first()
    if deadline is None:
        return None
    return {"due": deadline, "papers_awaited": _papers_awaited(request, set(states))}


@require_safe
@login_required
def hand_in_page(request: HttpRequest, reference: str) -> HttpResponse:
    """From the desk to the form, where one thing alone is to be handed in here; else to where one chooses."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), reference=reference)
    section = hand_in_section(request, meeting)
    if section is None or len(section["papers_awaited"]) > 1:
        return redirect(f"{meeting.get_absolute_url()}#hand-in")
    messages.info(
        request,
        _(
            "Any other document goes to the Secretariat with a letter of your state; the Secretariat lays it down for the meeting."
        ),
    )
    return redirect(next((paper.address for paper in section["papers_awaited"]), "information-give"))


def _papers_awaited(request: HttpRequest, states: set[int]) -> list[PaperAwaited]:
    on, noun = day_of_the_house(), TABLE.nouns["commitment"]
    theirs = Commitment.objects.visible_to(request.user).open().of_states(states)
    rows = the_first(theirs.with_everything().order_by("-moved_at", "-pk"), MOST)
    return [
        PaperAwaited(commitment, offer.step.label, noun.form_of(act, commitment.reference))
        for commitment in rows
        for offer in offers(commitment, capacities(request.user, commitment, on))
        if offer.is_open and offer.step.document and offer.capacity.participant_id in states
        if (act := TABLE.act(noun, offer.step.name, commitment)) is not None
    ]
