"""Minutes of the Committee's meeting: circulated to the members, worked on since by the Secretariat, corrected by XA."""

import datetime as dt

from cica_tracker.tests.wall.personas import (
    AT,
    AUTHORITY,
    MEMBERS,
    NO_UID,
    OFFICER,
    OFFICERS,
    XA,
    XB,
    XC,
    Place,
    World,
)  # fmt: skip
from decisions.actions.minutes import WrittenItem, circulate_minutes, draft_minutes, write_minutes
from decisions.actions.minutes_changes import propose_change
from law.cica.bodies import Body
from members.choices import Audience

ACTS = ("write", "circulate", "correct", "adopted", "mistake")
# Of programs, which write one item at a time.
BY_PROGRAMS = ("write-item", *ACTS[1:])
# Those who sat.
SAT = XA | XB | XC
GONE = "MIN-NOTHING"


def keep_minutes(world: World) -> None:
    kept, officer = world.kept, world.people[OFFICER]
    minutes = draft_minutes(meeting=kept[Body.SENIOR_OFFICIALS], language="en", by=officer, at=AT)
    written = (("minutes that went out", MEMBERS), ("minutes as they are worked on", XC | OFFICERS))
    for label, who in written:
        minutes = write_minutes(minutes=minutes, items=[WrittenItem(1, world.canary(label, who))], by=officer, at=AT)
        if who == MEMBERS:
            minutes = circulate_minutes(
                minutes=minutes, audience=Audience.OBSERVERS, corrections_until=dt.date(2030, 1, 1), by=officer, at=AT
            )
    kept["minutes"] = minutes
    kept["minutes change"] = propose_change(
        minutes=minutes, owner=kept["xa"], text=world.canary("correction of minutes", MEMBERS),
        by=world.people[AUTHORITY], at=AT,
    )  # fmt: skip


def minutes_places(world: World) -> dict[str, list[Place]]:
    minutes, change = world.kept["minutes"], world.kept["minutes change"]
    there, uid = minutes.reference, change.uid
    shown = [Place("circulated", {"reference": there}, MEMBERS, absent={"reference": GONE})]
    return {
        "minutes-detail": shown,
        "api-minutes-detail": shown,
        "minutes-act": [
            Place(act, {"key": there, "act": act}, MEMBERS, _closed(act), absent={"key": GONE, "act": act})
            for act in ACTS
        ],
        **{
            f"api-minutes-{act}": [
                # Of a program that names no letter, an officer is nobody of the state.
                Place(act, {"reference": there}, MEMBERS, _closed(act) | (OFFICERS if act == "correct" else frozenset()),
                      absent={"reference": GONE})
            ]
            for act in BY_PROGRAMS
        },
        "minutes-change-act": [
            Place(act, {"key": uid, "act": act}, MEMBERS, closed, absent={"key": NO_UID, "act": act})
            for act, closed in (("answer", MEMBERS - OFFICERS), ("mistake", MEMBERS - XA))
        ],
        "api-minutes-corrections-detail": [Place("of XA", {"uid": uid}, MEMBERS, absent={"uid": NO_UID})],
        "api-minutes-corrections-answer": [
            Place("of XA", {"uid": uid}, MEMBERS, MEMBERS - OFFICERS, absent={"uid": NO_UID})
        ],
        "api-minutes-corrections-mistake": [
            Place("of XA", {"uid": uid}, MEMBERS, MEMBERS - XA, absent={"uid": NO_UID})
        ],
        **{
            f"admin:decisions_minutes_{act}": [
                Place("circulated", {"object_id": minutes.pk}, OFFICERS, absent={"object_id": 99_999_999})
            ]
            for act in ACTS
            if act != "mistake"
        },
        "admin:decisions_minuteschange_answer": [
            Place("of XA", {"object_id": change.pk}, OFFICERS, absent={"object_id": 99_999_999})
        ],
    }  # fmt: skip


def _closed(act: str) -> frozenset[str]:
    return MEMBERS - SAT - OFFICERS if act == "correct" else MEMBERS - OFFICERS
