"""The house in a hurry: the same code, with a beat every other second and shorter waits, so that a run takes minutes.

`celery -A chaos.hurry worker` and `beat` are the house's; `python -m chaos.hurry` is what a cron runs. A lease stays longer
than a mail server is waited for, as in the house (there 4 minutes and 20 seconds). CHAOS_PATIENT=1 leaves all as it is
but the beat.
"""

from __future__ import annotations

import datetime as dt
import os

import django

from cica_tracker.celery import app

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from notices import sources  # noqa: E402
from notices.actions import claiming, sending  # noqa: E402
from notices.choices import Kind  # noqa: E402

A_BEAT = 2  # seconds
LEASE, FIRST_WAIT, PATIENCE = dt.timedelta(seconds=20), dt.timedelta(seconds=3), 4

__all__ = ["app"]

app.conf.beat_schedule = {
    "plan and send reminders": {"task": "notices.tick", "schedule": A_BEAT, "options": {"expires": 55}},
}

if not os.environ.get("CHAOS_PATIENT"):
    assert claiming.LEASE
    assert sending.LEASE
    assert sending.FIRST_WAIT
    claiming.LEASE = sending.LEASE = LEASE
    sending.FIRST_WAIT = FIRST_WAIT
    settings.EMAIL_TIMEOUT = PATIENCE

# Ten thousand people are a hundred times the house's: of what reminds, only the meeting is asked.
for name in set(sources.SOURCES) - {Kind.MEETING_APPROACHES.value}:
    del sources.SOURCES[name]


if __name__ == "__main__":
    call_command("send_reminders")
