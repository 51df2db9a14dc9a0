"""Names in the four languages, and days as instants, for what travels to readers of any language and zone."""

import datetime as dt
from zoneinfo import ZoneInfo

from meetings.models import Meeting
from record.texts import in_all


def meeting_in_all(meeting: Meeting) -> dict[str, str]:
    return in_all(lambda: meeting.label)


def beginning_of(day: dt.date, zone: dt.tzinfo = dt.UTC) -> dt.datetime:
    """The first instant of a day there."""
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def moment(at: dt.datetime, zone: ZoneInfo) -> dict[str, str]:
    """An instant with the zone in which it is meant."""
    return {"at": at.astimezone(dt.UTC).isoformat(), "zone": zone.key}
