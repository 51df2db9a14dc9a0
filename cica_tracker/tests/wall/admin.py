"""The admin at the wall: the first row of each kind, and the acts about one."""

from django.contrib import admin

from cica_tracker.tests.wall.activities import activities_of_the_office
from cica_tracker.tests.wall.coordination import coordination_places_of_the_admin
from cica_tracker.tests.wall.corrections import correction_places_of_the_admin
from cica_tracker.tests.wall.correspondence import correspondence_of_the_office
from cica_tracker.tests.wall.decisions import decision_places_of_the_admin
from cica_tracker.tests.wall.experts import experts_of_the_office
from cica_tracker.tests.wall.laid_down import laid_down_of_the_office
from cica_tracker.tests.wall.outgoing import outgoing_of_the_office
from cica_tracker.tests.wall.personas import AUTHORITY, OFFICERS, Place, World  # fmt: skip
from cica_tracker.tests.wall.photographs import photographs_of_the_office
from record.models import every_row


def admin_places(world: World) -> dict[str, list[Place]]:
    found = {}
    for model in admin.site._registry:
        there = every_row(model).order_by("pk").first()
        key = there.pk if there else 1
        for verb in ("change", "history", "delete"):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{verb}"
            absent = {"object_id": "0" * 63 + "1" if isinstance(key, str) else 99_999_999}
            found[name] = [Place("the first", {"object_id": key}, OFFICERS, absent=absent)]
    step = {"object_id": world.kept["drafted"].pk, "act_name": "circulate"}
    found["admin:commitments_commitment_act"] = [
        Place("circulate", step, OFFICERS, absent={**step, "object_id": 99_999_999})
    ]
    decided = {"object_id": step["object_id"]}
    found["admin:commitments_commitment_decide"] = [
        Place("not before the Committee", decided, OFFICERS, absent={"object_id": 99_999_999})
    ]
    for act in (
        "confirm",
        "move",
        "count",
        "fix",
        "held",
        "cancel",
        "agenda",
        "circulate-agenda",
        "attendance",
        "decide",
        "draft-minutes",
        "propose-results",
        "open-silence",
    ):
        proposed = {"object_id": world.kept["proposed"].pk}
        found[f"admin:meetings_meeting_{act}"] = [
            Place("proposed", proposed, OFFICERS, absent={"object_id": 99_999_999})
        ]
    for model, kept, acts in (
        ("participant", world.kept["xa"], ("invite", "confirm-people", "keys")),
        (
            "focalpoint",
            world.kept["xa"].focal_points.order_by("pk").first(),
            ("hand-over", "end", "end-for-cause", "name-deputy"),
        ),
        ("invitation", world.kept["invitation of xa"], ("again", "withdraw")),
        ("enteredforstate", world.kept["entered for xa"], ("answer",)),
        ("secondofficerrequest", world.kept["asked of two"], ("confirm", "decline")),
        (
            "user",
            world.people[AUTHORITY],
            (
                "send-link",
                "let-try-again",
                "close-account",
                "open-account",
                "make-officer",
                "staff-role",
                "release-officer",
                "forget-factor",
            ),
        ),
        ("apitoken", world.kept[f"token of {AUTHORITY}"], ("revoke",)),
    ):
        for act in acts:
            found[f"admin:members_{model}_{act}"] = [
                Place("of XA", {"object_id": kept.pk}, OFFICERS, absent={"object_id": 99_999_999})
            ]
    found |= decision_places_of_the_admin(world)
    found |= correction_places_of_the_admin(world)
    found |= coordination_places_of_the_admin(world)
    found |= correspondence_of_the_office(world)
    found |= outgoing_of_the_office(world)
    found |= laid_down_of_the_office(world)
    found |= experts_of_the_office(world)
    found |= activities_of_the_office(world)
    found |= photographs_of_the_office(world)
    for act in ("enter", "drop"):
        brought = {"object_id": world.kept["workbook with a letter"].pk}
        found[f"admin:desk_broughtfile_{act}"] = [
            Place("with a letter", brought, OFFICERS, absent={"object_id": 99_999_999})
        ]
    found["admin:app_list"] = [Place("an app", {"app_label": "members"}, OFFICERS, absent={"app_label": "nothing"})]
    found["admin:view_on_site"] = [
        Place(
            "by keys",
            {"content_type_id": 1, "object_id": 1},
            OFFICERS,
            absent={"content_type_id": 99_999, "object_id": 1},
        )
    ]
    return found
