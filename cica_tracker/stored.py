"""Stored files, beside the rows that name them: those nobody names are swept, and the others read against their digest.

A file is written before its row is committed, so one whose act was refused, or whose process was killed, stays behind
unnamed. What was written and never finished is called `.partial`. A row's digest is sealed in the journal.
"""

import datetime as dt
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from journal.actions import keep_check
from journal.models import NightlyCheck
from record.storage import PARTIAL, kept_files

CHECK = "files"
# An act takes seconds from its file to its row. A week leaves time to look before anything goes.
GRACE = dt.timedelta(days=7)
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Expected:
    """A stored file as a row names it, with what the row says of it where it says so."""

    name: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True)
class Swept:
    """What a sweep removed, and why it removed nothing, where something spoke against it."""

    removed: tuple[str, ...] = ()
    refused: str = ""


def files_expected() -> Iterator[Expected]:
    """Every stored file that a row names, whichever model it belongs to, entered by mistake or not."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                says = [name for name in ("size", "sha256") if name in names]
                rows = model._base_manager.exclude(**{field.name: ""}).order_by().values(field.name, *says)
                for row in rows.iterator(chunk_size=2000):
                    yield Expected(row[field.name], row.get("size"), row.get("sha256"))


def sweep_orphans(*, at: dt.datetime, grace: dt.timedelta = GRACE) -> Swept:
    """Remove what no row names and nobody touched for a while. Raises OSError where they can't be listed.

    1. The folder is listed first, then the rows are asked: whatever was named meanwhile stays. 2. Where no row names any
    file that is there, this is another house's folder, or another house's database, and nothing goes.
    """
    there = {kept.name: kept.touched for kept in kept_files(default_storage)}
    old = {name for name, touched in there.items() if touched < at - grace}
    named = {expected.name for expected in files_expected()}
    unnamed = sorted(old - named)
    if unnamed and not named & there.keys() and not all(name.endswith(PARTIAL) for name in unnamed):
        return Swept(refused="no row names any file that is there")
    for name in unnamed:
        default_storage.delete(name)
    return Swept(removed=tuple(unnamed))


def check_files(*, at: dt.datetime, within: float) -> list[str]:
    """Read stored files against their rows for so many seconds, going on where the night before ended; keep what was found.

    Returns all that is amiss as far as it was looked at: a fault stays until its file was read again and found whole.
    """
    before = NightlyCheck.objects.filter(name=CHECK).first()
    cursor = before.cursor if before else ""
    known = dict(fault.split(": ", 1) for fault in (before.faults if before else []))
    expected = {file.name: file for file in files_expected()}
    known = {name: fault for name, fault in known.items() if name in expected}
    ends = time.monotonic() + within
    for name in sorted(expected):
        if name <= cursor:
            continue
        known.pop(name, None)
        if fault := fault_of(expected[name]):
            known[name] = fault
        cursor = name
        if time.monotonic() > ends:
            break
    else:
        cursor = ""
    faults = [f"{name}: {fault}" for name, fault in sorted(known.items())]
    keep_check(CHECK, at=at, faults=faults, cursor=cursor)
    return faults


def fault_of(expected: Expected) -> str:
    """What is wrong with a stored file; "" where it is as its row says."""
    digest, size = hashlib.sha256(), 0
    try:
        with default_storage.open(expected.name) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
    except FileNotFoundError:
        return "it is not there"
    except OSError as fault:
        return f"it can't be read ({fault.strerror})"
    if expected.size not in (None, size) or expected.sha256 not in (None, digest.hexdigest()):
        return "it is not the file that was submitted: its SHA-256 or its size is another"
    return ""
