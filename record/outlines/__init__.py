"""The outline of a document: headings, paragraphs, tables and notes, in one language. It knows no noun of the house.

A renderer makes a file of it: `record.outlines.docx` one that people go on with in a word processor, `record.outlines.pdf`
one with tagged text. The same outline gives the same bytes.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

# What runs from right to left.
FROM_THE_RIGHT = frozenset({"ar"})


class Lies(StrEnum):
    """Where a paragraph lies between the margins, as one reads."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class OutlineHeading:
    """A heading; 1 is the uppermost."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class OutlineParagraph:
    """A paragraph. A break of line within it stays one."""

    text: str
    lies: Lies = Lies.START
    is_strong: bool = False


@dataclass(frozen=True)
class OutlineNote:
    """A remark, in smaller letters."""

    text: str


@dataclass(frozen=True)
class OutlineList:
    """Things one after the other, numbered."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class OutlineTable:
    """Rows of cells under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# What sort of block each is, by a word; what isn't here is a table.
SHAPES = {OutlineHeading: "heading", OutlineParagraph: "paragraph", OutlineNote: "note", OutlineList: "list"}
OutlineBlock = OutlineHeading | OutlineParagraph | OutlineNote | OutlineList | OutlineTable


@dataclass(frozen=True)
class Outline:
    """A document: its title (for the file itself), its language, the day it bears, and what stands in it.

    `is_wide`: its pages lie across, for tables of many columns.
    """

    title: str
    language: str
    dated: dt.date
    blocks: tuple[OutlineBlock, ...]
    is_wide: bool = False

    @property
    def runs_from_the_right(self) -> bool:
        return self.language in FROM_THE_RIGHT
