"""Whether the clock can be believed: an outage and a jump both look like a long time since the last sweep.

Decision 0013 has the table. The kernel counts the seconds since the machine was started, on through sleep, and nobody
can set that count; a database server on another machine has a clock of its own.
"""

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.models import Sweep

# Further than this the clock is not followed without a witness.
FAR = dt.timedelta(hours=36)
AGREES = dt.timedelta(hours=1)
BESIDE_US = ("", "localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Witness:
    """What tells of the time besides the clock. Empty fields: nobody to ask."""

    boot: str = ""
    since_boot: float | None = None
    # The database server's own clock, and whether that is another machine's.
    database_at: dt.datetime | None = None
    database_is_elsewhere: bool = False


# For whoever passes a moment of their own: believed.
BELIEVED = None


def witness() -> Witness:
    """Ask them now."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        since_boot = time.clock_gettime(time.CLOCK_BOOTTIME)
    except (OSError, AttributeError):
        boot, since_boot = "", None
    return Witness(boot, since_boot, _database_at(), _database_is_elsewhere())


def _database_at() -> dt.datetime | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _database_is_elsewhere() -> bool:
    host = connection.settings_dict.get("HOST") or ""
    return connection.vendor == "postgresql" and host not in BESIDE_US and not host.startswith("/")


def disbelief(at: dt.datetime, seen: Witness) -> str:
    """Why the clock can't be believed, as a sentence; empty when it can."""
    if seen.database_at and at - seen.database_at > FAR:
        return str(_("The clock of this machine is ahead of the database's by more than 36 hours."))
    # The one that was written last, whatever its clock said: a person may have taken back what a wrong clock wrote.
    last = Sweep.objects.believed().order_by("-pk").values_list("at", flat=True).first()
    if last is None or abs(at - last) <= FAR:
        return ""
    if at < last:
        return _behind(at, seen)
    if seen.boot and seen.since_boot is not None:
        own = Sweep.objects.believed().filter(boot=seen.boot, since_boot__isnull=False).order_by("-at").first()
        if own:
            passed = dt.timedelta(seconds=seen.since_boot - (own.since_boot or 0))
            if at - own.at - passed <= FAR:
                return ""
            return str(_("The clock moved on by more than 36 hours while the machine did not."))
    if seen.database_is_elsewhere and seen.database_at and abs(at - seen.database_at) <= AGREES:
        return ""
    return str(
        _("More than 36 hours have passed by the clock since the last sweep, and nothing else shows whether they did.")
    )


def _behind(at: dt.datetime, seen: Witness) -> str:
    """Time doesn't go back; only another machine's clock can say that it was ahead before, and is right by now."""
    if seen.database_is_elsewhere and seen.database_at and abs(at - seen.database_at) <= AGREES:
        return ""
    return str(_("The clock stands more than 36 hours before the last sweep."))


def now() -> dt.datetime:
    return timezone.now()
