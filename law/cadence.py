"""THE TABLE: how often the bodies meet and what couples to what, each row with its article and source."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from law.choices import Body, Session
from record.spans import DAY, plus

ALMATY_ACT = dt.date(2002, 6, 4)
AMENDMENT = dt.date(2009, 9, 1)


class Basis(TextChoices):
    """What a row rests on. A practice binds nobody and is never counted for or against good order."""

    INSTRUMENT = "instrument", _("from the instrument")
    PRACTICE = "practice", _("observed practice")


@dataclass(frozen=True)
class Rule:
    """How often. Without `years` no interval is named. `body` is None for the Chair, whose term it is."""

    name: str
    body: Body | None
    words: Any
    article: Any
    source: str
    years: int | None = None
    # Once in each calendar year, whenever in it.
    by_calendar_year: bool = False
    # Which meetings keep the interval.
    sessions: frozenset[str] = frozenset({Session.REGULAR})
    since: dt.date = ALMATY_ACT
    until: dt.date | None = None
    basis: Basis = Basis.INSTRUMENT

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
    first: Body | None
    then: tuple[Body, ...]
    words: Any
    article: Any
    source: str
    basis: Basis = Basis.INSTRUMENT
    months: int = 0
    days: tuple[int, int] = (0, 0)

    def window(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The days, both included, in which a meeting of `first` comes before one that begins on `day`."""
        return (plus(day, months=-self.months) if self.months else day - self.days[1] * DAY), day


ALL_SESSIONS = frozenset(Session.values)
A_SPECIAL_ONE = _("Special meetings are held by consensus.")

RULES = (
    Rule("summit", Body.SUMMIT, _("Every four years."), "AA 29", "", years=4),
    Rule("summit-special", Body.SUMMIT, A_SPECIAL_ONE, "AA 29", "", sessions=frozenset({Session.SPECIAL})),
    Rule("ministerial", Body.MINISTERIAL, _("Every two years."), "AA 30", "", years=2),
    Rule("ministerial-special", Body.MINISTERIAL, A_SPECIAL_ONE, "AA 30", "",
         sessions=frozenset({Session.SPECIAL, Session.INFORMAL})),
    Rule("soc", Body.SENIOR_OFFICIALS, _("At least once a year; counted here by calendar years."), "AA 31", "",
         years=1, by_calendar_year=True, sessions=ALL_SESSIONS),
    Rule("working-group", Body.WORKING_GROUP, _("As mandated; its results go to the Senior Officials Committee."),
         "AA 32", "", sessions=ALL_SESSIONS),
    Rule("specialised", Body.SPECIALISED, _("As agreed."), "AA 33", "", sessions=ALL_SESSIONS),
    Rule("chair-to-2009", None, _("A term of four years."), _("before the amendment of 1 September 2009"), "SCICA-MM2",
         years=4, until=AMENDMENT),
    Rule("chair", None, _("A term of two years, which ends at the next regular Summit or Ministerial; extensions happen."),
         _("amendment of 1 September 2009"), "SCICA-MM2", years=2, since=AMENDMENT),
)  # fmt: skip

COUPLINGS = (
    Coupling("ministerial-before-summit", Body.MINISTERIAL, (Body.SUMMIT,),
             _("A meeting of foreign ministers comes before a Summit."), "AA 29", "", months=12),
    Coupling("soc-prepares-summit", Body.SENIOR_OFFICIALS, (Body.SUMMIT,),
             _("The Senior Officials Committee prepares the Summit."), "AA 31", "", months=6),
    Coupling("soc-prepares-ministerial", Body.SENIOR_OFFICIALS, (Body.MINISTERIAL,),
             _("The Senior Officials Committee prepares the Ministerial."), "AA 31", "", months=6),
    Coupling("working-group-before-soc", Body.WORKING_GROUP, (Body.SENIOR_OFFICIALS,),
             _("The working group sits one or two days before the Senior Officials Committee."), "",
             "SCICA-PR1504; ASTANATIMES-2024-12-SOC; TREND-2025-02", Basis.PRACTICE, days=(1, 2)),
    Coupling("chair-to-meeting", None, (Body.SUMMIT, Body.MINISTERIAL),
             _("The term of the Chair ends at the next regular Summit or Ministerial."),
             _("amendment of 1 September 2009"), "SCICA-MM2"),
)  # fmt: skip

BY_NAME = {row.name: row for row in RULES}
COUPLED = {row.name: row for row in COUPLINGS}


def rules_on(on: dt.date) -> tuple[Rule, ...]:
    """The rules that hold on a day."""
    return tuple(rule for rule in RULES if rule.holds(on))


def couplings_of(body: Body | None) -> tuple[Coupling, ...]:
    """What a body is coupled to, and what is coupled to it."""
    return tuple(row for row in COUPLINGS if body == row.first or body in row.then)
