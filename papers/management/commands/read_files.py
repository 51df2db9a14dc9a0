from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from papers.actions import read_files

A_DAY = 24 * 60 * 60


class Command(BaseCommand):
    help = "Take the words out of papers' files that nobody has read yet, so that they are searched."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="try again those that set themselves aside")

    def handle(self, *args: Any, **options: Any) -> None:
        count = read_files(at=timezone.now(), within=A_DAY, again=options["again"])
        self.stdout.write(f"{count} files were read.")
