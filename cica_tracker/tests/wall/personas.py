"""Who asks at the wall, the world they ask about, and what stands behind an address."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.test import Client
from django.test.client import ClientHandler

from members.models import User

# Everything here happened at one moment, so that two worlds differ in nothing but what is private.
AT = dt.datetime(2026, 3, 10, 9, 30, tzinfo=dt.UTC)

ANONYMOUS, DEACTIVATED = "anonymous", "deactivated"
AUTHORITY, PREPARER, STRANGER = "authority", "preparer", "stranger"
COORDINATOR, CHAIR, SWG_CHAIR, OBSERVER, OFFICER = "coordinator", "chair", "swg chair", "observer", "officer"
ASSISTANT, TRANSLATOR, STAFF_READER, STATE_READER = "assistant", "translator", "staff reader", "state reader"
# Let in to one paper, and to nothing else: asks at every address in `test_the_expert.py`, and not as one of the others.
EXPERT = "expert"
NOT_IN = frozenset({ANONYMOUS, DEACTIVATED})
XA, XB, XD, XC, XO = (frozenset(who) for who in ({AUTHORITY, PREPARER}, {STRANGER}, {COORDINATOR}, {CHAIR}, {OBSERVER}))
OFFICERS = frozenset({OFFICER})
MEMBERS = XA | XB | XD | XC | {SWG_CHAIR} | OFFICERS
SIGNED_IN = MEMBERS | XO
SEATED = MEMBERS - {SWG_CHAIR}
EVERYBODY = SIGNED_IN | NOT_IN
PERSONAS = (
    ANONYMOUS, DEACTIVATED, STRANGER, PREPARER, AUTHORITY, COORDINATOR, CHAIR, SWG_CHAIR, OBSERVER, OFFICER,
    ASSISTANT, TRANSLATOR, STAFF_READER, STATE_READER,
)  # fmt: skip
# Whoever has a role that does less reads all the same what these read: places and canaries name them alone.
READS_AS = {ASSISTANT: OFFICER, TRANSLATOR: OFFICER, STAFF_READER: OFFICER, STATE_READER: PREPARER}
STAFF = OFFICERS | {persona for persona, whom in READS_AS.items() if whom == OFFICER}


def is_among(persona: str, people: frozenset[str]) -> bool:
    """Whether somebody is among those who see a thing, by themselves or by whom they read as.

    What one person alone sees (their session, the label of their feed) nobody reads as them.
    """
    whom = READS_AS.get(persona)
    return persona in people or (whom in people and (whom == OFFICER or len(people) > 1))


# Of what isn't there.
NO_NUMBER = 999_999
NO_UID = uuid.UUID("00000000-0000-4000-8000-000000000000")
NO_UID = uuid.UUID("00000000-0000-4000-8000-000000000000")


@dataclass(frozen=True)
class Canary:
    """A text that stands in one private place, and who may meet it anywhere."""

    text: str
    seen_by: frozenset[str]
    place: str


class Visitor(Client):
    """Asks as Django's client does, by the handler of all, and without a copy of every template's context."""

    def __init__(self, handler: ClientHandler) -> None:
        super().__init__()
        self.handler = handler

    def request(self, **request: Any) -> Any:
        return self.handler(self._base_environ(**request))


@dataclass
class World:
    """People, clients, and what they keep."""

    uploads: Path
    with_xb_own: bool = True
    people: dict[str, User] = field(default_factory=dict)
    cookies: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    # The middleware stands once, as behind a real server: to build it takes a tenth of the time of an answer.
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def canary(self, place: str, seen_by: frozenset[str], form: str = "{}") -> str:
        """A text of its own for that place; letters alone, so that no page writes it otherwise."""
        word = "canary" + place.title().replace(" ", "").replace("'", "")
        self.canaries.append(Canary(word, seen_by, place))
        return form.format(word)

    def client(self, persona: str) -> Client:
        """A fresh client in the persona's session, whatever an earlier answer did to its cookies."""
        client = Visitor(self.handler)
        client.cookies.load(self.cookies.get(persona, {}))
        return client


NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """An object behind an address: what names it, who may see it, who of those may not go in; and what names nothing."""

    label: str = ""
    kwargs: dict[str, Any] = field(default_factory=dict)
    seen_by: frozenset[str] = SIGNED_IN
    closed_to: frozenset[str] = NOBODY
    # Closed only to what is sent.
    takes_nothing_from: frozenset[str] = NOBODY
    # Names nothing, and is as long.
    absent: dict[str, Any] = field(default_factory=dict)
