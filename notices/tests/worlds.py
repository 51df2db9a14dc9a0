"""A world for tests of the ledger: what is wanted is what the test says, and time is what it says."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from commitments.kinds import STEP_AWAITED
from journal.names import Name
from meetings.kinds import MEETING_APPROACHES
from members.models import User
from notices import sources
from notices.wanted import WantedNotice

# A Tuesday, two in the afternoon in Almaty and ten in the morning in Berlin; nobody's holiday.
AT = dt.datetime(2027, 2, 9, 9, 0, tzinfo=dt.UTC)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def a_lead(person: User, days: int = 30, of: dt.datetime = AT + 30 * DAY, **other) -> WantedNotice:
    """A lead of a meeting that begins then: due so many days before it."""
    told = {
        "kind": MEETING_APPROACHES,
        "about": Name("meeting", "SOC-2027-1"),
        "about_label": "Senior Officials Committee",
        "occurrence": f"{days} days before",
        "recipient": person.pk,
        "due_at": of - days * DAY,
        "expires_at": of,
        "url": "/meetings/SOC-2027-1/",
        "fingerprint": of.date().isoformat(),
        "values": {
            "meeting": {"en": "Senior Officials Committee", "ru": "Комитет старших должностных лиц"},
            "day": of.date().isoformat(),
            "days": of.date().isoformat(),
            "place": "Almaty",
        },
    }
    return WantedNotice(**{**told, **other})


def a_step(person: User, due: dt.datetime = AT, key: str = "CBM-2007-ECO-01-01", **other) -> WantedNotice:
    """A step that awaits this person; it may be declined."""
    told = {
        "kind": STEP_AWAITED,
        "about": Name("commitment", key),
        "about_label": key,
        "occurrence": "1",
        "recipient": person.pk,
        "due_at": due,
        "url": f"/commitments/{key}/",
        "values": {"commitment": key, "step": {"en": "Submit the draft", "ru": "Представить проект"}, "meeting": ""},
    }
    return WantedNotice(**{**told, **other})


@contextmanager
def only_source(wanted: list[WantedNotice]) -> Iterator[list[WantedNotice]]:
    """The house with this one source; the test changes the list as the world changes."""
    before = dict(sources.SOURCES)
    sources.SOURCES.clear()
    sources.add("test", lambda start, end, at: list(wanted))
    try:
        yield wanted
    finally:
        sources.SOURCES.clear()
        sources.SOURCES.update(before)


def on_another_day(wanted: WantedNotice, of: dt.datetime) -> WantedNotice:
    """The same lead after its meeting moved."""
    days = int(wanted.occurrence.split()[0])
    day = of.date().isoformat()
    values = {**wanted.values, "day": day, "days": day}
    return replace(wanted, due_at=of - days * DAY, expires_at=of, fingerprint=day, values=values)
