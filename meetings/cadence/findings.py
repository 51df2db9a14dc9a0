"""What the history shows beside the rules: intervals longer than one, years without a meeting, what wasn't found before what.

A finding is data: days and meetings, no words. It says what the record shows and does not, never why, and never whose.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from law.choices import Session
from law.editions import edition_on
from law.grammar.basis import Basis
from law.grammar.cadence import CadenceRule, Coupling
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
    all_findings: list[Finding] = []
    cadence = edition_on(on).cadence
    for rule in cadence.rules:
        if rule.body and rule.by_calendar_year:
            all_findings += _years(history, rule, on)
        elif rule.body and rule.years:
            all_findings += _intervals(history, rule, on)
        elif rule.body is None:
            all_findings += _terms(history, rule, on)
        if rule.body:
            all_findings += _open(history, rule, on)
    for coupling in cadence.couplings:
        if coupling.basis == Basis.PRACTICE:
            all_findings += _practice(history, coupling, on)
        elif coupling.first:
            all_findings += _not_preceded(history, coupling, on)
        else:
            all_findings += _handovers(history, coupling, on)
    return tuple(all_findings)


def _intervals(history: History, rule: CadenceRule, on: dt.date) -> Iterator[Finding]:
    """Intervals surely longer than the rule; the first one begins with the rule itself."""
    all_held = history.held(on, rule.body)
    counted = [sitting for sitting in keeping(rule, all_held) if sitting.first >= rule.since]
    for before, sitting in pairwise([None, *counted]):
        since = before.last if before else rule.since
        if sitting is None or sitting.earliest <= rule.due_after(since):
            continue
        yield Finding(
            FindingKind.INTERVAL,
            rule.name,
            since,
            sitting.first,
            Lapse.between(since, sitting.earliest),
            Lapse.between(before.earliest if before and not _is_exact(before) else since, sitting.first),
            sitting,
            before,
            tuple(
                between_them
                for between_them in all_held
                if since < between_them.earliest and between_them.first < sitting.earliest
            ),
            in_its_year=sitting.first.year == rule.due_after(since).year,
        )
    if (now := standing(history, rule, on)).order == Order.SLIPPING and now.at_most and now.at_most < on:
        since = counted[-1].last if counted else rule.since
        between = tuple(between_them for between_them in all_held if since < between_them.earliest)
        before = counted[-1] if counted else None
        lapse = Lapse.between(since, on)
        yield Finding(FindingKind.NONE_SINCE, rule.name, since, on, lapse, lapse, before=before, between=between)


def _is_exact(sitting: Sitting) -> bool:
    return sitting.earliest == sitting.first


def _years(history: History, rule: CadenceRule, on: dt.date) -> Iterator[Finding]:
    """Calendar years that are over, in which no meeting could have been held by what the record shows."""
    held = keeping(rule, history.held(on, rule.body))
    with_a_meeting = {year for sitting in held for year in range(sitting.earliest.year, sitting.last.year + 1)}
    without = [year for year in range(rule.since.year + 1, on.year) if year not in with_a_meeting]
    for _key, run in groupby(enumerate(without), key=lambda pair: pair[1] - pair[0]):
        years = [year for _number, year in run]
        yield Finding(FindingKind.NO_ENTRY, rule.name, dt.date(years[0], 1, 1), dt.date(years[-1], 12, 31))


def _open(history: History, rule: CadenceRule, on: dt.date) -> Iterator[Finding]:
    for sitting in keeping(rule, history.unconfirmed(on, rule.body)):
        yield Finding(FindingKind.UNCONFIRMED, rule.name, sitting.earliest, sitting.last, meeting=sitting)


def _not_preceded(history: History, coupling: Coupling, on: dt.date) -> Iterator[Finding]:
    """Regular meetings before which, so far back as it is looked, none of the coupled body can have been held."""
    firsts = history.held(on, coupling.first)
    for sitting in history.held(on, *coupling.then):
        if sitting.session != Session.REGULAR or sitting.earliest <= coupling.since:
            continue
        window = (coupling.window(sitting.earliest)[0], sitting.first)
        if any(meet(window, (first.earliest, first.last)) for first in firsts):
            continue
        earlier = [first for first in firsts if first.first < sitting.earliest]
        before = earlier[-1] if earlier else None
        yield Finding(
            FindingKind.NOT_PRECEDED,
            _rule_of(sitting.body, on),
            window[0],
            sitting.first,
            meeting=sitting,
            before=before,
            coupling=coupling.name,
        )


def _practice(history: History, coupling: Coupling, on: dt.date) -> Iterator[Finding]:
    """How often the practice is found where both days are known: it binds nobody, so it is counted and no more."""
    firsts = {sitting.first for sitting in history.held(on, coupling.first) if _is_exact(sitting)}
    thens = [sitting for sitting in history.held(on, *coupling.then) if _is_exact(sitting)]
    fewest, most = coupling.days
    keeping_it = [
        sitting for sitting in thens if any(sitting.first - days * DAY in firsts for days in range(fewest, most + 1))
    ]
    if keeping_it:
        counts = (len(keeping_it), len(thens))
        yield Finding(
            FindingKind.PRACTICE,
            _rule_of(coupling.first, on),
            keeping_it[0].first,
            keeping_it[-1].first,
            between=tuple(keeping_it),
            counts=counts,
            coupling=coupling.name,
        )


def _terms(history: History, rule: CadenceRule, on: dt.date) -> Iterator[Finding]:
    """Terms surely longer than the rule in force when they began, in the edition that they keep."""
    table = edition_on(on).cadence
    for term in sorted(history.terms, key=lambda term: term.since):
        ended = term.until is not None and term.until <= on
        until = term.until if ended and term.until else on
        soonest = earliest(until, term.until_precision) if ended else until
        if not term.stands_at(rule, table) or term.since > on or soonest <= term.rule.due_after(term.since):
            continue
        began_earliest = earliest(term.since, term.since_precision)
        least, most = Lapse.between(term.since, soonest), Lapse.between(began_earliest, until)
        yield Finding(FindingKind.TERM, rule.name, term.since, until, least, most, term=term)


def _handovers(history: History, coupling: Coupling, on: dt.date) -> Iterator[Finding]:
    """Handovers since the amendment on whose day no regular Summit or Ministerial can have sat."""
    for term in sorted(history.terms, key=lambda term: term.since):
        if term.until is None or not coupling.since <= term.until <= on:
            continue
        held = history.held(on, *term.law.cadence.heads_of(None))
        days = (earliest(term.until, term.until_precision), term.until)
        on_the_day = [sitting for sitting in held if meet(days, (sitting.earliest, sitting.last))]
        if not any(sitting.session == Session.REGULAR for sitting in on_the_day):
            yield Finding(
                FindingKind.HANDOVER,
                _rule_of(None, term.until),
                *days,
                between=tuple(on_the_day),
                term=term,
                coupling=coupling.name,
            )


def _rule_of(body: str | None, day: dt.date) -> str:
    """The name of the rule that keeps a body's interval on a day; of None, the term of the Chair."""
    cadence = edition_on(day).cadence
    rule = cadence.rule_of(body) if body is not None else cadence.rule_of_the_chair(day)
    return rule.name if rule else ""
