"""Twenty-six invented states, and the people who act for them."""

from __future__ import annotations

import datetime as dt
import string
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.hashers import make_password

from load.copying import copy_in, first_free
from members.choices import Rank, Role, Standing
from members.models import FocalPoint, Participant, Participation, User

LONG_AGO = dt.date(2002, 6, 4)
OBSERVERS = frozenset("XOXPXQ")
PASSWORD = "a load of herons"


@dataclass(frozen=True)
class Cast:
    """Who takes part: keys of states in their order, and of whom for each of them a person acts."""

    states: tuple[int, ...]
    codes: tuple[str, ...]
    first_person: int
    people: int

    @property
    def members(self) -> tuple[int, ...]:
        return tuple(key for key, code in zip(self.states, self.codes, strict=True) if code not in OBSERVERS)

    def person_of(self, state: int) -> int:
        """The first of the people who act for the state with this place in the order."""
        return self.first_person + state


def fill_states() -> tuple[list[int], list[str]]:
    """Keys and codes of XA to XZ: members, three of them observers."""
    codes = [f"X{letter}" for letter in string.ascii_uppercase]
    first = first_free(Participant)
    rows = [
        (
            first + place,
            code,
            {"en": f"State {code}", "ru": f"Государство {code}"},
            f"state{code.lower()}",
        )
        for place, code in enumerate(codes)
    ]
    copy_in(Participant, ("id", "code", "name", "seat_name"), rows, official_name={}, name_status={})
    standings = [(row[0], Standing.OBSERVER if row[1] in {"XO", "XP", "XQ"} else Standing.MEMBER) for row in rows]
    copy_in(Participation, ("participant_id", "standing"), standings, since=LONG_AGO, source="Load", confidence="V")
    return [row[0] for row in rows], codes


def fill_people(states: list[int], codes: list[str], people: int) -> Cast:
    """So many people with a post each, state after state: the first of each is its authority, the others prepare."""
    first = first_free(User)
    password = make_password(PASSWORD)
    addresses = (f"{codes[number % len(codes)].lower()}{number // len(codes)}@load.example" for number in range(people))
    rows = (
        (first + number, address, f"Person {number}", uuid5(NAMESPACE_URL, f"mailto:{address}"))
        for number, address in enumerate(addresses)
    )
    copy_in(User, ("id", "email", "name", "uid"), rows, password=password, is_demo=True)
    posts = (
        (
            first + number,
            states[number % len(states)],
            Role.AUTHORITY if number < len(states) else Role.PREPARER,
            Rank.PRINCIPAL if number < len(states) else Rank.ALTERNATE,
        )
        for number in range(people)
    )
    copy_in(FocalPoint, ("user_id", "participant_id", "role", "rank"), posts, since=LONG_AGO)
    return Cast(tuple(states), tuple(codes), first, people)
