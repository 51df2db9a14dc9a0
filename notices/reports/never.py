"""Why a reminder never went, as a sentence."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from notices.choices import Stage
from notices.models import Declined, Notice, NoticeTransition
from notices.reports.reading import veiled


@dataclass(frozen=True)
class NeverSent:
    notice: Notice
    reason: str
    at: dt.datetime | None
    # Empty where the link is its recipient's alone.
    url: str


def reasons_for(rows: Iterable[Notice]) -> list[NeverSent]:
    """Each row with its reason; two queries, however many they are."""
    rows = list(rows)
    moves = NoticeTransition.objects.filter(notice__in=[row.pk for row in rows]).order_by("pk")
    last = {move.notice_id: move for move in moves}
    wishes = set(
        Declined.objects.filter(recipient__in=[row.recipient_id for row in rows]).values_list("recipient", "kind")
    )
    return [_with_reason(row, last.get(row.pk), wishes) for row in rows]


def _with_reason(row: Notice, move: NoticeTransition | None, wishes: set[tuple[int, str]]) -> NeverSent:
    is_declined = (row.recipient_id, row.kind) in wishes
    url = row.url if veiled(row.url) == row.url else ""
    return NeverSent(row, _reason(row.stage, is_declined=is_declined), move.at if move else None, url)


def _reason(stage: str, *, is_declined: bool) -> str:
    match stage:
        case Stage.SUPERSEDED:
            return _("A newer reminder of the same thing took its place.")
        case Stage.EXPIRED:
            return _("By the time it could have gone it would have come too late.")
        case _ if is_declined:
            return _("The person would rather have no letters of this kind.")
        case _:
            return _("It was no longer needed: what it asked for was done, or isn't asked any more.")
