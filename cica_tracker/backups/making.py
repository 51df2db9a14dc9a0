"""Making a backup.

1. The database is seen at one instant: counted, and copied, in one transaction.
2. Then the uploaded files are copied. In this order, because a file is written before the row that names it is
   committed, and neither changed nor removed after: every file that a row of step 1 names is there in step 2. The
   other way round, a paper submitted in between would come as a row without its file.
3. The manifest goes in last. It is written under a passing name, forced to the disk, and then given its own: a name
   that looks like a backup is one.
4. Older ones than the newest `keep` are removed, unless something is amiss (`amiss`): then they may be the last good ones.
"""

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.crypto import salted_hmac

from cica_tracker.backups import BackupProblem
from cica_tracker.backups.amiss import faults_of_the_house
from cica_tracker.backups.archive import (
    DATABASE,
    MANIFEST,
    SECRET_KEY,
    UPLOADS,
    ArchivedFile,
    Manifest,
    Writer,
    in_folder,
    name_at,
    written,
)
from cica_tracker.backups.databases import Snapshot
from record.storage import folder_of, kept_files

UNFINISHED = ".unfinished-"
LONGEST_BACKUP = 24 * 3600  # seconds: what is older and unfinished was killed


@dataclass(frozen=True)
class FinishedBackup:
    """A backup that was made: its file, what is in it, the files that rows name and nobody has, what else is amiss."""

    path: Path
    manifest: Manifest
    missing: list[str]
    amiss: list[str]
    removed: list[str]


def make(*, folder: Path, at: dt.datetime, keep: int = 0, with_secret_key: bool = False) -> FinishedBackup:
    """Make a backup in `folder`; of the backups there keep the newest `keep` (0: all)."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name_at(at)
    if path.exists():
        raise BackupProblem(f"{path} is there already.")
    with tempfile.TemporaryDirectory(dir=folder, prefix=UNFINISHED) as desk:
        draft, copy = Path(desk) / "archive", Path(desk) / DATABASE
        with Snapshot.of(connections.settings[DEFAULT_DB_ALIAS]) as snapshot:
            vendor, server, contents = snapshot.vendor, snapshot.server(), snapshot.contents()
            named = snapshot.files_named()
            snapshot.copy(copy)
        with written(draft, at) as archive:
            manifest = Manifest(
                at=at.astimezone(dt.UTC).isoformat(),
                version=settings.VERSION,
                vendor=vendor,
                server=server,
                contents=contents,
                database=archive.add_file(DATABASE, copy),
                key=mark_of_the_key(),
                files=dict(add_uploads(archive, Path(desk))),
            )
            if with_secret_key:
                archive.add(SECRET_KEY, settings.SECRET_KEY.encode())
            archive.add(MANIFEST, manifest.as_bytes())
        draft.rename(path)
    force_to_disk(folder)
    missing = sorted({file.file for file in named} - manifest.files.keys())
    amiss = list(faults_of_the_house(named, manifest.files, folder, path))
    removed = [] if missing or amiss else remove_older(folder, keep, at)
    return FinishedBackup(path, manifest, missing, amiss, removed)


def add_uploads(archive: Writer, desk: Path) -> Iterator[tuple[str, ArchivedFile]]:
    """Every uploaded file, under the name by which rows know it; from a store each is fetched by way of `desk`."""
    folder = folder_of(default_storage)
    for kept in kept_files(default_storage):
        path = folder / kept.name if folder else _fetched(kept.name, desk)
        yield kept.name, archive.add_file(f"{UPLOADS}{kept.name}", path)


def _fetched(name: str, desk: Path) -> Path:
    path = desk / "fetched"
    with default_storage.open(name) as file, path.open("wb") as fetched:
        shutil.copyfileobj(file, fetched)
    return path


def mark_of_the_key() -> str:
    """Tells whether a key is the one that a backup was made under, and not what it is."""
    return salted_hmac("cica_tracker.backups", "the key of this house", algorithm="sha256").hexdigest()


def force_to_disk(folder: Path) -> None:
    """A name is safe from a power cut when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_older(folder: Path, keep: int, at: dt.datetime) -> list[str]:
    """Remove all but the newest `keep`, and what backups that were killed left behind."""
    older = in_folder(folder)[:-keep] if keep else []
    for path in older:
        path.unlink()
    for path in folder.glob(f"{UNFINISHED}*"):
        if at.timestamp() - path.stat().st_mtime > LONGEST_BACKUP:
            shutil.rmtree(path, ignore_errors=True)
    return [path.name for path in older]
