"""What a board is: a picture, what its kinds of bars mean, the same figures as a table, and the list behind them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from catalogue.models import Edition
from members.models import Participant, Person
from record.outlines import OutlineBlock, OutlineNote
from record.outlines.pictures import FIRST, SECOND, OutlinePicture

LONGEST_LABEL = 64
# How a document says which bar is meant: a full one, and an empty one.
KEYS = {FIRST: "■", SECOND: "□"}
NOTHING_ASKED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class BoardQuestion:
    """For whom boards are drawn, of which day, and of which states' own; None: of everything that the person sees."""

    user: Person
    on: dt.date
    own: Sequence[Participant] | None = None
    # Of which commitments, and of which edition, where it isn't all of them, and the one that pages open with.
    within: Q | None = None
    edition: Edition | None = None

    @property
    def own_keys(self) -> list[int] | None:
        return None if self.own is None else [state.pk for state in self.own]

    def listed(self, page: str, asks: Mapping[str, str] = NOTHING_ASKED, *, whose: bool = False) -> str:
        """The address of a list, narrowed; to what is one's own, where the list knows that word and the board is one's own."""
        asked = {**({"whose": "ours"} if whose and self.own is not None else {}), **asks}
        return f"{reverse(page)}?{urlencode(asked)}" if asked else reverse(page)


@dataclass(frozen=True)
class BoardRow:
    """A line of a board's table; where it leads, if to anything."""

    cells: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True)
class Board:
    """A picture of the dashboard. `legend` says of each kind of bar what it is; `has_anything` whether there is what to draw."""

    name: str
    title: str
    picture: OutlinePicture
    head: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    list_label: str
    list_address: str
    lead: str = ""
    legend: tuple[tuple[str, str], ...] = field(default=())

    @property
    def has_anything(self) -> bool:
        return bool(self.rows)

    @property
    def in_a_document(self) -> list[OutlineBlock]:
        """The picture alone, with what its bars mean; of nothing, nothing."""
        if not self.has_anything:
            return []
        meant = " · ".join(f"{KEYS[kind]} {words}" for kind, words in self.legend)
        return [self.picture, *([OutlineNote(meant)] if meant else [])]


def shortened(label: str) -> str:
    """As much of a name as a picture has room for; its table has the whole."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
