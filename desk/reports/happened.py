"""WHAT HAPPENED: what one was told, grouped by the thing it is about; unread until it is opened."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from journal.names import Name
from members.models import User
from notices.kinds import label_of
from notices.models import Notice
from notices.reports.told import ToldNotice, told
from notices.words import END_ISOLATE, ISOLATE

# Notices that one screen is made of, and things that it names.
MOST_NOTICES, MOST_THINGS = 60, 7


@dataclass(frozen=True)
class Happening:
    """One thing, and what was told of it, the newest first."""

    about: Name
    entries: list[ToldNotice]

    @property
    def newest(self) -> Notice:
        return self.entries[0].notice

    @property
    def label(self) -> str:
        """What it is called, in the reader's language where a notice tells it so; what isn't there yet, by what is told."""
        names = (entry.notice.name_told for entry in self.entries)
        return next(filter(None, names), "") or self.newest.called or str(label_of(self.newest.kind))

    @property
    def unread(self) -> int:
        return sum(entry.notice.seen_at is None for entry in self.entries)


def happenings(user: User) -> list[Happening]:
    """The things of which one was told last, those with something unread first. Three queries."""
    return by_thing(told(user, Notice.objects.visible_to(user)[:MOST_NOTICES]))[:MOST_THINGS]


def _under_its_heading(entry: ToldNotice) -> ToldNotice:
    """Its sentence without the name of the thing, which stands above it, and the sign that each language puts after it."""
    named = re.compile(rf"{ISOLATE}?{re.escape(entry.notice.called)}{END_ISOLATE}?[:：.]\s*")
    return replace(
        entry, sentence=named.sub("", entry.sentence, count=1) if named.match(entry.sentence) else entry.sentence
    )


def by_thing(entries: Iterable[ToldNotice]) -> list[Happening]:
    groups: dict[Name, list[ToldNotice]] = {}
    for entry in entries:
        groups.setdefault(entry.notice.about, []).append(_under_its_heading(entry))
    things = [Happening(name, group) for name, group in groups.items()]
    return sorted(things, key=lambda thing: not thing.unread)
