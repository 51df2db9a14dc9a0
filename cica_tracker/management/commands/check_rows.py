from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cica_tracker.rows import check_rows


class Command(BaseCommand):
    help = "Look for rows that say what no row can say, which only somebody with the keys of the database can have written."

    def handle(self, *args: Any, **options: Any) -> None:
        if faults := check_rows(at=timezone.now()):
            raise CommandError("\n".join(faults), returncode=1)
        self.stdout.write("Every row says what a row can say.")
