"""What the rules want of the years to come, planned or not; and what of it nobody has planned."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from law.editions import edition_on
from law.grammar.basis import Basis
from law.grammar.bodies import BodyRow
from law.grammar.cadence import CadenceRule, Coupling
from law.grammar.editions import LawEdition
from meetings.cadence.history import History, Sitting, keeping
from record.spans import DAY, Days, meet, plus

# A cycle goes from Summit to Summit; who plans sees at least a year of it. Years.
AT_LEAST, LOOKS_AHEAD = 1, 12


@dataclass(frozen=True)
class WantedMeeting:
    """A meeting that a rule or a coupling wants in the years to come.

    `body` is to meet by the day `by`, at the latest (that day may have gone by). It rests on `article` (or, for a
    practice, on `source`), and says with `basis` whether an instrument wants it or only practice suggests it.
    `coupled_to` is the body that it comes before, and `coupled_day` the day of that body's meeting, planned or wanted;
    both None where the interval alone wants it. `counted_from` is the day from which the interval is counted.
    `planned` is the meeting already there for it, and None in what `wanted` returns. It may be one that is only proposed
    (its status says so), or one whose day has gone by and of which the record doesn't say that it was held: somebody
    thought of it, so that none is proposed beside it.
    """

    body: BodyRow
    by: dt.date
    article: Any
    counted_from: dt.date
    source: str = ""
    basis: Basis = Basis.INSTRUMENT
    coupled_to: BodyRow | None = None
    coupled_day: dt.date | None = None
    planned: Sitting | None = None

    def day(self, on: dt.date) -> dt.date:
        """The day it is reckoned with, seen from `on`: the one planned, else the last one by which it is wanted."""
        return self.planned.first if self.planned else max(self.by, on)

    def is_unconfirmed(self, on: dt.date) -> bool:
        return self.planned is not None and self.planned.last < on


def end_of_the_cycle(history: History, on: dt.date) -> dt.date:
    """The next meeting to come of the highest body that keeps an interval, planned or wanted; a year ahead at the least."""
    heads = next(iter(_by_intervals(history, on, plus(on, LOOKS_AHEAD))), [])
    ahead = [summit.day(on) for summit in heads if not summit.is_unconfirmed(on)]
    return max(min(ahead, default=on), plus(on, AT_LEAST))


def expected(history: History, on: dt.date, until: dt.date) -> tuple[WantedMeeting, ...]:
    """What the rules want to be held from `on` to `until`, planned or not, in order of the days by which they do."""
    law = edition_on(on)
    every = [meeting for of_a_body in _by_intervals(history, on, until) for meeting in of_a_body]
    for coupling in law.cadence.couplings:
        if coupling.first is not None and coupling.days[1] and not _keeps_an_interval(law, coupling.first):
            heads = [meeting for meeting in every if meeting.body in coupling.then]
            every += _before(history, coupling, on, heads)
    order = list(law.bodies)
    return tuple(sorted(every, key=lambda meeting: (meeting.by, order.index(meeting.body))))


def _by_intervals(history: History, on: dt.date, until: dt.date) -> Iterator[list[WantedMeeting]]:
    """Body by body, highest first, those that keep an interval: each comes before the higher ones that it is coupled to."""
    law = edition_on(on)
    higher: list[WantedMeeting] = []
    for body in law.bodies:
        if _keeps_an_interval(law, body) and (rule := law.cadence.rule_of(body)):
            coupled = law.cadence.heads_of(body)
            meetings = _kept(history, rule, on, until, [head for head in higher if head.body in coupled])
            higher += meetings
            yield meetings


def _keeps_an_interval(law: LawEdition, body: str) -> bool:
    rule = law.cadence.rule_of(body)
    return rule is not None and rule.years is not None


def wanted(history: History, on: dt.date, until: dt.date | None = None) -> tuple[WantedMeeting, ...]:
    """The meetings that the cadence wants of the coming cycle and that nobody has planned or proposed, the soonest first.

    The cycle goes on to the next Summit unless `until` says otherwise. Planning each of them on its day, `day(on)`,
    leaves nothing wanted. What only practice suggests is among them: look at `basis`.
    """
    return tuple(
        meeting for meeting in expected(history, on, until or end_of_the_cycle(history, on)) if meeting.planned is None
    )


def _kept(
    history: History, rule: CadenceRule, on: dt.date, until: dt.date, heads: Sequence[WantedMeeting]
) -> list[WantedMeeting]:
    """A body's meetings to come, each an interval after the one before, or sooner, to come before one of `heads`."""
    body = rule.body
    if body is None or not rule.holds(on):
        return []
    anchor = max((sitting.last for sitting in keeping(rule, history.held(on, body))), default=rule.since)
    wanted_meetings: list[WantedMeeting] = []
    for sitting in keeping(rule, history.unconfirmed(on, body)):
        if sitting.last > anchor:
            wanted_meetings.append(WantedMeeting(body, rule.due_after(anchor), rule.article, anchor, planned=sitting))
            anchor = sitting.last
    coming = keeping(rule, history.ahead(on, body))
    days_taken = [(sitting.earliest, sitting.first) for sitting in history.there(on, body)]
    # Before one of today, or one whose own day has gone by, nothing can be held any more: the interval alone says when.
    ahead = [head for head in heads if head.day(on) > on and not head.is_unconfirmed(on)]
    while True:
        next_one, limit = _next(rule, anchor, on, ahead, days_taken)
        if coming and coming[0].earliest <= limit:
            next_one = replace(next_one, planned=coming.pop(0))
        day = next_one.day(on)
        if (day if next_one.planned else next_one.by) > until:
            return wanted_meetings
        wanted_meetings.append(next_one)
        days_taken.append((day, day))
        anchor = max(anchor, next_one.planned.last if next_one.planned else day)


def _next(
    rule: CadenceRule, anchor: dt.date, on: dt.date, heads: list[WantedMeeting], days_taken: list[Days]
) -> tuple[WantedMeeting, dt.date]:
    """The next one that is wanted, and the last day on which a planned meeting would still be that one."""
    by = rule.due_after(anchor)
    if rule.by_calendar_year:
        by = max(by, dt.date(on.year, 12, 31))
    next_one = WantedMeeting(rule.body, by, rule.article, anchor, rule.source)  # type: ignore[arg-type]
    for head in sorted(heads, key=lambda head: head.day(on)):
        coupling, day = edition_on(on).cadence.coupling(next_one.body, head.body), head.day(on)
        window = coupling.window(day)
        if day - DAY < by and not any(meet(window, days) for days in days_taken):
            return replace(next_one, by=day - DAY, article=coupling.article, coupled_to=head.body, coupled_day=day), day
        if window[0] <= max(by, on) < day:
            next_one = replace(next_one, coupled_to=head.body, coupled_day=day)
            break
    return next_one, by if rule.by_calendar_year else rule.due_after(max(by, on))


def _before(history: History, coupling: Coupling, on: dt.date, heads: Sequence[WantedMeeting]) -> list[WantedMeeting]:
    """A meeting of a body with no interval of its own, before each one of `heads` that has none before it."""
    body, (fewest, most) = coupling.first, coupling.days
    if body is None:
        return []
    days_taken = [(sitting.earliest, sitting.first) for sitting in history.there(on, body)]
    wanted_meetings = []
    for head in heads:
        if head.is_unconfirmed(on) or head.day(on) < on:
            continue
        first = head.planned.earliest if head.planned else head.day(on)
        window, by = (first - most * DAY, head.day(on)), head.day(on) - fewest * DAY
        wanted_meeting = WantedMeeting(
            body, by, coupling.article, by, coupling.source, coupling.basis, head.body, head.day(on)
        )
        if any(meet(window, days) for days in days_taken):
            wanted_meeting = replace(wanted_meeting, planned=_planned_in(history, body, on, window))
            if wanted_meeting.planned is None:
                continue
        elif by < on:
            # The one that it would come before is of today, or is wanted since a day gone by: it is too soon to be asked for.
            continue
        wanted_meetings.append(wanted_meeting)
    return wanted_meetings


def _planned_in(history: History, body: str, on: dt.date, window: Days) -> Sitting | None:
    return next(
        (sitting for sitting in history.ahead(on, body) if meet(window, (sitting.earliest, sitting.first))), None
    )
