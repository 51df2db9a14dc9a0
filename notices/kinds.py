"""Kinds of notices: the grammar in which each owner declares its own, and the few that are the ledger's.

A kind is one row in the `kinds.py` of the app that tells it, and needs nothing else: no column lists them. What is told
as it happens (`actions.tell`) has one sentence, made where it is read; the row says whether it goes by letter as well, and
whether that letter is official (`ByLetter`). What a sweep reminds of (`actions.sweep`) is a
`KindOfReminder`: a line and a body that staff may word anew in each language (`LetterTemplate`), with the placeholders
that stand there and no others. Values travel as plain JSON and are put into words for their reader:

- TEXT   a string, or texts by language: {"en": ..., "ru": ...};
- DAY    an ISO day: "2027-03-14";
- WHEN   an ISO day, or an instant with the zone in which it is meant: {"at": "2027-03-14T13:00:00+00:00", "zone": "Asia/Almaty"};
- DAYS   an ISO day or a WHEN; it reads as how far off it is: "in 21 days", "today";
- LABEL  a name that our own catalogue translates (gettext is asked for it).
"""

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from notices.choices import Rung
from record.awaiting import DeskLine
from record.texts import in_language

Phrase = Promise | str
Values = Mapping[str, Any]


class HasBeenTold(Protocol):
    """As much of a notice as its sentence is made from."""

    kind: str
    about_label: str
    values: dict[str, Any]

    @property
    def called(self) -> str:
        """What it is about, in the reader's language where a value says so; else as it was called then."""


# From a notice, and from what participants are called (by code), to the sentence in the reader's language.
Words = Callable[[HasBeenTold, Mapping[str, str]], str]


def only_its_name(notice: HasBeenTold, states: Mapping[str, str]) -> str:
    return f"{label_of(notice.kind)}: {notice.about_label}"


def state_in(values: Values) -> Iterable[str]:
    """The code of the one state that most notices name, if any; a reminder holds its name in four languages instead."""
    state = values.get("state")
    return [state] if state and isinstance(state, str) else []


def no_day(values: Values) -> Any:
    return None


@dataclass(frozen=True)
class ByLetter:
    """That what is told as it happens goes by letter as well, and how: exactly as its sentence stands in the portal."""

    # Official ones can't be declined and carry no List-Unsubscribe.
    is_official: bool
    # What shows that it arrived is kept on the page of the thing itself, and not among receipts on paper.
    is_proved_apart: bool = False
    # What the letter says under the sentence.
    body: Phrase = ""
    # What the link is called, where it isn't just a page.
    link: Phrase = ""
    # The day that the sentence names and that lies ahead, as a DAY or a WHEN: the nearest stands first in a letter.
    day: Callable[[Values], Any] = no_day
    # Kinds of reminders that, in one letter with it and about the same thing, have nothing to add.
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class KindOfNotice:
    """One kind of what the house tells people."""

    # Stands in the ledger: it is never given to another kind.
    name: str
    label: Phrase
    words: Words = only_its_name
    # The codes of the participants that the sentence calls by name.
    states: Callable[[Values], Iterable[str]] = state_in
    # None: it is told in the portal alone.
    by_letter: ByLetter | None = None
    # The values that call the thing in each language, where it isn't the one of its own kind.
    called_by: tuple[str, ...] = ()

    def thing_called(self, about_kind: str, values: Values) -> str:
        """What the thing is called in the reader's language; "" where no value says so."""
        names = [values.get(name) for name in self.called_by or (about_kind,)]
        return " · ".join(in_language(name) for name in names if name and isinstance(name, dict))

    @property
    def goes_by_letter(self) -> bool:
        return self.by_letter is not None

    @property
    def is_declinable(self) -> bool:
        """Whether a person may have no letters of it."""
        return self.by_letter is not None and not self.by_letter.is_official


def is_proved_apart(kind: str) -> bool:
    """Whether what shows its arrival is kept on the page of the thing itself."""
    way = KINDS[kind].by_letter
    return way is not None and way.is_proved_apart


class Shape(enum.Enum):
    TEXT = "text"
    DAY = "day"
    WHEN = "when"
    DAYS = "days"
    LABEL = "label"


@dataclass(frozen=True)
class Placeholder:
    """A word in braces that a wording may hold, what it stands for, and what is put where nothing is known."""

    name: str
    shape: Shape
    meaning: Phrase
    empty: Phrase = "–"


@dataclass(frozen=True, kw_only=True)
class KindOfReminder(KindOfNotice):
    """One kind of what a sweep reminds of, by letter, too."""

    # Official ones can't be declined and carry no List-Unsubscribe.
    is_official: bool
    placeholders: tuple[Placeholder, ...] = ()
    # It leaves at once, at whatever hour: what can't wait for a morning.
    is_at_once: bool = False
    # One sentence: the line in the portal, the subject of a letter that carries nothing else.
    line: Phrase
    # What the letter says under the line.
    body: Phrase = ""
    # What the link is called, where it isn't just a page.
    link: Phrase = ""
    # The placeholders that name the thing and its date, for whoever was told another date.
    what: str = ""
    when: str = ""

    @property
    def goes_by_letter(self) -> bool:
        return True

    @property
    def is_declinable(self) -> bool:
        return not self.is_official

    @property
    def names(self) -> frozenset[str]:
        return frozenset(place.name for place in self.placeholders)

    def placeholder(self, name: str) -> Placeholder:
        return next(place for place in self.placeholders if place.name == name)


KINDS: dict[str, KindOfNotice] = {}
REMINDERS: dict[str, KindOfReminder] = {}


def add(kind: KindOfNotice) -> str:
    """Register a kind and return its name, by which its owner tells it: MEETING_MOVED = add(KindOfNotice(...))."""
    if kind.name in KINDS:
        raise ValueError(f"two kinds of notices are called {kind.name}")
    KINDS[kind.name] = kind
    if isinstance(kind, KindOfReminder):
        REMINDERS[kind.name] = kind
    return kind.name


def kind_called(name: str) -> KindOfNotice:
    """The kind of that name; of one whose owner is gone, one that shows its name and nothing more."""
    return KINDS.get(name) or KindOfNotice(name, name)


def reminder_called(name: str) -> KindOfReminder:
    """See `kind_called`."""
    return REMINDERS.get(name) or KindOfReminder(name, name, is_official=False, line=name)


def by_letter() -> dict[str, KindOfNotice]:
    """The kinds that go by letter, by name: what is told as it happens, and what a sweep reminds of."""
    return {name: kind for name, kind in KINDS.items() if kind.goes_by_letter}


def declinable() -> frozenset[str]:
    return frozenset(name for name, kind in KINDS.items() if kind.is_declinable)


def kinds_in_words() -> list[tuple[str, Phrase]]:
    """The name of every kind, and what it is called."""
    return [(name, kind.label) for name, kind in KINDS.items()]


def label_of(name: str) -> Phrase:
    return kind_called(name).label


# -- Placeholders that many kinds have.


def text(name: str, meaning: Phrase, empty: Phrase = "–") -> Placeholder:
    return Placeholder(name, Shape.TEXT, meaning, empty)


DAYS = Placeholder("days", Shape.DAYS, _("how far off the day is: “in 21 days”, “today”"))
DAY = Placeholder("day", Shape.DAY, _("the day"), _("to be announced"))

# -- What the ledger itself tells.

DATES_CHANGED = add(
    KindOfReminder(
        "dates-changed",
        _("A date has changed"),
        is_official=True,
        placeholders=(
            text("what", _("whose date changed")),
            Placeholder("when", Shape.WHEN, _("the new date"), _("to be announced")),
            Placeholder("before", Shape.WHEN, _("the date you were told before"), _("to be announced")),
        ),
        line=_("{what}: now on {when}"),
        body=_("{what} is now on {when}. You were told {before} before; the new date replaces it."),
    )
)


def _corrected(notice: HasBeenTold, states: Mapping[str, str]) -> str:
    words = {"what": in_language(notice.values.get("what") or {}) or notice.about_label}
    words["reason"] = str(notice.values.get("reason", ""))
    return _now("Entered by mistake, and counting for nothing: %(what)s. %(reason)s") % words


# Whoever was told of something that was entered by mistake.
ENTRY_CORRECTED = add(
    KindOfNotice("entry-corrected", _("Something you were told of was entered by mistake"), _corrected)
)


def _restored(notice: HasBeenTold, states: Mapping[str, str]) -> str:
    words = {"what": in_language(notice.values.get("what") or {}) or notice.about_label}
    words["reason"] = str(notice.values.get("reason", ""))
    return _now("Changed by mistake, and again as it was before: %(what)s. %(reason)s") % words


# Whoever was told of something that an import changed, once the import was taken back.
ENTRY_RESTORED = add(
    KindOfNotice("entry-restored", _("Something you were told of is again as it was before"), _restored)
)


# -- What waits for somebody's answer, and to whom it goes on where none comes.


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """One thing that waits: the line of the desk that it stands as, since when, for which participant, and who knows of it.

    `asked` are the keys of those who were asked already: it goes on to others. `never` may not answer it at all.
    """

    line: DeskLine
    since: dt.date
    participant: int | None = None
    asked: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class KindOfAsk:
    """One kind of what waits for somebody's answer: what it is called, and to whom it goes on, in which order.

    `days` and `is_on` are proposed, to be confirmed by the Secretariat, which sets them (`notices.models.GoingOnRule`).
    `waiting` reads what waits now; an answer, and it is in there no more. `is_own`: it is its state's alone, and goes on
    within it. `roles` are those that may answer; none named: everybody who acts for the state.
    """

    name: str
    label: Phrase
    article: str
    rungs: tuple[Rung, ...]
    waiting: Callable[[dt.datetime], Iterable[Unanswered]]
    days: int = 5
    is_on: bool = True
    is_own: bool = False
    roles: tuple[str, ...] = ()


ASKS: dict[str, KindOfAsk] = {}


def add_asks(*kinds: KindOfAsk) -> None:
    """Register kinds of asks, from `ready()` of the room that knows what waits. The same name again replaces one."""
    ASKS.update({kind.name: kind for kind in kinds})


def asks_of_states_alone() -> frozenset[str]:
    return frozenset(name for name, kind in ASKS.items() if kind.is_own)


def ask_called(name: str) -> Phrase:
    return ASKS[name].label if name in ASKS else name


def _went_on(notice: HasBeenTold, states: Mapping[str, str]) -> str:
    words = {
        "what": in_language(notice.values.get("what") or {}),
        "thing": in_language(notice.values.get("thing") or {}) or notice.about_label,
    }
    return _now("This waits for an answer, and goes on to you: %(what)s. %(thing)s") % words


WENT_ON = add(
    KindOfNotice(
        "went-on",
        _("Something that waits goes on to you"),
        _went_on,
        by_letter=ByLetter(
            is_official=False,
            body=_(
                "Whoever may answer it does so if they wish; one answer is enough, and nobody else need do anything."
            ),
        ),
    )
)
