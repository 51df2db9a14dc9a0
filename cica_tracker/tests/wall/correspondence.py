"""The register of correspondence: a state reads its own letters and those that went to it; numbers and notes, the Secretariat."""

import datetime as dt

from django.core.files.base import ContentFile

from cica_tracker.tests.wall.personas import AT, NO_NUMBER, NO_UID, OFFICER, OFFICERS, SIGNED_IN, XA, XB, Place, World
from notices.choices import ServedThrough
from papers.choices import AddressedTo, Direction, LetterSeries, OutgoingKind, OutgoingStage
from papers.models import LetterDeed, OutgoingLetter, RegisteredLetter, ScanOfALetter, WordsOfAScan

ACTS = ("lay", "answers", "add-scan", "close", "mistake")
DAY = dt.date(2026, 3, 2)


def keep_letters(world: World) -> None:
    """A note of each of XB and XA, and one that went to each; XB's can be left out, and come first, so that numbers differ."""
    number = 0
    for code, own in (("xb", XB), ("xa", XA)):
        if code == "xb" and not world.with_xb_own:
            continue
        number += 1
        seen_by = own | OFFICERS
        for direction in (Direction.IN, Direction.OUT):
            letter = _a_letter(world, code, direction, number, seen_by)
            world.kept[f"correspondence {direction} {code}"] = letter
            scan = ScanOfALetter(
                letter=letter, number=1, name=world.canary(f"scan {direction} {code}", seen_by), file_type="image/png",
                size=3, sha256=code[-1] * 64, by=world.people[OFFICER], at=AT,
            )  # fmt: skip
            scan.file.save("aa/bb/scan.png", ContentFile(world.canary(f"pages {direction} {code}", seen_by).encode()))
            words = world.canary(f"words of the scan {direction} {code}", seen_by)
            WordsOfAScan.objects.create(scan=scan, text=words, at=AT)
        _a_deed(world, code, seen_by)


def _a_letter(world: World, code: str, direction: str, number: int, seen_by: frozenset[str]) -> RegisteredLetter:
    state, came_in = world.kept[code], direction == Direction.IN
    letter = RegisteredLetter.objects.create(
        direction=direction, series=LetterSeries.NOTES, year=2026, number=number, dated=DAY, day=DAY,
        participant=state if came_in else None, channel=ServedThrough.NOTE_VERBALE,
        subject=world.canary(f"correspondence {direction} {code}", seen_by),
        own_number=world.canary(f"own number {direction} {code}", seen_by),
        note=world.canary(f"note on correspondence {direction} {code}", OFFICERS),
        closing=world.canary(f"closing of correspondence {direction} {code}", OFFICERS),
        officer=world.people[OFFICER], until=DAY, closed_at=AT, closed_by=world.people[OFFICER],
        by=world.people[OFFICER], at=AT,
    )  # fmt: skip
    if not came_in:
        letter.addressees.set([state])
        _as_it_was_drafted(world, code, letter, seen_by)
    return letter


def _as_it_was_drafted(world: World, code: str, letter: RegisteredLetter, seen_by: frozenset[str]) -> None:
    """Its subject in Russian, by which the register calls it, and its text are for whom the letter is; what it is about, for staff."""
    officer = world.people[OFFICER]
    about = world.canary(f"about of a letter to {code}", OFFICERS)
    drafted = OutgoingLetter.objects.create(
        kind=OutgoingKind.NOTE, to=AddressedTo.NAMED, stage=OutgoingStage.SENT, sent_as=letter, by=officer,
        subject={"en": letter.subject, "ru": world.canary(f"subject in Russian to {code}", seen_by)},
        text={"en": world.canary(f"text of a letter to {code}", seen_by)}, changed_by=officer, at=AT, changed_at=AT,
        about_kind="commitment", about_key=f"of {code}, and not there", about_label=about, about_url="/desk/",
    )  # fmt: skip
    drafted.participants.set([world.kept[code]])


def _a_deed(world: World, code: str, seen_by: frozenset[str]) -> None:
    LetterDeed.objects.create(
        letter=world.kept[f"correspondence in {code}"], noun="commitment", act="join", what={"en": "Join"}, url="/desk/",
        about_kind="commitment", about_key=code, about_label=world.canary(f"deed of a letter of {code}", seen_by), at=AT,
    )  # fmt: skip


def correspondence_places(world: World) -> dict[str, list[Place]]:
    seen = [
        (f"{direction} {code}", world.kept[f"correspondence {direction} {code}"].uid, own | OFFICERS)
        for code, own in (("xa", XA), ("xb", XB))
        for direction in Direction.values
        if f"correspondence {direction} {code}" in world.kept
    ]
    others = SIGNED_IN - OFFICERS
    return {
        **{
            name: [Place(label, {"uid": uid}, who, absent={"uid": NO_UID}) for label, uid, who in seen]
            for name in ("correspondence-detail", "api-correspondence-detail")
        },
        **{
            name: [
                Place(label, {"uid": uid, "number": 1}, who, absent={"uid": uid, "number": NO_NUMBER})
                for label, uid, who in seen
            ]
            for name in ("correspondence-scan", "api-correspondence-scan")
        },
        "correspondence-enter": [
            Place(label, {"uid": uid}, who, who & others, absent={"uid": NO_UID})
            for label, uid, who in seen
            if label.startswith("in")
        ],
        "correspondence-act": [
            Place(f"{act} {label}", {"key": uid, "act": act}, who, who & others, absent={"key": NO_UID, "act": act})
            for label, uid, who in seen
            for act in ACTS
        ],
        **{
            f"api-correspondence-{act}": [
                Place(label, {"uid": uid}, who, who & others, absent={"uid": NO_UID}) for label, uid, who in seen
            ]
            for act in ACTS
        },
    }


def correspondence_of_the_office(world: World) -> dict[str, list[Place]]:
    """Pages of the admin: the acts about a letter. What takes one back stands with those of every kind."""
    key = {"object_id": world.kept["correspondence in xa"].pk}
    return {
        f"admin:papers_registeredletter_{act}": [Place("of XA", key, OFFICERS, absent={"object_id": 99_999_999})]
        for act in ACTS
        if act != "mistake"
    }
