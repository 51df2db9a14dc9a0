"""What a person may not see is answered, byte for byte, like what isn't there."""

from collections import Counter

import pytest

from cica_tracker.tests.wall.asking import ask, compared, path_of, says_more
from cica_tracker.tests.wall.personas import PERSONAS
from cica_tracker.tests.wall.places import places
from cica_tracker.tests.wall.table import TABLE, Door

pytestmark = pytest.mark.django_db
WITH_OBJECTS = sorted(name for name, row in TABLE.items() if row.door not in (Door.ADMIN, Door.ACCOUNT))


@pytest.fixture(scope="module")
def at(world):
    return places(world)


@pytest.mark.parametrize("name", WITH_OBJECTS)
def test_to_whom_it_is_not_shown_it_is_not_there(name, world, at):
    """Not compared: what is new in every answer (`asking.MASKS`, `asking.NOT_COMPARED`), and the path that was asked."""
    row, found = TABLE[name], Counter()
    for place in at.get(name, []):
        there, nowhere = path_of(name, row, place.kwargs), path_of(name, row, place.absent)
        for persona in [one for one in PERSONAS if one not in place.seen_by and not row.is_open]:
            for method in sorted(row.door.methods - {"HEAD"}):
                if not says_more(persona, method, has_objects=True):
                    continue
                one, other = (compared(ask(world.client(persona), method, path), path) for path in (there, nowhere))
                if one != other:
                    found[f"{place.label} · {method} · {persona}: {difference(one, other)}"] += 1
    assert not found, "\n".join(found)


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
