"""Each deed about an activity is one turn: the row as it stood, a line of its history, the journal, the state's letter."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import F

from activities.choices import Deed
from activities.models import Activity, ActivityTurn
from journal.actions import difference, record, snapshot
from meetings.actions.owned import require_speaker
from members.actions import enter_item
from members.models import User
from papers.models import PaperVersion
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.refusals import Refused
from record.texts import language_written


@dataclass(frozen=True)
class Doing:
    """Who does something about an activity, when, and by which letter of its state, where an officer enters one."""

    by: User
    at: dt.datetime
    letter: ReceivedLetter | None = None
    note: str = ""
    language: str = ""

    @property
    def today(self) -> dt.date:
        return day_of_the_house(self.at)

    def require_its_state(self, activity: Activity) -> None:
        require_speaker(self.by, activity.owner, self.letter, self.today, activity)


def claim(activity: Activity, seen_sequence: int | None, at: dt.datetime, of: Iterable[str]) -> Activity:
    """Raise its number, if it still is as it was seen, and return it as it is now. In the caller's transaction.

    Of two who change it at once, the second one is told. Raises Refused where it moved on meanwhile.
    """
    sequence = activity.sequence if seen_sequence is None else seen_sequence
    rows = Activity.objects.filter(pk=activity.pk, sequence=sequence, course__in=tuple(of))
    if not rows.update(sequence=F("sequence") + 1, changed_at=at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return Activity.objects.select_related("owner", "host", "within", "folder").get(pk=activity.pk)


def append_turn(
    now: Activity,
    deed: Deed,
    doing: Doing,
    *,
    before: dict[str, object] | None = None,
    report: PaperVersion | None = None,
    wrote: Iterable[models.Model] = (),
) -> ActivityTurn:
    """A line of its history, the journal's entry, and what an officer entered in its state's name. In the caller's transaction."""
    note = doing.note.strip()
    turn = ActivityTurn.objects.create(
        activity=now,
        serial=ActivityTurn.next_serial(now),
        deed=deed,
        course=now.course,
        starts_on=now.starts_on,
        known=now.known,
        ends_on=now.ends_on,
        note=note,
        language=(doing.language or language_written(note)) if note else None,
        report=report,
        by=doing.by,
        at=doing.at,
        **(doing.letter.columns() if doing.letter else {}),
    )
    changes = difference(before or {}, snapshot(now))
    record(by=doing.by, verb=f"activity: {deed.value}", about=now, changes=changes, at=doing.at, wrote=[turn, *wrote])
    if doing.letter is not None:
        enter_item(now, doing.letter, doing.by, doing.at, what=deed.label)
    return turn
