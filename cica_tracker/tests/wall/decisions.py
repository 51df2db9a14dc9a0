"""Decisions and delegations at the wall: released to the members, or to observers; announced by a member, or by an observer."""

from cica_tracker.tests.wall.personas import AT, MEMBERS, OFFICER, OFFICERS, SIGNED_IN, SWG_CHAIR, XA, XO, Place, World
from decisions.actions.positions import Asked, Stated
from decisions.actions.recording import Wording, record_decision
from decisions.choices import PositionKind
from law.cica.bodies import Body
from meetings.actions.attendance import AttendanceLine, WrittenDelegate, announce_delegation, keep_attendance
from meetings.choices import Presence
from members.choices import Audience

# Who takes part is read by the members, and by nobody who holds no seat of one.
SEATED = MEMBERS - {SWG_CHAIR}


def attend_and_decide(world: World) -> None:
    """XA and XO come with delegations; one decision is the members', the other observers may read as well."""
    kept, officer = world.kept, world.people[OFFICER]
    meeting = kept[Body.SENIOR_OFFICIALS]
    for code, seen_by in (("xa", SEATED), ("xo", XO | SEATED)):
        head = WrittenDelegate(world.canary(f"head of {code}", seen_by), is_head=True)
        announce_delegation(meeting=meeting, participant=kept[code], people=[head], by=officer, at=AT)
    for code, seen in (("xa", 1), ("xb", 0), ("xc", 0)):
        head = kept[code].attendance.filter(meeting=meeting).first()
        line = AttendanceLine(kept[code], Presence.IN_PERSON, head.delegates.get().name if head else "", seen=seen)
        keep_attendance(meeting=meeting, lines=[line], by=officer, at=AT)
    for audience, seen_by in ((Audience.MEMBERS, MEMBERS), (Audience.OBSERVERS, SIGNED_IN)):
        words = {"en": world.canary(f"statement beside what is for {audience}", seen_by)}
        wording = Wording(
            title={"en": world.canary(f"decision for {audience}", seen_by)},
            text={"en": world.canary(f"words decided for {audience}", seen_by)},
            audience=audience,
            positions=(Stated(kept["xa"], PositionKind.STATEMENT, text=words),),
            follow_ups=(Asked(world.canary(f"follow-up for {audience}", seen_by), kept["xa"]),),
        )
        kept[f"decision for {audience}"] = record_decision(meeting=meeting, wording=wording, by=officer, at=AT)


def decision_places(world: World) -> dict[str, list[Place]]:
    kept = world.kept
    released = [(audience, kept[f"decision for {audience}"], seen_by) for audience, seen_by in
                ((Audience.MEMBERS, MEMBERS), (Audience.OBSERVERS, SIGNED_IN))]  # fmt: skip
    meeting = kept[Body.SENIOR_OFFICIALS].reference
    read, found, reported, asked_for, by_programs, mistaken = [], [], [], [], [], []
    for label, one, seen_by in released:
        read.append(Place(label, {"symbol": one.symbol}, seen_by, absent={"symbol": "X" * len(one.symbol)}))
        closed = seen_by - XA - OFFICERS
        number = one.follow_ups.get().pk
        found.append(Place(label, {"number": number}, seen_by, absent={"number": 99_999}))
        of_number = {"pk": number}, {"pk": 99_999}
        asked_for.append(Place(label, of_number[0], seen_by, absent=of_number[1]))
        by_programs.append(Place(label, of_number[0], seen_by, closed, absent=of_number[1]))
        mistaken.append(Place(label, of_number[0], seen_by, seen_by - OFFICERS, absent=of_number[1]))
        report = {"key": number, "act": "report"}
        reported.append(Place(label, report, seen_by, closed, absent={**report, "key": 99_999}))
    attach = [Place(one.label, one.kwargs, one.seen_by, one.seen_by - OFFICERS, absent=one.absent) for one in read]
    acts = [
        Place(f"{one.label}: {act}", {"key": one.kwargs["symbol"], "act": act}, one.seen_by, one.seen_by - OFFICERS,
              absent={"key": one.absent["symbol"], "act": act})
        for one in read for act in ("positions", "follow-ups")
    ]  # fmt: skip
    return {
        "decision-detail": read,
        "api-decisions-detail": read,
        "decision-act": acts,
        "api-decisions-positions": attach,
        "api-decisions-follow-ups": attach,
        "api-decisions-carry-out": attach,
        "follow-up": found,
        "api-follow-ups-detail": asked_for,
        "api-follow-ups-report": by_programs,
        "api-follow-ups-mistake": mistaken,
        "follow-up-act": reported,
        "delegation": [
            Place(
                "of XA",
                {"reference": meeting, "code": "XA"},
                SIGNED_IN,
                absent={"reference": meeting, "code": "XZ"},
            )
        ],
        "delegation-act": [
            Place(
                f"of {code}",
                {"key": f"{meeting}.{code}", "act": "amend"},
                seen_by,
                seen_by - own - OFFICERS,
                absent={"key": f"{meeting}.XZ", "act": "amend"},
            )
            for code, seen_by, own in (("XA", SEATED, XA), ("XO", SEATED | XO, XO))
        ],
        "api-attendance-amend": [
            Place("of XA", {"key": f"{meeting}.XA"}, SEATED, SEATED - XA - OFFICERS, absent={"key": f"{meeting}.XZ"})
        ],
        "api-attendance-detail": [
            Place("of XA", {"key": f"{meeting}.XA"}, SEATED, absent={"key": f"{meeting}.XZ"}),
            Place("of XO", {"key": f"{meeting}.XO"}, SEATED | XO, absent={"key": f"{meeting}.XZ"}),
        ],
    }


def decision_places_of_the_admin(world: World) -> dict[str, list[Place]]:
    delegation = {"object_id": world.kept["xa"].attendance.order_by("pk").first().pk}
    decision = world.kept["decision for members"]
    first, asked = {"object_id": decision.pk}, {"object_id": decision.follow_ups.get().pk}
    absent = {"object_id": 99_999_999}
    return {
        "admin:meetings_attendance_amend": [Place("of XA", delegation, OFFICERS, absent=absent)],
        "admin:decisions_decision_positions": [Place("for members", first, OFFICERS, absent=absent)],
        "admin:decisions_decision_follow-ups": [Place("for members", first, OFFICERS, absent=absent)],
        "admin:decisions_decision_carry-out": [Place("for members", first, OFFICERS, absent=absent)],
        "admin:decisions_followup_report": [Place("for members", asked, OFFICERS, absent=absent)],
    }
