"""How instants of a silence procedure are written."""

import datetime as dt

from django import template

from journal.staff import is_of_staff
from members.models import Person, seats_of
from record.dates import instant_in

register = template.Library()


@register.filter
def in_zone(at: dt.datetime, zone: str) -> str:
    """An instant as clocks show it in a zone, with the zone's name."""
    return instant_in(at, zone) if at else ""


@register.filter
def decides(user: Person) -> bool:
    """Whether silence procedures are for this person: of a member, the Chair or the Secretariat."""
    if is_of_staff(user):
        return True
    seats = seats_of(user)
    return seats.is_member or seats.holds_chair
