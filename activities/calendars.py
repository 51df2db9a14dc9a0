"""Activities in people's calendars: those whose day is known, and those that were given up, so that they leave the calendar."""

import datetime as dt
from collections.abc import Iterator

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _now

from activities.choices import ActivityCourse
from activities.models import Activity
from meetings.calendars import CalendarThing
from meetings.choices import Format
from members.models import Person
from record.texts import in_language

STATUSES = {ActivityCourse.PLANNED: "TENTATIVE", ActivityCourse.GIVEN_UP: "CANCELLED"}


def activities_between(user: Person, first: dt.date, end: dt.date) -> Iterator[CalendarThing]:
    """Those that the person sees, on a day in [first, end)."""
    rows = Activity.objects.visible_to(user).with_a_day().annotate(finishes_on=Coalesce("ends_on", "starts_on"))
    rows = rows.filter(starts_on__lt=end, finishes_on__gte=first).select_related("owner", "host")
    for activity in rows.order_by("starts_on", "pk"):
        yield as_thing(activity)


def as_thing(activity: Activity) -> CalendarThing:
    """Its link isn't told: a calendar is handed on."""
    lines = [str(activity.get_course_display()), _now("Led by: %(state)s") % {"state": activity.owner}]
    if activity.host:
        lines.append(_now("Host: %(state)s") % {"state": activity.host})
    if activity.format != Format.UNKNOWN:
        lines.append(str(activity.get_format_display()))
    return CalendarThing(
        key=f"activity-{activity.uid}",
        sequence=activity.sequence,
        changed_at=activity.changed_at,
        first_day=activity.starts_on or dt.date.max,
        last_day=activity.last_day or dt.date.max,
        title=str(activity.heading),
        status=STATUSES.get(ActivityCourse(activity.course), "CONFIRMED"),
        category=str(activity._meta.verbose_name),
        address=activity.get_absolute_url(),
        place=in_language(activity.place),
        lines=tuple(lines),
    )
