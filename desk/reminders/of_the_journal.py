"""The seal of each night, by letter out of the house: who kept one finds a journal that was written anew since."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from desk.kinds import JOURNAL_SEALED
from desk.reminders.before_meetings import Now
from desk.reminders.words import beginning_of
from journal.models import NightlySeal
from journal.names import name_of
from members.models import Chairmanship
from notices.wanted import WantedNotice

# Of a house that stood still, the nights of these days are still worth a letter.
NIGHTS = dt.timedelta(days=3)


def last_night_sealed(at: dt.datetime) -> str:
    """The last night of which there is a seal."""
    return str(NightlySeal.objects.order_by("-day").values_list("day", flat=True).first() or "")


def nights_sealed(now: Now) -> Iterator[WantedNotice]:
    """The Chair and the Secretariat, each night."""
    term = Chairmanship.objects.of(now.today)
    chair = now.people.of([term.participant_id]) if term else []
    people = list(dict.fromkeys([*chair, *now.people.secretariat]))
    for night in NightlySeal.objects.filter(day__gt=now.today - NIGHTS, day__lte=now.today).order_by("day"):
        for person in people:
            yield WantedNotice(
                kind=JOURNAL_SEALED,
                about=name_of(night),
                about_label=str(night.day),
                occurrence="sealed",
                recipient=person,
                due_at=beginning_of(night.day),
                expires_at=beginning_of(night.day + NIGHTS),
                url=reverse("journal"),
                values={"day": night.day.isoformat(), "number": str(night.number), "seal": night.seal},
            )
