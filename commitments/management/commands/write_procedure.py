from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from commitments.reports.procedure import document


class Command(BaseCommand):
    help = "Write docs/procedure.md from the table of the procedure."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "procedure.md"
        path.write_text(document(), encoding="utf-8")
        self.stdout.write(f"{path} is written.")
