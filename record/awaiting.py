"""WHAT AWAITS SOMEBODY: the rows of which everybody's desk is made. Each room adds its own; no room lists them all.

A line says what is to be done, about which thing, on whose desk, by when and by which article, and which page does it. It
comes from one of two kinds of rows: an act says of itself when it awaits somebody (`Act.awaits`), or a room registers a
source (`LINES.add`) for what isn't an act about a thing: a meeting that nobody has planned, letters that are held.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model, QuerySet

from journal.names import Name
from journal.staff import Work
from record.viewers import Viewer

# What a person reads: a text, or one that waits for their language.
Sentence = Any
# A desk that several people share: the Secretariat's. That of a participant is called by its code.
SECRETARIAT = "secretariat"
# What one source puts on a desk at most; what is more stands in the lists.
MOST = 30


class Stands(StrEnum):
    """How a line stands to whoever reads it."""

    # It is theirs to do.
    TO_DO = "to-do"
    # They may do it, and nobody waits for it.
    OPEN = "open"
    # They wait for somebody else, whom they may ask.
    WAITS = "waits"


def desk_of_a_person(key: Any) -> str:
    """The desk of somebody who holds an office of their own, for no participant: who chairs a working group."""
    return f"person-{key}"


@dataclass(frozen=True)
class LinePress:
    """A button beside a line: its words, and the page of its act."""

    label: Sentence
    address: str


@dataclass(frozen=True, kw_only=True)
class DeskLine:
    """One line: what is to be done about which thing, and how it is told from every other line.

    `part` tells lines of one kind about one thing apart, and one occasion from the next: a line that was set aside comes
    back with the next occasion.
    """

    kind: str
    about: Name
    part: str = ""
    desk: str = ""
    stands: Stands = Stands.TO_DO
    what: Sentence = ""
    thing: Sentence = ""
    reference: str = ""
    # Where the thing is read.
    page: str = ""
    press: LinePress | None = None
    besides: tuple[LinePress, ...] = ()
    # By when: a day of the house, or an instant, written with its zone.
    by: dt.date | None = None
    by_instant: dt.datetime | None = None
    by_in_words: str = ""
    since: dt.date | None = None
    article: str = ""
    # What still blocks it, or more about it, in sentences.
    remarks: tuple[Sentence, ...] = ()
    # To which officer the thing was laid already; None: to nobody.
    officer: Any = field(default=None, compare=False)
    # Who is waited for, in words.
    waits_for: tuple[Sentence, ...] = ()
    area: Any = field(default=None, compare=False)
    # What its source needs again, to say whom to ask.
    matter: Any = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """What it is called in addresses, and wherever something is kept about it: the same as long as it is the same line."""
        parts = "\x1f".join((self.desk, self.kind, *self.about, self.part))
        return hashlib.sha256(parts.encode()).hexdigest()[:24]


LinesFor = Callable[[Any, dt.datetime], Iterable[DeskLine]]


@dataclass(frozen=True, kw_only=True)
class LinesOf:
    """A source of lines: what it is called among the kinds, on what it rests, and what it puts on a person's desk.

    `lines(user, at)` reads what the person may see, in a number of queries that doesn't depend on how many there are, and
    yields at most `MOST`. `works` are whose work it is at the Secretariat; others of its staff read the line and have no
    button. `people(line, at)` are those who may be asked for what somebody waits for. `stands_still` says that its lines hang
    on where the person sits, the day and what the journal tells of, and on nothing else: not on the hour, on who it is, or on
    what is written past the journal (drafts, the ledger).
    """

    kind: str
    label: Sentence
    article: str
    lines: LinesFor
    works: frozenset[Work] = frozenset({Work.KEEP})
    people: Callable[[DeskLine, dt.datetime], Iterable[Any]] = field(default=lambda line, at: ())
    stands_still: bool = False


def nobody_s(rows: QuerySet[Any], user: Viewer, at: dt.datetime) -> QuerySet[Any]:
    return rows.none()


def of_the_secretariat(user: Any, thing: Model) -> str:
    return SECRETARIAT


def by_no_day(thing: Any) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class WhenAwaited:
    """That an act awaits somebody: which things, on whose desk, by when. It stands in the act's own declaration.

    `rows` cuts what the person sees to what awaits them now, in the order in which it should be done; a thing is on the desk
    that `desk` names. `what` is what is to be done, where the act's button says less. `stands_still` as of `LinesOf`.
    """

    rows: Callable[[QuerySet[Any], Any, dt.datetime], QuerySet[Any]] = nobody_s
    desk: Callable[[Any, Any], str] = of_the_secretariat
    by: Callable[[Any], dt.date | dt.datetime | None] = by_no_day
    what: Sentence = ""
    thing: Callable[[Any], Sentence] = str
    remarks: Callable[[Any], tuple[Sentence, ...]] = field(default=lambda thing: ())
    # Which officer the thing itself was laid to; a line that is given to somebody else is theirs.
    officer: Callable[[Any], Any] = field(default=lambda thing: None)
    stands_still: bool = False


@dataclass
class LineTable:
    """The sources of the house, as its rooms register them when it starts. The same kind again replaces one."""

    rows: dict[str, LinesOf] = field(default_factory=dict)

    def add(self, *sources: LinesOf) -> None:
        self.rows |= {source.kind: source for source in sources}


LINES = LineTable()
