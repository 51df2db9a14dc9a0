"""One normal form of words, so that what readers take for the same is found as the same, whoever wrote it and however.

Both databases index what stands here, token by token, and ask for the same tokens: their answers can't differ.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# What a script has in several shapes for one letter, and no decomposition says so.
LETTERS = {
    "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe",
    # Arabic and Persian: the two ya, the two kaf, ta marbuta, and the wasla over alif.
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ە": "ه", "ٱ": "ا",
    # Cyrillic of the languages of Central Asia, as a Russian keyboard writes it.
    "қ": "к", "ғ": "г", "ң": "н", "ү": "у", "ұ": "у", "һ": "х", "ә": "а", "ө": "о", "і": "и", "ҳ": "х", "ҷ": "ч",
}  # fmt: skip
# Signs within a word that say nothing: apostrophes of every make, and the stroke that stretches an Arabic word.
WITHIN_A_WORD = "'’‘ʻʼʿʾ`´ـ"
TO_ONE = str.maketrans({**LETTERS, **dict.fromkeys(WITHIN_A_WORD)})
# Scripts without spaces between words are cut into pairs of signs.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
RUN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
IS_UNSPACED = re.compile(rf"[{UNSPACED}]")
# What stands before an Arabic noun and is written as one word with it, the longest first; what is left has three letters.
ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
LEAST_LEFT = 3

LONGEST_TOKEN = 80
# Distinct tokens of one piece, and their letters in all: a column of PostgreSQL holds no more than a megabyte.
MOST_TOKENS, MOST_LETTERS = 40_000, 300_000
# Tokens that a question has at most: a long one in Chinese is cut into many pairs.
MOST_ASKED = 40


class _Shapes(dict[int, str]):
    """By sign, the one shape that it is folded to; reckoned once."""

    def __missing__(self, code: int) -> str:
        # A capital may fold to several signs, of which some are marks again.
        shape = self[code] = "".join(_plain(sign) for sign in _plain(chr(code)).casefold()).translate(TO_ONE)
        return shape


def _plain(sign: str) -> str:
    """One sign without what only marks it; a digit of any script as the digit that it is."""
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    return "" if category in {"Mn", "Me", "Cf"} else sign


SHAPES = _Shapes()


def fold(text: str) -> str:
    """A text with one shape for each letter and digit: no capitals, marks, widths, stretching. Spaces stay where they are."""
    return unicodedata.normalize("NFKD", text).translate(SHAPES)


def _pieces(text: str) -> Iterator[str]:
    """What a text is cut into: runs of letters and digits, and runs of signs that are written without spaces."""
    return (run.group() for run in RUN.finditer(fold(text)))


def _without_article(token: str) -> str:
    article = next((article for article in ARTICLES if token.startswith(article)), "")
    left = token[len(article) :]
    return left if article and len(left) >= LEAST_LEFT else ""


def tokens_of(*texts: str) -> list[str]:
    """What is kept of texts so that they are found: each token once, in order."""
    tokens: dict[str, None] = {}
    letters = 0
    for text in texts:
        for piece in _pieces(text):
            for token in _kept(piece):
                if token in tokens:
                    continue
                letters += len(token)
                if len(tokens) >= MOST_TOKENS or letters > MOST_LETTERS:
                    return list(tokens)
                tokens[token] = None
    return list(tokens)


def _kept(piece: str) -> Iterator[str]:
    if IS_UNSPACED.match(piece):
        # Each pair, and the last sign alone: so that one sign is found as the beginning of a token.
        yield from (piece[place : place + 2] for place in range(len(piece)))
        return
    yield piece[:LONGEST_TOKEN]
    if left := _without_article(piece[:LONGEST_TOKEN]):
        yield left


def compact(reference: str) -> str:
    """A reference as it may be typed: its letters and digits alone, "cbm2007eco0403"."""
    return "".join(_pieces(reference))


@dataclass(frozen=True)
class SearchTerm:
    """One word that is looked for: any of its shapes, whole or by its beginning."""

    shapes: tuple[str, ...]
    is_beginning: bool

    def stands_in(self, tokens: Iterable[str]) -> bool:
        if self.is_beginning:
            return any(token.startswith(self.shapes) for token in tokens)
        return not set(self.shapes).isdisjoint(tokens)


@dataclass(frozen=True)
class SearchQuestion:
    """What somebody looks for: every term has to stand there. The last word is found by its beginning, as is any long one."""

    words: str
    terms: tuple[SearchTerm, ...]

    @property
    def reference(self) -> str:
        """What was asked, should it be the reference of one thing."""
        return compact(self.words)

    def stands_in(self, tokens: Iterable[str]) -> bool:
        tokens = list(tokens)
        return bool(self.terms) and all(term.stands_in(tokens) for term in self.terms)


# A word of so many letters is found by its beginning wherever it stands: endings change with grammar.
LONG_ENOUGH = 4


def question(words: str) -> SearchQuestion:
    """What `words` ask for. It has no terms where no letter or digit stands in them."""
    pieces = list(_pieces(words))
    terms: dict[SearchTerm, None] = {}
    for place, piece in enumerate(pieces):
        is_last = place == len(pieces) - 1
        for term in _terms(piece, is_last=is_last):
            terms[term] = None
    return SearchQuestion(words, tuple(terms)[:MOST_ASKED])


def _terms(piece: str, *, is_last: bool) -> Iterator[SearchTerm]:
    if IS_UNSPACED.match(piece):
        pairs = [piece[place : place + 2] for place in range(len(piece) - 1)] or [piece]
        yield from (SearchTerm((pair,), is_beginning=len(pair) == 1) for pair in pairs)
        return
    piece = piece[:LONGEST_TOKEN]
    shapes = tuple(shape for shape in (piece, _without_article(piece)) if shape)
    is_word = len(piece) >= LONG_ENOUGH and not piece.isdecimal()
    yield SearchTerm(shapes, is_beginning=is_last or is_word)
