"""Clocks stand on several machines, and each time that something is due one of them tells the workers of it."""

import datetime as dt
import time

import pytest
from celery import Celery
from celery.schedules import crontab, schedule
from django.db import connection
from django.utils import timezone

from cica_tracker.celery import app as app_of_the_house
from cica_tracker.clocks import OneClock
from notices.models import ToldJob

pytestmark = pytest.mark.django_db(transaction=True)
EACH_SECOND, EACH_NIGHT = "each second", "each night"


@pytest.fixture
def house() -> Celery:
    """A house with a broker in memory, one job for each second and one for each night."""
    app = Celery("a house", broker="memory://", set_as_current=False)
    app.conf.task_publish_retry = False
    app.conf.timezone = "UTC"
    app.conf.beat_schedule = {
        EACH_SECOND: {"task": "told.each_second", "schedule": schedule(1)},
        EACH_NIGHT: {"task": "told.each_night", "schedule": crontab(hour=2, minute=41)},
    }
    with app.connection_for_write() as broker:
        broker.default_channel.queue_declare("celery")
        broker.default_channel.queue_purge("celery")
    return app


def told(app: Celery) -> list[str]:
    """What the workers were told, in order."""
    names = []
    with app.connection_for_read() as broker:
        while message := broker.default_channel.basic_get("celery", no_ack=True):
            names.append(message.headers["task"])
    return names


def tick(*clocks: OneClock) -> None:
    """Every clock looks at each job, and again, as it does when it has told one."""
    for _turn in range(4):
        for clock in clocks:
            clock.tick()


def test_of_two_clocks_one_tells_each_time(house):
    clocks = OneClock(app=house), OneClock(app=house)
    times = 0
    for _second in range(3):
        time.sleep(1.05)
        tick(*clocks)
        times += 1
        assert told(house) == ["told.each_second"]
    assert times == 3


def test_a_clock_that_begins_elsewhere_goes_on_where_the_other_ended(house):
    """The other died at night before its time came; so nobody knows of the night but the row."""
    OneClock(app=house)
    yesterday = timezone.now() - dt.timedelta(days=1, hours=1)
    ToldJob.objects.filter(job=EACH_NIGHT).update(at=yesterday)
    tick(OneClock(app=house))
    tick(OneClock(app=house))
    assert told(house) == ["told.each_night"]


def test_a_new_house_is_told_nothing_of_nights_before_it_was_there(house):
    tick(OneClock(app=house))
    assert told(house) == []
    assert set(ToldJob.objects.values_list("job", flat=True)) == {EACH_SECOND, EACH_NIGHT}


def test_what_can_not_be_told_is_due_again_for_whoever_can(house):
    away = Celery("without its broker", broker="redis://127.0.0.1:9/0", set_as_current=False)
    away.conf.update(task_publish_retry=False, timezone="UTC", beat_schedule=house.conf.beat_schedule)
    cut_off = OneClock(app=away)
    assert told(house) == []
    before = ToldJob.objects.get(job=EACH_SECOND).at
    time.sleep(1.05)
    tick(cut_off)
    assert ToldJob.objects.get(job=EACH_SECOND).at == before
    tick(OneClock(app=house))
    assert told(house) == ["told.each_second"]


def test_while_the_database_is_away_a_clock_waits_and_goes_on(house):
    clock = OneClock(app=house)
    time.sleep(1.05)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notices_toldjob RENAME TO away")
    if connection.vendor == "sqlite":  # where a question that fails leaves the transaction as it is
        clock.tick()
        assert told(house) == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE away RENAME TO notices_toldjob")
    clock._heap = None
    tick(clock)
    assert told(house) == ["told.each_second"]


def test_the_clock_of_the_house_is_this_one():
    assert app_of_the_house.conf.beat_scheduler == "cica_tracker.clocks:OneClock"
