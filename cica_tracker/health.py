"""What is out of bounds in the whole house: for `/healthz`, for the front page of the office, for whoever watches."""

import datetime as dt
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from cica_tracker.limits import are_shared
from journal.models import NightlyCheck
from journal.triggers import missing_triggers
from notices.reports.health import health
from papers.recogniser import state_of_the_recogniser
from papers.scanner import state_of_the_scanner
from record.hindrances import DATABASE_READ_ONLY, FILES_FULL, FILES_READ_ONLY, hindered_lately
from record.kept import retention_is_amiss
from record.storage import folder_of

# A check of a night that didn't run is as good as one that found something; at night a machine may stand still.
A_CHECK_EVERY = dt.timedelta(hours=50)
# Bytes: below it the next papers may find no room.
LITTLE_ROOM = 200_000_000


def alarms_of_the_house(at: dt.datetime) -> tuple[str, ...]:
    """The names of what is out of bounds, as docs/operations.md explains them; empty, all is well."""
    checks = list(NightlyCheck.objects.order_by("name"))
    ringing = [
        *health(at).alarms,
        *(["redis"] if not are_shared() else []),
        *hindrances(),
        *(["scanner"] if state_of_the_scanner() == "away" else []),
        *(["recogniser"] if state_of_the_recogniser() == "away" else []),
        *(["retention"] if retention_is_amiss() else []),
        *(["triggers"] if missing_triggers() else []),
        *(check.name for check in checks if check.faults),
        *(f"{check.name}-not-checked" for check in checks if at - check.at > A_CHECK_EVERY),
    ]
    return tuple(ringing)


def hindrances() -> list[str]:
    """Why nothing can be kept: what hindered somebody lately, and what would hinder the next. Nothing is written for it."""
    names = dict.fromkeys(hindered_lately())
    if is_read_only():
        names[DATABASE_READ_ONLY.name] = None
    folder = _nearest(folder_of(default_storage) or settings.DATA_DIR)
    if not os.access(folder, os.W_OK) or not is_the_store_there():
        names[FILES_READ_ONLY.name] = None
    if shutil.disk_usage(folder).free < LITTLE_ROOM:
        names[FILES_FULL.name] = None
    return list(names)


def is_the_store_there() -> bool:
    """Whether files can be had from a store that machines share; a folder is looked at by itself."""
    return folder_of(default_storage) is not None or default_storage.is_there()  # type: ignore[attr-defined]


def is_read_only() -> bool:
    """Whether the database takes nothing at all from the one who serves."""
    if connection.vendor == "sqlite":
        return not os.access(connection.settings_dict["NAME"], os.W_OK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('default_transaction_read_only'), pg_is_in_recovery()")
        setting, is_a_copy = cursor.fetchone()
    return setting == "on" or bool(is_a_copy)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there: it is made with the first paper."""
    return next(path for path in (folder, *folder.parents) if path.is_dir())
