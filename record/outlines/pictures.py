"""Figures as a picture: rectangles and words, reckoned here once and drawn alike on a page, in a PDF and in a DOCX.

What counts as what, shape and place say as well as colour: it is read in black and white, and in the dark. In Arabic it is
drawn from the other side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import get_language_bidi

# In units of the picture: a row has its words above its bar.
WIDTH, A_ROW, WORDS_AT, BAR_AT, BAR = 520, 40, 14, 20, 12
# What a bar leaves to the number after it.
FOR_THE_NUMBER = 110
HIGHEST, BELOW, A_COLUMN = 120, 34, 21
# Of a row of days: its mark, and what the months at the foot take.
MARK, MONTHS_AT_THE_FOOT = 10, 22
# The first of two things that a picture counts, and the second one.
FIRST, SECOND = "a", "b"
# As a document has them, which is printed: the fill of each sort of rectangle, and the size of each sort of words.
INK = "#0b4f5c"
FILLS = {FIRST: INK, SECOND: "#ffffff", "grid": "#b8c4c8"}
SIZES = {"label": 13, "number": 12, "foot": 11}


@dataclass(frozen=True)
class PicturePart:
    """A rectangle of a picture; `kind` says which of two things it counts, or that it is a line of the grid."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    words: str


@dataclass(frozen=True)
class PictureWords:
    """A text of a picture with its place; `kind` is "label", "number" or "foot"."""

    kind: str
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class OutlinePicture:
    """A picture with its title, and everything that it shows in words, for those who hear it."""

    width: int
    height: int
    parts: tuple[PicturePart, ...]
    texts: tuple[PictureWords, ...]
    is_mirrored: bool
    words: str
    title: str = ""

    @property
    def text(self) -> str:
        """What stands in its place where no picture is shown."""
        return f"{self.title}\n{self.words}".strip()


@dataclass(frozen=True)
class PictureRow:
    """A bar: what it is of, how long each of its parts is with the words of that part, and the number after it."""

    label: str
    lengths: tuple[tuple[str, int, str], ...]
    number: str
    # The row in one sentence.
    told: str


@dataclass(frozen=True)
class PictureColumn:
    """A bar that stands upright: its height, the words under it (the second of them only at times), and itself in words."""

    number: int
    foot: str
    below: str
    told: str


@dataclass(frozen=True)
class PictureMark:
    """A mark on a row of days: how far along it stands, of the whole (0 to 1)."""

    label: str
    kind: str
    share: float
    number: str
    told: str


def bars(rows: Sequence[PictureRow], title: str = "") -> OutlinePicture:
    """Bars one below the other, the longest as long as there is room."""
    most = max((sum(length for _kind, length, _words in row.lengths) for row in rows), default=1) or 1
    parts, texts = [], []
    for place, row in enumerate(rows):
        y, before = place * A_ROW, 0
        for kind, length, words in row.lengths:
            width = round((WIDTH - FOR_THE_NUMBER) * length / most)
            if length:
                parts.append(_part(kind, before, y + BAR_AT, max(width, 2), BAR, words))
            before += width
        texts.append(PictureWords("label", _x(3), y + WORDS_AT, row.label))
        texts.append(PictureWords("number", _x(max(before, 2) + 8), y + BAR_AT + BAR - 1, row.number))
    return _picture(max(len(rows), 1) * A_ROW, parts, texts, (row.told for row in rows), title)


def columns(rows: Sequence[PictureColumn], title: str = "") -> OutlinePicture:
    """Bars one beside the other, as time goes; of those that are nothing no bar stands."""
    most = max((row.number for row in rows), default=0) or 1
    parts, texts = [], []
    for place, row in enumerate(rows):
        x, height = place * A_COLUMN, round(HIGHEST * row.number / most)
        if row.number:
            parts.append(_part(FIRST, x, 16 + HIGHEST - height, A_COLUMN - 5, height, row.told))
            texts.append(PictureWords("number", _x(x + 3), 12 + HIGHEST - height, str(row.number)))
        texts.append(PictureWords("foot", _x(x + 3), 16 + HIGHEST + 14, row.foot))
        if row.below:
            texts.append(PictureWords("foot", _x(x + 3), 16 + HIGHEST + 30, row.below))
    told = (row.told for row in rows if row.number)
    return _picture(16 + HIGHEST + BELOW, parts, texts, told, title)


def marks(rows: Sequence[PictureMark], months: Sequence[tuple[float, str]], title: str = "") -> OutlinePicture:
    """What comes when: a row for each with its mark on the same line of days, the months at the foot."""
    room, height = WIDTH - FOR_THE_NUMBER, max(len(rows), 1) * A_ROW
    parts = [_part("grid", round(room * share), 0, 1, height, "") for share, _words in months]
    texts = [PictureWords("foot", _x(round(room * share) + 3), height + 14, words) for share, words in months]
    for place, row in enumerate(rows):
        x, y = round((room - MARK) * row.share), place * A_ROW
        parts.append(_part(row.kind, x, y + BAR_AT, MARK, MARK, row.told))
        texts.append(PictureWords("label", _x(3), y + WORDS_AT, row.label))
        texts.append(PictureWords("number", _x(x + MARK + 6), y + BAR_AT + MARK, row.number))
    return _picture(height + MONTHS_AT_THE_FOOT, parts, texts, (row.told for row in rows), title)


def _picture(
    height: int, parts: Iterable[PicturePart], texts: Iterable[PictureWords], told: Iterable[str], title: str
) -> OutlinePicture:
    return OutlinePicture(WIDTH, height, tuple(parts), tuple(texts), get_language_bidi(), ". ".join(told), title)


def _part(kind: str, x: int, y: int, width: int, height: int, words: str) -> PicturePart:
    return PicturePart(kind, WIDTH - x - width if get_language_bidi() else x, y, width, height, words)


def _x(x: int) -> int:
    return WIDTH - x if get_language_bidi() else x


# -- By itself, for a document.


def svg_of(picture: OutlinePicture, fonts: Sequence[str]) -> str:
    """The picture as a file of its own, in ink for paper, its letters in these fonts."""
    anchor = "end" if picture.is_mirrored else "start"
    rectangles = (
        f'<rect x="{part.x}" y="{part.y}" width="{part.width}" height="{part.height}" fill="{FILLS[part.kind]}"'
        f' stroke="{FILLS["grid"] if part.kind == "grid" else INK}" stroke-width="{0 if part.kind == "grid" else 1}"/>'
        for part in picture.parts
    )
    words = (
        f'<text x="{text.x}" y="{text.y}" font-size="{SIZES[text.kind]}" text-anchor="{anchor}">{escape(text.text)}</text>'
        for text in picture.texts
    )
    family = quoteattr(",".join(f"'{font}'" for font in fonts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {picture.height}"'
        f' width="{picture.width}" height="{picture.height}" font-family={family} fill="#1a1a1a">'
        f"{''.join(rectangles)}{''.join(words)}</svg>"
    )
