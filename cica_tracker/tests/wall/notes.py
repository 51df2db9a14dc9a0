"""Progress notes on a commitment of the members: XB's for the Secretariat can be left out, and comes first; and who was asked."""

import datetime as dt
from typing import Any

from activities.actions.notes import ask_for_notes, give_progress_note
from cica_tracker.tests.wall.personas import (
    AT,
    AUTHORITY,
    MEMBERS,
    NO_UID,
    OFFICER,
    OFFICERS,
    STRANGER,
    XA,
    XB,
    XC,
    Place,
    World,
)  # fmt: skip
from commitments.models import Commitment
from members.choices import Audience

ACTS = ("widen", "mistake")


def keep_notes(world: World) -> None:
    kept, people = world.kept, world.people
    commitment = Commitment.objects.get(pk=kept["drafted"].pk)
    kept["note request"] = ask_for_notes(
        area=commitment.area, since=dt.date(2025, 1, 1), until=dt.date(2030, 1, 1), welcome_until=dt.date(2030, 1, 1),
        text=world.canary("asked for notes", MEMBERS), by=people[OFFICER], at=AT,
    )  # fmt: skip
    period = {"since": dt.date(2025, 1, 1), "until": AT.date(), "at": AT}
    for code, persona, own in (("xb", STRANGER, XB), ("xa", AUTHORITY, XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        kept[f"note secretariat of {code}"] = give_progress_note(
            commitment=commitment, owner=kept[code], text=world.canary(f"note secretariat of {code}", own | XC | OFFICERS),
            audience=Audience.SECRETARIAT, by=people[persona], **period,
        )  # fmt: skip
    kept["note shared"] = give_progress_note(
        commitment=commitment, owner=kept["xa"], text=world.canary("note shared", MEMBERS), audience=Audience.PUBLIC,
        by=people[AUTHORITY], **period,
    )  # fmt: skip


def places_of_what_states_say(
    noun: str, api: str, seen: list[tuple[str, Any, frozenset[str], frozenset[str]]], acts: tuple[str, ...]
) -> dict[str, list[Place]]:
    """Of rows, each with its label, who sees it and whose it is: their pages, and those of acts of their own states."""
    shown = [Place(label, {"uid": row.uid}, who, absent={"uid": NO_UID}) for label, row, who, _own in seen]
    return {
        f"{noun}-detail": shown,
        f"api-{api}-detail": shown,
        f"{noun}-act": [
            Place(f"{act} {label}", {"key": row.uid, "act": act}, who, _closed(act, who, own),
                  absent={"key": NO_UID, "act": act})
            for label, row, who, own in seen
            for act in acts
        ],
        **{
            f"api-{api}-{act}": [
                # Of a program that names no letter, an officer is nobody of the state.
                Place(label, {"uid": row.uid}, who, _closed(act, who, own) | OFFICERS, absent={"uid": NO_UID})
                for label, row, who, own in seen
            ]
            for act in acts
        },
    }  # fmt: skip


def note_places(world: World) -> dict[str, list[Place]]:
    seen = [
        (f"of {code}", world.kept[f"note secretariat of {code}"], own | XC | OFFICERS, own)
        for code, own in (("xa", XA), ("xb", XB))
        if f"note secretariat of {code}" in world.kept
    ]
    seen.append(("shared", world.kept["note shared"], MEMBERS, XA))
    asked = world.kept["note request"]
    of_asked = [Place("asked", {"uid": asked.uid}, MEMBERS, absent={"uid": NO_UID})]
    return {
        **places_of_what_states_say("progress-note", "progress-notes", seen, ACTS),
        "note-request-detail": of_asked,
        "api-note-requests-detail": of_asked,
        "note-request-act": [
            Place("asked", {"key": asked.uid, "act": "mistake"}, MEMBERS, MEMBERS - OFFICERS,
                  absent={"key": NO_UID, "act": "mistake"})
        ],
        "api-note-requests-mistake": [
            Place("asked", {"uid": asked.uid}, MEMBERS, MEMBERS - OFFICERS, absent={"uid": NO_UID})
        ],
        "admin:activities_progressnote_widen": [
            Place("shared", {"object_id": world.kept["note shared"].pk}, OFFICERS, absent={"object_id": 99_999_999})
        ],
    }  # fmt: skip


def _closed(act: str, who: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    return who - own if act == "mistake" else who - own - OFFICERS
