"""What people are told so many days before a day of a thing."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from desk.reminders.words import beginning_of
from journal.names import name_of
from notices.wanted import WantedNotice


def days_before(
    kind: str,
    thing: Model,
    about: tuple[str, str, str],
    people: Iterable[int],
    before: Iterable[int],
    day: dt.date,
    values: dict[str, Any],
) -> Iterator[WantedNotice]:
    """So many days before a day, each of some people. `about` says what it is called, where it is read, and what it hangs on."""
    label, url, fingerprint = about
    told = list(dict.fromkeys(people))
    for days in before:
        for person in told:
            yield WantedNotice(
                kind=kind,
                about=name_of(thing),
                about_label=label[:300],
                occurrence=f"{days} days before",
                recipient=person,
                due_at=beginning_of(day - dt.timedelta(days=days)),
                expires_at=beginning_of(day),
                fingerprint=fingerprint,
                url=url,
                values=values,
            )
