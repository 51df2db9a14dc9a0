"""Whenever a sender dies, nothing is lost, nothing goes twice, and at most one letter is held for it."""

import datetime as dt
import os
import signal

import pytest
from django.db import connection, connections

from members.models import User
from members.tests.factories import UserFactory
from notices.actions import change_rules, tick
from notices.actions.claiming import LEASE
from notices.choices import NoticeChannel, Stage, UnknownOutcome
from notices.models import Letter, Notice
from notices.tests.test_sending import sink, wanted  # noqa: F401 - fixtures
from notices.tests.worlds import AT, a_step

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick_disk():
    """What is written survives the death of its process without waiting for the disk; only a power cut needs that."""
    options = connections["default"].settings_dict.get("OPTIONS", {})
    before = dict(options)
    if "init_command" in options:
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    connections.close_all()
    yield
    options.update(before)
    connections.close_all()


PAUSE = LEASE + dt.timedelta(minutes=2)


class Death:
    """Kills its own process at the nth moment; a moment stands before and after every statement and commit."""

    def __init__(self, moment: int):
        self.left = moment

    def __call__(self, execute, sql, params, many, context):
        self.tick()
        result = execute(sql, params, many, context)
        self.tick()
        return result

    def tick(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def a_beat_that_dies(at: dt.datetime, moment: int) -> bool:
    """Fork a process that plans, writes and sends, and dies at that moment; returns whether it died."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            death, commit = Death(moment), connection._commit

            def dying_commit():
                death.tick()
                commit()
                death.tick()

            connection._commit = dying_commit
            with connection.execute_wrapper(death):
                tick(at=at)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.night
@pytest.mark.timeout(600)
@pytest.mark.parametrize("policy", UnknownOutcome.values)
def test_a_beat_killed_around_any_statement_loses_nothing_and_doubles_nothing(
    policy,
    sink,  # noqa: F811
    wanted,  # noqa: F811
    officer,
):
    kills, people = walk(policy, sink, wanted, officer, step=1 if policy == UnknownOutcome.HOLD else 3)
    assert kills > 30, "the walk passed by many statements"
    judge(policy, sink, kills, people)


def test_a_beat_killed_around_some_statements_loses_nothing_and_doubles_nothing(sink, wanted, officer):  # noqa: F811
    kills, people = walk(UnknownOutcome.HOLD, sink, wanted, officer, step=8)
    judge(UnknownOutcome.HOLD, sink, kills, people)


def walk(policy, sink, wanted, officer, step):  # noqa: F811
    """Kill a beat at every moment in turn, two letters each; another beat follows. How many died, who was to be told."""
    change_rules(by=officer, hour=0, until_hour=24, unknown_outcome=policy)
    at, kills, people = AT, 0, set()
    for moment in range(1, 1000, step):
        wanted[:] = [a_step(UserFactory(email=f"p{moment}-{number}@x.example"), at) for number in range(2)]
        people |= {f"p{moment}-{number}@x.example" for number in range(2)}
        died = a_beat_that_dies(at, moment)
        kills += died
        at += PAUSE
        tick(at=at)
        User.objects.exclude(is_staff=True).update(is_active=False)
        if not died:
            return kills, people
    raise AssertionError("it never survived")


def judge(policy, sink, kills, people):  # noqa: F811
    copies = sink.by_number()
    addresses = {address for address, _raw in sink.taken}
    held = set(Letter.objects.held().values_list("address", flat=True))
    assert addresses | held == people, "lost"
    assert len(copies) == len(addresses), "a second letter about the same"
    assert not Letter.objects.exclude(stage__in=[Stage.SENT, Stage.UNKNOWN]).exists()
    assert set(Notice.objects.values_list("channel", "stage")) <= {
        (NoticeChannel.PORTAL, Stage.SENT), (NoticeChannel.EMAIL, Stage.SENT), (NoticeChannel.EMAIL, Stage.UNKNOWN)
    }  # fmt: skip
    if policy == UnknownOutcome.HOLD:
        assert set(copies.values()) == {1}, "doubled"
        assert len(held) <= kills
    else:
        assert held == set()
        assert set(copies.values()) <= {1, 2}
        assert sum(copies.values()) - len(copies) <= kills
