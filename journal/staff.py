"""What the Secretariat's staff may do here: the one place that every room asks. Who they are, the room of people knows.

Nobody else asks a person's row (`cica_tracker/tests/test_laws.py` looks for it).
"""

from enum import StrEnum
from typing import Protocol

from django.core.exceptions import PermissionDenied


class Work(StrEnum):
    """A kind of work at the Secretariat. Which role does which of them is a table (`members.choices.WORK_OF`)."""

    # Reads what officers read.
    READ = "read"
    # Writes wordings and translations.
    WORD = "word"
    # Prepares what an officer then sends out: plans, agendas, sources.
    PREPARE = "prepare"
    # Sends, circulates, records, corrects, lets people in: what an officer does (Almaty Act, article 35).
    KEEP = "keep"


class Somebody(Protocol):
    """Whoever asks, signed in or not."""

    @property
    def is_active(self) -> bool: ...


NO_WORK: frozenset[Work] = frozenset()


def works_of(person: Somebody) -> frozenset[Work]:
    """The work that somebody does for the Secretariat; none for whoever isn't of its staff, or may not sign in."""
    return getattr(person, "works", NO_WORK) if person.is_active else NO_WORK


def does(person: Somebody, *works: Work) -> bool:
    """Whether somebody does any of these kinds of work for the Secretariat."""
    return not works_of(person).isdisjoint(works)


def is_of_staff(person: Somebody) -> bool:
    """Whether somebody is of the Secretariat's staff, in whatever role, and so reads what its officers read."""
    return does(person, Work.READ)


def require_work(person: Somebody, *works: Work) -> None:
    """Refuse whoever does none of these kinds of work. Raises PermissionDenied."""
    if not does(person, *works):
        raise PermissionDenied


def only_officers(person: Somebody) -> None:
    """Refuse whoever is no officer of the Secretariat. Raises PermissionDenied."""
    require_work(person, Work.KEEP)


def is_officer(person: Somebody) -> bool:
    """Whether somebody is an officer of the Secretariat, who keeps the record."""
    return does(person, Work.KEEP)
