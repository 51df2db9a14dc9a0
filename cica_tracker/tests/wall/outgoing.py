"""Letters of the Secretariat while they are drafted, their wordings and forms of address: its staff alone reads them."""

from django.core.files.base import ContentFile

from cica_tracker.tests.wall.personas import AT, NO_UID, OFFICER, OFFICERS, Place, World
from papers.choices import AddressedTo, LetterSeries, OutgoingKind
from papers.models import FormOfAddress, LetterAnnex, LetterWording, OutgoingLetter

# The face of the first is looked at by day: of the one that shows most.
ACTS = ("revise", "send", "annex", "take-off", "finish", "give-up")


def draft_letters(world: World) -> None:
    """A draft to XB with a file of its own, a wording, and how XB is addressed: nobody of a state may meet a word of it."""
    officer, state = world.people[OFFICER], world.kept["xb"]
    letter = OutgoingLetter.objects.create(
        kind=OutgoingKind.NOTE, subject={"en": world.canary("subject of a draft", OFFICERS)},
        text={"en": world.canary("text of a draft", OFFICERS)}, to=AddressedTo.NAMED, by=officer, changed_by=officer,
        at=AT, changed_at=AT, about_kind="participant", about_key="XA",
        about_label=world.canary("about of a draft", OFFICERS), about_url="/states/XA/",
    )  # fmt: skip
    letter.participants.set([state])
    annex = LetterAnnex(letter=letter, title=world.canary("annex of a draft", OFFICERS), by=officer, at=AT, size=3)
    annex.sha256 = "4" * 64
    annex.file.save("aa/bb/annex.pdf", ContentFile(b"pdf"))
    said = world.canary("wording of letters", OFFICERS)
    wording = LetterWording.objects.create(
        kind=OutgoingKind.NOTE, language="en", series=LetterSeries.NOTES, number=1, letterhead=said, opening=said,
        closing=said, signature=said, by=officer, at=AT,
    )  # fmt: skip
    form = FormOfAddress.objects.create(
        participant=state, language="en", text=world.canary("form of address", OFFICERS), number=1, by=officer, at=AT
    )
    world.kept |= {"draft of a letter": letter, "wording of letters": wording, "form of address": form}


def outgoing_places(world: World) -> dict[str, list[Place]]:
    letter = world.kept["draft of a letter"]
    uid, nothing = {"uid": letter.uid}, {"uid": NO_UID}
    made = {"language": "en", "extension": "pdf"}
    return {
        **{
            name: [Place("a draft", uid, OFFICERS, absent=nothing)]
            for name in ("outgoing-letter-detail", "api-outgoing-letters-detail")
        },
        **{
            name: [Place("a draft", {**uid, **made}, OFFICERS, absent={**nothing, **made})]
            for name in ("outgoing-letter-file", "api-outgoing-letters-file")
        },
        "outgoing-letter-act": [
            Place(f"{act} a draft", {"key": letter.uid, "act": act}, OFFICERS, absent={"key": NO_UID, "act": act})
            for act in ACTS
        ],
        **{f"api-outgoing-letters-{act}": [Place("a draft", uid, OFFICERS, absent=nothing)] for act in ACTS},
        **{
            f"api-{name}-detail": [Place("set by staff", {"uid": world.kept[kept].uid}, OFFICERS, absent=nothing)]
            for name, kept in (("letter-wordings", "wording of letters"), ("forms-of-address", "form of address"))
        },
        **{
            f"{noun}-act": [
                Place(
                    "set by staff",
                    {"key": world.kept[kept].uid, "act": "take-back"},
                    OFFICERS,
                    absent={"key": NO_UID, "act": "take-back"},
                )
            ]
            for noun, kept in (("wording", "wording of letters"), ("form-of-address", "form of address"))
        },
    }


def outgoing_of_the_office(world: World) -> dict[str, list[Place]]:
    """Pages of the admin: the acts about a draft, a wording, a form of address and a comment."""
    rows = (
        ("outgoingletter", world.kept["draft of a letter"], ACTS),
        ("letterwording", world.kept["wording of letters"], ("take-back",)),
        ("formofaddress", world.kept["form of address"], ("take-back",)),
        ("comment", world.kept["comment shared"], ("take-up", "answer")),
    )
    return {
        f"admin:papers_{model}_{act}": [
            Place("the Secretariat's", {"object_id": kept.pk}, OFFICERS, absent={"object_id": 99_999_999})
        ]
        for model, kept, acts in rows
        for act in acts
    }
