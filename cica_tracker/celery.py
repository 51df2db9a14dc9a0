"""Every clock in the house, each with its why. Times are UTC.

Celery carries nothing that matters: a task takes an id or nothing, and calls an action that may run twice.
"""

import os
import sys

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cica_tracker.settings")

app = Celery("cica_tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def tell_apart(**_about: object) -> None:
    """A worker or clock of a house that is set as what it isn't sends nothing: it doesn't start."""
    from cica_tracker.told_apart import require_agreement  # noqa: PLC0415 - apps aren't ready when this module is read

    try:
        require_agreement()
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))  # of anything less Celery makes a line in the log, and goes on


app.conf.beat_schedule = {
    # A text is adopted as of the instant at which its period ended, whenever this comes to it; each minute, so that
    # nobody who looks at the page soon after still reads that it is under way.
    "settle silence procedures": {
        "task": "decisions.settle_silence",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    # Reminders, each minute of UTC. A beat that nobody took within the minute is followed by the next one anyhow.
    "plan and send reminders": {"task": "notices.tick", "schedule": crontab(), "options": {"expires": 55}},
    # What people were told is said to their programs as well.
    "tell programs": {"task": "notices.deliver_to_programs", "schedule": crontab(), "options": {"expires": 55}},
    # What stands in a file is found a minute or two after it came in; whoever uploads it doesn't wait for that.
    "read files": {"task": "papers.read_files", "schedule": crontab(), "options": {"expires": 55}},
    # Documents that people asked for, and of which a message was lost, or whose maker died.
    "make documents": {"task": "desk.make_documents", "schedule": crontab(), "options": {"expires": 55}},
    # The seal of the night, which goes out by letter in the morning.
    "seal the journal": {"task": "journal.seal_the_day", "schedule": crontab(hour=0, minute=7)},
    # A break in the chain is known within a day, while the backup of the day before is still at hand.
    "verify the journal": {"task": "journal.verify", "schedule": crontab(hour=1, minute=17)},
    # Files that nobody names go; the others are read, before the backups that still have a good one have aged out.
    "look after files": {"task": "cica_tracker.look_after_files", "schedule": crontab(hour=2, minute=41)},
    # A row that somebody wrote past the house is shown as far as it can be read, and named by the morning.
    "look over rows": {"task": "cica_tracker.look_over_rows", "schedule": crontab(hour=3, minute=11)},
    # Who may read a row stands with it, and the database writes it; whoever wrote past its triggers is found by the morning.
    "look over readers": {"task": "cica_tracker.look_over_readers", "schedule": crontab(hour=3, minute=41)},
    # What is found is what there is: the index is laid beside the record, and what had drifted is named and put right.
    "compare the index": {"task": "cica_tracker.compare_index", "schedule": crontab(hour=3, minute=31)},
    # What stays unanswered goes on to the next person, before the letters of the morning leave.
    "let what waits go on": {"task": "notices.let_go_on", "schedule": crontab(hour=0, minute=23)},
    # Whoever handed their post over signs in no more from that day; early in it, wherever the day begins.
    "close accounts of those who left": {"task": "members.close_accounts", "schedule": crontab(hour=0, minute=5)},
    # What has been kept long enough is cut, by the one table of it (docs/retention.md).
    "carry out retention": {"task": "cica_tracker.carry_out_retention", "schedule": crontab(hour=2, minute=23)},
}

# What runs once a night and meets a database that is away is tried again, after a minute, two, four … till the morning.
# What runs each minute isn't: the next minute tries again.
AGAIN = {
    "autoretry_for": (OperationalError, InterfaceError),
    "retry_backoff": 60,
    "retry_backoff_max": 1800,
    "retry_jitter": False,
    "max_retries": 20,
}
app.conf.task_annotations = {
    entry["task"]: AGAIN for entry in app.conf.beat_schedule.values() if "options" not in entry
}
