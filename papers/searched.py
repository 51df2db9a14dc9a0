"""What is searched of this room: papers by symbol and title, what stands in their versions, and what states said of these."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from members.models import Person
from papers.models import Comment, Paper, PaperVersion, WordsOfAFile
from record.dates import day_of_the_house
from record.searchable import SEARCH, SearchedNoun, SearchedWords
from record.texts import in_all


def _of_paper(paper: Paper) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=paper.titles,
        texts=tuple(in_all(paper.get_kind_display).values()),
        reference=paper.symbol,
        on=paper.on,
    )


def _of_version(version: PaperVersion) -> Iterator[SearchedWords]:
    """The words of a version that is a text, and of one that is a file once they were read."""
    words = getattr(version, "words", None)
    yield SearchedWords(
        titles=version.paper.titles,
        texts=(version.text or (words.text if words else ""),),
        reference=str(version),
        on=day_of_the_house(version.at),
        is_named_elsewhere=True,
    )


def _of_comment(comment: Comment) -> Iterator[SearchedWords]:
    version = str(comment.version)
    yield SearchedWords(
        titles=comment.owner.name,
        texts=(comment.text,),
        key=version,
        reference=version,
        on=day_of_the_house(comment.at),
    )


def _paper_page(symbol: str) -> str:
    """The list of papers, narrowed to it: which of its versions somebody reads, the list knows."""
    return f"{reverse('paper-list')}?{urlencode({'search': symbol})}"


def _newest_page(user: Person, symbol: str) -> str:
    """Its newest version that the person may read; the list, where the record holds none of its texts."""
    newest = PaperVersion.objects.visible_to(user).filter(paper__symbol=symbol).order_by("number")
    number = newest.values_list("number", flat=True).last()
    return _paper_page(symbol) if number is None else reverse("paper-version", args=[symbol, number])


def _version_page(key: str) -> str:
    symbol, _slash, number = key.rpartition("/")
    return reverse("paper-version", args=[symbol, int(number)])


def _every_version() -> QuerySet:
    return PaperVersion.objects.select_related("paper", "words")


PAPERS = SearchedNoun(
    name="papers",
    label=_("Papers"),
    model=Paper,
    says=_of_paper,
    seen_by=Paper.objects.visible_to,
    page=_paper_page,
    leads=True,
    lands=_newest_page,
)
VERSIONS = SearchedNoun(
    name="versions",
    label=_("Inside papers"),
    model=PaperVersion,
    says=_of_version,
    seen_by=PaperVersion.objects.visible_to,
    page=_version_page,
    leads=True,
    every=_every_version,
    follows={
        WordsOfAFile: lambda words: _every_version().filter(pk=words.version_id),
        Paper: lambda paper: _every_version().filter(paper=paper.pk),
    },
)
COMMENTS = SearchedNoun(
    name="comments",
    label=_("Comments"),
    model=Comment,
    says=_of_comment,
    seen_by=Comment.objects.visible_to,
    page=_version_page,
    columns=frozenset({"text", "owner", "version"}),
    every=lambda: Comment.everything.select_related("owner", "version__paper"),
)


def register() -> None:
    for noun, order in ((PAPERS, 30), (VERSIONS, 35), (COMMENTS, 125)):
        SEARCH.add(noun, order=order)
