"""Trying a backup: what isn't brought back to life now and then is a hope.

1. The archive is read to its end, and every file in it added up.
2. The database is restored into a scratch database, never the one that runs, and dropped afterwards.
3. What is there is compared with the manifest: rows and digest of each table, triggers, migrations, the journal's head.
4. The journal's chain is walked, in the scratch database, and what the rows say laid beside what it sealed.
5. Every uploaded file is compared with the manifest, and with the row that names it.
"""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader

from cica_tracker.backups.amiss import faults_of_a_file
from cica_tracker.backups.archive import (
    DATABASE,
    MANIFEST,
    SECRET_KEY,
    UPLOADS,
    Manifest,
    OpenedArchive,
    read,
)
from cica_tracker.backups.contents import Contents
from cica_tracker.backups.databases import FAULTS, SCRATCH, Snapshot, restored
from cica_tracker.backups.making import mark_of_the_key
from journal.verification import faults_of_words
from journal.verification import verify as verify_the_journal

SAYS_WHAT = "journal.0003_what_was_said"


@dataclass
class Trial:
    """What came of trying a backup: its manifest, the faults, and what is worth knowing and no fault."""

    manifest: Manifest
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(path: Path, server: dict[str, Any] | None = None) -> Trial:
    """Try the backup at `path`; a PostgreSQL's on `server`, or on the house's own in a database of another name.

    Raises BackupProblem where there is nothing to try, or nowhere.
    """
    with tempfile.TemporaryDirectory(prefix="cica-scratch-") as desk:
        copy = Path(desk) / DATABASE
        archive = read(path, copy)
        trial = Trial(archive.manifest)
        trial.faults += faults_of_the_archive(archive)
        trial.notes += notes_on(archive.manifest)
        if DATABASE in archive.files:
            try:
                trial.faults += faults_of_the_database(archive, copy, server)
            except (*FAULTS, ValueError) as fault:
                trial.faults.append(f"The restored database can't be read: {' '.join(str(fault).split())}")
    return trial


def faults_of_the_archive(archive: OpenedArchive) -> Iterator[str]:
    expected = {DATABASE: archive.manifest.database}
    expected |= {f"{UPLOADS}{name}": file for name, file in archive.manifest.files.items()}
    for name, file in expected.items():
        if name not in archive.files:
            yield f"{name} is in the manifest and not in the archive."
        elif archive.files[name] != file:
            yield f"{name} isn't the file that was put into the archive."
    for name in archive.files.keys() - expected.keys() - {MANIFEST, SECRET_KEY}:
        yield f"{name} is in the archive and not in the manifest."


def notes_on(manifest: Manifest) -> Iterator[str]:
    of_the_house = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    applied = set(manifest.contents.migrations)
    if newer := applied - of_the_house:
        yield f"It is of a newer version: {len(newer)} of its migrations aren't known here."
    if older := of_the_house - applied:
        yield f"It is of an older version: `manage.py migrate` would apply {len(older)} migrations after a restore."
    if manifest.key != mark_of_the_key():
        yield "It was made under another SECRET_KEY: with the one set here nobody's authenticator app would fit."


def faults_of_the_database(archive: OpenedArchive, copy: Path, server: dict[str, Any] | None) -> Iterator[str]:
    with restored(archive.manifest.vendor, copy, server) as settings:
        with Snapshot.of(settings) as snapshot:
            yield from faults_of_sqlite(snapshot)
            yield from differences(archive.manifest.contents, snapshot.contents())
            for named in snapshot.files_named():
                yield from faults_of_a_file(named, archive.files.get(f"{UPLOADS}{named.file}"))
        verdict = verify_the_journal(using=SCRATCH)
        if verdict.fault:
            yield f"The journal is broken: {verdict.fault}."
        elif (verdict.sound, verdict.head) != archive.manifest.contents.journal:
            yield f"The journal ends at entry {verdict.sound}, and not where the manifest says."
        # A backup of before digests were kept has no column for them.
        if not verdict.fault and SAYS_WHAT in archive.manifest.contents.migrations:
            yield from (f"{fault[:1].upper()}{fault[1:]}." for fault in faults_of_words(using=SCRATCH))


def faults_of_sqlite(snapshot: Snapshot) -> Iterator[str]:
    """PostgreSQL checks as much while it restores."""
    if snapshot.vendor != "sqlite":
        return
    with closing(snapshot.connection.cursor()) as cursor:
        complaints = [text for (text,) in cursor.execute("PRAGMA integrity_check(3)")]
        if complaints != ["ok"]:
            yield f"SQLite finds the database damaged: {'; '.join(complaints)}."
        if broken := cursor.execute("PRAGMA foreign_key_check").fetchall():
            yield f"{len(broken)} rows point at rows that aren't there."


def differences(in_manifest: Contents, in_database: Contents) -> Iterator[str]:
    for name in sorted(in_manifest.tables.keys() | in_database.tables.keys()):
        was, now = in_manifest.tables.get(name), in_database.tables.get(name)
        if was is None or now is None:
            yield f"The table {name} is {'missing' if now is None else 'in the database and not in the manifest'}."
        elif was.rows != now.rows:
            yield f"The table {name} holds {now.rows} rows; the manifest says {was.rows}."
        elif was != now:
            yield f"The table {name} holds as many rows as it should, and at least one isn't as it was."
    for what, before, after in (
        ("trigger", in_manifest.triggers, in_database.triggers),
        ("migration", in_manifest.migrations, in_database.migrations),
    ):
        for name in sorted(set(before) ^ set(after)):
            yield f"The {what} {name} is {'missing' if name in before else 'there and not in the manifest'}."
