"""Activities: what XB shares with the Secretariat alone can be left out, and comes first; under a commitment, members see no more."""

import datetime as dt

from activities.actions import ActivitySaid, NamedDays, Under, announce, plan_activity
from activities.actions.plans import draw_up
from activities.choices import DayKnown
from activities.models import Activity
from cica_tracker.tests.wall.personas import (
    AT,
    AUTHORITY,
    MEMBERS,
    NO_UID,
    OFFICER,
    OFFICERS,
    STRANGER,
    SWG_CHAIR,
    XA,
    XB,
    XC,
    Place,
    World,
)  # fmt: skip
from members.choices import Audience

OF_ITS_STATE = ("announce", "held", "report", "amend", "other-days", "put-off", "give-up", "widen")
ACTS = (*OF_ITS_STATE, "take-part", "add-photograph", "mistake")


def keep_activities(world: World) -> None:
    """One of XB and one of XA for the Secretariat; one of XA that is open to all, announced, under a commitment of the members."""
    kept, people = world.kept, world.people
    measure = Under(measure=kept["measure"])
    for code, persona, own in (("xb", STRANGER, XB), ("xa", AUTHORITY, XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        seen_by = own | XC | OFFICERS
        kept[f"activity secretariat of {code}"] = plan_activity(
            owner=kept[code], under=measure, said=_said(world, f"of {code}", seen_by), days=NamedDays(),
            audience=Audience.SECRETARIAT, by=people[persona], at=AT,
        )  # fmt: skip
    shared = plan_activity(
        owner=kept["xa"], under=Under(kept["drafted"].folder), said=_said(world, "shared", MEMBERS),
        days=NamedDays(dt.date(2031, 5, 1), DayKnown.YEAR),
        audience=Audience.PUBLIC, by=people[AUTHORITY], at=AT,
    )  # fmt: skip
    # With the shared one in it: the Chair and the Secretariat read it while it is drawn up.
    kept["plan"] = draw_up(year=2031, by=people[OFFICER], at=AT)
    note = world.canary("note on activity shared", MEMBERS)
    kept["activity shared"] = announce(activity=shared, by=people[AUTHORITY], note=note, at=AT)


def _said(world: World, label: str, seen_by: frozenset[str]) -> ActivitySaid:
    def words(what: str) -> dict[str, str]:
        return {"en": world.canary(f"{what} of activity {label}", seen_by)}

    link = world.canary(f"link of activity {label}", seen_by, "https://meet.example/{}")
    return ActivitySaid(words("title"), "workshop", expected=words("expected"), place=words("place"), link=link)


def _seen(world: World) -> list[tuple[str, Activity, frozenset[str], frozenset[str]]]:
    """Each with who sees it and whose it is."""
    found = [
        (f"of {code}", world.kept[f"activity secretariat of {code}"], own | XC | OFFICERS, own)
        for code, own in (("xa", XA), ("xb", XB))
        if f"activity secretariat of {code}" in world.kept
    ]
    return [*found, ("shared", world.kept["activity shared"], MEMBERS, XA)]


def activity_places(world: World) -> dict[str, list[Place]]:
    seen = _seen(world)
    shown = [Place(label, {"uid": row.uid}, who, absent={"uid": NO_UID}) for label, row, who, _own in seen]
    deeds = [(label, row.turns.order_by("serial").last(), who, own) for label, row, who, own in seen]
    return {
        "activity-detail": shown,
        "api-activities-detail": shown,
        "activity-act": [
            Place(f"{act} {label}", {"key": row.uid, "act": act}, who, _closed(act, who, own),
                  absent={"key": NO_UID, "act": act})
            for label, row, who, own in seen
            for act in ACTS
        ],
        **{
            f"api-activities-{act}": [
                # Of a program that names no letter, an officer is nobody of the state.
                Place(label, {"uid": row.uid}, who, _closed(act, who, own) | OFFICERS, absent={"uid": NO_UID})
                for label, row, who, own in seen
            ]
            for act in ACTS
        },
        "deed-act": [
            Place(label, {"key": row.uid, "act": "mistake"}, who, who - own, absent={"key": NO_UID, "act": "mistake"})
            for label, row, who, own in deeds
        ],
        "api-activity-deeds-detail": [
            Place(label, {"uid": row.uid}, who, absent={"uid": NO_UID}) for label, row, who, _own in deeds
        ],
        "api-activity-deeds-mistake": [
            Place(label, {"uid": row.uid}, who, who - own, absent={"uid": NO_UID}) for label, row, who, own in deeds
        ],
    }  # fmt: skip


def plan_places(world: World) -> dict[str, list[Place]]:
    there, absent, readers = world.kept["plan"].year, 2099, XC | OFFICERS
    shown = [Place("drawn up", {"year": there}, readers, absent={"year": absent})]
    acts = ("take-up", "put-before", "adopted", "mistake")
    return {
        "plan-detail": shown,
        "api-year-plans-detail": shown,
        "plan-act": [
            Place(act, {"key": there, "act": act}, readers, readers - OFFICERS, absent={"key": absent, "act": act})
            for act in acts
        ],
        **{
            f"api-year-plans-{act}": [Place(act, {"year": there}, readers, readers - OFFICERS, absent={"year": absent})]
            for act in acts
        },
        **{
            f"admin:activities_yearplan_{act}": [
                Place("drawn up", {"object_id": world.kept["plan"].pk}, OFFICERS, absent={"object_id": 99_999_999})
            ]
            for act in acts
            if act != "mistake"
        },
    }


def _closed(act: str, who: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """To whom of those who see it an act is closed: officers enter letters, and every state says for itself who comes."""
    if act == "take-part":
        return frozenset({SWG_CHAIR}) & who
    return who - own if act == "mistake" else who - own - OFFICERS


def activities_of_the_office(world: World) -> dict[str, list[Place]]:
    """Pages of the admin: the acts about an activity. What takes one back stands with those of every kind."""
    key = {"object_id": world.kept["activity shared"].pk}
    return {
        f"admin:activities_activity_{act}": [Place("shared", key, OFFICERS, absent={"object_id": 99_999_999})]
        for act in ACTS
        if act != "mistake"
    }
