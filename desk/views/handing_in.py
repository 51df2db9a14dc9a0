"""The section of a meeting's page that says what a member may hand in for it, each where it is handed in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

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
