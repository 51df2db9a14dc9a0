"""What the record shows: meetings and terms of the Chair, held, to come, or not confirmed, as seen from a day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from law.choices import Session
from law.editions import edition, edition_on
from law.grammar.cadence import CadenceRule, CadenceTable
from law.grammar.editions import LawEdition
from meetings.choices import Status
from record.dates import Precision
from record.spans import earliest


@dataclass(frozen=True)
class Sitting:
    """A meeting as the cadence sees it. `first` is the last day on which it could have begun."""

    body: str
    first: dt.date
    last: dt.date
    session: Session = Session.REGULAR
    status: Status = Status.HELD
    precision: Precision = Precision.EXACT
    reference: str = ""

    @property
    def earliest(self) -> dt.date:
        return earliest(self.first, self.precision)


@dataclass(frozen=True)
class Term:
    """A state's term in the Chair, `until` the day of the handover; `edition` that of the law under which it began."""

    state: str
    since: dt.date
    until: dt.date | None = None
    since_precision: Precision = Precision.EXACT
    until_precision: Precision = Precision.EXACT
    edition: str = ""

    @property
    def law(self) -> LawEdition:
        """The edition under which the term began, and ends."""
        return edition(self.edition) if self.edition else edition_on(self.since)

    @property
    def rule(self) -> CadenceRule:
        """The rule for the term: that of its edition, in force when it began."""
        return self.law.cadence.rule_of_the_chair(self.since)

    def stands_at(self, rule: CadenceRule, table: CadenceTable) -> bool:
        """Whether a later table tells of the term at this rule: at the one of the same name, else at the nearest."""
        named = next((row for row in table.rules if row.name == self.rule.name), None)
        return rule == (named or table.rule_of_the_chair(self.since))

    def runs(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class History:
    """Meetings and terms, as somebody read them. Seen from a day, a meeting is held, to come, or not confirmed."""

    sittings: tuple[Sitting, ...] = ()
    terms: tuple[Term, ...] = ()

    def held(self, on: dt.date, *bodies: str | None) -> list[Sitting]:
        """Recorded as held, and surely begun by that day."""
        return self._sorted(
            sitting for sitting in self._of(bodies) if sitting.status == Status.HELD and sitting.first <= on
        )

    def coming(self, on: dt.date, *bodies: str | None) -> list[Sitting]:
        """Planned for that day or after it; or held after it, for a reader who looks from an earlier day."""
        return self._sorted(
            sitting
            for sitting in self._of(bodies)
            if (sitting.status == Status.PLANNED and sitting.last >= on)
            or (sitting.status == Status.HELD and sitting.first > on)
        )

    def ahead(self, on: dt.date, *bodies: str | None) -> list[Sitting]:
        """To come, or proposed. A proposal plans nothing, but nobody has to make it again."""
        proposed = (sitting for sitting in self._of(bodies) if sitting.status == Status.PROPOSED and sitting.last >= on)
        return self._sorted([*self.coming(on, *bodies), *proposed])

    def there(self, on: dt.date, body: str) -> list[Sitting]:
        """Whatever of it was held, planned, or is proposed."""
        return [*self.held(on, body), *self.unconfirmed(on, body), *self.ahead(on, body)]

    def unconfirmed(self, on: dt.date, *bodies: str | None) -> list[Sitting]:
        """Planned for days that have gone by; whether they were held, the record doesn't say. Never counted as held."""
        return self._sorted(
            sitting for sitting in self._of(bodies) if sitting.status == Status.PLANNED and sitting.last < on
        )

    def _of(self, bodies: Sequence[str | None]) -> Iterable[Sitting]:
        return (sitting for sitting in self.sittings if not bodies or sitting.body in bodies)

    @staticmethod
    def _sorted(sittings: Iterable[Sitting]) -> list[Sitting]:
        return sorted(sittings, key=lambda sitting: (sitting.first, sitting.last, sitting.reference))


def keeping(rule: CadenceRule, sittings: Iterable[Sitting]) -> list[Sitting]:
    """Those of the body and the sessions by which the rule's interval is counted."""
    return [sitting for sitting in sittings if sitting.body == rule.body and sitting.session in rule.sessions]
