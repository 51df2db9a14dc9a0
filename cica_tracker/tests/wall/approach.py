"""What XA proposes about the Approach: the members read it."""

from cica_tracker.tests.wall.personas import AT, AUTHORITY, MEMBERS, NO_UID, OFFICERS, XA, Place, World
from decisions.actions.approach import propose_for_approach

ACTS = ("settle", "mistake")


def propose_about_the_approach(world: World) -> None:
    world.kept["proposal"] = propose_for_approach(
        owner=world.kept["xa"], title=world.canary("title of a proposal", MEMBERS),
        text=world.canary("text of a proposal", MEMBERS), by=world.people[AUTHORITY], at=AT,
    )  # fmt: skip


def approach_places(world: World) -> dict[str, list[Place]]:
    proposal = world.kept["proposal"]
    shown = [Place("of XA", {"uid": proposal.uid}, MEMBERS, absent={"uid": NO_UID})]
    closed = {"settle": MEMBERS - OFFICERS, "mistake": MEMBERS - XA}
    return {
        "approach-proposal-detail": shown,
        "api-approach-proposals-detail": shown,
        "approach-proposal-act": [
            Place(act, {"key": proposal.uid, "act": act}, MEMBERS, closed[act], absent={"key": NO_UID, "act": act})
            for act in ACTS
        ],
        **{
            f"api-approach-proposals-{act}": [
                Place("of XA", {"uid": proposal.uid}, MEMBERS, closed[act], absent={"uid": NO_UID})
            ]
            for act in ACTS
        },
        "admin:decisions_approachproposal_settle": [
            Place("of XA", {"object_id": proposal.pk}, OFFICERS, absent={"object_id": 99_999_999})
        ],
    }
