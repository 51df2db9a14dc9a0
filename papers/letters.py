"""A letter of the Secretariat as it leaves the house: its outline in each language, and the files made of it."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import Participant
from papers.models import FinishedLetter, LetterAnnex, OutgoingLetter
from papers.uploads import CONTENT_TYPES
from papers.words import OF_SENDING, WordingsOfLetters, WordingThatHolds, called_together, day_in, filled
from record.files import CheckedFile
from record.outlines import Lies, Outline, OutlineBlock, OutlineHeading, OutlineList, OutlineParagraph
from record.outlines.docx import docx_of, with_words
from record.outlines.pdf import NotInOurFonts, pdf_of
from record.texts import in_all, in_language

# In the place of what isn't known yet, where nobody goes on with the file.
NOT_YET = "…"


@dataclass(frozen=True)
class MadeFile:
    """A file of a letter in one language: as the house made it, or as somebody finished it."""

    language: str
    extension: str
    data: bytes = field(repr=False)

    @property
    def checked(self) -> CheckedFile:
        digest = hashlib.sha256(self.data).hexdigest()
        return CheckedFile(self.extension, CONTENT_TYPES[self.extension], len(self.data), digest, self.name)

    @property
    def name(self) -> str:
        return f"letter-{self.language}.{self.extension}"


@dataclass(frozen=True)
class FinishedFiles:
    """What somebody finished of a letter in a language: the newest file of each type."""

    files: tuple[FinishedLetter, ...]

    def __iter__(self) -> Iterator[FinishedLetter]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    @property
    def goes_without_pdf(self) -> bool:
        """Whether it is a DOCX alone: a PDF of the house's making wouldn't say what was finished."""
        return bool(self.files) and all(file.extension != "pdf" for file in self.files)


@dataclass(frozen=True)
class LetterToWrite:
    """A letter with all that stands in it: to whom, with which annexes, by which wordings; its number and day once it has them.

    `to` is whose copy it is: of several that are addressed each may have one of its own, on paper.
    """

    letter: OutgoingLetter
    addressees: Sequence[Participant]
    annexes: Sequence[LetterAnnex]
    wordings: WordingsOfLetters
    number: str = ""
    day: dt.date | None = None
    to: Participant | None = None

    def wording(self, language: str) -> WordingThatHolds:
        return self.wordings.of(self.letter.kind, language)

    def addressee(self, language: str) -> str:
        """The form of address of one; of several, what they are together."""
        only = self.only
        return self.wordings.addressed(only, language) if only else called_together(self.letter.to, language)

    @property
    def only(self) -> Participant | None:
        """The one whose copy it is, or to whom alone it goes."""
        return self.to or (self.addressees[0] if len(self.addressees) == 1 else None)

    def known(self, language: str) -> dict[str, str]:
        """What stands in the place of each mark that only sending fills; of the copy of one, how that one is addressed, too."""
        day = day_in(self.day, language) if self.day else ""
        values = {"number": self.number, "day": day, "addressee": self.addressee(language) if self.only else ""}
        return {name: words for name, words in values.items() if words}

    def outline(self, language: str, *, keeps_marks: bool = False) -> Outline:
        """Everything that it says, in order. `keeps_marks`: what isn't known yet stands in braces, for a file that is finished."""
        letter, wording = self.letter, self.wording(language)
        values = {"subject": letter.subject[language], **self.known(language)}
        if not keeps_marks:
            values = {"addressee": self.addressee(language), **dict.fromkeys(OF_SENDING, NOT_YET), **values}
        number = values.get("number", "{number}")
        with override(language):
            blocks: list[OutlineBlock] = [
                OutlineParagraph(filled(wording.letterhead, values), Lies.MIDDLE, is_strong=True),
                OutlineParagraph(_("No. %(number)s") % {"number": number}),
                OutlineHeading(letter.subject[language]),
                OutlineParagraph(filled(wording.opening, values)),
                *(OutlineParagraph(words) for words in paragraphs_of(letter.text[language])),
                OutlineParagraph(filled(wording.closing, values)),
                OutlineParagraph(filled(wording.signature, values), Lies.END),
            ]
            if self.annexes:
                blocks.append(OutlineHeading(_("Annexes"), 2))
                blocks.append(OutlineList(tuple(annex_called(annex, language) for annex in self.annexes)))
        title = letter.subject[language]
        return Outline(title, language, self.day or letter.changed_at.date(), tuple(blocks))

    def docx(self, language: str) -> MadeFile:
        return MadeFile(language, "docx", docx_of(self.outline(language, keeps_marks=True)))

    def pdf(self, language: str) -> MadeFile:
        """Raises NotInOurFonts."""
        return MadeFile(language, "pdf", pdf_of(self.outline(language)))

    def finished(self, language: str) -> FinishedFiles:
        """Of the words as they stand the newest file of each type that somebody finished, DOCX first."""
        rows = self.letter.finished.filter(language=language, version=self.letter.version).order_by("pk")
        newest = {row.extension: row for row in rows}
        return FinishedFiles(tuple(newest[extension] for extension in sorted(newest)))

    def files(self) -> Iterator[tuple[Participant | None, MadeFile]]:
        """What goes, with whose copy it is: of each language what was finished, with its marks filled; else what the house makes.

        Where what was finished is the same for everybody, it is nobody's copy.
        """
        copies = [replace(self, to=addressee) for addressee in self.addressees] if len(self.addressees) > 1 else [self]
        for language in self.letter.languages:
            finished = self.finished(language)
            made = [list(copy.made(language, finished)) for copy in copies]
            if all(files == made[0] for files in made):
                yield from ((None, file) for file in made[0])
                continue
            for copy, files in zip(copies, made, strict=True):
                yield from ((copy.to, file) for file in files)

    def made(self, language: str, finished: FinishedFiles) -> Iterator[MadeFile]:
        """The files of one copy in a language."""
        if finished:
            yield from (self._as_finished(file, language) for file in finished)
            return
        yield self.docx(language)
        try:
            yield self.pdf(language)
        except NotInOurFonts:
            # It goes as DOCX alone; the page of the draft said so before.
            return

    def _as_finished(self, finished: FinishedLetter, language: str) -> MadeFile:
        with finished.file.open("rb") as file:
            data = file.read()
        if finished.extension == "docx":
            data = with_words(data, {f"{{{name}}}": words for name, words in self.known(language).items()})
        return MadeFile(language, finished.extension, data)


def paragraphs_of(text: str) -> list[str]:
    """A text, divided where a line is empty."""
    return [words.strip() for words in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if words.strip()]


def annex_called(annex: LetterAnnex, language: str) -> str:
    """A paper by its title, symbol and version; a file by its title."""
    if annex.version is None:
        return annex.title
    paper = annex.version.paper
    # What is called as its kind is called so in each language.
    is_as_its_kind = language not in paper.titles and paper.title in in_all(paper.get_kind_display).values()
    title = paper.get_kind_display() if is_as_its_kind else in_language(paper.titles, language)
    words = {"title": title, "symbol": paper.symbol, "number": annex.version.number}
    return _("%(title)s (%(symbol)s, version %(number)s)") % words
