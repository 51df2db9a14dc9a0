"""Action plans of a commitment of the members: XB's for the Secretariat can be left out, and comes first.

The keys of their rows are their own, so that both worlds have the same but for XB's."""

import datetime as dt

from activities.actions.action_plans import RowSaid
from activities.tests.factories import ActionPlanFactory, ActionPlanVersionFactory
from cica_tracker.tests.wall.notes import places_of_what_states_say
from cica_tracker.tests.wall.personas import (
    AT,
    AUTHORITY,
    MEMBERS,
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

ACTS = ("anew", "plan-row", "widen", "mistake")


def keep_action_plans(world: World) -> None:
    kept, people = world.kept, world.people
    commitment = Commitment.objects.get(pk=kept["drafted"].pk)
    for code, persona, own, audience in (
        ("xb", STRANGER, XB, Audience.SECRETARIAT),
        ("xa", AUTHORITY, XA, Audience.PUBLIC),
    ):
        if code == "xb" and not world.with_xb_own:
            continue
        seen_by = MEMBERS if audience == Audience.PUBLIC else own | XC | OFFICERS
        title = {"en": world.canary(f"row of the action plan of {code}", seen_by)}
        place = world.canary(f"place of the action plan of {code}", seen_by)
        plan = ActionPlanFactory(
            within=commitment.folder, area=commitment.area, owner=kept[code], since=dt.date(2025, 1, 1),
            until=dt.date(2025, 12, 31), note=world.canary(f"action plan of {code}", seen_by), audience=audience,
            by=people[persona], at=AT, first=None,
        )  # fmt: skip
        row = RowSaid(title=title, kind="visit", leads=kept[code], place=place).as_row(plan, "en")
        ActionPlanVersionFactory(plan=plan, content=[{**row, "uid": str(plan.uid)}], by=people[persona], at=AT)
        plan.save(update_fields=["sequence"])
        kept[f"action plan of {code}"] = plan


def action_plan_places(world: World) -> dict[str, list[Place]]:
    seen = [
        (f"of {code}", world.kept[f"action plan of {code}"], who, own)
        for code, who, own in (("xb", XB | XC | OFFICERS, XB), ("xa", MEMBERS, XA))
        if f"action plan of {code}" in world.kept
    ]
    return {
        **places_of_what_states_say("action-plan", "action-plans", seen, ACTS),
        **{
            f"admin:activities_actionplan_{act}": [
                Place(
                    "of xa",
                    {"object_id": world.kept["action plan of xa"].pk},
                    OFFICERS,
                    absent={"object_id": 99_999_999},
                )
            ]
            for act in ACTS
            if act != "mistake"
        },
    }
