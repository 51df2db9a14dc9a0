"""ONE LIST OF WHAT IS TO BE DONE: the lines that acts and rooms declare, as they stand on a person's desk.

The number of queries doesn't depend on how many lines there are: each source cuts its own, and what was done with the
lines is read at once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from desk.choices import ASKED_AGAIN_AFTER, DeskDeed
from desk.models import DeskEntry
from desk.reports.sources import every_line
from journal.staff import Work, does
from members.access import acts_at, deputised_by, desks_of, own_states
from members.models import Person, User
from notices.models import WentOn
from record.acts import TABLE
from record.awaiting import LINES, MOST, SECRETARIAT, DeskLine, Stands, desk_of_a_person
from record.dates import day_of_the_house

# As many lines that say the same are folded up: of what is near, of the rest, and of what nobody has to do.
FOLDED_NEAR, FOLDED_FAR, FOLDED_BESIDE = 6, 4, 3
NEAR = frozenset({"past", "soon", "week"})
SOON, THIS_WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


@dataclass(frozen=True)
class ShownLine:
    """A line as it stands on a person's desk, with what was done with it."""

    line: DeskLine
    kind_label: Any
    for_whom: Any
    may_act: bool
    entries: tuple[DeskEntry, ...]
    today: dt.date
    # To whom it went on, as nobody had answered, and when.
    went_on: tuple[WentOn, ...] = ()
    # Of what the person only reads: who does it.
    done_by: Any = ""

    @cached_property
    def aside(self) -> DeskEntry | None:
        """By what it is set aside today."""
        return next((entry for entry in self.entries if entry.hides_on(self.today)), None)

    @cached_property
    def assigned(self) -> DeskEntry | None:
        return next((entry for entry in self.entries if entry.what == DeskDeed.ASSIGNED), None)

    @property
    def officer(self) -> Any:
        """Who has it: to whom the line was given, else to whom its thing was laid."""
        return self.assigned.officer if self.assigned else self.line.officer

    @cached_property
    def words(self) -> list[DeskEntry]:
        return [entry for entry in reversed(self.entries) if entry.what == DeskDeed.WORD]

    @cached_property
    def asked(self) -> DeskEntry | None:
        """When it was last asked for, while that is still new."""
        asked = (entry for entry in self.entries if entry.what == DeskDeed.ASKED)
        return next((entry for entry in asked if self.today < self.asked_again_on(entry)), None)

    @staticmethod
    def asked_again_on(entry: DeskEntry) -> dt.date:
        return day_of_the_house(entry.at) + ASKED_AGAIN_AFTER

    @property
    def days(self) -> int | None:
        return (self.line.by - self.today).days if self.line.by else None

    @property
    def is_shared(self) -> bool:
        """Whether it stands on the desk that the Secretariat's staff share."""
        return self.line.desk == SECRETARIAT

    @property
    def order(self) -> tuple[Any, ...]:
        """What the person may do first, then the nearest day; without a day, what has waited longest."""
        line = self.line
        return (
            not self.may_act,
            line.by or dt.date.max,
            line.since or dt.date.max,
            str(line.what),
            line.reference,
            line.key,
        )


@dataclass(frozen=True)
class DeskFold:
    """Lines that stand together on a desk: one alone, or the first of many that say the same, with the rest folded up below it."""

    lines: list[ShownLine]

    @property
    def first(self) -> ShownLine:
        """The one that has to be done first."""
        return self.lines[0]

    @property
    def rest(self) -> list[ShownLine]:
        return self.lines[1:]


@dataclass(frozen=True)
class DeskGroup:
    """Lines whose day is about as near."""

    name: str
    label: Any
    lines: list[ShownLine]
    # Whether each stands by itself.
    is_unfolded: bool = False

    @property
    def folds(self) -> list[DeskFold]:
        """What is near stands line by line for longer than what is far."""
        if self.is_unfolded:
            return [DeskFold([shown]) for shown in self.lines]
        return folded_by_kind(self.lines, FOLDED_NEAR if self.name in NEAR else FOLDED_FAR)


@dataclass(frozen=True)
class DeskQuestion:
    """What a desk may be asked: whose lines, and of which kind. Nothing: everybody's, of every kind."""

    is_mine: bool = False
    kind: str = ""


@dataclass(frozen=True)
class DeskList:
    """Everything that stands on a person's desk today."""

    user: Person
    today: dt.date
    every: list[ShownLine]

    def _on_top(self, stands: Stands) -> list[ShownLine]:
        return [shown for shown in self.every if shown.line.stands is stands and shown.aside is None]

    @cached_property
    def to_do(self) -> list[ShownLine]:
        return self._on_top(Stands.TO_DO)

    @cached_property
    def mine(self) -> list[ShownLine]:
        """What is to be done and no colleague took."""
        return [shown for shown in self.to_do if self.is_mine(shown)]

    @cached_property
    def open(self) -> list[ShownLine]:
        """The newest first: no day orders what nobody waits for."""
        newest = sorted(self._on_top(Stands.OPEN), key=lambda shown: shown.line.since or dt.date.min, reverse=True)
        return sorted(newest, key=lambda shown: shown.line.by or dt.date.max)

    @cached_property
    def waiting(self) -> list[ShownLine]:
        return self._on_top(Stands.WAITS)

    @cached_property
    def set_aside(self) -> list[ShownLine]:
        return [shown for shown in self.every if shown.aside is not None]

    def is_mine(self, shown: ShownLine) -> bool:
        return shown.officer is None or shown.officer.pk == self.user.pk or shown.officer.pk in self.stands_in_for

    @cached_property
    def stands_in_for(self) -> dict[int, Any]:
        """For whom the person stands in today: what is given to them is the person's, too."""
        return deputised_by(self.user, self.today) if isinstance(self.user, User) else {}

    def kinds(self) -> list[tuple[str, Any, int]]:
        """The kinds of what is to be done, with how many there are of each."""
        counts: dict[str, list[Any]] = defaultdict(list)
        for shown in self.to_do:
            counts[shown.line.kind].append(shown.kind_label)
        return sorted(((kind, labels[0], len(labels)) for kind, labels in counts.items()), key=lambda row: str(row[1]))

    def asked(self, question: DeskQuestion) -> list[ShownLine]:
        """What is to be done, as far as it is asked for."""
        lines = self.mine if question.is_mine else self.to_do
        return [shown for shown in lines if question.kind in ("", shown.line.kind)]

    @property
    def is_cut(self) -> bool:
        """Whether some kind has more than one screen holds."""
        counts: dict[str, int] = defaultdict(int)
        for shown in self.every:
            counts[shown.line.kind] += 1
        return any(count >= MOST for count in counts.values())

    def find(self, key: str) -> ShownLine | None:
        return next((shown for shown in self.every if shown.line.key == key), None)


def desk_list(user: Person, at: dt.datetime) -> DeskList:
    """Read it: for whoever has no desk, nothing."""
    today = day_of_the_house(at)
    if not desks_of(user, today):
        return DeskList(user, today, [])
    lines = {line.key: (line, label, works) for line, label, works in every_line(user, at)}
    entries: dict[str, list[DeskEntry]] = defaultdict(list)
    rows = DeskEntry.objects.visible_to(user).standing().about_lines(list(lines)).select_related("by", "officer")
    for entry in rows.order_by("-at", "-pk"):
        entries[entry.line].append(entry)
    went_on: dict[str, list[WentOn]] = defaultdict(list)
    for row in WentOn.objects.visible_to(user).of_lines(list(lines)).order_by("on", "pk"):
        went_on[row.line].append(row)
    shown = [
        replace(_shown(user, line, label, works, tuple(entries[key]), today), went_on=tuple(went_on.get(key, ())))
        for key, (line, label, works) in lines.items()
    ]
    return DeskList(user, today, sorted(shown, key=lambda row: row.order))


def every_kind() -> list[tuple[str, Any]]:
    """The kinds of lines that there are, with their words: of sources, and of acts."""
    kinds = [(source.kind, source.label) for source in LINES.rows.values()]
    for noun_name, acts in TABLE.rows.items():
        kinds += [(f"{noun_name}.{act.name}", act.awaits.what or act.label) for act in acts.values() if act.awaits]
    return kinds


def _shown(
    user: Person,
    line: DeskLine,
    label: Any,
    works: frozenset[Work],
    entries: tuple[DeskEntry, ...],
    today: dt.date,
) -> ShownLine:
    may_act = does(user, *works) if line.desk == SECRETARIAT else acts_at(user, line.desk, today)
    shown = line if may_act else replace(line, press=None, besides=())
    done_by = "" if may_act else _who_does_it(line.desk, works)
    return ShownLine(shown, label, _for_whom(user, line.desk, today), may_act, entries, today, done_by=done_by)


def _who_does_it(desk: str, works: frozenset[Work]) -> Any:
    if desk != SECRETARIAT:
        return _("Whoever acts for the state does this.")
    if Work.PREPARE in works:
        return _("An officer or an assistant does this.")
    return _("An officer or a translator does this.") if Work.WORD in works else _("An officer does this.")


def _for_whom(user: Person, desk: str, today: dt.date) -> Any:
    if desk == SECRETARIAT:
        return _("Secretariat")
    if desk == desk_of_a_person(user.pk):
        return _("You")
    return next((state for state in own_states(user, today).values() if state.code == desk), desk)


def folded_by_kind(lines: Sequence[ShownLine], least: int) -> list[DeskFold]:
    """Lines that say the same are one fold, at the place of the first of them, where there are at least so many."""
    alike: dict[tuple[str, str], list[ShownLine]] = defaultdict(list)
    for shown in lines:
        alike[shown.line.kind, str(shown.line.what)].append(shown)
    folds: list[DeskFold] = []
    for shown in lines:
        same = alike[shown.line.kind, str(shown.line.what)]
        if len(same) < least:
            folds.append(DeskFold([shown]))
        elif same[0] is shown:
            folds.append(DeskFold(same))
    return folds


def grouped(lines: Iterable[ShownLine], *, is_unfolded: bool = False) -> list[DeskGroup]:
    """By how near their day is; groups without a line are left out."""
    groups: dict[str, list[ShownLine]] = {name: [] for name in WHEN}
    for shown in lines:
        groups[_when(shown)].append(shown)
    return [DeskGroup(name, WHEN[name], group, is_unfolded) for name, group in groups.items() if group]


WHEN = {
    "past": _("Its day is gone"),
    "soon": _("Today and tomorrow"),
    "week": _("Within a week"),
    "later": _("Later"),
    "none": _("No day named"),
}


def _when(shown: ShownLine) -> str:
    if shown.line.by is None:
        return "none"
    until = shown.line.by - shown.today
    if until < dt.timedelta(0):
        return "past"
    return "soon" if until <= SOON else "week" if until <= THIS_WEEK else "later"
