from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from journal.verification import differs_from, faults_of_words, read_seals, verify

MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Walk the journal; name the first entry that is not as it was written, and everything that says something else"
        " than was sealed; print the head's seal."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--against",
            metavar="SEALS",
            help="a file of seals that were kept outside: a letter's lines, or what /journal/seals.txt gave",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        if verdict.fault:
            raise CommandError(f"{verdict.fault} ({verdict.sound} sound before it, seal {verdict.head})", returncode=1)
        if options["against"]:
            self.compare(Path(options["against"]))
        if faults := faults_of_words():
            more = f"\n… and {len(faults) - MOST_NAMED} more" if len(faults) > MOST_NAMED else ""
            raise CommandError("\n".join(faults[:MOST_NAMED]) + more, returncode=1)
        self.stdout.write(f"{verdict.sound} entries, unbroken. Head: {verdict.head}")

    def compare(self, path: Path) -> None:
        try:
            seals = read_seals(path.read_text(encoding="utf-8", errors="replace"))
        except (OSError, ValueError) as fault:
            raise CommandError(f"{path} can't be compared with: {fault}.", returncode=2) from fault
        if fault_found := differs_from(seals):
            raise CommandError(f"The journal is not the one these seals are of: {fault_found}.", returncode=1)
        self.stdout.write(f"It agrees with {len(seals)} seals that were kept, the last of entry {max(seals)}.")
