"""Documents: whoever sees a thing has it as a document, but a state's own sheet and the pack of a meeting."""

from dataclasses import replace

from cica_tracker.tests.wall.personas import OFFICERS, SIGNED_IN, XB, XC, Place, World
from law.cica.bodies import Body


def document_places(world: World, found: dict[str, list[Place]]) -> dict[str, list[Place]]:
    measure, meeting = world.kept["measure"], world.kept[Body.SENIOR_OFFICIALS]

    def of(kind: str, key: str, absent: str, **more: frozenset[str]) -> Place:
        return Place(f"{kind} {key}", {"kind": kind, "key": key}, absent={"kind": kind, "key": absent}, **more)

    histories = [
        replace(
            place,
            kwargs={"kind": "history", "key": place.kwargs["reference"]},
            absent={"kind": "history", "key": place.absent["reference"]},
        )
        for place in found["commitment-detail"]
    ]
    decisions = [
        replace(
            place,
            kwargs={"kind": "decision", "key": place.kwargs["symbol"]},
            absent={"kind": "decision", "key": place.absent["symbol"]},
        )
        for place in found["decision-detail"]
    ]
    plans = [
        replace(
            place,
            kwargs={"kind": "plan", "key": str(place.kwargs["year"])},
            absent={"kind": "plan", "key": str(place.absent["year"])},
        )
        for place in found["plan-detail"]
    ]
    action_plans = [
        replace(
            place,
            kwargs={"kind": "action-plan", "key": str(place.kwargs["uid"])},
            absent={"kind": "action-plan", "key": str(place.absent["uid"])},
        )
        for place in found["action-plan-detail"]
    ]
    minutes = [
        replace(
            place,
            kwargs={"kind": "minutes", "key": place.kwargs["reference"]},
            absent={"kind": "minutes", "key": place.absent["reference"]},
        )
        for place in found["minutes-detail"]
    ]
    documents = [
        of("coordination", "2007", "2099"),
        of("measure", measure.reference, "X" * len(measure.reference)),
        of("area", measure.area.reference, "X" * len(measure.area.reference)),
        of("review", measure.area.reference, "X" * len(measure.area.reference)),
        of("state", "XB", "XZ", closed_to=SIGNED_IN - OFFICERS - XB),
        of("pack", meeting.reference, "X" * len(meeting.reference), closed_to=SIGNED_IN - OFFICERS - XC),
        of("agenda", meeting.reference, "X" * len(meeting.reference)),
        of("annual", "2026", "1066", closed_to=SIGNED_IN - OFFICERS),
        of("chairmanship", "2024-12-01", "2024-12-02", closed_to=SIGNED_IN - OFFICERS - XC),
        *plans,
        *action_plans,
        *minutes,
        *histories,
        *decisions,
    ]
    return dict.fromkeys(("document", "document-take", "api-document"), documents)
