"""Institutions: XB's own can be left out, and comes first; XA nominated one before the members, which gave what XA is asked about."""

import uuid
from unittest.mock import patch

from cica_tracker.tests.wall.personas import AT, MEMBERS, NO_UID, OFFICERS, XA, XB, XC, Place, World
from members.choices import Audience
from papers.actions.institutions import WhatAnInstitutionIs, nominate_institution

ACTS = ("amend", "widen", "end", "mistake")
DRAWN = {"of xb": 0xE1, "of xa": 0xE2}


def keep_institutions(world: World) -> None:
    if world.with_xb_own:
        _nominate(world, "of xb", "xb", Audience.SECRETARIAT, XB | XC | OFFICERS)
    _nominate(world, "of xa", "xa", Audience.MEMBERS, MEMBERS)


def _nominate(world: World, label: str, state: str, audience: str, seen_by: frozenset[str]) -> None:
    owner = world.kept[state]
    name = {"en": world.canary(f"institution {label}", seen_by)}
    what = WhatAnInstitutionIs(states=[owner], measures=[world.kept["measure"]])
    by = world.people[sorted(XA if state == "xa" else XB)[0]]
    drawn = uuid.UUID(f"{DRAWN[label]:08x}-0000-4000-8000-000000000000")
    with patch.object(uuid, "uuid4", lambda: drawn):
        world.kept[f"institution {label}"] = nominate_institution(
            owner=owner, name=name, what=what, audience=audience, by=by, at=AT
        )


def institution_places(world: World) -> dict[str, list[Place]]:
    rows = [
        (label, world.kept[f"institution {label}"], who, own)
        for label, who, own in (("of xb", XB | XC | OFFICERS, XB), ("of xa", MEMBERS, XA))
        if f"institution {label}" in world.kept
    ]
    shown = [Place(label, {"uid": row.uid}, who, absent={"uid": NO_UID}) for label, row, who, _own in rows]
    kept = world.kept["institution of xa"]
    return {
        "institution-detail": shown,
        "api-institutions-detail": shown,
        "institution-act": [
            Place(f"{act} {label}", {"key": row.uid, "act": act}, who,
                  who - own - (frozenset() if act == "mistake" else OFFICERS), absent={"key": NO_UID, "act": act})
            for label, row, who, own in rows
            for act in ACTS
        ],
        **{
            # Of a program that names no letter, an officer is nobody of the state.
            f"api-institutions-{act}": [
                Place(label, {"uid": row.uid}, who, who - own, absent={"uid": NO_UID}) for label, row, who, own in rows
            ]
            for act in ACTS
        },
        **{
            f"admin:papers_institution_{act}": [
                Place("of xa", {"object_id": kept.pk}, OFFICERS, absent={"object_id": 99_999_999})
            ]
            for act in ACTS
            if act != "mistake"
        },
    }  # fmt: skip
