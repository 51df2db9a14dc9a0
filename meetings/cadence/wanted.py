"""What the rules want of the years to come, planned or not; and what of it nobody has planned."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from law.cadence import BY_NAME, COUPLED, COUPLINGS, Basis, Coupling, Rule
from law.choices import Body
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

    body: Body
    by: dt.date
    article: Any
    counted_from: dt.date
    source: str = ""
    basis: Basis = Basis.INSTRUMENT
    coupled_to: Body | None = None
    coupled_day: dt.date | None = None
    planned: Sitting | None = None

    def day(self, on: dt.date) -> dt.date:
        """The day it is reckoned with, seen from `on`: the one planned, else the last one by which it is wanted."""
        return self.planned.first if self.planned else max(self.by, on)

    def is_unconfirmed(self, on: dt.date) -> bool:
        return self.planned is not None and self.planned.last < on


def end_of_the_cycle(history: History, on: dt.date) -> dt.date:
    """The next Summit to come, planned or wanted; a year ahead at the least."""
    summits = _kept(history, BY_NAME["summit"], on, plus(on, LOOKS_AHEAD), ())
    ahead = [one.day(on) for one in summits if not one.is_unconfirmed(on)]
    return max(min(ahead, default=on), plus(on, AT_LEAST))


def expected(history: History, on: dt.date, until: dt.date) -> tuple[WantedMeeting, ...]:
    """What the rules want to be held from `on` to `until`, planned or not, in order of the days by which they do."""
    summits = _kept(history, BY_NAME["summit"], on, until, ())
    ministerials = _kept(history, BY_NAME["ministerial"], on, until, summits)
    officials = _kept(history, BY_NAME["soc"], on, until, [*summits, *ministerials])
    groups = _before(history, COUPLED["working-group-before-soc"], on, officials)
    order = list(Body)
    return tuple(
        sorted([*summits, *ministerials, *officials, *groups], key=lambda one: (one.by, order.index(one.body)))
    )


def wanted(history: History, on: dt.date, until: dt.date | None = None) -> tuple[WantedMeeting, ...]:
    """The meetings that the cadence wants of the coming cycle and that nobody has planned or proposed, the soonest first.

    The cycle goes on to the next Summit unless `until` says otherwise. Planning each of them on its day, `day(on)`,
    leaves nothing wanted. What only practice suggests is among them: look at `basis`.
    """
    return tuple(one for one in expected(history, on, until or end_of_the_cycle(history, on)) if one.planned is None)


def _kept(
    history: History, rule: Rule, on: dt.date, until: dt.date, heads: Sequence[WantedMeeting]
) -> list[WantedMeeting]:
    """A body's meetings to come, each an interval after the one before, or sooner, to come before one of `heads`."""
    body = rule.body
    if body is None or not rule.holds(on):
        return []
    anchor = max((one.last for one in keeping(rule, history.held(on, body))), default=rule.since)
    found: list[WantedMeeting] = []
    for one in keeping(rule, history.unconfirmed(on, body)):
        if one.last > anchor:
            found.append(WantedMeeting(body, rule.due_after(anchor), rule.article, anchor, planned=one))
            anchor = one.last
    coming = keeping(rule, history.ahead(on, body))
    there = [(one.earliest, one.first) for one in history.there(on, body)]
    ahead = [head for head in heads if head.day(on) >= on and not head.is_unconfirmed(on)]
    while True:
        new, limit = _next(rule, anchor, on, ahead, there)
        if coming and coming[0].earliest <= limit:
            new = replace(new, planned=coming.pop(0))
        day = new.day(on)
        if (day if new.planned else new.by) > until:
            return found
        found.append(new)
        there.append((day, day))
        anchor = max(anchor, new.planned.last if new.planned else day)


def _next(
    rule: Rule, anchor: dt.date, on: dt.date, heads: list[WantedMeeting], there: list[Days]
) -> tuple[WantedMeeting, dt.date]:
    """The next one that is wanted, and the last day on which a planned meeting would still be that one."""
    by = rule.due_after(anchor)
    if rule.by_calendar_year:
        by = max(by, dt.date(on.year, 12, 31))
    new = WantedMeeting(rule.body, by, rule.article, anchor, rule.source)  # type: ignore[arg-type]
    for head in sorted(heads, key=lambda one: one.day(on)):
        coupling, day = _coupling(new.body, head.body), head.day(on)
        window = coupling.window(day)
        if day - DAY < by and not any(meet(window, days) for days in there):
            return replace(new, by=day - DAY, article=coupling.article, coupled_to=head.body, coupled_day=day), day
        if window[0] <= max(by, on) < day:
            new = replace(new, coupled_to=head.body, coupled_day=day)
            break
    return new, by if rule.by_calendar_year else rule.due_after(max(by, on))


def _before(history: History, coupling: Coupling, on: dt.date, heads: Sequence[WantedMeeting]) -> list[WantedMeeting]:
    """A meeting of a body with no interval of its own, before each one of `heads` that has none before it."""
    body, (fewest, most) = coupling.first, coupling.days
    if body is None:
        return []
    there = [(one.earliest, one.first) for one in history.there(on, body)]
    found = []
    for head in heads:
        if head.is_unconfirmed(on) or head.day(on) < on:
            continue
        first = head.planned.earliest if head.planned else head.day(on)
        window, by = (first - most * DAY, head.day(on)), head.day(on) - fewest * DAY
        new = WantedMeeting(body, by, coupling.article, by, coupling.source, coupling.basis, head.body, head.day(on))
        if any(meet(window, days) for days in there):
            new = replace(new, planned=_planned_in(history, body, on, window))
            if new.planned is None:
                continue
        found.append(new)
    return found


def _planned_in(history: History, body: Body, on: dt.date, window: Days) -> Sitting | None:
    return next((one for one in history.ahead(on, body) if meet(window, (one.earliest, one.first))), None)


def _coupling(first: Body, then: Body) -> Coupling:
    return next(row for row in COUPLINGS if row.first == first and then in row.then)
