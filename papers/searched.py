"""What is searched of this room: papers by symbol and title, what stands in their versions, what states said of these, letters."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from journal.staff import is_of_staff
from members.choices import Audience
from members.models import Person
from papers.models import (
    Comment,
    CommentReply,
    Institution,
    OutgoingLetter,
    Paper,
    PaperVersion,
    Publication,
    RegisteredLetter,
    WordsOfAFile,
    WordsOfAScan,
)
from record.dates import day_of_the_house
from record.searchable import SEARCH, Followed, SearchedNoun, SearchedWords
from record.texts import in_all, language_written


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
        texts=(comment.text, comment.outcome_reason, *(reply.text for reply in comment.replies.all())),
        key=version,
        reference=version,
        on=day_of_the_house(comment.at),
    )


def _of_letter(letter: RegisteredLetter) -> Iterator[SearchedWords]:
    """What everybody reads who sees it; and, for the Secretariat, its number and note."""
    draft, key = getattr(letter, "drafted_as", None), str(letter.uid)
    titles = draft.subject if draft else {letter.language or language_written(letter.subject): letter.subject}
    party = letter.participant.name.values() if letter.participant else [letter.other_party]
    # What one addressee alone got is found by that one: `_of_copy`.
    everybody_s = [scan for scan in letter.scans.all() if scan.addressee_id is None]
    scans = [words.text for scan in everybody_s if (words := getattr(scan, "words", None))]
    scans += draft.text.values() if draft else []
    yield SearchedWords(titles=titles, texts=(*party, letter.own_number, *scans), key=key, on=letter.day)
    yield SearchedWords(
        titles=titles,
        texts=(letter.reference, letter.note),
        key=key,
        reference=letter.reference,
        on=letter.day,
        part=1,
        audience=Audience.SECRETARIAT,
        is_named_elsewhere=True,
    )


def _of_copy(words: WordsOfAScan) -> Iterator[SearchedWords]:
    """What the copy of one addressee says beyond what the draft said to all: by that, the letter itself is found."""
    scan = words.scan
    if scan.addressee_id is None:
        return
    letter, draft = scan.letter, getattr(scan.letter, "drafted_as", None)
    said = {line.strip() for text in (draft.text.values() if draft else ()) for line in text.split("\n")}
    yield SearchedWords(
        titles={letter.language or language_written(letter.subject): letter.subject},
        texts=tuple(line for line in words.text.split("\n") if line.strip() not in said),
        key=str(letter.uid),
        on=letter.day,
        is_named_elsewhere=True,
    )


def _of_outgoing(letter: OutgoingLetter) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=letter.subject,
        texts=tuple(letter.text.values()),
        key=str(letter.uid),
        on=day_of_the_house(letter.changed_at),
    )


def _of_publication(publication: Publication) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=publication.title,
        texts=(
            *(row["name"] for row in publication.contributors),
            *in_all(publication.get_kind_display).values(),
            publication.decision,
        ),
        key=str(publication.uid),
        on=publication.published_on or day_of_the_house(publication.at),
    )


def _of_institution(institution: Institution) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=institution.name,
        texts=tuple(institution.owner.name.values()),
        key=str(institution.uid),
        on=institution.since,
    )


def _institution_page(key: str) -> str:
    return reverse("institution-detail", args=[key])


def _publication_page(key: str) -> str:
    return reverse("publication-detail", args=[key])


def _outgoing_page(key: str) -> str:
    return reverse("outgoing-letter-detail", args=[key])


def _parts_of_letters(user: Person) -> tuple[str, ...]:
    return ("", Audience.SECRETARIAT) if is_of_staff(user) else ("",)


def _letter_page(key: str) -> str:
    return reverse("correspondence-detail", args=[key])


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


def _every_comment() -> QuerySet:
    return Comment.everything.select_related("owner", "version__paper").prefetch_related("replies")


def _every_copy() -> QuerySet:
    return WordsOfAScan.objects.of_copies().select_related("scan__letter__drafted_as")


def _every_letter() -> QuerySet:
    return RegisteredLetter.everything.select_related("participant", "drafted_as").prefetch_related("scans__words")


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
        WordsOfAFile: Followed(lambda words: _every_version().filter(pk=words.version_id), is_named=False),
        Paper: Followed(lambda paper: _every_version().filter(paper=paper.pk)),
    },
)
COMMENTS = SearchedNoun(
    name="comments",
    label=_("Comments"),
    model=Comment,
    says=_of_comment,
    seen_by=Comment.objects.visible_to,
    page=_version_page,
    columns=frozenset({"text", "owner", "version", "outcome_reason"}),
    every=_every_comment,
    follows={
        CommentReply: Followed(lambda reply: _every_comment().filter(pk=reply.comment_id), is_named=False),
    },
)
CORRESPONDENCE = SearchedNoun(
    name="correspondence",
    label=_("Correspondence"),
    model=RegisteredLetter,
    says=_of_letter,
    seen_by=RegisteredLetter.objects.visible_to,
    page=_letter_page,
    reads=_parts_of_letters,
    leads=True,
    columns=frozenset({"subject", "own_number", "note", "participant", "other_party"}),
    every=_every_letter,
    follows={
        WordsOfAScan: Followed(lambda words: _every_letter().filter(scans=words.scan_id), is_named=False),
        OutgoingLetter: Followed(lambda draft: _every_letter().filter(pk=draft.sent_as_id), is_named=False),
    },
)
COPIES = SearchedNoun(
    name="copies-of-letters",
    label=_("Copies of letters"),
    model=WordsOfAScan,
    says=_of_copy,
    seen_by=lambda user: WordsOfAScan.objects.visible_to(user).of_copies(),
    page=_letter_page,
    columns=frozenset({"text"}),
    every=_every_copy,
)
OUTGOING = SearchedNoun(
    name="outgoing-letters",
    label=_("Letters being drafted"),
    model=OutgoingLetter,
    says=_of_outgoing,
    seen_by=OutgoingLetter.objects.visible_to,
    page=_outgoing_page,
    columns=frozenset({"subject", "text"}),
)
PUBLICATIONS = SearchedNoun(
    name="publications",
    label=_("Publications"),
    model=Publication,
    says=_of_publication,
    seen_by=Publication.objects.visible_to,
    page=_publication_page,
    columns=frozenset({"title", "contributors", "kind", "decision", "published_on"}),
)

INSTITUTIONS = SearchedNoun(
    name="institutions",
    label=_("Institutions"),
    model=Institution,
    says=_of_institution,
    seen_by=Institution.objects.visible_to,
    page=_institution_page,
    columns=frozenset({"name", "owner", "since"}),
    every=lambda: Institution.objects.select_related("owner"),
)


def register() -> None:
    rows = (
        (PAPERS, 30),
        (PUBLICATIONS, 34),
        (VERSIONS, 35),
        (COMMENTS, 125),
        (INSTITUTIONS, 126),
        (CORRESPONDENCE, 127),
        (COPIES, 128),
        (OUTGOING, 129),
    )
    for noun, order in rows:
        SEARCH.add(noun, order=order)
