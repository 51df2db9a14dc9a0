"""Two worlds that differ only in what XB keeps to itself: to everybody else they are the same, byte for byte.

Left out of the second one: XB's drafts, views, comments, experts and activities that it shares with nobody or the Secretariat, its
letter, its correspondence, its paper that was sent to nobody, the text of its revision, its invitation, its notices. All of it comes before
what is shared, so that whatever is counted through would have other numbers.
"""

import pytest

from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import ask, compared, path_of
from cica_tracker.tests.wall.personas import AUTHORITY, OBSERVER, PREPARER, SWG_CHAIR
from cica_tracker.tests.wall.places import places
from cica_tracker.tests.wall.table import TABLE, Door
from cica_tracker.tests.wall.test_what_is_not_there import difference

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(600)]
# XD reads XB's plan, as the coordinator of that commitment; of the rest it learns nothing. By day one of another
# member state looks, which sees the most that isn't its own.
LOOKING = (AUTHORITY, PREPARER, OBSERVER, SWG_CHAIR) if IS_NIGHT else (AUTHORITY,)
ASKED = {
    "search": ("?q=canary", "?q=XB", "?q=canary&within=versions"),
    "api-search": ("?q=canary", "?q=XB", "?q=canary&kind=views&page_size=1"),
    "commitment-list": ("?search=canary", "?whose=ours"),
    "paper-list": ("?search=canary", "?kind=note"),
    "expert-list": ("?search=canary",),
    "expert-nominate": ("?commitment=CBM-2007-ECO-02-01",),
    "commitment-begin": ("?renews=CBM-2007-ECO-02-01", "?like=CBM-2007-ECO-02-01", "?about=CBM-2007-ECO-02"),
    "coordinator-list": ("?state=XB",),
    "activity-list": ("?search=canary", "?participant=XB", "?course=planned"),
    "publication-list": ("?search=canary", "?participant=XB", "?stage=asked"),
    "institution-list": ("?search=canary", "?participant=XB", "?standing=any"),
    "information-list": ("?search=canary", "?participant=XB"),
    "action-plan-list": ("?search=canary", "?participant=XB"),
    "progress-note-list": ("?search=canary", "?participant=XB"),
    "activity-plan": ("?commitment=CBM-2007-ECO-02-01",),
    **{
        f"api-{noun}-list": ("?search=canary", "?search=XB", "?format=csv", "?format=xlsx", "?page_size=1")
        for noun in (
            "commitments",
            "steps",
            "papers",
            "comments",
            "views",
            "experts",
            "activities",
            "photographs",
            "action-plans",
            "progress-notes",
            "information",
            "publications",
            "institutions",
        )
    },
    "api-coordinators-list": ("?format=csv", "?state=XB"),
    "correspondence-list": ("?search=canary", "?participant=XB", "?waits=on-file"),
    "api-correspondence-list": ("?search=IN-NV-2026-2", "?participant=XB", "?format=csv", "?page_size=1"),
    "addressee-list": ("?search=canary", "?state=XB"),
    "api-addressees-list": ("?search=canary", "?state=XB", "?format=csv"),
}
# The chain that a state takes along tells how many entries there are in all, as published seals do, and a salted digest
# of each: of whom and about what, nothing (`journal/tests/test_said.py`; docs/security.md, The limits).
TELLS_HOW_MANY = frozenset({"journal-own"})
PAGES = sorted(
    name
    for name, row in TABLE.items()
    if name not in TELLS_HOW_MANY
    and "GET" in row.door.methods
    and row.door not in (Door.ADMIN, Door.ACCOUNT)
    and (IS_NIGHT or not row.is_long)
)


def looked_at(places_of_an_address):
    """By night every place, by day the first of an address: it is one view that shows them all, and `test_the_wall.py` looks
    by day at each of them for what is private."""
    return places_of_an_address if IS_NIGHT else places_of_an_address[:1]


def answers(world):
    """By address, place, question and person: what is answered."""
    at, found = places(world), {}
    for name in PAGES:
        row = TABLE[name]
        for place in looked_at(at.get(name, [row.place])):
            path = path_of(name, row, place.kwargs)
            for query in ("", *ASKED.get(name, ())):
                for persona in LOOKING:
                    response = ask(world.client(persona), "GET", path + query)
                    found[name, place.label, query, persona] = compared(response, path)
    return found


@pytest.fixture(scope="module")
def with_and_without(worlds):
    found = []
    for with_xb_own in (True, False):
        with worlds(with_xb_own=with_xb_own) as world:
            found.append(answers(world))
    return found


def test_to_others_it_is_the_same_whether_or_not_a_state_keeps_things_to_itself(with_and_without):
    one, other = with_and_without
    both = one.keys() & other.keys()
    assert len({key[:3] for key in both}) > 100
    differ = {key: difference(one[key], other[key]) for key in both if one[key] != other[key]}
    assert not differ, "\n".join(f"{' · '.join(key)}: {what}" for key, what in sorted(differ.items()))
