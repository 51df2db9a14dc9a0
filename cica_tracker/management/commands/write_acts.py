from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from record.acts import TABLE
from record.acts.document import document


class Command(BaseCommand):
    help = "Write docs/acts.md from the tables of acts."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "acts.md"
        path.write_text(document(TABLE), encoding="utf-8")
        self.stdout.write(f"{path} is written.")
