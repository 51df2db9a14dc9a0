"""A body of the forum: what it is called from when, and what it does with what comes before it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from law.grammar.basis import Basis


@dataclass(frozen=True)
class BodyName:
    """What a body is called from a day on, and where that is said."""

    since: dt.date
    label: Any
    article: str
    source: str = ""


@dataclass(frozen=True)
class Lane:
    """How a body looks in the picture of the cycles: a head as short as fits, and the size and shape of its marks."""

    head: Any
    size: int
    is_square: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class BodyRow(str):
    """A body before which meetings are. It is stored by its code, and is that code wherever text is asked for.

    `names` are in order of their days. What else is said is what the body does, so that nothing elsewhere has to know
    which one it is.
    """

    code: str
    names: tuple[BodyName, ...]
    # The beginning of a meeting's reference.
    prefix: str
    article: str
    basis: Basis
    # It takes decisions, at a meeting or by silence procedure.
    decides: bool = False
    # Its meetings are those of one of the working groups.
    is_of_groups: bool = False
    # Observers are told of its meetings.
    observers_attend: bool = True
    # Offers to coordinate and the ends of coordinators' terms come before it.
    looks_after_coordinators: bool = False
    # By practice one area a year is reviewed at it.
    reviews_areas: bool = False
    lane: Lane | None = None

    def __new__(cls, code: str, *_facts: Any, **_named: Any) -> "BodyRow":
        return super().__new__(cls, code)

    @property
    def label(self) -> Any:
        """What it is called now: the latest name."""
        return self.names[-1].label

    def label_on(self, day: dt.date) -> Any:
        """What it was called on a day; before its first name, that one."""
        valid = [name for name in self.names if name.since <= day]
        return (valid[-1] if valid else self.names[0]).label

    def faults(self) -> Iterator[str]:
        if not self.names:
            yield f"body {self.code} has no name"
        if not self.prefix:
            yield f"body {self.code} has no prefix"
        days = [name.since for name in self.names]
        if days != sorted(set(days)):
            yield f"the names of body {self.code} are not in order of their days"
        yield from (f"a name of body {self.code} rests on no article" for name in self.names if not name.article)
