"""Seats in a working group: XA's, which the members read."""

import datetime as dt

from cica_tracker.tests.wall.personas import (
    AT,
    AUTHORITY,
    MEMBERS,
    NO_UID,
    OFFICERS,
    SIGNED_IN,
    XA,
    Place,
    World,
)  # fmt: skip
from meetings.actions.groups import join_group

ACTS = ("leave", "mistake")


def keep_seats(world: World) -> None:
    world.kept["seat"] = join_group(
        group=world.kept["group"], owner=world.kept["xa"], since=dt.date(2026, 1, 1), by=world.people[AUTHORITY], at=AT
    )


def group_places(world: World) -> dict[str, list[Place]]:
    seat, group = world.kept["seat"], world.kept["group"]
    of_seat = {"uid": seat.uid}
    return {
        "group-detail": [Place("", {"code": group.code}, SIGNED_IN, absent={"code": "NONE"})],
        "api-group-seats-detail": [Place("of XA", of_seat, MEMBERS, absent={"uid": NO_UID})],
        "group-seat-act": [
            Place(act, {"key": seat.uid, "act": act}, MEMBERS, _closed(act), absent={"key": NO_UID, "act": act})
            for act in ACTS
        ],
        **{
            f"api-group-seats-{act}": [
                # Of a program that names no letter, an officer is nobody of the state.
                Place("of XA", of_seat, MEMBERS, _closed(act) | OFFICERS, absent={"uid": NO_UID})
            ]
            for act in ACTS
        },
        "admin:meetings_groupseat_leave": [
            Place("of XA", {"object_id": seat.pk}, OFFICERS, absent={"object_id": 99_999_999})
        ],
    }


def _closed(act: str) -> frozenset[str]:
    return MEMBERS - XA if act == "mistake" else MEMBERS - XA - OFFICERS
