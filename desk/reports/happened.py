"""WHAT HAPPENED: what one was told, grouped by the thing it is about; unread until it is opened."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.text import capfirst

from journal.names import Name, model_of
from members.models import User
from notices.models import Notice
from notices.reports.told import ToldNotice, told

# Notices that one screen is made of, and things that it names.
MOST_NOTICES, MOST_THINGS = 60, 12


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
        """What it is called; what has no name of its own, like a draft of something new, by its kind."""
        model = model_of(self.about.kind)
        return self.newest.about_label or (capfirst(model._meta.verbose_name) if model else "")

    @property
    def unread(self) -> int:
        return sum(entry.notice.seen_at is None for entry in self.entries)


def happenings(user: User) -> list[Happening]:
    """The things of which one was told last, those with something unread first. Three queries."""
    return by_thing(told(user, Notice.objects.visible_to(user)[:MOST_NOTICES]))[:MOST_THINGS]


def _under_its_heading(entry: ToldNotice) -> ToldNotice:
    """Its sentence without the name of the thing, which stands above it."""
    return replace(entry, sentence=entry.sentence.removeprefix(f"{entry.notice.about_label}: "))


def by_thing(entries: Iterable[ToldNotice]) -> list[Happening]:
    groups: dict[Name, list[ToldNotice]] = {}
    for entry in entries:
        groups.setdefault(entry.notice.about, []).append(_under_its_heading(entry))
    things = [Happening(name, group) for name, group in groups.items()]
    return sorted(things, key=lambda thing: not thing.unread)
