"""Files that survive a power cut: on the disk before the row that names them is committed."""

import errno
import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class StorageOnDisk(FileSystemStorage):
    """Django's, which comes back only when the file, and every folder that leads to it, has been handed to the disk."""

    def _save(self, name: str, content: Any) -> str:
        top = Path(self.location)
        is_first = not top.is_dir()
        saved = super()._save(name, content)
        path = Path(self.path(saved))
        folders = [top / folder for folder in path.relative_to(top).parents]
        try:
            for part in (path, *folders, *([top.parent] if is_first else [])):
                _hand_to_the_disk(part)
        except OSError:
            # Nobody will name it: the act that wanted it is refused.
            path.unlink(missing_ok=True)
            raise
        return saved


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
