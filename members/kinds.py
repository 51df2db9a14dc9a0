"""Posts that a person can hold besides those of a participant: the rooms above say which."""

import datetime as dt
from collections.abc import Callable
from typing import Any

# By name: whether a person, by their key, holds such a post on a day.
HOLDS = Callable[[Any, dt.date], bool]
ELSEWHERE: dict[str, HOLDS] = {}


def add_post(name: str, holds: HOLDS) -> None:
    """Register a kind of post, from `ready()` of the room that knows it. The same name again replaces it."""
    ELSEWHERE[name] = holds
