"""The cycles of the Conference as tables: how each rule stands, what the record shows beside it, what the years to come want.

Reads the meetings and terms that a reader may see and hands them to `meetings.cadence`, which reckons with them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from law.choices import Session
from law.editions import edition_on
from law.grammar.bodies import BodyRow
from law.grammar.cadence import CadenceRule, Coupling
from law.grammar.editions import LawEdition
from meetings.cadence import (
    Finding,
    History,
    Order,
    RuleStanding,
    Sitting,
    Term,
    WantedMeeting,
    expected,
    findings,
    standing,
)
from meetings.choices import Status
from meetings.history import history_of
from meetings.models import Meeting
from meetings.reports.wording import Names, finding_in_words, reason_in_words
from members.models import Chairmanship, Person
from record.spans import earliest, plus
from record.texts import LANGUAGES

YEARS_BACK, YEARS_AHEAD = 25, 6

# What a mark says, in the order of the key beside the picture.
KINDS: dict[str, Any] = {
    "held": _("held"),
    "other": _("special or informal, held"),
    "open": _("planned; the record does not say whether it was held"),
    "planned": _("planned"),
    "after": _("after this day"),
    "proposed": _("proposed"),
    "wanted": _("due by then, and none planned"),
}


@dataclass(frozen=True)
class WordedFinding:
    """A finding with its words in the reader's language, and the meetings it names."""

    finding: Finding
    words: str
    names: Names

    @property
    def key(self) -> str:
        """What it is called on its day: its rule, what kind of thing was found, and the days it is about."""
        finding = self.finding
        days = (finding.since.isoformat(), finding.until.isoformat())
        return ".".join(part for part in (finding.rule, str(finding.kind), finding.coupling, *days) if part)

    @property
    def texts(self) -> dict[str, str]:
        """Its words in every language."""
        texts = {}
        for language in LANGUAGES:
            with override(language):
                texts[language] = finding_in_words(self.finding, self.names)
        return texts

    @property
    def references(self) -> list[str]:
        finding = self.finding
        return [sitting.reference for sitting in (finding.meeting, finding.before, *finding.between) if sitting]


@dataclass(frozen=True)
class CycleRow:
    """A rule on a day: how its body stands to it, what is coupled to it, what was found, and what it wants next."""

    rule: CadenceRule
    standing: RuleStanding
    couplings: tuple[Coupling, ...]
    findings: tuple[WordedFinding, ...]
    wanted: tuple[WantedMeeting, ...]
    is_in_force: bool
    last: Meeting | None
    term: Chairmanship | None

    # The next one, where nobody has planned it: by the same day as the reminder of it, which may be before the rule's own.
    next_wanted: WantedMeeting | None

    @property
    def last_by(self) -> dt.date | None:
        """By when the next one is due if what was planned for days gone by was held."""
        return self.next_wanted.by if self.next_wanted else self.standing.at_most

    @property
    def why_then(self) -> str:
        return reason_in_words(self.next_wanted) if self.next_wanted else ""

    @property
    def has_interval(self) -> bool:
        return self.standing.order != Order.UNMEASURED

    @property
    def last_on(self) -> dt.date | None:
        """The first day of the last meeting, or of the term that runs."""
        return self.last.starts_on if self.last else (self.term.since if self.term else None)

    @property
    def last_precision(self) -> str:
        return self.last.starts_precision if self.last else (self.term.since_precision if self.term else "")


@dataclass(frozen=True)
class Year:
    """A calendar year of the picture in words: who held the Chair in it, and the meetings of each body."""

    number: int
    chairs: tuple[Chairmanship, ...]
    cells: tuple["Cell", ...]


@dataclass(frozen=True)
class Seen:
    """A meeting, and how it looks from the day."""

    meeting: Meeting
    kind: str

    @property
    def words(self) -> Any:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Cell:
    """A body's meetings in a year: those there, and those wanted that nobody has planned."""

    body: BodyRow
    meetings: tuple[Seen, ...]
    wanted: tuple[WantedMeeting, ...]


@dataclass(frozen=True)
class ToCome:
    """What is wanted, and the meeting that is there for it."""

    wanted: WantedMeeting
    meeting: Meeting | None
    is_unconfirmed: bool


@dataclass(frozen=True)
class Cycles:
    """The cadence as one reader sees it on one day."""

    on: dt.date
    history: History
    meetings: dict[str, Meeting]
    terms: dict[dt.date, Chairmanship]
    ahead: tuple[WantedMeeting, ...]
    findings: tuple[Finding, ...]
    names: Names

    @classmethod
    def seen_by(cls, user: Person, on: dt.date) -> "Cycles":
        meetings = {
            meeting.reference: meeting for meeting in Meeting.objects.visible_to(user).order_by("starts_on", "pk")
        }
        rows = Chairmanship.objects.visible_to(user).select_related("participant").order_by("since")
        terms = {row.since: row for row in rows}
        history = history_of(meetings.values(), terms.values())
        ahead = expected(history, on, plus(on, YEARS_AHEAD))
        return cls(on, history, meetings, terms, ahead, findings(history, on), Names(meetings, terms, on))

    @property
    def law(self) -> LawEdition:
        """The edition that holds on the day."""
        return edition_on(self.on)

    @property
    def bodies(self) -> tuple[BodyRow, ...]:
        """Those that have a lane in the picture."""
        return self.law.drawn_bodies()

    @property
    def first_year(self) -> int:
        return self.on.year - YEARS_BACK

    @property
    def last_year(self) -> int:
        return self.on.year + YEARS_AHEAD

    def rows(self) -> list[CycleRow]:
        """Every rule of the table, in its order."""
        return [self._row(rule) for rule in self.law.cadence.rules]

    def _row(self, rule: CadenceRule) -> CycleRow:
        stands = standing(self.history, rule, self.on)
        last = stands.last
        keeps = rule.years is not None or any(
            row.first == rule.body and row.days[1] for row in self.law.cadence.couplings
        )
        return CycleRow(
            rule,
            stands,
            self.law.cadence.couplings_of(rule.body) if keeps and rule.holds(self.on) else (),
            tuple(self._worded(finding) for finding in self.findings if finding.rule == rule.name),
            tuple(self._wanted_of(rule.body)) if keeps and rule.body else (),
            rule.holds(self.on),
            self.meetings[last.reference] if isinstance(last, Sitting) else None,
            self.terms[last.since] if isinstance(last, Term) else None,
            self._next_wanted(rule.body) if rule.body and rule.years is not None else None,
        )

    def _worded(self, finding: Finding) -> WordedFinding:
        return WordedFinding(finding, finding_in_words(finding, self.names), self.names)

    def kind(self, sitting: Sitting) -> str:
        """How a meeting looks from the day: "held", one of `KINDS`."""
        if sitting.status == Status.HELD and sitting.first <= self.on:
            return "held" if sitting.session == Session.REGULAR else "other"
        if sitting.status == Status.PROPOSED:
            return "proposed"
        if sitting.status == Status.HELD:
            return "after"
        return "open" if sitting.last < self.on else "planned"

    def sittings(self, body: BodyRow) -> list[Sitting]:
        """What the picture shows of a body, the earliest first."""
        return [
            sitting
            for sitting in self.history.sittings
            if sitting.body == body
            and sitting.status != Status.CANCELLED
            and self.first_year <= sitting.first.year <= self.last_year
        ]

    def years(self) -> Iterator[Year]:
        """The picture in words, the earliest year first."""
        for number in range(self.first_year, self.last_year + 1):
            first, last = dt.date(number, 1, 1), dt.date(number, 12, 31)
            chairs = tuple(
                term
                for term in self.terms.values()
                if term.since <= min(last, self.on) and (term.until is None or term.until >= first) and first <= self.on
            )
            yield Year(number, chairs, tuple(self._cell(body, number) for body in self.bodies))

    def to_come(self) -> Iterator[ToCome]:
        """What the next years want, the soonest first."""
        for wanted_meeting in self.ahead:
            meeting = self.meetings[wanted_meeting.planned.reference] if wanted_meeting.planned else None
            yield ToCome(wanted_meeting, meeting, wanted_meeting.is_unconfirmed(self.on))

    def _cell(self, body: BodyRow, year: int) -> Cell:
        sittings = [sitting for sitting in self.sittings(body) if sitting.first.year == year]
        looks = tuple(Seen(self.meetings[sitting.reference], self.kind(sitting)) for sitting in sittings)
        return Cell(body, looks, tuple(meeting for meeting in self._wanted_of(body) if meeting.by.year == year))

    def _next_wanted(self, body: BodyRow) -> WantedMeeting | None:
        """The next meeting of a body, unless it is planned; one whose day has gone by is not the next any more."""
        coming = (meeting for meeting in self.ahead if meeting.body == body and not meeting.is_unconfirmed(self.on))
        next_one = next(coming, None)
        return next_one if next_one and next_one.planned is None else None

    def _wanted_of(self, body: BodyRow) -> Iterator[WantedMeeting]:
        """What is wanted of a body and planned by nobody."""
        return (meeting for meeting in self.ahead if meeting.body == body and meeting.planned is None)


def begins(row: Chairmanship) -> dt.date:
    """The first day on which a term can have begun."""
    return earliest(row.since, row.since_precision)
