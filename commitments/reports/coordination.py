"""Offers and designations, for the pages of measures and areas."""

import datetime as dt
from typing import Any

from commitments.models import CoordinatorAssignment
from members.models import Person


def standing(user: Person, day: dt.date) -> Any:
    """Those that stand on a day, as far as a person sees them."""
    return CoordinatorAssignment.objects.visible_to(user).standing_on(day)
