"""Time zones, as a person chooses one."""

import zoneinfo

SPECIAL = "Etc/", "SystemV/", "US/", "posix", "right", "Factory", "localtime"


def zones(asked_by: object = None) -> list[tuple[str, str]]:
    """Zones by place; the short and older names of the table are left out."""
    names = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith(SPECIAL))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]
