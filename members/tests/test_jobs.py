"""What is done about people because a day has come: never by a clock that can't be believed, and one at a time."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cica_tracker.tasks import carry_out_retention
from members.actions import close_accounts, hand_over
from members.choices import Role
from members.kinds import ELSEWHERE
from members.tasks import close_accounts_of_those_who_left
from members.tests.factories import UserFactory, a_person_of
from notices.actions import sweep

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LEAVES_AFTER = 10 * DAY


@pytest.fixture
def leaving(xa, authority, preparer):
    """The preparer of XA, who hands the post over in ten days."""
    comes = a_person_of(xa, Role.AUTHORITY, "comes@xa.example")
    since = timezone.localdate() + LEAVES_AFTER
    hand_over(office=preparer.focal_points.get(), since=since, person=comes, by=authority, at=timezone.now())
    return preparer


def test_a_clock_that_is_forty_days_ahead_closes_no_account_and_signs_nobody_out(leaving, sign_in):
    client = sign_in(leaving)
    sweep(at=timezone.now())
    with time_machine.travel(timezone.now() + 40 * DAY, tick=False):
        close_accounts_of_those_who_left()
        carry_out_retention()
    leaving.refresh_from_db()
    assert leaving.is_active
    assert client.get("/notices/").status_code == 200


def test_on_its_day_an_account_is_closed_by_a_clock_that_was_followed_until_then(leaving):
    with time_machine.travel(timezone.now() + LEAVES_AFTER, tick=False):
        sweep(at=timezone.now() - DAY / 2)
        close_accounts_of_those_who_left()
    leaving.refresh_from_db()
    assert not leaving.is_active


def test_an_account_that_can_not_be_closed_keeps_no_other_open(leaving, xb, stranger, monkeypatch):
    comes = UserFactory(email="comes@xb.example")
    since = timezone.localdate() + LEAVES_AFTER
    hand_over(office=stranger.focal_points.get(), since=since, person=comes, by=stranger, at=timezone.now())

    def fails_for_one(person: int, _today: dt.date) -> bool:
        if person == leaving.pk:
            raise ValueError("a fault")
        return False

    monkeypatch.setitem(ELSEWHERE, "a room that fails", fails_for_one)
    with pytest.raises(ExceptionGroup):
        close_accounts(at=timezone.now() + LEAVES_AFTER)
    leaving.refresh_from_db()
    stranger.refresh_from_db()
    assert (leaving.is_active, stranger.is_active) == (True, False)
    # It is tried again the next time.
    monkeypatch.undo()
    assert close_accounts(at=timezone.now() + LEAVES_AFTER) == 1
