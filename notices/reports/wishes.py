"""Which reminders one person has by letter, and which they would rather not have."""

import datetime as dt
from dataclasses import dataclass

from members.models import User
from notices.choices import Kind
from notices.kinds import REMINDERS
from notices.models import Declined, Notice

DECLINABLE = frozenset(kind for kind, one in REMINDERS.items() if not one.is_official)


@dataclass(frozen=True)
class Wish:
    """A kind that may be declined: letters come, wait until a moment, or don't come."""

    kind: Kind
    is_declined: bool = False
    until: dt.datetime | None = None


def wishes_of(person: User, at: dt.datetime) -> list[Wish]:
    """Of the kinds that this person was ever told, or declined. Two queries."""
    rows = Declined.objects.visible_to(person).filter(recipient=person, kind__in=DECLINABLE, about_kind="")
    declined = {one.kind: one.until for one in rows if one.until is None or one.until > at}
    told = set(Notice.objects.visible_to(person).filter(kind__in=DECLINABLE).order_by().values_list("kind", flat=True))
    return [Wish(Kind(kind), kind in declined, declined.get(kind)) for kind in sorted(told | declined.keys())]
