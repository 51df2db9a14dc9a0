"""What is out of bounds in the whole house: for `/healthz`, for the front page of the office, for whoever watches."""

import datetime as dt

from cica_tracker.limits import are_shared
from journal.models import NightlyCheck
from journal.triggers import missing_triggers
from notices.reports.health import health
from papers.scanner import state_of_the_scanner
from record.kept import retention_is_amiss

# A check of a night that didn't run is as good as one that found something; at night a machine may stand still.
A_CHECK_EVERY = dt.timedelta(hours=50)


def alarms_of_the_house(at: dt.datetime) -> tuple[str, ...]:
    """The names of what is out of bounds, as docs/operations.md explains them; empty, all is well."""
    checks = list(NightlyCheck.objects.order_by("name"))
    ringing = [
        *health(at).alarms,
        *(["redis"] if not are_shared() else []),
        *(["scanner"] if state_of_the_scanner() == "away" else []),
        *(["retention"] if retention_is_amiss() else []),
        *(["triggers"] if missing_triggers() else []),
        *(check.name for check in checks if check.faults),
        *(f"{check.name}-not-checked" for check in checks if at - check.at > A_CHECK_EVERY),
    ]
    return tuple(ringing)
