from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from record.actions import compare_index, index_everything, index_what_is_missing


class Command(BaseCommand):
    help = "Write the index of the search anew from the record."

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--compare", action="store_true", help="write only what differs, and name it")
        how.add_argument("--where-empty", action="store_true", help="write only kinds of which the index holds nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compare"]:
            drift = compare_index()
            for name in drift:
                self.stdout.write(name)
            self.stdout.write(f"{len(drift)} differed." if drift else "The index says what the record says.")
        elif options["where_empty"]:
            self.stdout.write(f"{index_what_is_missing()} pieces were added to the index.")
        else:
            self.stdout.write(f"The index holds {index_everything()} pieces.")
