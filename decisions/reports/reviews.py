"""Which area the Senior Officials Committee has reviewed when, and which one practice would have it review next.

No instrument says so: the record shows one area a year since 2022, about the middle of the year. What it shows stands in
`data/reviews.yaml`; later reviews are items of the agendas of their meetings.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.models import Area
from decisions.choices import ItemOrigin
from decisions.models import AgendaMatter
from law.editions import bodies_that
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Person
from record.loading import read

FILE = Path(__file__).parent.parent / "data" / "reviews.yaml"


@dataclass(frozen=True)
class Proposed:
    """The area whose turn it is by practice, and the meeting that reviewed it last."""

    area: Area
    last: Meeting


def area_to_review(meeting: Meeting, user: Person) -> Proposed | None:
    """The area reviewed longest ago; None unless the meeting is the one of its year at which practice reviews one.

    That is a meeting in the months in which areas were reviewed so far, in a year without another review.
    """
    held = [row for row in _reviews(user) if row[1].pk != meeting.pk]
    earlier = [row for row in held if row[1].starts_on < meeting.starts_on]
    if not earlier:
        return None
    months = [reviewed_at.starts_on.month for _area, reviewed_at in earlier]
    if not min(months) <= meeting.starts_on.month <= max(months):
        return None
    if any(reviewed_at.starts_on.year == meeting.starts_on.year for _area, reviewed_at in held):
        return None
    latest: dict[int, Proposed] = {}
    for area, reviewed_at in sorted(earlier, key=lambda row: row[1].starts_on):
        latest[area.pk] = Proposed(area, reviewed_at)
    return min(latest.values(), key=lambda proposed: (proposed.last.starts_on, proposed.area.reference))


def reviewed_before(area: Area, day: dt.date, user: Person) -> Meeting | None:
    """The latest meeting that was over before a day and reviewed the area."""
    meetings = [meeting for reviewed, meeting in _reviews(user) if reviewed.pk == area.pk and meeting.last_day < day]
    return max(meetings, key=lambda meeting: meeting.starts_on, default=None)


def _reviews(user: Person) -> list[tuple[Area, Meeting]]:
    """Each area with a meeting of the Committee that reviewed it, by the record and by the agendas kept here."""
    named = _named_in_the_record()
    of_the_record = Area.objects.visible_to(user).filter(reference__in=[area for area, _meeting in named])
    areas = {area.reference: area for area in of_the_record}
    rows = Meeting.objects.visible_to(user).exclude(status=Status.CANCELLED)
    held_there = rows.filter(reference__in=[meeting for _area, meeting in named])
    meetings = {meeting.reference: meeting for meeting in held_there}
    in_the_record = [
        (areas[area], meetings[meeting]) for area, meeting in named if area in areas and meeting in meetings
    ]
    of_agendas = AgendaMatter.objects.filter(
        area__isnull=False, item__origin=ItemOrigin.YEARLY_REVIEW, item__dropped=False, item__meeting__in=rows
    ).filter(item__meeting__body__in=bodies_that(lambda body: body.reviews_areas))
    matters = of_agendas.select_related("area", "item__meeting")
    return in_the_record + [(matter.area, matter.item.meeting) for matter in matters]


@cache
def _named_in_the_record() -> tuple[tuple[str, str], ...]:
    return tuple((row["area"], row["meeting"]) for row in read(FILE).content["reviews"])
