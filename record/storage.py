"""Files that survive a power cut: on the disk before the row that names them is committed, whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.db import transaction

# What is still being written is called so; it gets the name that a row will know when all of it is on the disk.
PARTIAL = ".partial"
# The files that an act has written so far, and whose rows aren't committed yet.
UNCOMMITTED: ContextVar[set[Path] | None] = ContextVar("files whose rows aren't committed", default=None)


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
            _wait_for_the_row(path)
        except BaseException:
            # Nobody will name it: the act that wanted it is refused. What was killed here, the sweep finds.
            partial.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            raise
        return name


@contextmanager
def files_go_with_their_rows() -> Iterator[None]:
    """While a verb is called: a file that it wrote goes again where the verb fails before the row is committed."""
    written: set[Path] = set()
    token = UNCOMMITTED.set(written)
    try:
        yield
    except BaseException:
        for path in written:
            with suppress(OSError):  # the sweep of the night finds it
                path.unlink(missing_ok=True)
        raise
    finally:
        UNCOMMITTED.reset(token)


def _wait_for_the_row(path: Path) -> None:
    if (written := UNCOMMITTED.get()) is not None:
        written.add(path)
        transaction.on_commit(lambda: written.discard(path))


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
