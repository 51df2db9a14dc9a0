from pathlib import Path
from typing import Any

import environ
import structlog
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cica_tracker.backups import BackupProblem
from cica_tracker.backups.archive import in_folder
from cica_tracker.backups.databases import FAULTS
from cica_tracker.backups.verifying import Trial, verify

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Restore a backup into a scratch database, compare it with its manifest, walk its journal, check every file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the backup, or a folder: the newest in it")
        parser.add_argument(
            "--server",
            metavar="URL",
            help="the PostgreSQL to try it on (default: the one of DATABASE_URL, in a database of another name)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = self.path(Path(options["file"]))
        try:
            server = environ.Env.db_url_config(options["server"]) if options["server"] else None
            trial = verify(path, server)
        except (BackupProblem, OSError, ImproperlyConfigured, *FAULTS) as problem:
            log.error("backup not verified", path=str(path), reason=str(problem))
            raise CommandError(f"{path.name} was not verified. {problem}") from problem
        self.say(path, trial)

    def path(self, path: Path) -> Path:
        if not path.is_dir():
            return path
        backups = in_folder(path)
        if not backups:
            raise CommandError(f"There is no backup in {path}.")
        return backups[-1]

    def say(self, path: Path, trial: Trial) -> None:
        manifest, (number, seal) = trial.manifest, trial.manifest.contents.journal
        self.stdout.write(f"{path.name}: {manifest.at}, {manifest.server}, version {manifest.version}.")
        for note in trial.notes:
            self.stdout.write(f"Note: {note}")
        if trial.faults:
            log.error("backup broken", path=str(path), faults=len(trial.faults), first=trial.faults[0])
            raise CommandError(
                "This backup can't be relied upon.\n" + "\n".join(f"- {fault}" for fault in trial.faults)
            )
        tables = manifest.contents.tables
        log.info("backup verified", path=str(path), journal=number, head=seal)
        self.stdout.write(
            f"{len(tables)} tables with {sum(table.rows for table in tables.values())} rows came back as they were,"
            f" and {len(manifest.files)} uploaded files."
        )
        self.stdout.write(f"The journal is unbroken to entry {number}. Head: {seal}")
