"""People who see alike: asked for once, and kept while nothing is written of them."""

from collections import defaultdict
from collections.abc import Hashable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from meetings.access import sees_as
from meetings.models import WorkingGroup
from members.models import User, seat_people
from record.dates import day_of_the_house
from record.standing_still import while_nothing_is_written


@dataclass(frozen=True)
class SeeAlike:
    """People who see alike on a day: one of them, for whom a door may be asked, and the keys of all."""

    one_of_them: User
    keys: frozenset[int]


def who_see_alike(name: Hashable, people: QuerySet[User]) -> tuple[SeeAlike, ...]:
    """The people of a query by what they are let see today: three queries while something is written of them, and else
    none, however many they are. `name` says which people they are."""
    today = day_of_the_house()

    def grouped() -> tuple[SeeAlike, ...]:
        chaired = WorkingGroup.objects.mandated(today).filter(chaired_by=OuterRef("pk"))
        everybody = list(people.annotate(chairs=Exists(chaired)))
        seat_people(everybody, today)
        alike: dict[tuple[Any, ...], list[User]] = defaultdict(list)
        for person in everybody:
            chairs = person.is_active and person.__dict__.pop("chairs")
            person.__dict__.setdefault("_chairs_a_group", {})[today] = chairs
            alike[sees_as(person)].append(person)
        return tuple(SeeAlike(kind[0], frozenset(person.pk for person in kind)) for kind in alike.values())

    kept = while_nothing_is_written(("people who see alike", name, today), grouped)
    # What one is asked is remembered by the object: each deed has its own.
    return tuple(replace(kind, one_of_them=copy(kind.one_of_them)) for kind in kept)
