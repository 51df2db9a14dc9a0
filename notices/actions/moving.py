"""The one way in which rows of the ledger change stage: by compare-and-swap, with a line in their history."""

import datetime as dt
import os
import socket
import uuid
from collections.abc import Iterable, Sequence
from typing import TypedDict, Unpack

from django.db import transaction

from notices.choices import Stage
from notices.models import Letter, Notice, NoticeTransition

AT_ONCE = 500


class ChangesWithAMove(TypedDict, total=False):
    """What else of a notice changes as it moves."""

    send_at: dt.datetime
    told_at: dt.datetime
    created_at: dt.datetime
    letter: None


def this_worker() -> str:
    """Who moves it: this process on this machine."""
    return f"{socket.gethostname()[:60]}/{os.getpid()}"


@transaction.atomic
def move_notices(
    rows: Iterable[Notice],
    *,
    source: Sequence[str],
    target: str,
    at: dt.datetime,
    detail: str = "",
    **changes: Unpack[ChangesWithAMove],
) -> int:
    """Move those of the rows that are in one of the `source` stages still; how many moved.

    A row that somebody else holds this moment is left to the next sweep.
    """
    keys = sorted(row.pk for row in rows)
    moved = 0
    for start in range(0, len(keys), AT_ONCE):
        here = Notice.objects.filter(pk__in=keys[start : start + AT_ONCE], stage__in=source).order_by("pk")
        held = list(here.select_for_update(skip_locked=True).values_list("pk", "stage"))
        Notice.objects.filter(pk__in=[key for key, _stage in held]).update(stage=target, **changes)
        NoticeTransition.objects.bulk_create(
            moved_line(at, stage, target, detail, notice_id=key) for key, stage in held
        )
        moved += len(held)
    return moved


def moved_line(
    at: dt.datetime,
    source: str,
    target: str,
    detail: str = "",
    *,
    notice_id: int | None = None,
    letter_id: uuid.UUID | None = None,
) -> NoticeTransition:
    """A line of history, not yet written: of a notice, or of a letter with everything in it."""
    return NoticeTransition(
        at=at,
        from_stage=source,
        to_stage=target,
        worker=this_worker(),
        detail=detail[:300],
        notice_id=notice_id,
        letter_id=letter_id,
    )


@transaction.atomic
def take_out(rows: Iterable[Notice], *, at: dt.datetime) -> int:
    """Set aside the letters of these rows, which wait for another attempt, so that what is in them is written anew."""
    letters = {row.letter_id for row in rows}
    taken = 0
    for key in sorted(letters, key=str):
        waiting = Letter.objects.filter(pk=key, stage=Stage.PENDING, is_doubtful=False)
        if not waiting.update(stage=Stage.WITHDRAWN, ended_at=at):
            continue
        NoticeTransition.objects.bulk_create([moved_line(at, Stage.PENDING, Stage.WITHDRAWN, letter_id=key)])
        inside = Notice.objects.filter(letter=key, stage=Stage.CLAIMED)
        taken += move_notices(
            inside.only("pk"), source=[Stage.CLAIMED], target=Stage.PENDING, at=at, detail="written anew", letter=None
        )
    return taken
