from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from notices.actions import say_the_clock_is_right, tick

BY = "send_reminders"


class Command(BaseCommand):
    help = "Plan what is wanted and send what is due, as the worker does each minute. Any number at once is harmless."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--whole",
            action="store_true",
            help="Plan everything anew, and not only what moved: after rows were changed past the house.",
        )
        parser.add_argument(
            "--the-clock-is-right",
            action="store_true",
            help="After reminders were held since the clock had moved on by more than 36 hours: it did so rightly.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["the_clock_is_right"]:
            say_the_clock_is_right(by=BY)
        counts = tick(whole=options["whole"])
        if counts["held_by_the_clock"]:
            raise CommandError("Held: the clock can't be believed. See `check_reminders`.", returncode=2)
        told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
        self.stdout.write(told or "Nothing was due.")
