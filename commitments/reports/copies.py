"""Papers that begin as earlier ones: where somebody may hand in a paper of the same kind, and with what its form begins."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from commitments.access import offered_steps
from commitments.models import Commitment
from law.editions import workflows
from law.grammar.procedure import Step
from members.models import User, seats_of
from papers.models import PaperVersion
from record.acts.first import LIKE

# Of the commitments whose papers wait, the latest moved are looked at, and a few shown.
MOST_LOOKED_AT, MOST_SHOWN = 20, 5


@dataclass(frozen=True)
class PaperToBegin:
    """A step by which somebody may hand in a paper now."""

    commitment: Commitment
    step: Step
    like: str

    @property
    def address(self) -> str:
        """The step's page, where the form begins as the other paper."""
        page = reverse("commitment-act", args=[self.commitment.reference, self.step.name])
        return f"{page}?{urlencode({LIKE: self.like})}"


def papers_to_begin(user: User, version: PaperVersion, at: dt.datetime) -> list[PaperToBegin]:
    """Where a person may hand in a paper of this kind now, besides the commitment that this one is of."""
    kind, seats = version.paper.kind, seats_of(user).acting
    if not version.text or not (seats.seats or seats.is_officer):
        return []
    states = {state for flow in workflows() for step in flow.steps if step.document == kind for state in step.source}
    rows = Commitment.objects.visible_to(user).filter(state__in=states).exclude(folder=version.paper.folder_id)
    if not seats.is_officer:
        rows = rows.of_states(seats.participant_ids)
    to_begin = [
        PaperToBegin(commitment, step, str(version))
        for commitment in rows.with_everything().order_by("-moved_at", "-pk")[:MOST_LOOKED_AT]
        for step, offer in offered_steps(user, commitment, at)
        if step.document == kind and offer.is_now
    ]
    return to_begin[:MOST_SHOWN]


def begun_as(step: Step, rows: Any) -> dict[str, Any]:
    """What the form of a step begins with as a copy: the text of a version of its kind that the person reads, if any."""
    version = rows.select_related("paper").filter(paper__kind=step.document).first()
    if version is None or not version.text:
        return {}
    paper = version.paper
    titles = {f"title_in_{code.replace('-', '_')}": words for code, words in paper.title_in.items()}
    status = {"language": version.language, "language_status": version.language_status}
    return {"title": paper.title, "text": version.text, **status, **titles}
