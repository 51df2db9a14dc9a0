"""Record the end of silence procedures whose period has run out: for cron, where no Celery runs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from decisions.actions.silence_ends import settle_due
from record.clocks import ClockInDoubt


class Command(BaseCommand):
    help = "Record the end of every silence procedure whose period has run out. May run as often as one likes."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            settled = settle_due()
        except ClockInDoubt as doubt:
            raise CommandError(f"Held: {doubt} See `check_reminders`.", returncode=2) from doubt
        for procedure in settled:
            self.stdout.write(f"{procedure.reference}: {procedure.state}")
