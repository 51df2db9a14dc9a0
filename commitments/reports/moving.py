"""What a move of a meeting does beyond its days: who was told the old ones, which papers the new cut-off leaves out."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from commitments.actions.meetings import people_to_tell
from commitments.models import AgendaPaper, PaperVersion
from meetings.actions.moving import Effect
from meetings.counting import end_of_day_in
from meetings.kinds import DEADLINE_APPROACHES, MEETING_APPROACHES
from meetings.models import AgendaItem, Deadline, Meeting
from members.models import User
from notices.choices import Channel, Stage
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
        return Channel(self.channel).label


@dataclass(frozen=True)
class Consequences:
    """A move as a whole, told before it is done: what this floor adds to `Effect`.

    `reminded`: what was already sent of the old dates. `late`: papers before the meeting that came in after what would
    be the cut-off. `missing`: agenda items that have no paper, where the cut-off would be over. `told`: who would be
    told what the move is.
    """

    effect: Effect
    reminded: tuple[Reminded, ...]
    late: tuple[PaperVersion, ...]
    missing: tuple[AgendaItem, ...]
    told: tuple[User, ...]
    told_before: int

    @property
    def officers(self) -> int:
        return sum(person.is_staff for person in self.told)


def consequences(user: User, effect: Effect, at: dt.datetime) -> Consequences:
    """What the move does, as this person may see it. Writes nothing."""
    meeting = effect.meeting
    told = tuple(people_to_tell(meeting, day_of_the_house(at)))
    before = Notice.objects.about(meeting).filter(stage=Stage.SENT).values("recipient").distinct().count()
    cut_off = _cut_off(effect)
    late = _late(user, meeting, cut_off) if cut_off else ()
    missing = _without_a_paper(meeting) if cut_off and cut_off < at else ()
    return Consequences(effect, _reminded(meeting), late, missing, told, before)


def _reminded(meeting: Meeting) -> tuple[Reminded, ...]:
    """By kind and way, the reminders of this meeting and its deadlines that went out."""
    rows = Notice.objects.about(meeting).filter(kind__in=REMINDERS, stage=Stage.SENT)
    found: dict[tuple[str, str], tuple[set[int], dt.datetime]] = {}
    told = rows.values_list("kind", "channel", "recipient", "told_at", "created_at")
    for kind, channel, recipient, told_at, created_at in told:
        people, last = found.setdefault((kind, channel), (set(), told_at or created_at))
        people.add(recipient)
        found[kind, channel] = (people, max(last, told_at or created_at))
    return tuple(Reminded(kind, way, len(people), last) for (kind, way), (people, last) in sorted(found.items()))


def _cut_off(effect: Effect) -> dt.datetime | None:
    """The end of the last day for documents, as it would be."""
    shift = next((one for one in effect.deadlines if one.kind == "documents"), None)
    return end_of_day_in(shift.new, ZoneInfo(settings.SECRETARIAT_TIME_ZONE)) if shift else None


def _late(user: User, meeting: Meeting, cut_off: dt.datetime) -> tuple[PaperVersion, ...]:
    """Papers on its agenda that came in after the cut-off and, so far, in time."""
    old = Deadline.objects.filter(meeting=meeting, kind="documents").first()
    rows = AgendaPaper.objects.filter(item__meeting=meeting, item__dropped=False, dropped=False)
    found = PaperVersion.objects.visible_to(user).filter(pk__in=rows.values("version"), at__gt=cut_off)
    if old:
        found = found.filter(at__lte=old.due_at)
    return tuple(found.select_related("paper__commitment").defer("text").order_by("paper__symbol", "number"))


def _without_a_paper(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Items about a matter, of which no paper has come in."""
    rows = AgendaItem.objects.filter(meeting=meeting, dropped=False, matters__isnull=False)
    with_one = AgendaPaper.objects.filter(item__meeting=meeting, dropped=False).values("item")
    return tuple(rows.exclude(pk__in=with_one).distinct().order_by("position", "pk"))
