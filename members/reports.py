"""The posts of a participant and who holds them, as a table."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from members.choices import Rank, Role
from members.models import FocalPoint

IN_ORDER = tuple(
    (role, rank) for role in (Role.AUTHORITY, Role.PREPARER, Role.READER) for rank in (Rank.PRINCIPAL, Rank.ALTERNATE)
)


@dataclass(frozen=True)
class Post:
    """A role and rank at a participant, and the office of one who holds it or will; `office` is None while it is vacant."""

    role: Role
    rank: Rank
    office: FocalPoint | None = None


def posts_of(ever_held: Iterable[FocalPoint], today: dt.date) -> list[Post]:
    """Every role and rank of a participant in order with its holders; `ever_held` are all its rows, whoever holds them."""
    rows = sorted(ever_held, key=lambda row: row.pk)
    posts = []
    for role, rank in IN_ORDER:
        filled_posts = [
            Post(role, rank, row)
            for row in rows
            if (row.role, row.rank) == (role, rank) and row.user_id and (row.until is None or row.until > today)
        ]
        # Readers are as many as a state wishes: none is missing.
        posts.extend(filled_posts or ([] if role is Role.READER else [Post(role, rank)]))
    return posts
