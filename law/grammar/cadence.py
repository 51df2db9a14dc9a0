"""How often the bodies meet, and what couples to what."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from law.choices import Session
from law.grammar.basis import Basis
from law.grammar.bodies import BodyRow
from record.spans import DAY, plus


@dataclass(frozen=True)
class CadenceRule:
    """How often. Without `years` no interval is named. `body` is None for the Chair, whose term it is."""

    name: str
    body: BodyRow | None
    words: Any
    article: Any
    source: str
    since: dt.date
    years: int | None = None
    # Once in each calendar year, whenever in it.
    by_calendar_year: bool = False
    # Which meetings keep the interval.
    sessions: frozenset[str] = frozenset({Session.REGULAR})
    until: dt.date | None = None
    basis: Basis = Basis.INSTRUMENT
    # Which of these sessions are held by consensus alone: whoever plans one says on what it rests.
    by_consensus: frozenset[str] = frozenset()

    def holds(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)

    def due_after(self, day: dt.date) -> dt.date:
        """The last day by which the rule wants the next, counted from that day."""
        years = self.years or 0
        return dt.date(day.year + years, 12, 31) if self.by_calendar_year else plus(day, years)


@dataclass(frozen=True)
class Coupling:
    """What couples to what: a meeting of `first` comes before one of `then`.

    The instruments name no number of days; `months` is how far back `first` is looked for here, a reading that is
    proposed and to be confirmed. `days` is what was observed. `first` is None where it is the term of the Chair that ends.
    """

    name: str
    first: BodyRow | None
    then: tuple[BodyRow, ...]
    words: Any
    article: Any
    source: str
    since: dt.date
    basis: Basis = Basis.INSTRUMENT
    months: int = 0
    days: tuple[int, int] = (0, 0)

    def window(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The days, both included, in which a meeting of `first` comes before one that begins on `day`."""
        return (plus(day, months=-self.months) if self.months else day - self.days[1] * DAY), day


@dataclass(frozen=True)
class CadenceTable:
    """The rules and couplings of an edition."""

    rules: tuple[CadenceRule, ...]
    couplings: tuple[Coupling, ...]

    def rules_on(self, on: dt.date) -> tuple[CadenceRule, ...]:
        """The rules that hold on a day."""
        return tuple(rule for rule in self.rules if rule.holds(on))

    def consensus_for(self, body: str, session: str, on: dt.date) -> CadenceRule | None:
        """The rule by which a session of a body is held by consensus; None where it needs none of its own."""
        return next((rule for rule in self.rules_on(on) if rule.body == body and session in rule.by_consensus), None)

    def rule(self, name: str) -> CadenceRule:
        return next(rule for rule in self.rules if rule.name == name)

    def coupled(self, name: str) -> Coupling:
        return next(row for row in self.couplings if row.name == name)

    def rule_of(self, body: str | None) -> CadenceRule | None:
        """The rule by which a body's interval is counted, or the first that is about it."""
        about = [rule for rule in self.rules if rule.body == body]
        return next((rule for rule in about if rule.years is not None), about[0] if about else None)

    def rule_of_the_chair(self, day: dt.date) -> CadenceRule:
        """The rule for a term of the Chair that begins on a day; before all of them, the earliest."""
        about = sorted((rule for rule in self.rules if rule.body is None), key=lambda rule: rule.since)
        return next((rule for rule in reversed(about) if rule.since <= day), about[0])

    def couplings_of(self, body: str | None) -> tuple[Coupling, ...]:
        """What a body is coupled to, and what is coupled to it."""
        return tuple(row for row in self.couplings if body == row.first or body in row.then)

    def coupling(self, first: str | None, then: str) -> Coupling:
        """By which row a meeting of one body comes before one of another."""
        return next(row for row in self.couplings if row.first == first and then in row.then)

    def heads_of(self, body: str | None) -> tuple[BodyRow, ...]:
        """The bodies before whose meetings this one meets; of None, those whose meeting ends the term of the Chair."""
        return tuple(dict.fromkeys(then for row in self.couplings if row.first == body for then in row.then))

    def faults(self) -> Iterator[str]:
        rows: list[CadenceRule | Coupling] = [*self.rules, *self.couplings]
        names = [row.name for row in rows]
        yield from (f"two rows are named {name}" for name in sorted({name for name in names if names.count(name) > 1}))
        yield from (f"{row.name} rests on nothing" for row in rows if not row.article and not row.source)
        yield from (f"{row.name} has no basis" for row in rows if not isinstance(row.basis, Basis))
        if not any(rule.body is None for rule in self.rules):
            yield "no rule is about the Chair"
        yield from (f"{row.name} comes before nothing" for row in self.couplings if not row.then)
        yield from (
            f"{row.name} says neither months nor days"
            for row in self.couplings
            if row.first and not row.months and not row.days[1]
        )
