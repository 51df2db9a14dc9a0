"""The index of all that is searched, and the mark of a model whose rows are in it."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from record.folding import SearchQuestion, compact, question, tokens_of
from record.searchable import SEARCH, SearchedNoun, SearchedWords
from record.texts import MultilingualField

# Letters of one piece that are kept for showing where the words stand; more are found, and not shown.
LONGEST_SHOWN = 200_000
BATCH = 200


class TokensField(models.TextField):
    """Tokens with a space between them, and how each database looks through them (`asked`)."""


@TokensField.register_lookup
class AnswersQuestion(models.Lookup):
    """Whether every term of a question stands among the tokens: by a tsvector of them, or by FTS5 over them."""

    lookup_name = "asked"
    prepare_rhs = False

    @property
    def column(self) -> str:
        return str(self.lhs.target.column)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        alias = compiler.quote_name_unless_alias(self.lhs.alias)
        return f"{alias}.{self.column}_vector @@ %s::tsquery", [as_tsquery(self.rhs)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        alias, words = compiler.quote_name_unless_alias(self.lhs.alias), "record_searchpiece_words"
        matching = f"SELECT rowid FROM {words} WHERE {words} MATCH %s"  # noqa: S608 -- a name of our own
        return f"{alias}.id IN ({matching})", [as_match(self.rhs, self.column)]


def as_tsquery(asked: SearchQuestion) -> str:
    """Tokens hold letters and digits alone, so that none needs more than its quotation marks."""
    terms = (
        " | ".join(f"'{shape}'{':*' if term.is_beginning else ''}" for shape in term.shapes) for term in asked.terms
    )
    return " & ".join(f"({term})" for term in terms)


def as_match(asked: SearchQuestion, column: str) -> str:
    terms = (
        " OR ".join(f'"{shape}"{" *" if term.is_beginning else ""}' for shape in term.shapes) for term in asked.terms
    )
    return f"{column} : ({' AND '.join(f'({term})' for term in terms)})"


class SearchPieceQuerySet(models.QuerySet["SearchPiece"]):
    def visible_to(self, user: Any) -> Self:
        """Pieces of what the person sees, of any noun: each is asked of the noun itself."""
        condition = models.Q(pk__in=())
        for noun in SEARCH.nouns:
            condition |= models.Q(pk__in=self.model._default_manager.seen(noun, user).values("pk"))
        return self.filter(condition)

    def seen(self, noun: SearchedNoun, user: Any) -> Self:
        """Pieces of one noun that the person sees."""
        rows = self.filter(kind=noun.name, thing__in=noun.seen_by(user).order_by().values("pk"))
        return rows.filter(audience__in=list(noun.reads(user))) if noun.reads else rows

    def answering(self, asked: SearchQuestion) -> Self:
        """Those in which every word of a question stands."""
        return self.filter(tokens__asked=asked) if asked.terms else self.none()


class SearchPiece(models.Model):
    """Words of one thing, or of one part of it, as they are found. It says nothing that the thing doesn't say itself.

    Written with the thing, in one transaction; `manage.py index_search` writes all anew.
    """

    kind = models.CharField(_("kind"), max_length=20)
    thing = models.BigIntegerField(_("key"))
    part = models.PositiveIntegerField(_("part"), default=0)
    key = models.CharField(_("key of its page"), max_length=120)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    # The reference as it may be typed.
    called = models.CharField(max_length=120, blank=True, db_index=True)
    titles = MultilingualField(_("title"))
    text = models.TextField(_("text"), blank=True)
    title_tokens = TokensField(blank=True)
    tokens = TokensField(blank=True)
    on = models.DateField(_("day"), null=True, blank=True)
    audience = models.CharField(_("who sees it"), max_length=12, blank=True)

    # Where it was fetched as an answer: whether the words stand in its titles.
    is_in_title = 0

    objects = SearchPieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of the index")
        verbose_name_plural = _("the index")
        ordering = ["kind", "thing", "part"]
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["kind", "thing", "part"], name="one_piece_a_thing_and_part")]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference or self.key}"


WRITTEN = ("key", "reference", "called", "titles", "text", "title_tokens", "tokens", "on", "audience")


def words_in(model: type[models.Model], words: str) -> models.QuerySet:
    """Keys of the rows of a model in which every word stands: what lists are narrowed by, whoever sees which of them."""
    noun = SEARCH.of_model(model)[0]
    return SearchPiece.objects.filter(kind=noun.name).answering(question(words)).order_by().values("thing")


def piece_of(noun: SearchedNoun, thing: models.Model, words: SearchedWords) -> SearchPiece:
    """The row of the index for words of a thing."""
    titles = {language: title for language, title in words.titles.items() if title}
    named = [] if words.is_named_elsewhere else [*titles.values()]
    said = [*named, words.reference]
    texts = [" ".join(unicodedata.normalize("NFKC", text).replace("\x00", "").split()) for text in words.texts]
    return SearchPiece(
        kind=noun.name,
        thing=thing.pk,
        part=words.part,
        key=(words.key or words.reference)[:120],
        reference=words.reference[:120],
        called=compact(words.reference)[:120],
        titles=titles,
        # A line a text, and one space between words: so that folded words stand beside those that are shown.
        text="\n".join(filter(None, texts))[:LONGEST_SHOWN],
        title_tokens=" ".join(tokens_of(*said)),
        tokens=" ".join(tokens_of(*said, words.aliases, *texts)),
        on=words.on,
        audience=words.audience,
    )


def pieces_of(noun: SearchedNoun, things: Iterable[models.Model]) -> Iterator[SearchPiece]:
    return (piece_of(noun, thing, words) for thing in things for words in noun.says(thing))


def write_pieces(noun: SearchedNoun, things: Iterable[models.Model]) -> int:
    """Make the index say what these things say now. Two questions a batch: what is there, and the writing of it."""
    remaining, written = iter(things), 0
    while batch := list(islice(remaining, BATCH)):
        pieces = list(pieces_of(noun, batch))
        with transaction.atomic():
            gone = SearchPiece.objects.filter(kind=noun.name, thing__in=[thing.pk for thing in batch])
            kept = models.Q(pk__in=())
            for piece in pieces:
                kept |= models.Q(thing=piece.thing, part=piece.part)
            if len(pieces) != len(batch) or any(piece.part for piece in pieces):
                gone.exclude(kept).delete()
            SearchPiece.objects.bulk_create(
                pieces, update_conflicts=True, unique_fields=["kind", "thing", "part"], update_fields=WRITTEN
            )
        written += len(pieces)
    return written


class Searched(models.Model):
    """A row whose words are searched, or change what is found of others: the index is written as it is saved.

    What is written past `save` (many rows at once) hands its rows to `index` itself.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        changed, is_new = kwargs.get("update_fields"), self._state.adding
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            index([self], changed, are_new=is_new)


def index(things: Sequence[models.Model], changed: Iterable[str] | None = None, *, are_new: bool = False) -> None:
    """Write the index for things of one model, in the transaction in which they were written.

    `changed` are the columns that were written; None: any of them. Of new ones nothing else can speak yet.
    """
    if not things:
        return
    model, names = type(things[0]), None if changed is None else frozenset(changed)
    for noun in SEARCH.of_model(model):
        if names is None or not noun.columns or names & noun.columns:
            write_pieces(noun, things)
    for noun, followed in SEARCH.following(model):
        for thing in things if followed.changes_with(names, is_new=are_new) else ():
            followers = list(followed.rows(thing))
            if followers:
                write_pieces(noun, followers)
