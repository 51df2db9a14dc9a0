"""Files that survive a power cut: kept before the row that names them is committed, whole or not at all.

They lie in a folder of this machine, or, where several machines share them, in a store that speaks S3.
"""

import datetime as dt
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction

# What is still being written is called so; it gets the name that a row will know when all of it is on the disk.
PARTIAL = ".partial"
# The files that an act has kept so far, and whose rows aren't committed yet: where, and under which name.
UNCOMMITTED: ContextVar[set[tuple[Storage, str]] | None] = ContextVar("files whose rows aren't committed", default=None)


@dataclass(frozen=True)
class FileThere:
    """A file that is there, whether or not a row names it; `touched` is when it was written, with its zone."""

    name: str
    touched: dt.datetime


class StorageOnDisk(FileSystemStorage):
    """Django's, which comes back only when the file, and every folder that leads to it, has been handed to the disk."""

    def _save(self, name: str, content: Any) -> str:
        top = Path(self.location)
        is_first = not top.is_dir()
        partial = Path(self.path(f"{name}{PARTIAL}"))
        path = Path(self.path(name))
        try:
            partial = Path(self.path(super()._save(f"{name}{PARTIAL}", content)))
            _hand_to_the_disk(partial)
            partial.rename(path)
            folders = [top / folder for folder in path.relative_to(top).parents]
            for folder in (*folders, *([top.parent] if is_first else [])):
                _hand_to_the_disk(folder)
            wait_for_the_row(self, name)
        except BaseException:
            # Nobody will name it: the act that wanted it is refused. What was killed here, the sweep finds.
            partial.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            raise
        return name


def folder_of(storage: Storage) -> Path | None:
    """Where on this machine files lie; None where they lie in a store."""
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def kept_files(storage: Storage) -> Iterator[FileThere]:
    """Every file that is there, in the order of names; links aren't followed. Raises OSError where it can't be listed."""
    folder = folder_of(storage)
    if folder is None:
        yield from storage.kept_files()  # type: ignore[attr-defined]
        return
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        touched = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        yield FileThere(path.relative_to(folder).as_posix(), touched)


# -- Where files lie, by the settings.


def storage_at(address: str, folder: Path) -> dict[str, Any]:
    """The entry of `STORAGES` for files handed in: in `folder`, or where `FILES_URL` says.

    `s3://KEY:SECRET@HOST[:PORT]/BUCKET[/FOLDER][?region=R&tls=no]`, each of key and secret as in an address. Raises
    ImproperlyConfigured for another.
    """
    if not address:
        options = {"location": str(folder), "base_url": None, "file_permissions_mode": 0o640}
        return {"BACKEND": "record.storage.StorageOnDisk", "OPTIONS": options}
    parts = urlsplit(address)
    bucket, _slash, inner = parts.path.strip("/").partition("/")
    if parts.scheme != "s3" or not (parts.hostname and bucket and parts.username and parts.password):
        raise ImproperlyConfigured("FILES_URL is s3://KEY:SECRET@HOST/BUCKET, or isn't set")
    said = parse_qs(parts.query)
    scheme = "http" if said.get("tls") == ["no"] else "https"
    port = f":{parts.port}" if parts.port else ""
    return {
        "BACKEND": "record.buckets.StorageInABucket",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "endpoint_url": f"{scheme}://{parts.hostname}{port}",
            "region_name": said.get("region", ["us-east-1"])[0],
            "bucket_name": bucket,
            "location": inner,
        },
    }


# -- Files of acts that fail.


@contextmanager
def files_go_with_their_rows() -> Iterator[None]:
    """While a verb is called: a file that it kept goes again where the verb fails before the row is committed."""
    kept: set[tuple[Storage, str]] = set()
    token = UNCOMMITTED.set(kept)
    try:
        yield
    except BaseException:
        for storage, name in kept:
            with suppress(OSError):  # the sweep of the night finds it
                storage.delete(name)
        raise
    finally:
        UNCOMMITTED.reset(token)


def wait_for_the_row(storage: Storage, name: str) -> None:
    """The file is there, and goes again with the act that is under way unless its row is committed."""
    if (kept := UNCOMMITTED.get()) is not None:
        kept.add((storage, name))
        transaction.on_commit(lambda: kept.discard((storage, name)))


def _hand_to_the_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as fault:
        # Some shared folders know no such thing of a folder.
        if not (path.is_dir() and fault.errno == errno.EINVAL):
            raise
    finally:
        os.close(opened)
