from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from record.kept import carry_out


class Command(BaseCommand):
    help = (
        "Cut what has been kept long enough (docs/retention.md), and say what was done. The worker does so each night."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        run = carry_out(at=timezone.now())
        if run.held:
            raise CommandError(f"Nothing was cut: {run.held}")
        for name, number in run.counts.items():
            self.stdout.write(f"{name}: {number}")
        if run.faults:
            raise CommandError("; ".join(f"{name}: {fault}" for name, fault in run.faults.items()))
