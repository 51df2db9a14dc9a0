"""Every clock in the house, each with its why. Times are UTC.

Celery carries nothing that matters: a task takes an id or nothing, and calls an action that may run twice.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cica_tracker.settings")

app = Celery("cica_tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

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
    # A break in the chain is known within a day, while the backup of the day before is still at hand.
    "verify the journal": {"task": "journal.verify", "schedule": crontab(hour=1, minute=17)},
    # Whoever handed their post over signs in no more from that day; early in it, wherever the day begins.
    "close accounts of those who left": {"task": "members.close_accounts", "schedule": crontab(hour=0, minute=5)},
    # Sign-ins that ended leave rows behind; nobody needs them.
    "clear ended sessions": {"task": "members.clear_ended_sessions", "schedule": crontab(hour=2, minute=23)},
}
