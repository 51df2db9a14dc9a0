"""Files that people hand in, as the record keeps and hands them out; who looks through them stands above.

The record takes no file that nobody looked through. Whoever can take files apart says so when it starts (`look_through`).
"""

import hashlib
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

# Of one file, in bytes. The proxy lets more through, so that it is said in words (`deploy/Caddyfile`).
MAX_SIZE = 10 * 1024 * 1024
TOO_LARGE = _("The file is larger than 10 MB. Please make its pictures smaller, or divide it, and choose it again.")
# Refusals that don't only say what is wrong with a file: programs are told so by the status of the answer.
STATUSES = {"too-large": 413, "too-many": 429, "not-scanned": 503}
NOBODY_LOOKS = _("Files can't be taken now: no program that checks them is set up.")


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept. The kind is what was found, not what the browser said; the name is for showing only."""

    extension: str
    content_type: str
    size: int
    sha256: str
    name: str


# Raises ValidationError with a sentence for whoever sent it.
Inspector = Callable[[UploadedFile], CheckedFile]


def takes_nothing(file: UploadedFile) -> CheckedFile:
    """What stands here until a room says otherwise."""
    raise ValidationError(NOBODY_LOOKS)


@dataclass
class Inspecting:
    """Who looks through a document or a scan that stands as a source; and which kinds are taken, in words."""

    look_through: Inspector = takes_nothing
    takes: object = ""


INSPECTING = Inspecting()
# Of lists that officers import: CSV and workbooks.
INSPECTING_LISTS = Inspecting()


@dataclass(frozen=True)
class TakenFile:
    """A file that was looked through: what its sender calls it, and its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


# -- Names: what it is kept under, what it is handed out as.


def stored_name(checked: CheckedFile) -> str:
    """Where the file is kept: a new name each time, in folders that never hold too many."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name[2:4]}/{name}.{checked.extension}"


def plain(text: str) -> str:
    """Letters and figures that every computer and every header can carry."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-") or "paper"


def attachment_headers(name: str) -> dict[str, str]:
    """What every answer with a kept file says: keep it, run nothing of it, and leave no copy on the way.

    `name` is of our own making. The policy is set before django-csp's, which leaves it as it is.
    """
    stem, _dot, extension = name.rpartition(".")
    return {
        "Content-Disposition": f'attachment; filename="{plain(stem)}.{plain(extension)}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
