from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cica_tracker.health import alarms_of_the_house


class Command(BaseCommand):
    help = "Is everything as it should be: reminders, Redis, the journal, its triggers, stored files? Ends with 1 and the alarms' names."

    def handle(self, *args: Any, **options: Any) -> None:
        if alarms := alarms_of_the_house(timezone.now()):
            raise CommandError(
                f"Out of bounds: {', '.join(alarms)}. docs/operations.md says what each means.", returncode=1
            )
        self.stdout.write("All is as it should be.")
