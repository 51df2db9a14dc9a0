"""Names in the four languages, and days as instants, for what travels to readers of any language and zone."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import override

from meetings.models import Meeting
from record.texts import LANGUAGES


def in_all(make: Callable[[], Any]) -> dict[str, str]:
    """What `make` says in each language: {"en": ..., "ru": ..., "zh-hans": ..., "ar": ...}."""
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = str(make())
    return texts


def meeting_in_all(meeting: Meeting) -> dict[str, str]:
    return in_all(lambda: meeting.label)


def beginning_of(day: dt.date, zone: dt.tzinfo = dt.UTC) -> dt.datetime:
    """The first instant of a day there."""
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def moment(at: dt.datetime, zone: ZoneInfo) -> dict[str, str]:
    """An instant with the zone in which it is meant."""
    return {"at": at.astimezone(dt.UTC).isoformat(), "zone": zone.key}
