"""The next free number of what is counted one after another, as in SOC-2027-2."""

from collections.abc import Iterable


def next_number(taken: Iterable[str], beginning: str) -> int:
    """One more than the highest number that follows `beginning` among what is taken."""
    ends = (reference.removeprefix(beginning) for reference in taken)
    return max((int(number) for number in ends if number.isdecimal()), default=0) + 1
