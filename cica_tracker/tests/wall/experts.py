"""An expert of XA's at the wall, who was let in to the paper that XD drafts, and to nothing else."""

import datetime as dt
from dataclasses import replace

from django.test import Client
from django.utils import timezone

from cica_tracker.tests.wall.personas import (
    AUTHORITY,
    EXPERT,
    NO_UID,
    NOBODY,
    OFFICER,
    OFFICERS,
    PREPARER,
    XA,
    XC,
    XD,
    Canary,
    Place,
    World,
)
from commitments.actions import nominate
from commitments.acts.letting_in import let_in as ask_to_let_in
from members.choices import Audience
from members.tests.signing_in import let_in
from papers.actions import accept_entrusted, agree_to_let_in, hand_in_draft
from papers.uploads import Submitted

WHO_KNOW = XA | XD | OFFICERS
# Whoever doesn't act for XA as its authority, and isn't of the Secretariat.
NO_PARTY = XD | {PREPARER}


def keep_experts(world: World) -> None:
    """XA and the Secretariat let an expert in to what nobody but XD, the Chair and the Secretariat read otherwise."""
    kept, people, at = world.kept, world.people, timezone.now()
    who = WHO_KNOW | XC | {EXPERT}
    mail = world.canary("mail of the expert", who, "{}@x.example").lower()
    world.canaries[-1] = Canary(mail, who, "mail of the expert")
    nomination = nominate(
        owner=kept["xa"], commitment=kept["exchange"], by=people[AUTHORITY], audience=Audience.SECRETARIAT,
        name=world.canary("name of the expert", who), email=mail, at=at,
    )  # fmt: skip
    paper, today = kept["uncirculated"].paper, at.date()
    asked = ask_to_let_in(
        expert=nomination, paper=paper, email=mail, language="en", since=today, until=today + dt.timedelta(days=90),
        by=people[OFFICER], at=at,
    )  # fmt: skip
    invited = agree_to_let_in(entrusted=asked, by=people[AUTHORITY], participant=kept["xa"], at=at)
    entrusted = accept_entrusted(entrusted=invited, person=None, password="twelve quiet herons", at=at)
    kept["entrusted"], people[EXPERT] = entrusted, entrusted.guest
    text = world.canary("draft of the expert", XD | OFFICERS | {EXPERT})
    kept["expert draft"] = hand_in_draft(entrusted=entrusted, document=Submitted(text=text), by=entrusted.guest, at=at)
    # The paper is the one thing that they read; whose expert it is learns what it is called.
    more = {"uncirculated text": {EXPERT}, "uncirculated title": XA | {EXPERT}}
    world.canaries = [
        replace(canary, seen_by=canary.seen_by | more.get(canary.place, NOBODY)) for canary in world.canaries
    ]
    client = Client()
    let_in(client, entrusted.guest)
    world.cookies[EXPERT] = {name: morsel.value for name, morsel in client.cookies.items()}
    world.canaries.append(Canary(client.session.session_key, frozenset({EXPERT}), "session of the expert"))


def expert_places(world: World) -> dict[str, list[Place]]:
    uid, draft = world.kept["entrusted"].uid, world.kept["expert draft"].uid
    nothing = {"uid": NO_UID}
    return {
        "entrusted-detail": [Place("XD's paper", {"uid": uid}, WHO_KNOW, absent=nothing)],
        # A text has no file.
        "entrusted-version": [Place("a text", {"uid": uid, "number": 1}, NOBODY, absent={**nothing, "number": 1})],
        "entrusted-draft": [Place("a text", {"key": draft}, NOBODY, absent={"key": NO_UID})],
        "entrusted-act": [
            Place(act, {"key": uid, "act": act}, WHO_KNOW, closed_to, absent={"key": NO_UID, "act": act})
            for act, closed_to in (("agree", NO_PARTY), ("end", NO_PARTY), ("hand-in", WHO_KNOW))
        ],
        "expert-draft-act": [
            Place(
                "take-over",
                {"key": draft, "act": "take-over"},
                XD | OFFICERS,
                absent={"key": NO_UID, "act": "take-over"},
            )
        ],
        "entrusted-invitation": [Place("used already", {"key": "x" * 60}, NOBODY, absent={"key": "y" * 60})],
    }


def experts_of_the_office(world: World) -> dict[str, list[Place]]:
    """Pages of the admin: the acts about it."""
    key = {"object_id": world.kept["entrusted"].pk}
    return {
        f"admin:papers_entrustedpaper_{act}": [Place("XD's paper", key, OFFICERS, absent={"object_id": 99_999_999})]
        for act in ("agree", "again", "end")
    }
