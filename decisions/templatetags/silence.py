"""How instants of a silence procedure are written."""

import datetime as dt

from django import template

from record.dates import instant_in

register = template.Library()


@register.filter
def in_zone(at: dt.datetime, zone: str) -> str:
    """An instant as clocks show it in a zone, with the zone's name."""
    return instant_in(at, zone) if at else ""
