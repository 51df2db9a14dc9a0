"""Offers to coordinate and designations outside a commitment: whoever signs in reads them; whose they are changes them."""

from cica_tracker.tests.wall.personas import OFFICERS, SIGNED_IN, XA, XC, Place, World

ABSENT = 99_999
# By act: of which row, who may, and from whom an empty body is taken by programs (an officer names the state that wrote).
ACTS = {
    "take-back": ("offer", XA | OFFICERS, XA),
    "end": ("designation", XC | OFFICERS, XC | OFFICERS),
    "lay-down": ("designation", XA | OFFICERS, XA),
    "mistake": ("offer", OFFICERS, OFFICERS),
}


def coordination_places(world: World) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {"coordinator-act": []}
    for act, (row, those_who_may, programs) in ACTS.items():
        key, absent = world.kept[row].pk, {"key": ABSENT, "act": act}
        found["coordinator-act"].append(
            Place(f"{act} {row}", {"key": key, "act": act}, SIGNED_IN, SIGNED_IN - those_who_may, absent=absent)
        )
        found[f"api-coordinators-{act}"] = [
            Place(f"{act} {row}", {"pk": key}, SIGNED_IN, SIGNED_IN - programs, absent={"pk": ABSENT})
        ]
    return found


def coordination_places_of_the_admin(world: World) -> dict[str, list[Place]]:
    return {
        f"admin:commitments_coordinatorassignment_{act}": [
            Place(f"{act} {row}", {"object_id": world.kept[row].pk}, OFFICERS, absent={"object_id": 99_999_999})
        ]
        for act, (row, _who, _programs) in ACTS.items()
    }
