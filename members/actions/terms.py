"""Ending what ran before, on the day on which the next one begins."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from journal.actions import difference, record, snapshot
from members.models import FocalPoint, User
from members.reads import Term, overlaps_of


@transaction.atomic
def end_earlier_terms(*, term: Term, by: User, at: dt.datetime | None = None) -> list[Term]:
    """End the terms that run when this one begins, as whoever writes it was asked. Done before it is written."""
    at, ended = at or timezone.now(), []
    for overlap in overlaps_of(term):
        if not overlap.can_end:
            continue
        row = type(overlap.held)._base_manager.select_for_update(of=("self",)).get(pk=overlap.held.pk)
        before = snapshot(row)
        row.until = term.since
        if not isinstance(row, FocalPoint):
            row.until_precision = term.since_precision
        row.save()
        verb = "ended office" if isinstance(row, FocalPoint) else "ended term"
        record(by=by, verb=verb, about=row, changes=difference(before, snapshot(row)), at=at)
        ended.append(row)
    return ended
