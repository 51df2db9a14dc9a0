"""The posts of a participant and who holds them, as a table."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from members.choices import Rank, Role
from members.models import FocalPoint, Participant

IN_ORDER = tuple((role, rank) for role in (Role.AUTHORITY, Role.PREPARER) for rank in (Rank.PRINCIPAL, Rank.ALTERNATE))


@dataclass(frozen=True)
class Post:
    """A role and rank at a participant, and the office of one who holds it or will; `office` is None while it is vacant.

    `number` counts the participant's own posts, so that an address made of it betrays nothing about others.
    """

    role: Role
    rank: Rank
    office: FocalPoint | None = None
    number: int = 0


def posts_of(participant: Participant, ever_held: Iterable[FocalPoint], today: dt.date) -> list[Post]:
    """Every role and rank in order with its holders; `ever_held` are all the participant's rows, whoever holds them."""
    rows = numbered(ever_held)
    posts = []
    for role, rank in IN_ORDER:
        filled_posts = [
            Post(role, rank, row, number)
            for number, row in rows.items()
            if (row.role, row.rank) == (role, rank) and row.user_id and (row.until is None or row.until > today)
        ]
        posts.extend(filled_posts or [Post(role, rank)])
    return posts


def numbered(ever_held: Iterable[FocalPoint]) -> dict[int, FocalPoint]:
    """The rows of one participant by number; rows are never removed, so a number stays."""
    return dict(enumerate(sorted(ever_held, key=lambda row: row.pk), start=1))
