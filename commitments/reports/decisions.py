"""Decisions as a reader may know them, with all that is shown beside them."""

from typing import Any

from django.db.models import Prefetch

from commitments.models import Commitment, DecidedMatter
from meetings.models import Decision


def shown_decisions(user: Any) -> Any:
    """Decisions that a person may read, with all that is shown beside them: positions, follow-ups, commitments."""
    matters = DecidedMatter.objects.filter(commitment__in=Commitment.objects.visible_to(user))
    matters = matters.select_related("commitment__measure", "commitment__area", "taken__commitment").order_by("pk")
    rows = Decision.objects.visible_to(user).with_positions()
    return rows.prefetch_related(Prefetch("matters", matters, to_attr="shown_matters"))
