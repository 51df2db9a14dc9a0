"""How people are told, officially and at once, of what is done to their account or to who acts for their state.

The ledger of notices stands a floor above, and registers here (`TELLING`).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Model

# What there is to tell, by name; the ledger has the words.
TOKEN_MADE = "token-made"  # noqa: S105 - the name of a notice
TOKEN_ENDED = "token-ended"  # noqa: S105
LINK_SENT = "password-link-sent"
ASKED_OF_TWO = "asked-of-two-officers"
SETTLED_BY_TWO = "settled-by-two-officers"
POST_ENTERED = "post-entered"
IN_YOUR_NAME = "in-your-name"
CONTESTED = "not-the-states-own"
CONTEST_ANSWERED = "state-was-answered"
ACCOUNT_SWITCHED = "account-switched"


class OfficialTeller(Protocol):
    """Whoever writes into the portal and sends the official letter about it."""

    def tell(
        self,
        kind: str,
        *,
        about: Model,
        occurrence: str,
        to: Iterable[Any],
        url: str,
        values: Mapping[str, Any],
        at: dt.datetime,
    ) -> None: ...


class NobodyTellsOfficially:
    """What stands here until a room says otherwise."""

    def tell(
        self,
        kind: str,
        *,
        about: Model,
        occurrence: str,
        to: Iterable[Any],
        url: str,
        values: Mapping[str, Any],
        at: dt.datetime,
    ) -> None:
        return None


@dataclass
class OfficialTelling:
    """Who tells in this house."""

    teller: OfficialTeller = field(default_factory=NobodyTellsOfficially)


TELLING = OfficialTelling()
