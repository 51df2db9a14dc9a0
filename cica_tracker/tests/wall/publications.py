"""Publications: XB's can be left out, and comes first; XA's is asked about; another of XA's is read by everybody."""

import uuid
from unittest.mock import patch

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
    XC,
    Place,
    World,
)  # fmt: skip
from members.models import Participant, User
from papers.actions import answer_to_publish, ask_states, begin_publication, hand_in_text, publish
from papers.actions.publications import ContributorSaid, WhatItIs
from papers.choices import ContributorKind, PublicationKind, PublishingSaid
from papers.models import PaperVersion, Publication
from papers.uploads import Submitted

OF_STATES = ("may-be-public", "no-longer-public")
OF_OFFICE = ("hand-in", "ask", "publish", "amend", "withdraw", "mistake")
ACTS = (*OF_OFFICE, "may-be-public", "no-longer-public")
# What chance would draw, so that the papers of two worlds stand in one order.
DRAWN = {"of xb": 0xB1, "prepared": 0xB2, "published": 0xB3}


def keep_publications(world: World) -> None:
    kept, people = world.kept, world.people
    if world.with_xb_own:
        publication = _prepare(world, "of xb", XB | XC | OFFICERS, kept["xb"])
        _answer(world, publication, kept["xb"], people[STRANGER], PublishingSaid.CHANGES, XB | XC | OFFICERS)
    _prepare(world, "prepared", XA | XC | OFFICERS, kept["xa"])
    publication = _prepare(world, "published", SIGNED_IN, kept["xa"])
    _answer(world, publication, kept["xa"], people[AUTHORITY], PublishingSaid.AGREED, XA | XC | OFFICERS)
    publish(publication=publication, by=people[OFFICER], at=AT)


def _prepare(world: World, label: str, seen_by: frozenset[str], state: Participant) -> Publication:
    """With a text, of which its state is asked."""
    officer = world.people[OFFICER]
    title = {"en": world.canary(f"title of publication {label}", seen_by)}
    named = ContributorSaid(ContributorKind.EXPERT, world.canary(f"contributor to publication {label}", seen_by))
    what = WhatItIs(
        kind=PublicationKind.BOOK, measure=world.kept["measure"], states=[state], contributors=[named], decision="SOC/1"
    )
    drawn = uuid.UUID(f"{DRAWN[label]:08x}-0000-4000-8000-000000000000")
    with patch.object(uuid, "uuid4", lambda: drawn):
        publication = begin_publication(title=title, what=what, by=officer, at=AT)
    document = Submitted(title=title["en"], text=world.canary(f"publication {label}", seen_by))
    hand_in_text(publication=publication, document=document, by=officer, at=AT)
    publication.refresh_from_db()
    world.kept[f"publication {label}"] = ask_states(publication=publication, by=officer, at=AT)
    return world.kept[f"publication {label}"]


def _answer(
    world: World, publication: Publication, state: Participant, by: User, answer: str, seen_by: frozenset[str]
) -> None:
    words = world.canary(f"words of {state.code} on publication", seen_by)
    answer_to_publish(thing=publication, participant=state, answer=answer, words=words, by=by, at=AT)


SEEN_BY = {"of xb": XB | XC | OFFICERS, "prepared": XA | XC | OFFICERS, "published": SIGNED_IN}


def texts_of_publications(world: World) -> list[tuple[str, PaperVersion, frozenset[str]]]:
    """The version of each that its states were asked about, and who reads it."""
    return [
        (f"text of publication {label}", world.kept[f"publication {label}"].folder.papers.get().versions.get(), seen_by)
        for label, seen_by in SEEN_BY.items()
        if f"publication {label}" in world.kept
    ]


def publication_places(world: World) -> dict[str, list[Place]]:
    rows = [
        (label, world.kept[f"publication {label}"], who, own)
        for label, who, own in (
            ("of xb", XB | XC | OFFICERS, XB),
            ("prepared", XA | XC | OFFICERS, XA),
            ("published", SIGNED_IN, frozenset()),
        )
        if f"publication {label}" in world.kept
    ]
    shown = [Place(label, {"uid": row.uid}, who, absent={"uid": NO_UID}) for label, row, who, _own in rows]
    published = world.kept["publication published"]
    return {
        "publication-detail": shown,
        "api-publications-detail": shown,
        "publication-act": [
            Place(f"{act} {label}", {"key": row.uid, "act": act}, who, _closed(act, label, who, own),
                  absent={"key": NO_UID, "act": act})
            for label, row, who, own in rows
            for act in ACTS
        ],
        **{
            f"api-publications-{act}": [
                # Of a program that names no letter, an officer is nobody of the state.
                Place(label, {"uid": row.uid}, who,
                      _closed(act, label, who, own) | (OFFICERS if act in OF_STATES else frozenset()),
                      absent={"uid": NO_UID})
                for label, row, who, own in rows
            ]
            for act in ACTS
        },
        **{
            f"admin:papers_publication_{act}": [
                Place("published", {"object_id": published.pk}, OFFICERS,
                      _closed(act, "published", OFFICERS, frozenset()), absent={"object_id": 99_999_999})
            ]
            for act in ACTS
            if act != "mistake"
        },
    }  # fmt: skip


def _closed(act: str, label: str, who: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """To whom of those who see it an act is closed."""
    match act:
        case "hand-in":
            return who - (XB if label == "of xb" else XA) - OFFICERS
        case "no-longer-public":
            # Of one alone its state agreed.
            return who - XA - OFFICERS if label == "published" else who
        case "may-be-public":
            return who - own - OFFICERS if own else who
        case _:
            return who - OFFICERS
