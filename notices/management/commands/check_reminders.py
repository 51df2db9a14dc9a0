from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notices.reports.health import Health, health

SENTENCES = {
    "sweep-missing": "No sweep since {last_sweep}: is a worker, a beat or a cron running?",
    "clock": "Held: the clock can't be believed. If it is right: send_reminders --the-clock-is-right",
    "source": "Sources that failed: {failing_sources}. The log has why.",
    "overdue": "Due since {oldest_due} and not sent ({due} due): is the mail server reached?",
    "paused": "Letters are paused: {due} due.",
    "held": "{held} letters are held: nobody can say whether they arrived.",
    "refused": "{refused} reminders were refused, or could not be written, in the last seven days.",
}


class Command(BaseCommand):
    help = "Say whether reminders go as they should; exit code 1 when something is out of bounds."

    def handle(self, *args: Any, **options: Any) -> None:
        state: Health = health(timezone.now())
        if state.alarms:
            told = " ".join(SENTENCES[name].format(**vars(state)) for name in state.alarms)
            raise CommandError(told, returncode=1)
        self.stdout.write(f"Well. Last sweep {state.last_sweep}; {state.due} due, none held, none refused.")
