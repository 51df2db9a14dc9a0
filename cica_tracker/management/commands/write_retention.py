from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cica_tracker.retention import document


class Command(BaseCommand):
    help = "Write docs/retention.md from the table of what is kept how long."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "retention.md"
        path.write_text(document(), encoding="utf-8")
        self.stdout.write(f"{path} is written.")
