"""Files in a store that many machines share, and that speaks S3.

A file is put there whole or not at all, and the store answers only when it has it. What goes wrong there is told as of a
disk (OSError), so that whoever sent something is told in a sentence and keeps their text.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3File, S3Storage

from record.storage import FileThere, wait_for_the_row

# Seconds until a store that doesn't answer is taken for away; how often it is asked again.
CONNECT_WITHIN, READ_WITHIN, TRIES = 5, 60, 3
# Bytes of a file that are held in memory while it is read; beyond them it lies in a passing file.
IN_MEMORY = 1024 * 1024
# What a store answers when there is no room, by its code; anything else is a store that can't be used just now.
NO_ROOM = frozenset({"QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "507"})


@contextmanager
def _as_of_a_disk() -> Iterator[None]:
    try:
        yield
    except ClientError as fault:
        code = str(fault.response.get("Error", {}).get("Code", ""))
        raise OSError(errno.ENOSPC if code in NO_ROOM else errno.EIO, f"the store answered {code}") from fault
    except BotoCoreError as fault:
        raise OSError(errno.EIO, f"the store can't be reached ({type(fault).__name__})") from fault


class FileInABucket(S3File):
    """One file of the store, read when somebody reads it."""

    def _get_file(self) -> Any:
        with _as_of_a_disk():
            return super()._get_file()

    file = property(_get_file, S3File._set_file)


class StorageInABucket(S3Storage):
    """A bucket, or a folder in one. Nothing in it has an address that anybody could open without the house."""

    def get_default_settings(self) -> dict[str, Any]:
        asked = {"max_attempts": TRIES, "mode": "standard"}
        return {
            **super().get_default_settings(),
            "file_overwrite": False,
            "addressing_style": "path",
            "max_memory_size": IN_MEMORY,
            "transfer_config": TransferConfig(use_threads=False),
            # Stores that aren't Amazon's often know no checksums beside the old one.
            "client_config": Config(
                connect_timeout=CONNECT_WITHIN,
                read_timeout=READ_WITHIN,
                retries=asked,
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def _open(self, name: str, mode: str = "rb") -> S3File:
        with _as_of_a_disk():
            opened = super()._open(name, mode)
        opened.__class__ = FileInABucket
        return opened

    def _save(self, name: str, content: Any) -> str:
        with _as_of_a_disk():
            saved = super()._save(name, content)
        wait_for_the_row(self, saved)
        return saved

    def delete(self, name: str) -> None:
        with _as_of_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _as_of_a_disk():
            return super().exists(name)

    def size(self, name: str) -> int:
        with _as_of_a_disk():
            return super().size(name)

    def url(
        self,
        name: str,
        parameters: dict[str, Any] | None = None,
        expire: int | None = None,
        http_method: str | None = None,
    ) -> str:
        raise ValueError("Files of the house have no address of their own.")

    def is_there(self) -> bool:
        """Whether the store answers, and lets the house list what it holds."""
        try:
            next(iter(self.bucket.objects.filter(Prefix=self._folder).limit(1)), None)
        except (ClientError, BotoCoreError):
            return False
        return True

    def kept_files(self) -> Iterator[FileThere]:
        """Every file of the house in it, by name; a thousand are asked for at a time. Raises OSError."""
        with _as_of_a_disk():
            for each in self.bucket.objects.filter(Prefix=self._folder):
                yield FileThere(each.key.removeprefix(self._folder), each.last_modified)

    @property
    def _folder(self) -> str:
        return f"{self.location.strip('/')}/" if self.location.strip("/") else ""
