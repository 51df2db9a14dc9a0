"""Record the end of silence procedures whose period has run out: for cron, where no Celery runs."""

from typing import Any

from django.core.management.base import BaseCommand

from decisions.actions.silence_ends import settle_due


class Command(BaseCommand):
    help = "Record the end of every silence procedure whose period has run out. May run as often as one likes."

    def handle(self, *args: Any, **options: Any) -> None:
        for one in settle_due():
            self.stdout.write(f"{one.reference}: {one.state}")
