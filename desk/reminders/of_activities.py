"""What people are reminded of about activities: that one approaches in which their state has a part."""

import datetime as dt
from collections.abc import Iterator

from activities.actions.telling import states_near
from activities.choices import ActivityCourse
from activities.kinds import ACTIVITY_APPROACHES
from activities.models import Activity
from desk.reminders.before_meetings import Now
from desk.reminders.words import beginning_of
from journal.names import name_of
from notices.sources import each
from notices.wanted import Troubled, WantedNotice
from record.dates import day_of_the_house
from record.texts import in_all

BEFORE_AN_ACTIVITY = (14, 2)


def activities_approaching(now: Now) -> Iterator[WantedNotice | Troubled]:
    """The people of those that lead, host and organise it, and of those that said who comes; where its day is known."""
    last = day_of_the_house(now.end) + dt.timedelta(days=BEFORE_AN_ACTIVITY[0] + 1)
    rows = Activity.objects.with_a_day().filter(
        course=ActivityCourse.ANNOUNCED, starts_on__gt=now.today, starts_on__lte=last
    )
    rows = rows.select_related("owner").order_by("pk")
    yield from each(rows, lambda activity: _of_an_activity(activity, now), name_of)


def _of_an_activity(activity: Activity, now: Now) -> Iterator[WantedNotice]:
    first = activity.starts_on or dt.date.max
    day = first.isoformat()
    values = {
        "activity": activity.title,
        "state": in_all(lambda: activity.owner),
        "day": day,
        "days": day,
    }
    people = now.people.of(states_near(activity))
    for days in BEFORE_AN_ACTIVITY:
        for person in people:
            yield WantedNotice(
                kind=ACTIVITY_APPROACHES,
                about=name_of(activity),
                about_label=str(activity)[:300],
                occurrence=f"{days} days before",
                recipient=person,
                due_at=beginning_of(first - dt.timedelta(days=days)),
                expires_at=beginning_of(first),
                fingerprint=day,
                url=activity.get_absolute_url(),
                values=values,
            )
