"""What of papers and letters is computed from rows: earlier lines of the journal about comments that a state keeps to itself,
where a paper may begin as another, what a letter says of itself."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Model, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from catalogue.models import Area
from journal.models import Entry
from meetings.access import states_of_audience
from members.choices import WIDTH, Audience
from members.models import Participant, Person
from notices.choices import ServedThrough
from papers.choices import OutgoingKind
from papers.models import Comment, CommentOutcome, Folder, FolderQuerySet, PaperVersion, RegisteredLetter
from record.acts import TABLE, Noun
from record.choices import Channel
from record.texts import FALLBACK


def entries_of_comments() -> Q:
    """Those of before: they were about the version, and named the comment among what changed."""
    kept = Comment.everything.kept_to_themselves()
    number = Cast(KeyTextTransform(1, KeyTransform("comment", "changes")), CharField())
    keys = kept.order_by().annotate(told_as=Cast("pk", CharField())).values("told_as")
    of_before = Entry.objects.filter(verb="commented", about_kind="paperversion", said__isnull=True)
    return Q(number__in=of_before.annotate(comment_number=number).filter(comment_number__in=keys).values("number"))


def taken_up_in(version: PaperVersion) -> QuerySet[Comment]:
    """The comments on the version that went out before this one, and on those since, which were taken up."""
    sent = PaperVersion.objects.filter(paper=version.paper_id, number__lt=version.number, circulations__isnull=False)
    before = sent.order_by("-number").values("number")[:1]
    rows = Comment.objects.filter(version__paper=version.paper_id, outcome=CommentOutcome.TAKEN_UP)
    return rows.filter(version__number__lt=version.number, version__number__gte=Subquery(before))


def whose_comments_it_took_up(version: PaperVersion, audience: str) -> list[str]:
    """By their codes, in seat order, the states whose comments it took up, as far as the audience reads those."""
    read = WIDTH[WIDTH.index(audience) :]
    rows = taken_up_in(version).filter(audience__in=read).order_by("owner__seat_name", "owner__code")
    return list(dict.fromkeys(rows.values_list("owner__code", flat=True)))


# Of a person and a version: what may be begun like it, as the room above knows it. Said again, it is replaced.
Begins = Callable[[Any, PaperVersion, dt.datetime], Sequence[Any]]
_ABOVE: dict[str, Begins] = {}


def keep_begins(begins: Begins) -> None:
    _ABOVE["begins"] = begins


def begins_like(user: Person, version: PaperVersion, at: dt.datetime) -> Sequence[Any]:
    """Where a person may hand in a paper that begins as this one."""
    return _ABOVE["begins"](user, version, at)


# The page of a decision by its symbol, for a person; "" where they don't see it, or there is none.
PageOfDecision = Callable[[Person, str], str]
_DECISIONS: dict[str, PageOfDecision] = {}


def keep_decisions(page: PageOfDecision) -> None:
    """From `ready()` of the room that knows decisions. Said again, it is replaced."""
    _DECISIONS["above"] = page


def page_of_decision(user: Person, symbol: str) -> str:
    return _DECISIONS["above"](user, symbol) if symbol else ""


# -- Letters.


def channel_of(letter: RegisteredLetter) -> str:
    """By which of the ways that acts know it reached the house: by mail, or as a note on paper."""
    return Channel.EMAIL.value if letter.channel == ServedThrough.MAIL else Channel.NOTE_VERBALE.value


def said_by(letter: RegisteredLetter) -> dict[str, Any]:
    """What a letter says of itself, by each name under which an act may ask for it."""
    return {
        "channel": channel_of(letter),
        "dated": letter.dated,
        "on": letter.dated,
        "letter_reference": letter.citation,
        "source": letter.citation,
    }


@dataclass(frozen=True, kw_only=True)
class LetterBegins:
    """What a letter about a thing begins with, as the room of the thing knows it.

    `sentence` is one of those in `papers/data/letter-wordings.yaml`; `title` and `words` say what it is called and what stands
    in the sentence's places, in the language that is active. `languages` are those in which it is called something.
    """

    title: Callable[[], str]
    kind: str = OutgoingKind.NOTE
    audience: str = Audience.MEMBERS
    # Instead of an audience: those alone.
    named: Sequence[Participant] = ()
    sentence: str = "other"
    words: Callable[[], dict[str, str]] = dict
    languages: Collection[str] = (FALLBACK,)
    papers: Sequence[PaperVersion] = ()


_LETTERS_ABOUT: dict[type[Model], Callable[[Any, dt.date], LetterBegins]] = {}


def add_letters_about(model: type[Model], begins: Callable[[Any, dt.date], LetterBegins]) -> None:
    """From `ready()` of the room of the thing."""
    _LETTERS_ABOUT[model] = begins


def letter_begins(thing: Model, on: dt.date) -> LetterBegins | None:
    begins = _LETTERS_ABOUT.get(type(thing))
    return begins(thing, on) if begins else None


def thing_named(user: Person, said: str) -> tuple[Noun, Model] | None:
    """Of "meeting:SOC-2027-1" the noun and the thing, if the person sees it."""
    noun_name, _sign, key = said.partition(":")
    noun = TABLE.nouns.get(noun_name)
    if noun is None or not key or "\x00" in key:
        return None
    try:
        thing = noun.called(user, key).first()
    except (ValueError, ValidationError):
        return None
    return (noun, thing) if thing is not None else None


# -- Paragraphs.

# More of them than this stand at the end, as one.
MOST_PARAGRAPHS = 2_000
BETWEEN = re.compile(r"\n\s*\n")
# How a line of a page ends where its paragraph does.
ENDS = (".", ":", ";", "?", "!", "。", "：", "；", "？", "！", "؟", "؛")


def paragraphs_of(version: PaperVersion) -> list[str]:
    """Of a text as it was written, of a file by the words that were read in it; empty where nothing was."""
    words = getattr(version, "words", None)
    text = version.text or (words.text if words else "")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not version.file:
        pieces = BETWEEN.split(text)
    elif version.file.name.endswith(".docx"):
        pieces = text.split("\n")
    else:
        pieces = _of_lines(text)
    pieces = [" ".join(piece.split("\n")) if version.file else piece for piece in pieces]
    kept = [piece.strip() for piece in pieces if piece.strip()]
    return [*kept[:MOST_PARAGRAPHS], "\n\n".join(kept[MOST_PARAGRAPHS:])] if len(kept) > MOST_PARAGRAPHS else kept


def _of_lines(text: str) -> list[str]:
    """A page of a PDF knows lines alone: a paragraph ends at an empty one, and where a line ends as a sentence does."""
    pieces: list[str] = [""]
    for line in text.split("\n"):
        pieces[-1] = f"{pieces[-1]}\n{line}".strip()
        if not line.strip() or line.rstrip().endswith(ENDS):
            pieces.append("")
    return pieces


# -- What papers lie in, as the room above knows it.


@dataclass(frozen=True)
class UndertakingsAbove:
    """Which folders are those of what states undertake and haven't ended: in an area, of given states; and whose they are."""

    in_area: Callable[[Area], FolderQuerySet]
    # Of states by their keys, on a day.
    of_states: Callable[[Collection[int], dt.date], FolderQuerySet]
    states_of: Callable[[QuerySet[Folder], dt.date], QuerySet[Participant]]


_UNDERTAKINGS: dict[str, UndertakingsAbove] = {}


def keep_undertakings(above: UndertakingsAbove) -> None:
    """From `ready()`. Said again, it is replaced."""
    _UNDERTAKINGS["above"] = above


def undertakings() -> UndertakingsAbove:
    return _UNDERTAKINGS["above"]


# -- Who would read what becomes public.


def who_would_read(thing: Any, on: dt.date) -> list[Participant]:
    """The participants of a day that would read a thing newly, once it is public: those that hold none of its tokens now."""
    tokens = set(thing.readers or ())
    now = {int(token.removeprefix("state:")) for token in tokens if token.startswith("state:")}
    audiences = [token for token in tokens if token in Audience.values]
    now |= set(states_of_audience(on, *audiences).values_list("pk", flat=True))
    return list(states_of_audience(on, Audience.PUBLIC).exclude(pk__in=now).in_seat_order())
