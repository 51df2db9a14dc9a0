from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cica_tracker.backups import BackupProblem
from cica_tracker.backups.databases import FAULTS
from cica_tracker.backups.making import FinishedBackup, make

MOST_NAMED = 20
log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Put the database and every uploaded file into one file, which `verify_backup` tries."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", metavar="FOLDER", default=str(settings.DATA_DIR / "backups"), help="where it goes")
        parser.add_argument("--keep", metavar="N", type=int, default=0, help="remove all but the newest N (0: none)")
        parser.add_argument(
            "--with-secret-key",
            action="store_true",
            help="put SECRET_KEY in, too: whoever has such a file can sign in as anybody",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 0:
            raise CommandError("--keep is a number from 0.")
        try:
            backup = make(
                folder=Path(options["to"]),
                at=timezone.now(),
                keep=options["keep"],
                with_secret_key=options["with_secret_key"],
            )
        except (BackupProblem, OSError, *FAULTS) as problem:
            log.error("backup failed", reason=str(problem))
            raise CommandError(f"No backup was made. {problem}") from problem
        contents, size = backup.manifest.contents, backup.path.stat().st_size
        number, seal = contents.journal
        log.info(
            "backup made", path=str(backup.path), bytes=size, journal=number, head=seal, missing=len(backup.missing)
        )
        self.stdout.write(
            f"{backup.path}\n{size / 1e6:.1f} MB: {len(contents.tables)} tables,"
            f" {sum(table.rows for table in contents.tables.values())} rows, {len(backup.manifest.files)} uploaded files."
        )
        self.stdout.write(f"The journal stands at entry {number}. Head: {seal}")
        for name in backup.removed:
            self.stdout.write(f"Removed {name}.")
        if problems := self.problems(backup):
            log.error("backup made and amiss", path=str(backup.path), amiss=problems[:MOST_NAMED], count=len(problems))
            raise CommandError(
                "The backup was made, but something is amiss. No older backup was removed: one of them may be the last good"
                " one. Try each with `verify_backup` before you remove any.\n" + "\n".join(problems[:MOST_NAMED])
            )

    def problems(self, backup: FinishedBackup) -> list[str]:
        if not backup.missing:
            return backup.amiss
        names = ", ".join(backup.missing[:5])
        return [
            f"{len(backup.missing)} files that papers name are not in the folder of uploads: {names}. Look for them there.",
            *backup.amiss,
        ]
