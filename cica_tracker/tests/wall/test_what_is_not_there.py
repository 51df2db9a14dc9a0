"""What a person may not see is answered, byte for byte, like what isn't there."""

from collections import Counter

import pytest

from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import WITHOUT_A_PART, ask, by_day, compared, path_of
from cica_tracker.tests.wall.personas import PERSONAS, is_among
from cica_tracker.tests.wall.table import TABLE, Door

pytestmark = pytest.mark.django_db
WITH_OBJECTS = sorted(name for name, row in TABLE.items() if row.door not in (Door.ADMIN, Door.ACCOUNT))


@pytest.mark.parametrize("name", WITH_OBJECTS)
def test_to_whom_it_is_not_shown_it_is_not_there(name, world, at):
    """Not compared: what is new in every answer (`asking.MASKS`, `asking.NOT_COMPARED`), and the path that was asked."""
    row, found, nothing = TABLE[name], Counter(), {}
    for number, place in enumerate(at.get(name, [])):
        there, nowhere = path_of(name, row, place.kwargs), path_of(name, row, place.absent)
        others = [] if row.is_open else [one for one in PERSONAS if not is_among(one, place.seen_by)]
        for persona in others if IS_NIGHT else sorted(by_day(name, number, others)):
            for method in asked_by(name, persona):
                one = compared(ask(world.client(persona), method, there), there)
                asked = persona, method, nowhere
                if asked not in nothing:
                    nothing[asked] = compared(ask(world.client(persona), method, nowhere), nowhere)
                if one != (other := nothing[asked]):
                    found[f"{place.label} · {method} · {persona}: {difference(one, other)}"] += 1
    assert not found, "\n".join(found)


def asked_by(name, persona):
    """By day two of those who are of no state concerned send as well, and nobody asks what may be sent."""
    door = TABLE[name].door
    if IS_NIGHT:
        return sorted(door.methods - {"HEAD"})
    sends = {"POST", "PATCH"} if persona in WITHOUT_A_PART else set()
    return sorted(door.methods & {"GET", *sends})


def difference(one, other):
    """The first thing that differs."""
    for what, this, that in zip(("status", "headers", "body"), one, other, strict=True):
        if this == that:
            continue
        if what != "body":
            return f"{what}: {this} or {that}"
        start = next((n for n, (a, b) in enumerate(zip(this, that, strict=False)) if a != b), min(len(this), len(that)))
        begin = max(0, start - 60)
        return f"body at {start}: {this[begin : start + 60]!r} or {that[begin : start + 60]!r}"
    return "nothing"
