"""Where commitments are: all of them at a glance, by the stage at which they stand."""

import datetime as dt

import pytest

from commitments.reports.stages import MOST_OF_A_STAGE, where_commitments_are
from commitments.tests.factories import CommitmentFactory
from commitments.tests.stories import Story
from law.cica.states import State
from members.choices import Audience

pytestmark = pytest.mark.django_db


def columns(person, day):
    return [
        (str(column.state), column.count, sorted(commitment.reference for commitment in column.commitments))
        for column in where_commitments_are(person, day)
    ]


def test_each_stage_holds_its_commitments_in_the_order_of_the_procedure(authority, chair, officer, today):
    views = Story(author=authority, chair=chair, officer=officer, modality="b").commitment
    drafted = Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED).commitment
    begun = Story(author=authority, chair=chair, officer=officer).commitment
    assert columns(authority, today) == [
        ("indicated", 1, [begun.reference]),
        ("views", 1, [views.reference]),
        ("drafted", 1, [drafted.reference]),
    ]


def test_nobody_counts_what_they_may_not_see(authority, observer, chair, officer, today):
    Story(author=authority, chair=chair, officer=officer)
    shown = CommitmentFactory(audience=Audience.OBSERVERS, state=State.INDICATED)
    assert columns(observer, today) == [("indicated", 1, [shown.reference])]
    assert columns(observer, today) != columns(authority, today)


def test_of_a_day_gone_by_they_stand_where_they_stood(authority, chair, officer, today):
    Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)
    assert columns(authority, today - dt.timedelta(days=1)) == []


@pytest.mark.parametrize("how_many", [1, 3, MOST_OF_A_STAGE + 2])
def test_however_many_there_are_it_takes_as_many_queries_and_counts_those_that_are_not_shown(
    how_many, authority, today, django_assert_num_queries
):
    for _number in range(how_many):
        CommitmentFactory(state=State.INDICATED)
    list(where_commitments_are(authority, today))  # who the person is, asked once
    # How many at each stage, and the newest of them.
    with django_assert_num_queries(2):
        [column] = where_commitments_are(authority, today)
        assert all(commitment.heading and commitment.area.letters for commitment in column.commitments)
    assert (column.count, column.more) == (how_many, max(0, how_many - MOST_OF_A_STAGE))
