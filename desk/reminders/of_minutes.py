"""What people are reminded of about the minutes of meetings: that the last day for corrections approaches."""

import datetime as dt
from collections.abc import Iterator

from decisions.actions.minutes import who_sat
from decisions.kinds import MINUTES_CORRECTIONS_CLOSE
from decisions.models import Minutes, MinutesChange
from desk.reminders.before_meetings import Now
from desk.reminders.days_before import days_before
from journal.names import name_of
from notices.sources import each
from notices.wanted import Troubled, WantedNotice
from record.dates import day_of_the_house
from record.texts import in_all

BEFORE_CORRECTIONS_CLOSE = (7, 2)


def corrections_closing(now: Now) -> Iterator[WantedNotice | Troubled]:
    """The people of those who sat, and of whom none proposed a correction yet."""
    last = day_of_the_house(now.end) + dt.timedelta(days=BEFORE_CORRECTIONS_CLOSE[0] + 1)
    rows = Minutes.objects.open_to_corrections(now.today).filter(corrections_until__lte=last)
    rows = rows.select_related("meeting__working_group").order_by("pk")
    yield from each(rows, lambda minutes: _of_minutes(minutes, now), name_of)


def _of_minutes(minutes: Minutes, now: Now) -> Iterator[WantedNotice]:
    until = minutes.corrections_until or dt.date.max
    proposed = MinutesChange.objects.filter(minutes=minutes).values("owner")
    states = who_sat(minutes.meeting, minutes.audience, now.today).exclude(pk__in=proposed)
    day = until.isoformat()
    about = str(minutes), minutes.get_absolute_url(), day
    values = {"minutes": in_all(lambda: minutes.meeting.label), "day": day, "days": day}
    people = now.people.of(list(states.values_list("pk", flat=True)))
    yield from days_before(MINUTES_CORRECTIONS_CLOSE, minutes, about, people, BEFORE_CORRECTIONS_CLOSE, until, values)
