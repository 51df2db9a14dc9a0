"""The cadence over the true record, by cases worked out by hand; and over invented histories, by what always holds."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cica_tracker.tests.night import examples
from law.cica.bodies import Body
from law.cica.cadence import CADENCE
from law.grammar.basis import Basis
from meetings.cadence import Finding, FindingKind, History, Order, Sitting, Term, expected, findings, standing, wanted
from meetings.choices import Status
from meetings.tests.histories import days, held, histories, planned, true_history
from record.dates import Precision
from record.sources import known_sources
from record.spans import Lapse, plus

TODAY = dt.date(2026, 11, 21)
TRUE = true_history()


def of(kind: FindingKind, on: dt.date = TODAY, history: History = TRUE) -> list[Finding]:
    return [one for one in findings(history, on) if one.kind == kind]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# -- The table


def test_every_row_of_the_table_says_what_it_rests_on():
    assert [str(row.article) for row in CADENCE.rules[:7]] == [
        "AA 29",
        "AA 29",
        "AA 30",
        "AA 30",
        "AA 31",
        "AA 32",
        "AA 33",
    ]
    for row in (*CADENCE.rules, *CADENCE.couplings):
        assert row.article or row.source, row.name
        assert all(key in known_sources() for key in row.source.split("; ") if key), row.name
    assert [row.name for row in CADENCE.couplings if row.basis == Basis.PRACTICE] == ["working-group-before-soc"]


def test_the_term_of_the_chair_was_four_years_until_the_amendment_and_is_two_since():
    names = [
        [rule.name for rule in CADENCE.rules_on(day(on)) if rule.body is None] for on in ("2009-08-31", "2009-09-01")
    ]
    assert names == [["chair-to-2009"], ["chair"]]
    assert CADENCE.rules_on(day("2002-06-03")) == ()


@pytest.mark.parametrize(
    ("since", "until", "lapse"),
    [
        ("2014-05-21", "2019-06-15", Lapse(5, 0, 25)),
        ("2012-02-29", "2013-02-28", Lapse(1, 0, 0)),
        ("2013-01-31", "2013-02-28", Lapse(0, 1, 0)),
        ("2013-01-31", "2013-03-01", Lapse(0, 1, 1)),
        ("2013-01-31", "2013-01-31", Lapse(0, 0, 0)),
    ],
)
def test_time_is_counted_as_people_count_it(since, until, lapse):
    assert Lapse.between(day(since), day(until)) == lapse


# -- The true record, worked out by hand from the dates of the meetings


def test_the_intervals_of_the_record_that_were_longer_than_the_rule():
    # Summits: 1 to 2 is four years and thirteen days, in the year the rule leads to; 4 to 5 is more than five years.
    # 2 to 3, 3 to 4 and 5 to 6 are within four years. The first interval of ministers is counted from the Almaty Act.
    shown = [(one.meeting.reference, one.least, one.in_its_year, len(one.between)) for one in of(FindingKind.INTERVAL)]
    assert shown == [
        ("SUMMIT-2", Lapse(4, 0, 13), True, 0),
        ("SUMMIT-5", Lapse(5, 0, 25), False, 0),
        ("MINISTERIAL-2", Lapse(2, 4, 18), True, 0),
        ("MINISTERIAL-3", Lapse(3, 10, 3), False, 0),
        ("MINISTERIAL-4", Lapse(4, 0, 18), False, 1),
        ("MINISTERIAL-5", Lapse(3, 7, 15), False, 1),
        ("MINISTERIAL-6", Lapse(5, 5, 13), False, 1),
        ("MINISTERIAL-7", Lapse(3, 2, 5), False, 2),
    ]


def test_the_years_in_which_the_record_shows_no_senior_officials():
    years = [(one.since.year, one.until.year) for one in of(FindingKind.NO_ENTRY)]
    assert years == [(2003, 2004), (2010, 2015), (2017, 2020)]


def test_the_meetings_before_which_the_record_shows_none_that_should_prepare_them():
    shown = [
        (one.coupling, one.meeting.reference, one.before and one.before.reference)
        for one in of(FindingKind.NOT_PRECEDED)
    ]
    assert shown == [
        # Ministers met a year and a half before Summits 2 and 3; within the year before Summits 4, 5 and 6.
        ("ministerial-before-summit", "SUMMIT-2", "MINISTERIAL-2"),
        ("ministerial-before-summit", "SUMMIT-3", "MINISTERIAL-3"),
        ("soc-prepares-summit", "SUMMIT-3", "SOC-2009-2"),
        ("soc-prepares-summit", "SUMMIT-4", "SOC-2009-2"),
        ("soc-prepares-summit", "SUMMIT-5", "SOC-2016-1"),
        ("soc-prepares-ministerial", "MINISTERIAL-2", None),
        ("soc-prepares-ministerial", "MINISTERIAL-4", "SOC-2009-2"),
    ]


def test_what_was_planned_and_of_which_the_record_says_no_more():
    shown = [one.meeting.reference for one in of(FindingKind.UNCONFIRMED)]
    assert shown == ["SUMMIT-7", "SOC-2025-2", "SWG-2023-2", "SPECIALISED-2024-1"]
    assert "SUMMIT-7" not in [one.meeting.reference for one in of(FindingKind.UNCONFIRMED, day("2026-10-31"))]


def test_the_terms_of_the_chair_beside_the_rule_of_their_time():
    shown = [(one.term.state, one.rule, one.least, one.most) for one in of(FindingKind.TERM)]
    assert shown == [
        ("KZ", "chair-to-2009", Lapse(8, 0, 4), Lapse(8, 0, 4)),
        ("TR", "chair", Lapse(3, 11, 12), Lapse(3, 11, 12)),
        ("CN", "chair", Lapse(4, 4, 4), Lapse(4, 4, 4)),
        # Tajikistan's may have been two years to the day or less: its end is known to the month.
        ("KZ", "chair", Lapse(4, 2, 17), Lapse(4, 3, 16)),
    ]
    handovers = [(one.term.state, [other.reference for other in one.between]) for one in of(FindingKind.HANDOVER)]
    assert handovers == [("CN", ["MINISTERIAL-2018-1"]), ("TJ", [])]


def test_the_working_group_before_the_senior_officials_is_counted_and_no_more():
    [one] = of(FindingKind.PRACTICE)
    assert [other.reference for other in one.between] == ["SOC-2022-4", "SOC-2024-1", "SOC-2024-3", "SOC-2025-1"]
    assert one.counts == (4, 18)


@pytest.mark.parametrize(
    ("rule", "on", "order", "by"),
    [
        ("summit", "2026-10-01", Order.IN_ORDER, "2026-10-13"),  # it may be held in the first days of the month
        ("summit", "2026-10-14", Order.UNCONFIRMED, "2026-10-13"),  # it may have been held by the 13th
        ("summit", "2026-11-21", Order.UNCONFIRMED, "2026-10-13"),
        ("summit", "2030-10-31", Order.UNCONFIRMED, "2026-10-13"),
        ("summit", "2030-11-01", Order.SLIPPING, "2026-10-13"),
        ("summit", "2018-05-22", Order.SLIPPING, "2018-05-21"),
        ("ministerial", "2025-01-01", Order.IN_ORDER, "2026-12-17"),
        ("ministerial", "2026-11-21", Order.UNPLANNED, "2026-12-17"),
        ("ministerial", "2026-12-18", Order.SLIPPING, "2026-12-17"),
        ("soc", "2026-11-21", Order.UNPLANNED, "2026-12-31"),
        ("soc", "2027-01-01", Order.SLIPPING, "2026-12-31"),
        ("working-group", "2026-11-21", Order.UNMEASURED, None),
        ("chair-to-2009", "2006-06-05", Order.SLIPPING, "2006-06-04"),
        ("chair", "2026-10-01", Order.IN_ORDER, "2026-12-17"),
        ("chair", "2026-11-21", Order.UNCONFIRMED, "2026-12-17"),
    ],
)
def test_how_each_stood_to_its_rule(rule, on, order, by):
    shown = standing(TRUE, CADENCE.rule(rule), day(on))
    assert (shown.order, shown.by) == (order, by and day(by))


def test_what_the_next_cycle_wants_and_nobody_has_planned():
    shown = [
        (one.by.isoformat(), one.body, one.article, one.coupled_to)
        for one in wanted(TRUE, TODAY)
        if one.basis == Basis.INSTRUMENT
    ]
    soc, ministerial, summit = Body.SENIOR_OFFICIALS, Body.MINISTERIAL, Body.SUMMIT
    assert shown == [
        ("2026-12-16", soc, "AA 31", ministerial),
        ("2026-12-17", ministerial, "AA 30", None),
        ("2027-12-31", soc, "AA 31", None),
        ("2028-12-16", soc, "AA 31", ministerial),
        ("2028-12-17", ministerial, "AA 30", None),
        ("2029-12-31", soc, "AA 31", None),
        ("2030-10-29", soc, "AA 31", ministerial),
        ("2030-10-30", ministerial, "AA 29", summit),
        # Counted from October 2026, where one was planned: none is proposed beside it.
        ("2030-10-31", summit, "AA 29", None),
    ]
    groups = [one for one in wanted(TRUE, TODAY) if one.basis == Basis.PRACTICE]
    assert [one.coupled_day - one.by for one in groups] == [dt.timedelta(days=1)] * 5


def test_a_meeting_that_can_have_been_in_time_is_not_said_to_have_been_otherwise():
    on = day("2011-01-01")
    month = History((held(Body.SUMMIT, "2006-06-01"), held(Body.SUMMIT, "2010-06")))
    assert [one.meeting.reference for one in of(FindingKind.INTERVAL, on, month)] == []
    later = History((held(Body.SUMMIT, "2006-06-01"), held(Body.SUMMIT, "2010-07")))
    [shown] = [one for one in of(FindingKind.INTERVAL, on, later) if one.meeting.reference == "summit 2010-07"]
    assert (shown.least, shown.most) == (Lapse(4, 1, 0), Lapse(4, 1, 30))


def test_a_meeting_put_off_past_the_day_is_not_asked_for_a_second_time():
    there = held(Body.SUMMIT, "2022-10-13"), held(Body.MINISTERIAL, "2026-03-01")
    history = History((*there, planned(Body.SUMMIT, "2027-05-01")))
    assert standing(history, CADENCE.rule("summit"), TODAY).order == Order.SLIPPING
    assert [one for one in wanted(history, TODAY, day("2030-01-01")) if one.body == Body.SUMMIT] == []
    # Ministers met a year and two months before the new day: they are wanted before it, sooner than two years after.
    ministers = [one for one in wanted(history, TODAY, day("2027-06-01")) if one.body == Body.MINISTERIAL]
    assert [(one.by, one.article, one.coupled_day) for one in ministers] == [
        (day("2027-04-30"), "AA 29", day("2027-05-01"))
    ]


def test_nothing_is_asked_for_before_a_meeting_whose_own_day_has_gone_by():
    """Ministers were to meet by 17 December 2026: in February nobody asks for senior officials by yesterday."""
    on = day("2027-02-15")
    there = [one for one in wanted(TRUE, on, plus(on, 1)) if one.basis == Basis.INSTRUMENT]
    assert [(one.body, one.by, one.coupled_to) for one in there] == [
        (Body.MINISTERIAL, day("2026-12-17"), None),
        (Body.SENIOR_OFFICIALS, day("2027-12-31"), None),
    ]


def test_what_is_proposed_is_not_planned_and_is_not_wanted_again():
    there = held(Body.SUMMIT, "2022-10-13"), replace(planned(Body.SUMMIT, "2026-10-01"), status=Status.PROPOSED)
    history, on = History(there), day("2026-06-01")
    assert standing(history, CADENCE.rule("summit"), on).order == Order.UNPLANNED
    assert [one for one in wanted(history, on) if one.body == Body.SUMMIT] == []
    assert [one.body for one in wanted(history, day("2026-10-02"))].count(Body.SUMMIT) == 1


# -- What always holds


def ranks(order: Order) -> int:
    return list(Order).index(order)


measured = st.sampled_from([rule for rule in CADENCE.rules if rule.body and rule.years])


@examples(50)
@given(histories, measured, days, st.data())
def test_a_meeting_added_in_time_never_makes_an_order_worse(history, rule, on, data):
    before = standing(history, rule, on)
    is_planned = on <= before.by and data.draw(st.booleans())
    in_time = st.dates(on, before.by) if is_planned else st.dates(dt.date(2003, 1, 1), min(on, before.by))
    first = data.draw(in_time)
    new = Sitting(rule.body, first, first, status=Status.PLANNED if is_planned else Status.HELD)
    after = standing(replace(history, sittings=(*history.sittings, new)), rule, on)
    assert ranks(after.order) <= ranks(before.order)


@examples(50)
@given(histories, measured, days, days, days)
def test_the_day_by_which_the_next_is_due_only_moves_forward(history, rule, on, later, first):
    on, later = sorted((on, later))
    assert standing(history, rule, on).by <= standing(history, rule, later).by
    more = replace(history, sittings=(*history.sittings, Sitting(rule.body, first, first)))
    assert standing(history, rule, on).by <= standing(more, rule, on).by
    assert standing(history, rule, on).by <= standing(history, rule, on).at_most


@examples(50)
@given(histories, days)
def test_findings_never_mention_a_meeting_as_held_that_is_not_past_or_not_held(history, on):
    for one in findings(history, on):
        about = () if one.kind == FindingKind.UNCONFIRMED else (one.meeting, one.before, *one.between)
        assert all(other.status == Status.HELD and other.first <= on for other in about if other)
        if one.kind == FindingKind.UNCONFIRMED:
            assert one.meeting.status == Status.PLANNED
            assert one.meeting.last < on
        assert one.least is None or Lapse(0, 0, 0) <= one.least <= one.most


@examples(50)
@given(histories, days)
def test_planning_what_is_wanted_leaves_nothing_wanted(history, on):
    asked = wanted(history, on)
    new = tuple(Sitting(one.body, one.day(on), one.day(on), status=Status.PLANNED) for one in asked)
    assert wanted(replace(history, sittings=(*history.sittings, *new)), on) == ()


@examples(50)
@given(histories, days)
def test_a_day_gone_by_is_named_only_where_it_is_the_rules_own(history, on):
    for one in wanted(history, on):
        if one.by < on:
            rule = CADENCE.rule_of(one.body)
            assert rule.years is not None
            assert one.by == rule.due_after(one.counted_from)


@examples(25)
@given(histories, days)
def test_what_is_cancelled_counts_for_nothing(history, on):
    there = tuple(one for one in history.sittings if one.status != Status.CANCELLED)
    kept = replace(history, sittings=there)
    until = plus(on, 6)
    assert expected(history, on, until) == expected(kept, on, until)
    assert findings(history, on) == findings(kept, on)


def test_a_term_known_to_the_month_is_measured_both_ways():
    since, until = dt.date(2018, 9, 24), dt.date(2020, 9, 30)
    month = History((), (Term("XA", since, until, Precision.EXACT, Precision.MONTH),))
    assert of(FindingKind.TERM, TODAY, month) == []
    [shown] = of(FindingKind.TERM, TODAY, History((), (Term("XA", since, until),)))
    assert shown.least == Lapse(2, 0, 6)
