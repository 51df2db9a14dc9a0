"""How a body stands to its rule on a day: next due by; in good order, or slipping."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from law.choices import Session
from law.editions import edition_on
from law.grammar.cadence import CadenceRule
from meetings.cadence.history import History, Sitting, Term, keeping

# So many days ahead a body is said to be near its day with nothing planned. Not sourced: proposed.
NEAR = dt.timedelta(days=183)


class Order(TextChoices):
    """How a body stands to its rule, from the best order downwards; the last one has no order to stand in."""

    IN_ORDER = "in-order", _("in good order")
    UNPLANNED = "unplanned", _("near, and none planned yet")
    UNCONFIRMED = "unconfirmed", _("planned; whether held is to be confirmed")
    SLIPPING = "slipping", _("beyond the interval named")
    UNMEASURED = "unmeasured", _("no interval runs")


@dataclass(frozen=True)
class RuleStanding:
    """How a body, or the Chair, stands to its rule on a day.

    `by` counts from what is recorded as held; `at_most` from what was planned since, in case it was held.
    """

    rule: CadenceRule
    order: Order
    last: Sitting | Term | None = None
    by: dt.date | None = None
    at_most: dt.date | None = None
    coming: tuple[Sitting, ...] = ()
    unconfirmed: tuple[Sitting, ...] = ()


def standing(history: History, rule: CadenceRule, on: dt.date) -> RuleStanding:
    """Next due by; in good order, or slipping. Surely said only: a meeting that could be in time is."""
    if rule.body is None:
        return _standing_of_the_chair(history, rule, on)
    held = keeping(rule, history.held(on, rule.body))
    coming = tuple(keeping(rule, history.coming(on, rule.body)))
    last = held[-1] if held else None
    counted = max((sitting.last for sitting in held), default=rule.since)
    # What a later meeting that was held has left behind no longer bears on the order.
    unconfirmed = tuple(
        sitting for sitting in keeping(rule, history.unconfirmed(on, rule.body)) if sitting.last > counted
    )
    if rule.years is None:
        return RuleStanding(rule, Order.UNMEASURED, last, coming=coming, unconfirmed=unconfirmed)
    by = rule.due_after(counted)
    at_most = rule.due_after(max([counted, *(sitting.last for sitting in unconfirmed)]))
    order = _order(by, at_most, on, coming, bool(unconfirmed))
    return RuleStanding(rule, order, last, by, at_most, coming, unconfirmed)


def _order(by: dt.date, at_most: dt.date, on: dt.date, coming: Sequence[Sitting], is_open: bool) -> Order:
    soonest = min((sitting.earliest for sitting in coming), default=None)
    if soonest is not None and soonest <= by:
        return Order.IN_ORDER if on <= by else Order.UNCONFIRMED
    if at_most < on or (soonest is not None and at_most < soonest):
        return Order.SLIPPING
    if is_open:
        return Order.UNCONFIRMED
    return Order.UNPLANNED if by - on < NEAR else Order.IN_ORDER


def _standing_of_the_chair(history: History, rule: CadenceRule, on: dt.date) -> RuleStanding:
    table = edition_on(on).cadence
    running = [term for term in history.terms if term.runs(on) and term.stands_at(rule, table)]
    if not running:
        return RuleStanding(rule, Order.UNMEASURED)
    term = max(running, key=lambda term: term.since)
    by = term.rule.due_after(term.since)
    ends = term.law.cadence.heads_of(None)
    coming, unconfirmed = (
        tuple(sitting for sitting in sittings if sitting.session == Session.REGULAR and sitting.first > term.since)
        for sittings in (history.coming(on, *ends), history.unconfirmed(on, *ends))
    )
    order = Order.UNCONFIRMED if unconfirmed else (Order.IN_ORDER if on <= by else Order.SLIPPING)
    return RuleStanding(rule, order, term, by, by, coming, unconfirmed)
