from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cica_tracker.permissions import document


class Command(BaseCommand):
    help = "Write docs/permissions.md from what acts, nouns and roles declare."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "permissions.md"
        path.write_text(document(), encoding="utf-8")
        self.stdout.write(f"{path} is written.")
