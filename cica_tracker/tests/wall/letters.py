"""Reminders that went: each to one person, seen by whoever acts for the same state and by the Secretariat."""

import datetime as dt

from cica_tracker.tests.wall.personas import (
    AT,
    AUTHORITY,
    NO_UID,
    OFFICER,
    OFFICERS,
    SIGNED_IN,
    STRANGER,
    XA,
    XB,
    Place,
    World,
)
from commitments.kinds import STEP_AWAITED
from notices.choices import NoticeChannel, Rung, ServedThrough, Stage
from notices.models import Addressee, GoingOnRule, Letter, Notice, PaperReceipt, WentOn


def send_letters(world: World) -> None:
    """One that went to each of XA and XB; XB's can be left out."""
    world.kept["rule of what waits"] = GoingOnRule.objects.create(
        kind="comment", days=7, is_on=True, by=world.people[OFFICER], at=AT
    )
    for code, persona, own in (("xb", STRANGER, XB), ("xa", AUTHORITY, XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        person = world.people[persona]
        subject = world.canary(f"subject of a letter to {code}", own | OFFICERS)
        words = world.canary(f"words of a letter to {code}", own | OFFICERS)
        letter = Letter.objects.create(
            recipient=person, address=person.email, day=dt.date(2026, 3, 2), language="en", subject=subject, text=words,
            raw=f"Subject: {subject}\r\n\r\n{words}".encode(), stage=Stage.SENT, created_at=AT, ended_at=AT,
        )  # fmt: skip
        Notice.objects.create(
            kind=STEP_AWAITED, about_kind="commitment", about_key=code, occurrence="1", letter=letter,
            about_label=world.canary(f"reminder to {code}", own | OFFICERS), recipient=person, channel=NoticeChannel.EMAIL,
            stage=Stage.SENT, source=STEP_AWAITED, url="/desk/", due_at=AT, send_at=AT, told_at=AT, created_at=AT,
        )  # fmt: skip
        world.kept[f"letter sent to {code}"] = letter
        WentOn.objects.create(
            kind="comment", desk=code.upper(), line=f"{code:0>24}", rung=Rung.AUTHORITY, since=AT.date(), on=AT.date(), at=AT,
            label=world.canary(f"what went on at {code}", own | OFFICERS),
        )  # fmt: skip
        world.kept[f"receipt of {code}"] = _served(world, code, own | OFFICERS)


def _served(world: World, code: str, seen_by: frozenset[str]) -> PaperReceipt:
    """What was served on a state on paper: its own and the Secretariat's to read."""
    addressee = Addressee.objects.create(
        kind=STEP_AWAITED, about_kind="commitment", about_key=code, occurrence="1", url="/desk/", at=AT, day=AT.date(),
        about_label=world.canary(f"what was served on {code}", seen_by), participant=world.kept[code], on_paper=True,
    )  # fmt: skip
    return PaperReceipt.objects.create(
        addressee=addressee, day=AT.date(), channel=ServedThrough.BY_HAND, by=world.people[OFFICER], at=AT,
        served_by=world.canary(f"who served {code}", seen_by), note=world.canary(f"note of a receipt of {code}", seen_by),
    )  # fmt: skip


def letter_places(world: World) -> dict[str, list[Place]]:
    """A state reads what its people were sent; what becomes of letters, and their words, is the Secretariat's."""
    others = SIGNED_IN - OFFICERS
    seen = [
        (code, {"key": world.kept[f"letter sent to {code}"].pk}, own | OFFICERS)
        for code, own in (("xa", XA), ("xb", XB))
        if f"letter sent to {code}" in world.kept
    ]
    absent, worded, unknown = {"key": NO_UID}, {"kind": "step-awaited"}, {"kind": "step-avoided"}
    rows = {row.desk: row for row in WentOn.objects.filter(kind="comment")}
    return {
        "api-went-on-detail": [
            Place(f"of {code}", {"uid": rows[code.upper()].uid}, who, absent={"uid": NO_UID})
            for code, _there, who in seen
        ],
        "api-going-on-rules-detail": [
            Place("a rule", {"uid": world.kept["rule of what waits"].uid}, SIGNED_IN, absent={"uid": NO_UID})
        ],
        "api-letters-detail": [
            Place(f"to {code}", {"pk": there["key"]}, who, absent={"pk": NO_UID}) for code, there, who in seen
        ],
        "api-addressees-detail": [
            Place(f"of {code}", {"uid": world.kept[f"receipt of {code}"].addressee.uid}, who, absent={"uid": NO_UID})
            for code, _there, who in seen
        ],
        "receipt-on-paper-act": [
            Place(
                f"of {code}",
                {"key": world.kept[f"receipt of {code}"].uid, "act": "mistake"},
                OFFICERS,
                absent={"key": NO_UID, "act": "mistake"},
            )
            for code, _there, _who in seen
        ],
        "reminders-letter": [Place(f"to {code}", there, who, absent=absent) for code, there, who in seen],
        "reminders-settle": [Place(f"to {code}", there, who, who & others, absent=absent) for code, there, who in seen],
        **{
            name: [Place("a kind", worded, SIGNED_IN, others, absent=unknown)]
            for name in ("reminders-wording", "reminders-wording-default")
        },
    }
