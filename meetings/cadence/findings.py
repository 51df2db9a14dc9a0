"""What the history shows beside the rules: intervals longer than one, years without a meeting, what wasn't found before what.

A finding is data: days and meetings, no words. It says what the record shows and does not, never why, and never whose.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from law.cadence import BY_NAME, COUPLINGS, RULES, Basis, Coupling, Rule
from law.choices import Body, Session
from meetings.cadence.history import History, Sitting, Term, keeping
from meetings.cadence.standing import Order, standing
from record.spans import DAY, Lapse, earliest, meet


class FindingKind(TextChoices):
    """What a finding is about."""

    INTERVAL = "interval", _("interval longer than the one named")
    NONE_SINCE = "none-since", _("none found since")
    NO_ENTRY = "no-entry", _("years with no meeting in the record")
    NOT_PRECEDED = "not-preceded", _("none found before it")
    UNCONFIRMED = "unconfirmed", _("planned; whether held is to be confirmed")
    TERM = "term", _("term longer than the one named")
    HANDOVER = "handover", _("handover with no regular Summit or Ministerial found")
    PRACTICE = "practice", _("how often the practice was found")


@dataclass(frozen=True)
class Finding:
    """What the record shows of a rule, or of what is coupled to its body (`coupling`, empty for the rule itself).

    `since` and `until` are the days it is about. `least` and `most` are the interval, as short and as long as it can
    have been. `meeting` is the one it is about, `before` the one found before it, `between` those of other sessions
    between the two. `in_its_year` says that an interval ended in the calendar year to which the rule leads.
    """

    kind: FindingKind
    rule: str
    since: dt.date
    until: dt.date
    least: Lapse | None = None
    most: Lapse | None = None
    meeting: Sitting | None = None
    before: Sitting | None = None
    between: tuple[Sitting, ...] = ()
    term: Term | None = None
    in_its_year: bool = False
    counts: tuple[int, int] = (0, 0)
    coupling: str = ""


def findings(history: History, on: dt.date) -> tuple[Finding, ...]:
    """Everything that the record shows beside the table on a day, rule by rule, the earliest first."""
    found: list[Finding] = []
    for rule in RULES:
        if rule.body and rule.by_calendar_year:
            found += _years(history, rule, on)
        elif rule.body and rule.years:
            found += _intervals(history, rule, on)
        elif rule.body is None:
            found += _terms(history, rule, on)
        if rule.body:
            found += _open(history, rule, on)
    for coupling in COUPLINGS:
        if coupling.basis == Basis.PRACTICE:
            found += _practice(history, coupling, on)
        elif coupling.first:
            found += _not_preceded(history, coupling, on)
        else:
            found += _handovers(history, coupling, on)
    return tuple(found)


def _intervals(history: History, rule: Rule, on: dt.date) -> Iterator[Finding]:
    """Intervals surely longer than the rule; the first one begins with the rule itself."""
    all_held = history.held(on, rule.body)
    held = [one for one in keeping(rule, all_held) if one.first >= rule.since]
    for before, one in pairwise([None, *held]):
        begun = before.last if before else rule.since
        if one is None or one.earliest <= rule.due_after(begun):
            continue
        yield Finding(
            FindingKind.INTERVAL,
            rule.name,
            begun,
            one.first,
            Lapse.between(begun, one.earliest),
            Lapse.between(before.earliest if before and not _is_exact(before) else begun, one.first),
            one,
            before,
            tuple(other for other in all_held if begun < other.earliest and other.first < one.earliest),
            in_its_year=one.first.year == rule.due_after(begun).year,
        )
    if (now := standing(history, rule, on)).order == Order.SLIPPING and now.at_most and now.at_most < on:
        begun = held[-1].last if held else rule.since
        between = tuple(other for other in all_held if begun < other.earliest)
        before = held[-1] if held else None
        lapse = Lapse.between(begun, on)
        yield Finding(FindingKind.NONE_SINCE, rule.name, begun, on, lapse, lapse, before=before, between=between)


def _is_exact(one: Sitting) -> bool:
    return one.earliest == one.first


def _years(history: History, rule: Rule, on: dt.date) -> Iterator[Finding]:
    """Calendar years that are over, in which no meeting could have been held by what the record shows."""
    held = keeping(rule, history.held(on, rule.body))
    with_one = {year for one in held for year in range(one.earliest.year, one.last.year + 1)}
    without = [year for year in range(rule.since.year + 1, on.year) if year not in with_one]
    for _key, run in groupby(enumerate(without), key=lambda pair: pair[1] - pair[0]):
        years = [year for _number, year in run]
        yield Finding(FindingKind.NO_ENTRY, rule.name, dt.date(years[0], 1, 1), dt.date(years[-1], 12, 31))


def _open(history: History, rule: Rule, on: dt.date) -> Iterator[Finding]:
    for one in keeping(rule, history.unconfirmed(on, rule.body)):
        yield Finding(FindingKind.UNCONFIRMED, rule.name, one.earliest, one.last, meeting=one)


def _not_preceded(history: History, coupling: Coupling, on: dt.date) -> Iterator[Finding]:
    """Regular meetings before which, so far back as it is looked, none of the coupled body can have been held."""
    firsts = history.held(on, coupling.first)
    for one in history.held(on, *coupling.then):
        if one.session != Session.REGULAR or one.earliest <= BY_NAME["summit"].since:
            continue
        window = (coupling.window(one.earliest)[0], one.first)
        if any(meet(window, (first.earliest, first.last)) for first in firsts):
            continue
        found = [first for first in firsts if first.first < one.earliest]
        before = found[-1] if found else None
        yield Finding(
            FindingKind.NOT_PRECEDED,
            _rule_of(one.body),
            window[0],
            one.first,
            meeting=one,
            before=before,
            coupling=coupling.name,
        )


def _practice(history: History, coupling: Coupling, on: dt.date) -> Iterator[Finding]:
    """How often the practice is found where both days are known: it binds nobody, so it is counted and no more."""
    firsts = {one.first for one in history.held(on, coupling.first) if _is_exact(one)}
    thens = [one for one in history.held(on, *coupling.then) if _is_exact(one)]
    fewest, most = coupling.days
    seen = [one for one in thens if any(one.first - days * DAY in firsts for days in range(fewest, most + 1))]
    if seen:
        counts = (len(seen), len(thens))
        yield Finding(
            FindingKind.PRACTICE,
            _rule_of(coupling.first),
            seen[0].first,
            seen[-1].first,
            between=tuple(seen),
            counts=counts,
            coupling=coupling.name,
        )


def _terms(history: History, rule: Rule, on: dt.date) -> Iterator[Finding]:
    """Terms surely longer than the rule in force when they began."""
    for term in sorted(history.terms, key=lambda one: one.since):
        ended = term.until is not None and term.until <= on
        until = term.until if ended and term.until else on
        soonest = earliest(until, term.until_precision) if ended else until
        if term.rule != rule or term.since > on or soonest <= rule.due_after(term.since):
            continue
        begun = earliest(term.since, term.since_precision)
        least, most = Lapse.between(term.since, soonest), Lapse.between(begun, until)
        yield Finding(FindingKind.TERM, rule.name, term.since, until, least, most, term=term)


def _handovers(history: History, coupling: Coupling, on: dt.date) -> Iterator[Finding]:
    """Handovers since the amendment on whose day no regular Summit or Ministerial can have sat."""
    held = history.held(on, *coupling.then)
    for term in sorted(history.terms, key=lambda one: one.since):
        if term.until is None or term.until > on or not BY_NAME["chair"].holds(term.until):
            continue
        days = (earliest(term.until, term.until_precision), term.until)
        there = [one for one in held if meet(days, (one.earliest, one.last))]
        if not any(one.session == Session.REGULAR for one in there):
            yield Finding(FindingKind.HANDOVER, "chair", *days, between=tuple(there), term=term, coupling=coupling.name)


def _rule_of(body: Body | None) -> str:
    """The name of the rule that keeps a body's interval."""
    return next(rule.name for rule in RULES if rule.body == body)
