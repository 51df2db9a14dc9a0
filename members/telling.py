"""How people are told, officially and at once, of what is done to their account or to who acts for their state.

The ledger of notices stands a floor above, and registers here (`TELLING`, `POST_OFFICE`).
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


# -- Letters about accounts and posts. They are to an address, which need not be anybody's account.


@dataclass(frozen=True)
class AccountLetter:
    """A letter in the words in which it goes, in plain text.

    Where it holds a link that a key opens, `record.secrets.HIDDEN` stands in the place of the key, and `key_of` says of
    what it is (`members.access.key_of_link`): the key is made as the letter leaves, and kept nowhere.
    """

    # Which letter it is: the name of its template.
    name: str
    to: str
    addressee: str
    language: str
    subject: str
    text: str
    # Whose account it is about, by key; None where it is to an address.
    person: int | None = None
    key_of: str = ""


class LetterCarrier(Protocol):
    """Whoever keeps a letter in the caller's transaction and sends it afterwards, once."""

    def carry(self, letter: AccountLetter, *, at: dt.datetime) -> None: ...


class NobodyCarries:
    """What stands here until a room says otherwise."""

    def carry(self, letter: AccountLetter, *, at: dt.datetime) -> None:
        return None


@dataclass
class PostOffice:
    """Who carries letters in this house."""

    carrier: LetterCarrier = field(default_factory=NobodyCarries)


POST_OFFICE = PostOffice()
