"""The house in a hurry: the same code, with a beat every other second and shorter waits, so that a run takes minutes.

`celery -A chaos.hurry worker` and `beat` are the house's; `python -m chaos.hurry` is what a cron runs. A lease stays longer
than a mail server is waited for, as in the house, where it is 240 seconds: CHAOS_LEASE says how many it is here.
"""

from __future__ import annotations

import datetime as dt
import os

import django

from cica_tracker.celery import app

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from meetings.kinds import MEETING_APPROACHES  # noqa: E402
from notices import sources  # noqa: E402
from notices.actions import claiming, sending  # noqa: E402

A_BEAT = 2  # seconds
LEASE = dt.timedelta(seconds=float(os.environ["CHAOS_LEASE"]))

__all__ = ["app"]

# Clocks that don't know of each other, so that beats come at once.
app.conf.beat_scheduler = "celery.beat:PersistentScheduler"
app.conf.beat_schedule = {
    "plan and send reminders": {"task": "notices.tick", "schedule": A_BEAT, "options": {"expires": 55}},
}

# Whoever gives these other names has to give them here too.
assert claiming.LEASE == sending.LEASE
assert sending.FIRST_WAIT
claiming.LEASE = sending.LEASE = LEASE
sending.FIRST_WAIT = LEASE / 4
settings.EMAIL_TIMEOUT = min(settings.EMAIL_TIMEOUT, LEASE.total_seconds() / 5)

# Ten thousand people are a hundred times the house's: of what reminds, only the meeting is asked.
for name in set(sources.SOURCES) - {MEETING_APPROACHES}:
    del sources.SOURCES[name]


if __name__ == "__main__":
    call_command("send_reminders")
