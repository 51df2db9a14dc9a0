"""Searching all that one may see, as the page, the box in the head of each page and the API do it alike.

Four questions to the database, however much is kept: what the reference leads to; what of each kind answers, as many as
are counted; the pieces that are shown. What a person doesn't see is no part of any answer: each kind is asked of its
noun's own rows that the person sees, before anything is counted, put in order or shown.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from record.folding import SearchQuestion, compact, question, tokens_of
from record.models.search import SearchPiece
from record.searchable import SEARCH, SearchedEntry, SearchedKind, SearchedList, SearchedNoun
from record.snippets import Snippet, snippet_of
from record.texts import WrittenWords, language_written, wording_for_reader
from record.viewers import Viewer

# Of each kind so many are counted; beyond it there are "more than" so many.
COUNTED_TO = 100


@dataclass(frozen=True)
class SearchHit:
    """One thing that was found: what kind it is of, where it is read, and where in it the words stand."""

    kind: SearchedKind
    titles: Mapping[str, str]
    address: str
    reference: str = ""
    on: dt.date | None = None
    snippet: Snippet = ()

    @property
    def title(self) -> WrittenWords:
        """What it is called, in the reader's language where it has a name in it."""
        return wording_for_reader(dict(self.titles))

    @property
    def snippet_language(self) -> str:
        return language_written("".join(part.words for part in self.snippet))


@dataclass(frozen=True)
class FoundPlace:
    """What a hit is made of before it is shown, in the order in which hits are shown."""

    kind: SearchedKind
    is_in_title: bool
    on: dt.date | None
    thing: int = 0
    part: int = 0
    piece: int = 0
    entry: SearchedEntry | None = None

    @classmethod
    def of_piece(cls, piece: SearchPiece) -> "FoundPlace":
        """That of a piece as `of_kind` fetched it."""
        kind = SEARCH.kind(piece.kind)
        return cls(kind, bool(piece.is_in_title), piece.on, piece.thing, piece.part, piece.pk)

    @property
    def order(self) -> tuple[bool, bool, int, int, int]:
        """Words in a title first, then the latest day; what has no day comes last."""
        return (not self.is_in_title, self.on is None, -(self.on.toordinal() if self.on else 0), -self.thing, self.part)


@dataclass(frozen=True)
class KindFound:
    """How much of one kind answers, counted so far as it is counted."""

    kind: SearchedKind
    places: Sequence[FoundPlace] = ()

    @property
    def is_more(self) -> bool:
        return len(self.places) > COUNTED_TO

    @property
    def count(self) -> int:
        return min(len(self.places), COUNTED_TO)


@dataclass(frozen=True)
class SearchAnswer:
    """What answers a question, by kind; `leads_to` is the one thing whose reference was typed, where there is one."""

    asked: SearchQuestion
    kinds: tuple[KindFound, ...]
    leads_to: SearchHit | None = None

    @property
    def count(self) -> int:
        return sum(kind_found.count for kind_found in self.kinds)

    @property
    def is_more(self) -> bool:
        return any(kind_found.is_more for kind_found in self.kinds)

    def of(self, kind: str) -> KindFound | None:
        return next((kind_found for kind_found in self.kinds if kind_found.kind.name == kind), None)


def search(user: Viewer, words: str, *, at: dt.datetime) -> SearchAnswer:
    """What of all that the person sees answers `words`: every word stands in it. Nothing is read of it yet (`hits_of`)."""
    asked = question(words)
    if not asked.terms:
        return SearchAnswer(asked, ())
    places: dict[str, list[FoundPlace]] = {kind.name: [] for kind in SEARCH.kinds}
    for place in _in_rows(user, asked):
        places[place.kind.name].append(place)
    for kind in SEARCH.kinds:
        if isinstance(kind, SearchedList):
            places[kind.name] += _in_list(kind, user, asked, at)
    leads_to = _leads_to(user, asked, at)
    for place in _of_the_thing(user, asked, leads_to, at):
        places[place.kind.name].append(place)
    kind_found = [KindFound(kind, sorted(places[kind.name], key=lambda place: place.order)) for kind in SEARCH.kinds]
    return SearchAnswer(asked, tuple(row for row in kind_found if row.places), leads_to)


def best_of(answer: SearchAnswer, most: int | None = None) -> list[FoundPlace]:
    """Across the kinds: words in titles first, of each kind in turn, so that no kind hides the others."""
    turns = itertools.zip_longest(*(kind_found.places for kind_found in answer.kinds))
    places = [place for turn in turns for place in turn if place is not None]
    return sorted(places, key=lambda place: not place.is_in_title)[:most]


def hits_of(places: Iterable[FoundPlace], asked: SearchQuestion) -> list[SearchHit]:
    """What is shown of these, in their order. One question for all of them."""
    places = list(places)
    pieces = SearchPiece.objects.in_bulk([place.piece for place in places if place.piece])
    hits = []
    for place in places:
        if place.entry is not None:
            hits.append(_hit_of_entry(place.kind, place.entry, asked))
        elif piece := pieces.get(place.piece):
            hits.append(_hit_of_piece(place.kind, piece, asked))
    return hits


# -- What stands in the index.


def _in_rows(user: Viewer, asked: SearchQuestion) -> Iterable[FoundPlace]:
    columns = ("pk", "is_in_title", "on", "thing", "part")
    queries = []
    for number, noun in enumerate(SEARCH.nouns):
        rows = of_kind(noun, user, asked).annotate(of=Value(number, IntegerField()))
        queries.append(rows.values_list("of", *columns)[: COUNTED_TO + 1])
    for number, piece, is_in_title, on, thing, part in _all_at_once(queries):
        day = dt.date.fromisoformat(on) if isinstance(on, str) else on
        yield FoundPlace(SEARCH.nouns[number], bool(is_in_title), day, thing, part, piece)


def of_kind(noun: SearchedNoun, user: Viewer, asked: SearchQuestion) -> QuerySet[SearchPiece]:
    """The pieces of one noun that answer, of what the person sees, in the order in which they are shown."""
    in_title = Case(When(title_tokens__asked=asked, then=1), default=0, output_field=IntegerField())
    rows = SearchPiece.objects.seen(noun, user).answering(asked).annotate(is_in_title=in_title)  # type: ignore[no-redef]
    return rows.order_by("-is_in_title", F("on").desc(nulls_last=True), "-thing", "part")


def _all_at_once(queries: Iterable[QuerySet]) -> list[tuple]:
    """The rows of all queries, each with its own bound, in one question: Django's unions can't be bounded on SQLite."""
    statements, parameters = [], []
    for query in queries:
        try:
            statement, of_statement = query.query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            continue
        statements.append(f"SELECT * FROM ({statement}) AS kind_{len(statements)}")  # noqa: S608 -- Django's own
        parameters += of_statement
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return cursor.fetchall()


def _hit_of_piece(kind: SearchedKind, piece: SearchPiece, asked: SearchQuestion) -> SearchHit:
    return SearchHit(
        kind=kind,
        titles=piece.titles,
        address=kind.page(piece.key) if isinstance(kind, SearchedNoun) else "",
        reference=piece.reference,
        on=piece.on,
        snippet=_snippet(piece.titles, piece.text, asked),
    )


def _snippet(titles: Mapping[str, str], text: str, asked: SearchQuestion) -> Snippet:
    """From what the thing says; where it stands in a title alone, from the title of another language than is shown."""
    if snippet := snippet_of(text, asked):
        return snippet
    shown = wording_for_reader(dict(titles))
    others = (title for language, title in titles.items() if language != shown.language)
    if snippet_of(" ".join(shown.split()), asked):
        return ()
    return next(filter(None, (snippet_of(" ".join(title.split()), asked) for title in others)), ())


# -- What stands in files and tables of the code.


@lru_cache(maxsize=4096)
def _tokens(*texts: str) -> tuple[str, ...]:
    return tuple(tokens_of(*texts))


def _in_list(kind: SearchedList, user: Viewer, asked: SearchQuestion, at: dt.datetime) -> list[FoundPlace]:
    places: list[FoundPlace] = []
    for number, entry in enumerate(kind.entries(user, at)):
        titles = (*entry.titles.values(), entry.reference)
        if asked.stands_in(_tokens(*titles, *entry.texts)) and entry.is_there():
            is_in_title = asked.stands_in(_tokens(*titles))
            places.append(FoundPlace(kind, is_in_title, entry.on, part=number, entry=entry))
    return places


def _hit_of_entry(kind: SearchedKind, entry: SearchedEntry, asked: SearchQuestion) -> SearchHit:
    return SearchHit(
        kind=kind,
        titles=entry.titles,
        address=entry.address,
        reference=entry.reference,
        on=entry.on,
        snippet=_snippet(entry.titles, "\n".join(" ".join(text.split()) for text in entry.texts), asked),
    )


# -- A reference leads straight to what it names.


def _leads_to(user: Viewer, asked: SearchQuestion, at: dt.datetime) -> SearchHit | None:
    """The one thing that the person sees and that is called so; None where there is none, or several."""
    reference = asked.reference
    if not any(sign.isdecimal() for sign in reference):
        return None
    nouns = [noun for noun in SEARCH.nouns if noun.leads]
    queries = []
    for number, noun in enumerate(nouns):
        rows = SearchPiece.objects.seen(noun, user).filter(called=reference).order_by("thing")
        queries.append(rows.annotate(of=Value(number, IntegerField())).values_list("of", "pk")[:2])
    named_so = _all_at_once(queries)
    places = [FoundPlace(nouns[number], is_in_title=True, on=None, piece=piece) for number, piece in named_so]
    for kind in SEARCH.kinds:
        if isinstance(kind, SearchedList) and kind.leads:
            named = (entry for entry in kind.entries(user, at) if compact(entry.reference) == reference)
            places += [FoundPlace(kind, is_in_title=True, on=None, entry=entry) for entry in named]
    if len(places) != 1:
        return None
    hit = hits_of(places, asked)[0]
    lands = getattr(hit.kind, "lands", None)
    return replace(hit, address=lands(user, hit.reference)) if lands else hit


def _of_the_thing(
    user: Viewer, asked: SearchQuestion, leads_to: SearchHit | None, at: dt.datetime
) -> Iterable[FoundPlace]:
    """What lists have of the thing that was typed: alone, or beside words that say what of it is looked for ("move SOC-2026-3")."""
    thing, besides = leads_to, None
    if thing is None:
        reference, words = _reference_and_words(asked.words)
        besides = question(words)
        thing = _leads_to(user, question(reference), at) if reference and besides.terms else None
    if thing is None or not isinstance(thing.kind, SearchedNoun):
        return
    for kind in SEARCH.kinds:
        if isinstance(kind, SearchedList) and kind.of_thing is not None:
            for number, entry in enumerate(kind.of_thing(user, at, thing.kind.model, thing.reference)):
                if besides is None or besides.stands_in(_tokens(*entry.titles.values())):
                    yield FoundPlace(kind, is_in_title=True, on=None, part=number, entry=entry)


def _reference_and_words(words: str) -> tuple[str, str]:
    """The first word that may be a reference, with a letter and a digit in it, and the others."""
    pieces = words.split()
    for place, piece in enumerate(pieces):
        if any(sign.isdecimal() for sign in piece) and any(sign.isalpha() for sign in piece):
            return piece, " ".join(pieces[:place] + pieces[place + 1 :])
    return "", words
