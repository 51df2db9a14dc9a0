from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cica_tracker.stored import check_files, sweep_orphans
from cica_tracker.tasks import WITHIN


class Command(BaseCommand):
    help = "Read stored files against the digests of their rows, going on where the last run ended; --sweep what no row names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--within", metavar="SECONDS", type=float, default=WITHIN, help="how long it may read")
        parser.add_argument("--sweep", action="store_true", help="remove what no row names and is older than a week")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        if options["sweep"]:
            swept = sweep_orphans(at=at)
            if swept.refused:
                raise CommandError(f"Nothing was swept: {swept.refused}.")
            for name in swept.removed:
                self.stdout.write(f"Removed {name}.")
        if faults := check_files(at=at, within=options["within"]):
            raise CommandError("\n".join(faults), returncode=1)
        self.stdout.write("Every stored file that was read is as it was submitted.")
