"""An outage is caught up; a clock that jumped is not followed; and whoever watches is told."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from journal.models import Entry
from notices.actions import say_the_clock_is_right, sweep, tick
from notices.choices import SweepOutcome
from notices.clock import Witness, witness
from notices.models import Letter, Notice, Sweep
from notices.reports.health import health
from notices.tests.worlds import AT, DAY, HOUR, a_step, only_source

pytestmark = pytest.mark.django_db

UP = Witness(boot="monday", since_boot=1000.0)


def later(passed: dt.timedelta, seen: Witness = UP) -> Witness:
    """The same machine, having run on for so long."""
    return replace(seen, since_boot=seen.since_boot + passed.total_seconds())


@pytest.fixture
def wanted():
    with only_source([]) as wanted:
        yield wanted


@pytest.mark.both
@pytest.mark.parametrize("outage", [HOUR, 7 * DAY, 60 * DAY])
def test_after_an_outage_one_sweep_catches_up(outage, wanted, authority, mailoutbox):
    sweep(at=AT - outage, seen=UP)
    wanted += [a_step(authority, AT - outage / 2)]
    tick(at=AT, seen=later(outage))
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (later(HOUR), SweepOutcome.HELD),
        (later(40 * HOUR), SweepOutcome.DONE),
        (Witness("tuesday", 5.0), SweepOutcome.HELD),
        (Witness("tuesday", 5.0, AT + 3 * DAY, database_is_elsewhere=True), SweepOutcome.DONE),
        (Witness("tuesday", 5.0, AT + 3 * DAY), SweepOutcome.HELD),
        (later(3 * DAY, replace(UP, database_at=AT)), SweepOutcome.HELD),
        (Witness(), SweepOutcome.HELD),
        (None, SweepOutcome.DONE),
    ],
    ids=["jumped", "was off", "another boot", "a database elsewhere", "a database beside it", "ahead of it", "nobody", "believed"],
)  # fmt: skip
def test_three_days_later_by_the_clock(seen, outcome, wanted):
    sweep(at=AT, seen=UP)
    assert sweep(at=AT + 3 * DAY, seen=seen).outcome == outcome


def test_a_jump_holds_and_alarms_and_ends_when_the_clock_is_right_again(wanted, authority, mailoutbox):
    sweep(at=AT, seen=UP)
    wanted += [a_step(authority, AT + 2 * DAY)]
    for minutes in range(3):
        assert tick(at=AT + 9 * DAY + minutes * HOUR / 60, seen=later(HOUR)) == {"held_by_the_clock": 1}
    assert [mailoutbox, Notice.objects.count(), Sweep.objects.count()] == [[], 0, 2]
    assert "clock" in health(AT + 9 * DAY).alarms
    sweep(at=AT + HOUR, seen=later(HOUR))
    assert health(AT + HOUR).alarms == ()
    tick(at=AT + 2 * DAY, seen=later(2 * DAY))
    assert len(mailoutbox) == 1


def test_a_clock_that_stands_far_back_holds_and_alarms(wanted, authority, mailoutbox):
    sweep(at=AT, seen=UP)
    wanted += [a_step(authority, AT - 50 * DAY)]
    back = AT - 40 * DAY
    for seen in (later(HOUR), Witness("tuesday", 5.0), Witness()):
        assert tick(at=back, seen=seen) == {"held_by_the_clock": 1}
    assert [mailoutbox, Notice.objects.count()] == [[], 0]
    assert "clock" in health(back).alarms
    # Another machine's clock says that ours was ahead before.
    there = Witness("tuesday", 5.0, back, database_is_elsewhere=True)
    assert sweep(at=back, seen=there).outcome == SweepOutcome.DONE


@pytest.mark.both
def test_what_a_wrong_clock_was_believed_a_person_takes_back(wanted, authority, officer, mailoutbox):
    """Somebody said of a clock forty days ahead that it is right; put right, it holds until somebody says so again."""
    wanted += [a_step(authority, AT)]
    say_the_clock_is_right(by=officer, at=AT + 40 * DAY, seen=UP)
    assert tick(at=AT, seen=later(HOUR)) == {"held_by_the_clock": 1}
    say_the_clock_is_right(by=officer, at=AT, seen=later(HOUR))
    for minutes in range(3):
        tick(at=AT + minutes * HOUR / 60, seen=later(HOUR + minutes * HOUR / 60))
    assert len(mailoutbox) == 1
    assert Sweep.objects.filter(outcome=SweepOutcome.DONE).count() == 2


def test_a_person_may_say_that_the_clock_is_right(wanted, authority, officer, mailoutbox):
    sweep(at=AT, seen=UP)
    wanted += [a_step(authority, AT + DAY)]
    at, seen = AT + 7 * DAY, Witness("tuesday", 5.0)
    assert tick(at=at, seen=seen) == {"held_by_the_clock": 1}
    say_the_clock_is_right(by=officer, at=at, seen=seen)
    tick(at=at + HOUR / 60, seen=later(HOUR / 60, seen))
    assert len(mailoutbox) == 1
    assert Entry.objects.in_order().last().verb == "said that the clock is right"


def test_this_machine_has_a_witness():
    first, second = witness(), witness()
    assert first.boot == second.boot != ""
    assert first.since_boot <= second.since_boot


@pytest.mark.both
def test_quiet_sweeps_share_a_row_for_an_hour(wanted):
    for minutes in range(0, 130, 10):
        sweep(at=AT + minutes * HOUR / 60)
    assert list(Sweep.objects.order_by("began_at").values_list("began_at", "at")) == [
        (AT, AT + 50 * HOUR / 60),
        (AT + HOUR, AT + 110 * HOUR / 60),
        (AT + 2 * HOUR, AT + 2 * HOUR),
    ]


def test_the_check_says_what_is_out_of_bounds_and_ends_with_one(wanted, authority, capsys):
    with pytest.raises(CommandError, match="No sweep since None") as refusal:
        call_command("check_reminders")
    assert refusal.value.returncode == 1
    call_command("send_reminders")
    call_command("check_reminders")
    assert "Well." in capsys.readouterr().out


def test_what_is_due_and_does_not_go_alarms(wanted, authority, officer, client, sign_in):
    sweep(at=AT)
    wanted += [a_step(authority, AT)]
    sweep(at=AT)
    assert health(AT + HOUR).alarms == ("sweep-missing",)
    assert set(health(AT + 3 * HOUR).alarms) == {"sweep-missing", "overdue"}
    tick(at=AT + 3 * HOUR)
    assert health(AT + 3 * HOUR).alarms == ()
    Letter.objects.update(stage="unknown")
    assert health(AT + 3 * HOUR).alarms == ("held",)
    assert client.get("/healthz").json() == {"status": "alarm"}
    assert "held" in sign_in(officer).get("/healthz").json()["alarms"]


def test_what_was_written_on_a_day_off_waits_for_the_morning_and_nothing_is_wrong(wanted, authority):
    saturday = AT + 4 * DAY
    wanted += [a_step(authority, saturday - DAY / 2)]
    sweep(at=saturday)
    sweep(at=saturday + 30 * HOUR)
    assert health(saturday + 30 * HOUR).alarms == ()
    sweep(at=saturday + 2 * DAY + 3 * HOUR)
    assert health(saturday + 2 * DAY + 3 * HOUR).alarms == ("overdue",)
