"""Time zones, as a person chooses one."""

import zoneinfo
from functools import cache

SPECIAL = "Etc/", "SystemV/", "US/", "posix", "right", "Factory", "localtime"


@cache
def names_of_zones() -> frozenset[str]:
    """Every name of the zone database. It is read from the disk once a process: to walk its folders takes milliseconds."""
    return frozenset(zoneinfo.available_timezones())


def zones(asked_by: object = None) -> list[tuple[str, str]]:
    """Zones by place; the short and older names of the table are left out."""
    names = sorted(zone for zone in names_of_zones() if "/" in zone and not zone.startswith(SPECIAL))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]
