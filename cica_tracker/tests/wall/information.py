"""Information: XB's for the Secretariat can be left out, and comes first; XA's for a named state; XA's for everybody, with a reply."""

import uuid
from typing import Any
from unittest.mock import patch

from activities.actions.information import SeenBy, Within, give_information
from activities.actions.replies import reply
from cica_tracker.tests.wall.personas import (
    AT,
    AUTHORITY,
    NO_UID,
    OFFICERS,
    SIGNED_IN,
    STRANGER,
    SWG_CHAIR,
    XA,
    XB,
    XC,
    Place,
    World,
)  # fmt: skip
from members.choices import Audience
from papers.uploads import Submitted

OF_ITS_STATE = ("go-on", "anew", "let-see")
ACTS = (*OF_ITS_STATE, "answer", "may-be-public", "reply", "send-out", "mistake", "ask-public", "no-longer-public")


def keep_information(world: World) -> None:
    kept, people = world.kept, world.people
    for code, persona, own in (("xb", STRANGER, XB), ("xa", AUTHORITY, XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        seen_by = own | XC | OFFICERS
        _give(
            world, f"secretariat of {code}", seen_by, SeenBy(Audience.SECRETARIAT), owner=kept[code], by=people[persona]
        )
    named = SeenBy(Audience.SECRETARIAT, [kept["xb"]])
    _give(world, "named", XA | XB | XC | OFFICERS, named, owner=kept["xa"], by=people[AUTHORITY])
    everybody = SeenBy(Audience.PUBLIC)
    _give(world, "shared", SIGNED_IN, everybody, owner=kept["xa"], by=people[AUTHORITY], to_be_sent=True)
    kept["information reply"] = reply(
        information=kept["information named"], owner=kept["xb"], by=people[STRANGER], at=AT,
        text=world.canary("reply to information", XA | XB | XC | OFFICERS),
    )  # fmt: skip


# What chance would draw, so that the papers of two worlds stand in one order.
DRAWN = {"secretariat of xb": 1, "secretariat of xa": 2, "named": 3, "shared": 4}


def _give(world: World, label: str, seen_by: frozenset[str], seen: SeenBy, **said: Any) -> None:
    drawn = uuid.UUID(f"{DRAWN[label]:08x}-0000-4000-8000-000000000000")
    with patch.object(uuid, "uuid4", lambda: drawn):
        world.kept[f"information {label}"] = give_information(
            within=Within(world.kept["measure"]), document=_document(world, label, seen_by), seen=seen, at=AT, **said
        )


def _document(world: World, label: str, seen_by: frozenset[str]) -> Submitted:
    return Submitted(
        title=world.canary(f"title of information {label}", seen_by), text=world.canary(f"information {label}", seen_by)
    )


def information_places(world: World) -> dict[str, list[Place]]:
    seen = [
        (f"of {code}", world.kept[f"information secretariat of {code}"], own | XC | OFFICERS, own)
        for code, own in (("xa", XA), ("xb", XB))
        if f"information secretariat of {code}" in world.kept
    ]
    seen.append(("named", world.kept["information named"], XA | XB | XC | OFFICERS, XA))
    seen.append(("shared", world.kept["information shared"], SIGNED_IN, XA))
    shown = [Place(label, {"uid": row.uid}, who, absent={"uid": NO_UID}) for label, row, who, _own in seen]
    said, readers = world.kept["information reply"], XA | XB | XC | OFFICERS
    return {
        "information-detail": shown,
        "api-information-detail": shown,
        "information-act": [
            Place(f"{act} {label}", {"key": row.uid, "act": act}, who, _closed(act, who, own),
                  absent={"key": NO_UID, "act": act})
            for label, row, who, own in seen
            for act in ACTS
        ],
        **{
            f"api-information-{act}": [
                # Of a program that names no letter, an officer is nobody of the state.
                Place(label, {"uid": row.uid}, who,
                      _closed(act, who, own) | (frozenset() if act == "send-out" else OFFICERS), absent={"uid": NO_UID})
                for label, row, who, own in seen
            ]
            for act in ACTS
        },
        "information-reply-act": [
            Place("a reply", {"key": said.uid, "act": "mistake"}, readers, readers - XB,
                  absent={"key": NO_UID, "act": "mistake"})
        ],
        "api-information-replies-detail": [Place("a reply", {"uid": said.uid}, readers, absent={"uid": NO_UID})],
        "api-information-replies-mistake": [
            Place("a reply", {"uid": said.uid}, readers, readers - XB, absent={"uid": NO_UID})
        ],
        **{
            f"admin:activities_information_{act}": [
                Place("shared", {"object_id": world.kept["information shared"].pk}, OFFICERS,
                      _closed(act, OFFICERS, OFFICERS), absent={"object_id": 99_999_999})
            ]
            for act in ACTS
            if act != "mistake"
        },
    }  # fmt: skip


def _closed(act: str, who: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """To whom of those who see it an act is closed."""
    match act:
        case "mistake":
            return who - own
        case "answer" | "may-be-public" | "no-longer-public":
            # Nobody was asked to give these together, or whether they may be public; nobody agreed to that.
            return who
        case "send-out":
            return who - OFFICERS
        case "reply":
            return frozenset({SWG_CHAIR}) & who
        case _:
            return who - own - OFFICERS
