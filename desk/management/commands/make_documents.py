"""Make the documents that people asked for: for cron, where no Celery runs."""

from typing import Any

from django.core.management.base import BaseCommand

from desk.making import make_waiting

# Seconds: cron comes again each minute.
WITHIN = 50


class Command(BaseCommand):
    help = "Make every document that was asked for and waits. May run as often as one likes, and beside workers."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{make_waiting(within=WITHIN)} made.")
