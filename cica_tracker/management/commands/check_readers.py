from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from record.triggers import check_readers, rebuild_readers


class Command(BaseCommand):
    help = (
        "Work out anew who may read each row, and lay it beside what the database keeps; with --rebuild, write it where"
        " the two differ. What is lacking of the triggers themselves, `migrate` puts back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="write what ought to stand there")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            for table, rows in rebuild_readers().items():
                self.stdout.write(f"{table}: {rows} rows written.")
        if faults := check_readers(at=timezone.now()):
            raise CommandError("\n".join(faults), returncode=1)
        self.stdout.write("Who may read what stands with each row as it ought to.")
