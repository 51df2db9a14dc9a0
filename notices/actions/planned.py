"""Which sources of reminders a sweep has to ask again, and keeping how far each was planned."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from journal.models import Entry
from journal.names import Name
from notices import sources
from notices.models import PlannedSource
from notices.planning import PlannedThings
from record.dates import day_of_the_house

# Beyond so many new entries nobody looks at each of them: everything is planned again.
ENTRIES_LOOKED_AT = 2000


@dataclass(frozen=True)
class Again:
    """A source is to be planned: whole, or of the things with these keys alone."""

    only: frozenset[str] | None = None


@dataclass
class Watch:
    """What a sweep saw of the world before it read anything else, beside what each source had seen when it was planned.

    The journal says what changed: every acknowledged change appends to it, in its own transaction and in one order. Whoever
    reads its last number first, and everything else afterwards, has read at least what that entry tells of.
    """

    at: dt.datetime
    is_whole: bool
    head: int = field(init=False)
    seen: dict[str, PlannedSource] = field(init=False)
    # What the journal tells of since the source that is furthest behind; None: too much to look at.
    news: list[tuple[int, Name]] | None = field(init=False)

    def __post_init__(self) -> None:
        self.head = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
        watching = [name for name in sources.SOURCES if sources.watches_of(name)]
        self.seen = {row.source: row for row in PlannedSource.objects.filter(source__in=watching)}
        if missing := set(watching) - set(self.seen):
            PlannedSource.objects.bulk_create(map(PlannedSource, sorted(missing)), ignore_conflicts=True)
        self.news = self._news()

    def _news(self) -> list[tuple[int, Name]] | None:
        since = min((row.entry for row in self.seen.values() if row.at), default=self.head)
        if self.is_whole or since >= self.head:
            return []
        rows = Entry.objects.filter(number__gt=since, number__lte=self.head).order_by("number")
        told = rows.values_list("number", "about_kind", "about_key")[: ENTRIES_LOOKED_AT + 1]
        news = [(number, Name(kind, key)) for number, kind, key in told]
        return None if len(news) > ENTRIES_LOOKED_AT else news

    def asks(self, source: str, besides: str) -> Again | None:
        """Whether a source is to be asked again, and of what; None: all that it hangs on is as it was."""
        watches, row = sources.watches_of(source), self.seen.get(source)
        if self.is_whole or watches is None or row is None or row.at is None or self.news is None:
            return Again()
        is_of_another_day = day_of_the_house(row.at) != day_of_the_house(self.at)
        is_time = row.at > self.at or (row.again_at is not None and row.again_at <= self.at)
        if is_of_another_day or is_time or row.entry > self.head or row.besides != besides:
            return Again()
        moved = [
            name for number, name in self.news if number > row.entry and name.kind not in watches.unmoved_by
        ]  # fmt: skip
        if not moved:
            return None
        alike = all(name.kind == watches.thing_by_thing for name in moved)
        return Again(frozenset(name.key for name in moved) if alike else None)

    def faults_of(self, source: str) -> list[str]:
        """What of it could not be planned when it was last."""
        row = self.seen.get(source)
        return list(row.faults) if row else []

    def hold(self, source: str) -> PlannedSource | None:
        """Its row, locked until the transaction ends; None where somebody else plans it, or has planned it since."""
        row = PlannedSource.objects.select_for_update(skip_locked=True).filter(source=source).first()
        return None if row is None or (row.entry > self.head and not self.is_whole) else row

    def keep(self, row: PlannedSource, about: PlannedThings, besides: str, faults: list[str], again: Again) -> None:
        """The source was planned, as the world stood when the sweep began."""
        row.entry, row.besides, row.faults = self.head, besides[:200], faults
        if again.only is None:
            row.at = self.at
        else:
            about.wait_for([row.again_at] if row.again_at else [], self.at)
        row.again_at = about.again_at
        row.save()

    def pass_over(self, names: Collection[str]) -> None:
        """What is new changed nothing for these: they are as far as the journal is."""
        behind = PlannedSource.objects.filter(source__in=names, entry__lt=self.head)
        if any(self.seen[name].entry < self.head for name in names):
            behind.update(entry=self.head)

    @staticmethod
    def distrust(names: Iterable[str]) -> None:
        """These are asked again at the next sweep, whatever happens."""
        PlannedSource.objects.filter(Q(source__in=list(names)), at__isnull=False).update(at=None)
