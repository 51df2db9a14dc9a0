"""The outline of a document: headings, paragraphs, tables, pictures and notes, in one language. It knows no noun of the house.

A renderer makes a file of it: `record.outlines.docx` one that people go on with in a word processor, `record.outlines.pdf`
one with tagged text. The same outline gives the same bytes.
"""

import datetime as dt
import math
import re
from dataclasses import dataclass
from enum import StrEnum

from record.outlines.pictures import OutlinePicture

# Where a line of a cell may end; and what a page and a column hold, in letters.
BREAKS = re.compile(r"[\s\-/;]+")
LETTERS_A_LINE, LONGEST_WORD, ON_ONE_LINE, USUAL_AT_MOST, AROUND_A_CELL = 84, 16, 16, 120, 3
# How much wider the letters of a head are, which are bold and begin with a capital.
OF_A_HEAD = 1.4
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

    @property
    def widths(self) -> list[int]:
        """How wide each column is beside the others: what its words, and a day, need in one line; the rest of the page is
        shared out by how much stands in each."""
        least, usual = zip(*(self._needs(place) for place in range(len(self.head))), strict=True)
        wants = [max(0.0, often - needed) for needed, often in zip(least, usual, strict=True)]
        room = max(0, LETTERS_A_LINE - sum(least))
        return [round(needed + room * want / (sum(wants) or 1)) for needed, want in zip(least, wants, strict=True)]

    def _needs(self, place: int) -> tuple[int, float]:
        """In letters: what a column needs at the least, and how much stands in it usually."""
        cells = [self.head[place], *(row[place] for row in self.rows)]
        word = max((len(word) for cell in cells for word in BREAKS.split(cell)), default=0)
        head = max(len(word) for word in BREAKS.split(self.head[place]))
        line = min(max(len(line) for cell in cells for line in cell.split("\n")), ON_ONE_LINE)
        least = max(min(word, LONGEST_WORD), min(math.ceil(head * OF_A_HEAD), LONGEST_WORD), line) + AROUND_A_CELL
        return least, min(sum(map(len, cells)) / len(cells), USUAL_AT_MOST) + AROUND_A_CELL


@dataclass(frozen=True)
class OutlineContents:
    """The headings of the document with the pages on which they stand, as far as the file has pages."""

    text: str


@dataclass(frozen=True)
class OutlineNewPage:
    """What follows begins a page; the page has this number, where one is given."""

    number: int = 0


# What sort of block each is, by a word; what isn't here is a table.
SHAPES = {
    OutlineHeading: "heading",
    OutlineParagraph: "paragraph",
    OutlineNote: "note",
    OutlineList: "list",
    OutlineContents: "contents",
    OutlineNewPage: "new-page",
    OutlinePicture: "picture",
}
OutlineBlock = (
    OutlineHeading
    | OutlineParagraph
    | OutlineNote
    | OutlineList
    | OutlineTable
    | OutlineContents
    | OutlineNewPage
    | OutlinePicture
)


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
