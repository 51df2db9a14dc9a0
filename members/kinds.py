"""What a person can hold besides the posts of a participant and a password: the rooms above say which."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Protocol

# By name: whether a person, by their key, holds such a post on a day.
HOLDS = Callable[[Any, dt.date], bool]
ELSEWHERE: dict[str, HOLDS] = {}


def add_post(name: str, holds: HOLDS) -> None:
    """Register a kind of post, from `ready()` of the room that knows it. The same name again replaces it."""
    ELSEWHERE[name] = holds


class EndsKeys(Protocol):
    """Ends every secret key of one kind that a person holds, in the caller's transaction."""

    def __call__(self, *, person: Any, by: object, why: str, at: dt.datetime) -> None: ...


# By name: secrets that read, or act, for a person without a sign-in: tokens of programs, addresses of calendars.
KEYS: dict[str, EndsKeys] = {}


def add_keys(name: str, end: EndsKeys) -> None:
    """Register a kind of secret key, from `ready()` of the room that gives it out. The same name again replaces it."""
    KEYS[name] = end


def end_keys(*, person: Any, by: object, why: str, at: dt.datetime) -> None:
    """Every secret key of a person ends: with a new password, and when the account is switched off."""
    for end in KEYS.values():
        end(person=person, by=by, why=why, at=at)


# By the first word of what a letter's link needs (`members.access.key_of_link`): the key of the row of that number, of its
# letter of that instant; None where it would open nothing any more.
LINKS: dict[str, Callable[[str, str, dt.datetime], str | None]] = {}


def add_links(name: str, key_of: Callable[[str, str, dt.datetime], str | None]) -> None:
    """Register a kind of link, from `ready()` of the room whose page it opens. The same name again replaces it."""
    LINKS[name] = key_of
