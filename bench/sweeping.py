"""What `sweep.py` runs in a house that is filled: sweeps, and writes down what each costs."""

import argparse
import datetime as dt
import json
import logging
import resource
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.db import connection, reset_queries  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from opening import used_by  # noqa: E402

from cica_tracker.health import alarms_of_the_house  # noqa: E402
from law.choices import RemindOf  # noqa: E402
from meetings.models import ReminderLead  # noqa: E402
from members.actions import change_preferences  # noqa: E402
from members.models import User  # noqa: E402
from notices.actions import sweep  # noqa: E402
from notices.models import Notice  # noqa: E402

A_MINUTE = dt.timedelta(minutes=1)


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--told", type=Path, required=True)
    asked = wanted.parse_args()
    logging.disable()
    # In a house of invented states each has seventy people in office: reminded of steps of 40,000 commitments they would
    # fill a ledger of millions, which no house has. What a sweep costs with nothing new is the same without.
    ReminderLead.objects.filter(of=RemindOf.STEP).delete()
    # An hour of the morning: what fell due at midnight has been told by then.
    at = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0)
    told = {"the first of a day": costs(lambda: sweep(at=at, whole=False))}
    idle = [
        costs(lambda number=number: sweep(at=at + number * A_MINUTE, whole=False))
        for number in range(1, asked.rounds + 1)
    ]
    told["with nothing new"] = {name: sorted(row[name] for row in idle)[len(idle) // 2] for name in idle[0]}
    preferences_change()
    told["after a person's preferences"] = costs(lambda: sweep(at=at + 20 * A_MINUTE, whole=False))
    alarms_of_the_house(at)  # reads the migrations, once a process
    told["/healthz"] = costs(lambda: alarms_of_the_house(at + 21 * A_MINUTE))
    asked.told.write_text(json.dumps({"costs": told, "notices": Notice.objects.count()}))


def preferences_change() -> None:
    person = User.objects.get(email="xa0@load.example")
    change_preferences(person=person, language="ru", time_zone=person.time_zone, by=person)


def costs(do: Callable[[], object]) -> dict[str, float]:
    """Seconds of CPU of the house and of the database, how much the memory of the house grew at most, and queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    before, house, database = memory(), time.process_time(), used_by(backend)
    reset_queries()  # what is kept of them is bounded
    with CaptureQueriesContext(connection) as queries:
        do()
    return {
        "house": time.process_time() - house,
        "database": used_by(backend) - database,
        "MiB": memory() - before,
        "queries": len(queries),
    }


def memory() -> float:
    """The most that the process has ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
