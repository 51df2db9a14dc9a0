"""The file a backup is: a gzipped tar whose last entry, the manifest, says what the others should be."""

import datetime as dt
import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Self

from cica_tracker.backups import BackupProblem
from cica_tracker.backups.contents import Contents

FORMAT = 1
DATABASE, MANIFEST, SECRET_KEY = "database", "manifest.json", "secret-key"
UPLOADS = "uploads/"
NAME = re.compile(r"cica-tracker-\d{8}T\d{6}Z\.tar\.gz")
PIECE = 1024 * 1024


@dataclass(frozen=True)
class ArchivedFile:
    """One file in the archive."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, and of what it was made."""

    at: str
    version: str
    vendor: str
    server: str
    contents: Contents
    database: ArchivedFile
    key: str
    files: dict[str, ArchivedFile] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    @classmethod
    def read(cls, content: bytes) -> Self:
        try:
            fields = json.loads(content)
            if fields.pop("format") != FORMAT:
                raise BackupProblem("The backup has a format that this version doesn't know.")
            fields["contents"] = Contents.from_json(fields["contents"])
            fields["database"] = ArchivedFile(**fields["database"])
            fields["files"] = {name: ArchivedFile(**archived) for name, archived in fields["files"].items()}
            return cls(**fields)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise BackupProblem("The manifest can't be read: it isn't as it was written.") from fault


def name_at(at: dt.datetime) -> str:
    return f"cica-tracker-{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}.tar.gz"


def in_folder(folder: Path) -> list[Path]:
    """The backups there, oldest first: their names say when."""
    return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))


# -- Writing.


class Writer:
    """Puts files into the archive one after the other, and knows what it put there."""

    def __init__(self, tar: tarfile.TarFile, at: dt.datetime):
        self.tar, self.at = tar, at

    def add(self, name: str, content: bytes) -> ArchivedFile:
        return self._add(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> ArchivedFile:
        with path.open("rb") as file:
            return self._add(name, file, os.fstat(file.fileno()).st_size)

    def _add(self, name: str, file: IO[bytes], size: int) -> ArchivedFile:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = size, 0o600, int(self.at.timestamp())
        summed = _Summed(file)
        self.tar.addfile(entry, summed)  # type: ignore[arg-type]
        return ArchivedFile(size, summed.digest.hexdigest())


class _Summed:
    """A file that is added up while somebody else reads it."""

    def __init__(self, file: IO[bytes]):
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


@contextmanager
def written(path: Path, at: dt.datetime) -> Iterator[Writer]:
    """A new archive, readable to its owner alone, and on the disk when this ends."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        # Level 6 is a third of the time of 9, for some thousandths of the size.
        with gzip.GzipFile("", "wb", 6, file) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
            yield Writer(tar, at)
        file.flush()
        os.fsync(file.fileno())


# -- Reading.


@dataclass(frozen=True)
class OpenedArchive:
    """What an archive was found to hold, whatever its manifest says."""

    manifest: Manifest
    files: dict[str, ArchivedFile]


def read(path: Path, database: Path) -> OpenedArchive:
    """Read the whole archive once, adding up every file, and lay the database at `database`. Nothing else is unpacked."""
    files: dict[str, ArchivedFile] = {}
    manifest = b""
    try:
        with gzip.open(path, "rb") as packed:
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                for entry in tar:
                    file = tar.extractfile(entry)
                    if file is None or entry.name in files:
                        raise BackupProblem(f"The archive holds {entry.name!r}, which no backup does.")
                    copy = io.BytesIO() if entry.name == MANIFEST else None
                    copy_to = database.open("wb") if entry.name == DATABASE else copy
                    files[entry.name] = _add_up(file, copy_to)
                    manifest = copy.getvalue() if copy else manifest
            while packed.read(PIECE):  # to the checksum at the end
                pass
    except FileNotFoundError:
        raise BackupProblem(f"There is no {path}.") from None
    except (tarfile.TarError, EOFError, OSError, zlib.error) as fault:
        raise BackupProblem(f"The archive is damaged, or ends before its end: {fault}") from fault
    if MANIFEST not in files:
        raise BackupProblem("The archive has no manifest, so it was never finished.")
    return OpenedArchive(Manifest.read(manifest), files)


def _add_up(file: IO[bytes], copy: IO[bytes] | None) -> ArchivedFile:
    summed, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        summed.update(piece)
        size += len(piece)
        if copy is not None:
            copy.write(piece)
    if copy is not None and not isinstance(copy, io.BytesIO):
        copy.close()
    return ArchivedFile(size, summed.hexdigest())


def read_manifest(path: Path) -> Manifest:
    """The manifest alone, of an archive that is read to its end and not unpacked. Raises BackupProblem."""
    try:
        with gzip.open(path, "rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            for entry in tar:
                if entry.name == MANIFEST and (file := tar.extractfile(entry)):
                    return Manifest.read(file.read())
    except (tarfile.TarError, EOFError, OSError, zlib.error) as fault:
        raise BackupProblem(f"The archive is damaged, or ends before its end: {fault}") from fault
    raise BackupProblem("The archive has no manifest, so it was never finished.")
