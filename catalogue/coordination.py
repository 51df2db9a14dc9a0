"""What stands beside areas and measures on their pages: who offered to coordinate them, or coordinates them, on a day.

The catalogue knows no states. Whoever keeps the offers and designations says, when it starts, where they are (`keep`):
rows with an edition, a depth, an area, a measure, and a measure that they are nearest to.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from members.models import Person

Standing = Callable[[Any, dt.date], Any]

_KEPT: dict[str, Standing] = {}


def keep(standing: Standing) -> None:
    """Of a person and a day: the rows that stand on the day and that the person sees. Said again, it is replaced."""
    _KEPT["standing"] = standing


def standing_on(user: Person, day: dt.date) -> Any:
    return _KEPT["standing"](user, day)
