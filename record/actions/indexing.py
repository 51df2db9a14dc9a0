"""The index as a whole: written anew, or laid beside the record to see whether it says what the things say."""

from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Model, QuerySet

from record.models.search import WRITTEN, SearchPiece, pieces_of, write_pieces
from record.searchable import SEARCH, SearchedNoun

AT_A_TIME = 200


def index_everything() -> int:
    """Write the index anew, a noun after the other, and remove what is of nothing any more. Says how many pieces there are."""
    for noun in SEARCH.nouns:
        write_pieces(noun, noun.everything().order_by("pk").iterator(chunk_size=AT_A_TIME))
        with transaction.atomic():
            _left_over(noun).delete()
    SearchPiece.objects.exclude(kind__in=[noun.name for noun in SEARCH.nouns]).delete()
    return SearchPiece.objects.count()


def index_what_is_missing() -> int:
    """Write the kinds of which the index holds nothing, as after an upgrade that brought one. Says how many pieces."""
    missing = [noun for noun in SEARCH.nouns if not SearchPiece.objects.filter(kind=noun.name).exists()]
    return sum(write_pieces(noun, noun.everything().order_by("pk").iterator(AT_A_TIME)) for noun in missing)


def compare_index() -> list[str]:
    """What the index says otherwise than the things do, named, and put right: whoever searches by day finds what there is."""
    drift = [f"{noun.name} {name}" for noun in SEARCH.nouns for name in _compare(noun)]
    strange = SearchPiece.objects.exclude(kind__in=[noun.name for noun in SEARCH.nouns])
    drift += [f"{piece}: of no kind that is searched" for piece in strange[:AT_A_TIME]]
    strange.delete()
    return drift


def _left_over(noun: SearchedNoun) -> QuerySet[SearchPiece]:
    return SearchPiece.objects.filter(kind=noun.name).exclude(thing__in=noun.model._base_manager.values("pk"))


def _compare(noun: SearchedNoun) -> Iterator[str]:
    remaining = noun.everything().order_by("pk").iterator(chunk_size=AT_A_TIME)
    while batch := list(islice(remaining, AT_A_TIME)):
        if differing := list(_differing(noun, batch)):
            things, names = zip(*differing, strict=True)
            yield from names
            write_pieces(noun, things)
    for piece in _left_over(noun):
        yield f"{piece.reference or piece.key}: it is in the index and not in the record"
    _left_over(noun).delete()


def _differing(noun: SearchedNoun, things: list[Model]) -> Iterator[tuple[Model, str]]:
    """Those of which the index says something else, each with what is amiss."""
    kept: dict[int, dict[int, SearchPiece]] = {}
    for piece in SearchPiece.objects.filter(kind=noun.name, thing__in=[thing.pk for thing in things]):
        kept.setdefault(piece.thing, {})[piece.part] = piece
    for thing in things:
        wanted = {piece.part: piece for piece in pieces_of(noun, [thing])}
        there = kept.get(thing.pk, {})
        if wanted.keys() - there.keys():
            yield thing, f"{_name(wanted)}: it is not in the index"
        elif there.keys() - wanted.keys():
            yield thing, f"{_name(there)}: the index has more of it than there is"
        elif any(_says(piece) != _says(there[part]) for part, piece in wanted.items()):
            yield thing, f"{_name(wanted)}: the index says something else"


def _says(piece: SearchPiece) -> tuple:
    return tuple(getattr(piece, column) for column in WRITTEN)


def _name(pieces: dict[int, SearchPiece]) -> str:
    piece = next(iter(pieces.values()))
    return piece.reference or piece.key
