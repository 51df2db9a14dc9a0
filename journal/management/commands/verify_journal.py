from typing import Any

from django.core.management.base import BaseCommand, CommandError

from journal.verification import verify


class Command(BaseCommand):
    help = "Walk the journal; name the first entry that is not as it was written; print the head's seal."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        if verdict.fault:
            raise CommandError(f"{verdict.fault} ({verdict.sound} sound before it, seal {verdict.head})", returncode=1)
        self.stdout.write(f"{verdict.sound} entries, unbroken. Head: {verdict.head}")
