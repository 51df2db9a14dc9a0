"""Photographs: XA's with consent, XA's that waits for it, one of which consent was withdrawn; XB's that waits can be left out."""

import uuid
from typing import Any

from django.core.files.base import ContentFile

from activities.choices import Consent
from activities.models import Photograph
from cica_tracker.tests.wall.personas import AT, MEMBERS, NO_UID, OFFICERS, XA, XB, XC, Place, World

ACTS = ("consent", "withdraw", "mistake")
# Who reads them, whose they are, of which activity, and what is on record of consent.
KEPT = {
    "with consent": (MEMBERS, XA, "shared", Consent.GIVEN),
    "of xa that waits": (XA | OFFICERS, XA, "shared", Consent.WAITED_FOR),
    "of xb that waits": (XB | OFFICERS, XB, "secretariat of xb", Consent.WAITED_FOR),
    "withdrawn": (OFFICERS, frozenset(), "shared", Consent.WITHDRAWN),
}


def keep_photographs(world: World) -> None:
    for number, (label, (seen_by, _own, activity, consent)) in enumerate(KEPT.items(), 1):
        if f"activity {activity}" in world.kept:
            given = {} if consent == Consent.WAITED_FOR else _given(world, label, consent)
            _keep(world, number, label, activity=world.kept[f"activity {activity}"], consent=consent, **given,
                  alt=world.canary(f"alt of photograph {label}", seen_by),
                  caption=world.canary(f"caption of photograph {label}", seen_by))  # fmt: skip


def _given(world: World, label: str, consent: str) -> dict[str, Any]:
    readers = (XA | XC | OFFICERS) if consent == Consent.GIVEN else OFFICERS
    said = {name: world.canary(f"{name} of photograph {label}", readers) for name in ("consent_by", "consent_how")}
    return {**said, "consent_on": AT.date(), "withdrawn_at": AT if consent == Consent.WITHDRAWN else None}


def _keep(world: World, number: int, label: str, **said: Any) -> None:
    # What chance would draw, so that the rows of two worlds have one key.
    photograph = Photograph(
        uid=uuid.UUID(f"{number:08x}-0000-4000-8000-000000000000"), owner=said["activity"].owner, by=said["activity"].by, at=AT,
        file_type="image/png", size=3, sha256=f"{number:064x}", language="en", **said,
    )  # fmt: skip
    photograph.file.save(f"aa/bb/photograph-{number}.png", ContentFile(b"png"))
    world.kept[f"photograph {label}"] = photograph


def photograph_places(world: World) -> dict[str, list[Place]]:
    seen = [
        (label, world.kept[f"photograph {label}"], who, own)
        for label, (who, own, _activity, _consent) in KEPT.items()
        if f"photograph {label}" in world.kept
    ]
    shown = [Place(label, {"uid": row.uid}, who, absent={"uid": NO_UID}) for label, row, who, _own in seen]
    served = [place for place in shown if place.label != "withdrawn"]
    return {
        "photograph-file": served,
        "api-photographs-file": served,
        "api-photographs-detail": shown,
        "photograph-act": [
            Place(f"{act} {label}", {"key": row.uid, "act": act}, who, _closed(act, who, own),
                  absent={"key": NO_UID, "act": act})
            for label, row, who, own in seen
            for act in ACTS
        ],
        **{
            f"api-photographs-{act}": [
                # Of a program that names no letter, an officer is nobody of the state, but withdraws in its own name.
                Place(label, {"uid": row.uid}, who,
                      _closed(act, who, own) | (frozenset() if act == "withdraw" else OFFICERS), absent={"uid": NO_UID})
                for label, row, who, own in seen
            ]
            for act in ACTS
        },
    }  # fmt: skip


def photographs_of_the_office(world: World) -> dict[str, list[Place]]:
    key = {"object_id": world.kept["photograph with consent"].pk}
    return {
        f"admin:activities_photograph_{act}": [Place("with consent", key, OFFICERS, absent={"object_id": 99_999_999})]
        for act in ACTS
        if act != "mistake"
    }


def _closed(act: str, who: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    return who - own if act == "mistake" else who - own - OFFICERS
