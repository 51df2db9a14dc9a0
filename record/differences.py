"""What changed between two texts, of a paper or of a cell, word by word, for people to read.

1. Paragraphs that stayed are found first; between them, words are compared, and for Chinese single characters.
2. Signs and blanks alone between two changes join them: a sentence in shreds says nothing.
3. Where texts are too long or too different to compare in reasonable time, whole paragraphs stand as removed and added.

All pieces that are not added make the old text again, all that are not removed the new one (in Unicode's composed form,
so that a text typed elsewhere doesn't look changed).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# difflib takes, at worst, as long as one text times the other.
MOST_PARAGRAPH_PAIRS = 1_000_000
MOST_WORD_PAIRS = 400_000
MOST_WORD_PAIRS_IN_ALL = 4_000_000

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SIGNS = r"!-&(-,./:-@\[-^`{-~\u00a1-\u00bf\u060c\u061b\u061f\u066a-\u066d\u06d4\u2010-\u2018\u201a-\u2027\u2030-\u205e"
SIGNS += "\u3001-\u3003\u3008-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
# A run of blanks, one Chinese or Japanese character, one sign, or a word with all its vowel signs and apostrophes.
TOKEN = re.compile(rf"\s+|[{HAN}]|[{SIGNS}]|[^\s{HAN}{SIGNS}]+|.", re.DOTALL)
WORDLESS = re.compile(rf"[\s{SIGNS}]*")


class PieceKind(TextChoices):
    SAME = "same", _("unchanged")
    ADDED = "added", _("added")
    REMOVED = "removed", _("removed")


@dataclass(frozen=True)
class Piece:
    kind: PieceKind
    text: str


def compare_texts(old: str, new: str) -> list[Piece]:
    """The new text with what was added and removed; neighbours always differ in kind."""
    return joined(pieces_of(paragraphs(composed(old)), paragraphs(composed(new))))


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str) -> list[str]:
    """Each with the line break that ends it."""
    return text.splitlines(keepends=True)


def words(text: str) -> list[str]:
    return TOKEN.findall(text)


def pieces_of(old: list[str], new: list[str]) -> Iterator[Piece]:
    room = MOST_WORD_PAIRS_IN_ALL
    for olds, news in paired(changes(old, new, MOST_PARAGRAPH_PAIRS)):
        if olds == news:
            yield Piece(PieceKind.SAME, "".join(olds))
            continue
        before, after = words("".join(olds)), words("".join(news))
        pairs = len(before) * len(after)
        room -= pairs
        yield from worded(before, after) if pairs <= MOST_WORD_PAIRS and room >= 0 else replaced(olds, news)


def paired(steps: Iterable[tuple[list[str], list[str]]]) -> Iterator[tuple[list[str], list[str]]]:
    """As many paragraphs on one side as on the other are mostly the same ones, reworded: each stands beside its own."""
    for olds, news in steps:
        if olds != news and len(olds) == len(news):
            yield from (([old], [new]) for old, new in zip(olds, news, strict=True))
        else:
            yield olds, news


def worded(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Words that stayed, and stretches of changed words, with what is too little to stay alone between them."""
    gone: list[str] = []
    come: list[str] = []
    steps = list(changes(old, new, MOST_WORD_PAIRS))
    for number, (olds, news) in enumerate(steps):
        is_between = 0 < number < len(steps) - 1
        if olds == news and not (is_between and WORDLESS.fullmatch("".join(olds)) and "\n" not in olds):
            yield from replaced(gone, come)
            yield Piece(PieceKind.SAME, "".join(olds))
            gone, come = [], []
        else:
            gone += olds
            come += news
    yield from replaced(gone, come)


def replaced(old: Iterable[str], new: Iterable[str]) -> Iterator[Piece]:
    yield Piece(PieceKind.REMOVED, "".join(old))
    yield Piece(PieceKind.ADDED, "".join(new))


def changes(old: list[str], new: list[str], most_pairs: int) -> Iterator[tuple[list[str], list[str]]]:
    """Stretches of both, in order: equal ones, and what stands in one's place in the other."""
    start = 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield old[:start], new[:start]
    old_rest, new_rest = old[start : len(old) - end], new[start : len(new) - end]
    if len(old_rest) * len(new_rest) > most_pairs:
        yield old_rest, new_rest
    else:
        for _tag, i1, i2, j1, j2 in SequenceMatcher(None, old_rest, new_rest, autojunk=False).get_opcodes():
            yield old_rest[i1:i2], new_rest[j1:j2]
    if end:
        yield old[len(old) - end :], new[len(new) - end :]


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece, and no empty ones."""
    return [
        Piece(kind, "".join(piece.text for piece in run))
        for kind, run in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind)
    ]
