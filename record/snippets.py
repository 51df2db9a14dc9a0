"""Where in a text the words stand that were looked for: a stretch of it, with these words marked."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from record.folding import ARTICLES, IS_UNSPACED, SearchQuestion, SearchTerm, fold

WORDS_BEFORE, WORDS_AFTER = 8, 20
# A stretch without spaces is cut by its signs.
LONGEST_WORD, SIGNS_AROUND = 60, 30
MOST_PLACES = 200


@dataclass(frozen=True)
class SnippetPart:
    """Some words of a snippet; `is_found`: they are what was looked for."""

    words: str
    is_found: bool


Snippet = tuple[SnippetPart, ...]


def snippet_of(text: str, asked: SearchQuestion) -> Snippet:
    """The stretch of a text in which most of what was asked stands, the first of several. Empty: none of it stands there.

    `text` has a line for each text of a thing, and one space between words, as the index keeps it.
    """
    pattern = _pattern(asked)
    text = max(text.split("\n"), key=lambda line: len({match.lastgroup for match in pattern.finditer(fold(line))}))
    folded = fold(text)
    places = [match.start() for match in islice(pattern.finditer(folded), MOST_PLACES)]
    words, folded_words = text.split(" "), folded.split(" ")
    if not places or len(words) != len(folded_words):
        return ()
    begins = [0, *accumulate(len(word) + 1 for word in folded_words)]
    first = _best(folded, places, pattern, begins)
    place = bisect_right(begins, first) - 1
    start, end = max(0, place - WORDS_BEFORE), min(len(words), place + WORDS_AFTER)
    stretch = [
        _cut(word, first - begins[place] if start + number == place else 0)
        for number, word in enumerate(words[start:end])
    ]
    shown = " ".join(stretch)
    parts = tuple(_marked(shown, pattern))
    before = (SnippetPart("… ", is_found=False),) if start else ()
    after = (SnippetPart(" …", is_found=False),) if end < len(words) else ()
    return (*before, *parts, *after)


def _best(folded: str, places: list[int], pattern: re.Pattern[str], begins: list[int]) -> int:
    """The place around which most different words stand that were looked for."""

    def different(place: int) -> int:
        word = bisect_right(begins, place) - 1
        end = begins[min(len(begins) - 1, word + WORDS_AFTER)]
        return len({match.lastgroup for match in pattern.finditer(folded, place, end)})

    return max(places, key=different)


def _cut(word: str, place: int) -> str:
    """A stretch without spaces, as much of it as is shown around a place in it."""
    if len(word) <= LONGEST_WORD:
        return word
    start, end = max(0, place - SIGNS_AROUND), place + SIGNS_AROUND
    return f"{'…' if start else ''}{word[start:end]}{'…' if end < len(word) else ''}"


def _pattern(asked: SearchQuestion) -> re.Pattern[str]:
    """Finds any of the terms in folded text; a group for each, so that it is known which one stands there."""
    return re.compile("|".join(f"(?P<term{number}>{_of_term(term)})" for number, term in enumerate(asked.terms)))


def _of_term(term: SearchTerm) -> str:
    if IS_UNSPACED.match(term.shapes[0]):
        return re.escape(term.shapes[0])
    shapes = "|".join(map(re.escape, sorted(term.shapes, key=len, reverse=True)))
    end = r"[^\W_]*" if term.is_beginning else r"(?![^\W_])"
    return rf"(?<![^\W_])(?:{'|'.join(ARTICLES)})?(?:{shapes}){end}"


def _marked(shown: str, pattern: re.Pattern[str]) -> Iterator[SnippetPart]:
    """The stretch in parts: what was looked for, and what stands between."""
    folded, origins = _with_origins(shown)
    position = 0
    for match in pattern.finditer(folded):
        start, end = origins[match.start()], origins[match.end() - 1] + 1
        # Marks that follow a letter belong to it.
        while end < len(shown) and not fold(shown[end]):
            end += 1
        if start < position:
            start = position
        if start > position:
            yield SnippetPart(shown[position:start], is_found=False)
        if end > start:
            yield SnippetPart(shown[start:end], is_found=True)
            position = end
    if position < len(shown):
        yield SnippetPart(shown[position:], is_found=False)


def _with_origins(shown: str) -> tuple[str, list[int]]:
    """The folded text, and of each of its signs from which sign it came."""
    signs: list[str] = []
    origins: list[int] = []
    for place, sign in enumerate(shown):
        shape = fold(sign)
        signs.append(shape)
        origins += [place] * len(shape)
    return "".join(signs), origins
