"""What programs read besides nouns with pages of their own: lists that are reckoned, parts, posts, notices and letters."""

from catalogue.models import Edition
from cica_tracker.tests.wall.personas import CHAIR, MEMBERS, NO_NUMBER, NO_UID, OFFICER, SIGNED_IN, Place, World
from commitments.api.procedure import steps_of_the_table
from commitments.models import Intention
from commitments.reports.listed import coverage_lines, gap_lines
from meetings.models import LeadTime
from meetings.reports.cycles import Cycles
from members.models import FocalPoint, Participation
from notices.models import Notice
from record.dates import day_of_the_house


def list_places(world: World) -> dict[str, list[Place]]:
    """Whoever signs in reads what is reckoned of the common record; parts of commitments go with them."""
    officer, day = world.people[OFFICER], day_of_the_house()
    editions = Edition.objects.visible_to(officer)
    keys = {
        "coverage": coverage_lines(officer, editions, day)[0].name,
        "gaps": gap_lines(officer, editions, day)[0].reference,
        "procedure": steps_of_the_table()[0].key,
        "focal-points": FocalPoint.objects.open_posts(officer, day).filter(participant__code="XA").first().key,
        "lead-times": ".".join(map(str, LeadTime.objects.values_list("edition", "body", "kind")[0])),
    }
    if found := Cycles.seen_by(world.people[CHAIR], day).rows():
        keys["cadence-findings"] = next(worded.key for row in found for worded in row.findings)
    places = {
        f"api-{name}-detail": [Place("of the record", {"key": key}, absent={"key": f"{key}s"})]
        for name, key in keys.items()
    }
    first = Participation.objects.order_by("pk")[0]
    places["api-participations-detail"] = [Place("of the record", {"pk": first.pk}, absent={"pk": NO_NUMBER})]
    places["api-intentions-detail"] = [
        Place(label, {"pk": _intention(world, label)}, seen_by, absent={"pk": NO_NUMBER})
        for label, seen_by in (("drafted", MEMBERS), ("released", SIGNED_IN))
    ]
    # One alone was told it: nobody else, not even who reads for the same state, reads it by a program.
    own = Notice.objects.visible_to(world.people[CHAIR]).order_by("pk")[0]
    places["api-notices-detail"] = [Place("to the chair", {"uid": own.uid}, frozenset({CHAIR}), absent={"uid": NO_UID})]
    return places


def _intention(world: World, label: str) -> int:
    return Intention.objects.filter(commitment=world.kept[label]).order_by("pk")[0].pk
