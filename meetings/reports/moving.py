"""What a move of a meeting does beyond its days: who was told the old ones, which papers the new cut-off leaves out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from journal.staff import is_officer
from law.forum import FORUM
from meetings.actions.moving import Effect
from meetings.actions.telling import people_told_of_a_change
from meetings.counting import end_of_day_in
from meetings.kinds import DEADLINE_APPROACHES, MEETING_APPROACHES
from meetings.models import Meeting
from members.models import User
from notices.choices import NoticeChannel, Stage
from notices.kinds import Phrase, label_of
from notices.models import Notice
from record.dates import day_of_the_house

REMINDERS = (MEETING_APPROACHES, DEADLINE_APPROACHES)


@dataclass(frozen=True)
class Reminded:
    """Reminders of one kind, sent by one way: how many, and when the last one went."""

    kind: str
    channel: str
    people: int
    last_at: dt.datetime

    @property
    def label(self) -> Phrase:
        return label_of(self.kind)

    @property
    def way(self) -> Any:
        return NoticeChannel(self.channel).label


@dataclass(frozen=True)
class Consequences:
    """A move as a whole, told before it is done: what is beside its `Effect`.

    `reminded`: what was already sent of the old dates. `told`: who would be told what the move is. `further`: what the
    rooms above say that another cut-off for documents leaves out (`add_consequence`).
    """

    effect: Effect
    reminded: tuple[Reminded, ...]
    told: tuple[User, ...]
    told_before: int
    further: dict[str, tuple[Any, ...]]

    @property
    def officers(self) -> int:
        return sum(is_officer(person) for person in self.told)

    @property
    def late(self) -> tuple[Any, ...]:
        """Papers before the meeting that came in after what would be the cut-off."""
        return self.further.get("late", ())

    @property
    def missing(self) -> tuple[Any, ...]:
        """Agenda items that have no paper, where the cut-off would be over."""
        return self.further.get("missing", ())


# Of a meeting that would have another cut-off for documents: what that leaves out, as a person may see it at an instant.
LeavesOut = Callable[[User, Meeting, dt.datetime, dt.datetime], tuple[Any, ...]]

CONSEQUENCES: dict[str, LeavesOut] = {}


def add_consequence(name: str, leaves_out: LeavesOut) -> None:
    """What a room above says of a move, under a name. The same name again replaces it."""
    CONSEQUENCES[name] = leaves_out


def consequences(user: User, effect: Effect, at: dt.datetime) -> Consequences:
    """What the move does, as this person may see it. Writes nothing."""
    meeting = effect.meeting
    people = tuple(people_told_of_a_change(meeting, day_of_the_house(at)))
    before = Notice.objects.about(meeting).filter(stage=Stage.SENT).values("recipient").distinct().count()
    cut_off = _cut_off(effect)
    further = (
        {name: leaves_out(user, meeting, cut_off, at) for name, leaves_out in CONSEQUENCES.items()} if cut_off else {}
    )
    return Consequences(effect, _reminded(meeting), people, before, further)


def _reminded(meeting: Meeting) -> tuple[Reminded, ...]:
    """By kind and way, the reminders of this meeting and its deadlines that went out."""
    rows = Notice.objects.about(meeting).filter(kind__in=REMINDERS, stage=Stage.SENT)
    by_kind_and_way: dict[tuple[str, str], tuple[set[int], dt.datetime]] = {}
    sent = rows.values_list("kind", "channel", "recipient", "told_at", "created_at")
    for kind, channel, recipient, told_at, created_at in sent:
        people, last = by_kind_and_way.setdefault((kind, channel), (set(), told_at or created_at))
        people.add(recipient)
        by_kind_and_way[kind, channel] = (people, max(last, told_at or created_at))
    return tuple(
        Reminded(kind, way, len(people), last) for (kind, way), (people, last) in sorted(by_kind_and_way.items())
    )


def _cut_off(effect: Effect) -> dt.datetime | None:
    """The end of the last day for documents, as it would be."""
    shift = next((shift for shift in effect.deadlines if shift.kind == "documents"), None)
    return end_of_day_in(shift.new, FORUM.zone) if shift else None
