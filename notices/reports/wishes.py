"""What one person has by letter, and which they would rather not have."""

import datetime as dt
from dataclasses import dataclass

from members.models import User
from notices.kinds import KINDS, KindOfNotice, declinable
from notices.models import Declined, Notice


@dataclass(frozen=True)
class Wish:
    """A kind that may be declined: letters come, wait until a moment, or don't come."""

    kind: KindOfNotice
    is_declined: bool = False
    until: dt.datetime | None = None


def wishes_of(person: User, at: dt.datetime) -> list[Wish]:
    """Of the kinds that this person was ever told, or declined. Two queries."""
    kinds = declinable()
    rows = Declined.objects.visible_to(person).filter(recipient=person, kind__in=kinds, about_kind="")
    declined = {row.kind: row.until for row in rows if row.until is None or row.until > at}
    told = set(Notice.objects.visible_to(person).filter(kind__in=kinds).order_by().values_list("kind", flat=True))
    return [Wish(KINDS[kind], kind in declined, declined.get(kind)) for kind in sorted(told | declined.keys())]
