"""Which area the Senior Officials Committee has reviewed when, and which one practice would have it review next.

No instrument says so: the record shows one area a year since 2022, about the middle of the year. What it shows stands in
`data/reviews.yaml`; later reviews are items of the agendas of their meetings.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.models import Area
from decisions.choices import ItemOrigin
from decisions.models import AgendaMatter
from law.choices import Body
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
    months = [one.starts_on.month for _area, one in earlier]
    if not min(months) <= meeting.starts_on.month <= max(months):
        return None
    if any(one.starts_on.year == meeting.starts_on.year for _area, one in held):
        return None
    latest: dict[int, Proposed] = {}
    for area, one in sorted(earlier, key=lambda row: row[1].starts_on):
        latest[area.pk] = Proposed(area, one)
    return min(latest.values(), key=lambda found: (found.last.starts_on, found.area.reference))


def _reviews(user: Person) -> list[tuple[Area, Meeting]]:
    """Each area with a meeting of the Committee that reviewed it, by the record and by the agendas kept here."""
    named = _named_in_the_record()
    areas = {one.reference: one for one in Area.objects.visible_to(user).filter(reference__in=[a for a, _m in named])}
    rows = Meeting.objects.visible_to(user).exclude(status=Status.CANCELLED)
    meetings = {one.reference: one for one in rows.filter(reference__in=[m for _a, m in named])}
    found = [(areas[a], meetings[m]) for a, m in named if a in areas and m in meetings]
    of_agendas = AgendaMatter.objects.filter(
        area__isnull=False, item__origin=ItemOrigin.YEARLY_REVIEW, item__dropped=False, item__meeting__in=rows
    ).filter(item__meeting__body=Body.SENIOR_OFFICIALS)
    return found + [(one.area, one.item.meeting) for one in of_agendas.select_related("area", "item__meeting")]


@cache
def _named_in_the_record() -> tuple[tuple[str, str], ...]:
    return tuple((row["area"], row["meeting"]) for row in read(FILE).content["reviews"])
