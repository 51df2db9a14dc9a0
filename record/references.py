"""The next free number of what is counted one after another, as in SOC-2027-2."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet


def next_number(taken: Iterable[str], beginning: str) -> int:
    """One more than the highest number that follows `beginning` among what is taken."""
    ends = (reference.removeprefix(beginning) for reference in taken)
    return max((int(number) for number in ends if number.isdecimal()), default=0) + 1


def next_in(rows: QuerySet[Any], column: str = "number") -> int:
    """One more than the highest number in a column of rows, which begins with 1."""
    return (rows.aggregate(last=Max(column))["last"] or 0) + 1
