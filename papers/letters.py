"""A letter of the Secretariat as it leaves the house: its outline in each language, and the files made of it."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
from record.texts import in_language

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
        only = self.to or (self.addressees[0] if len(self.addressees) == 1 else None)
        return self.wordings.addressed(only, language) if only else called_together(self.letter.to, language)

    def known(self, language: str) -> dict[str, str]:
        """What stands in the place of each mark that only sending fills."""
        day = day_in(self.day, language) if self.day else ""
        values = {"number": self.number, "day": day}
        return {name: values[name] for name in OF_SENDING if values[name]}

    def outline(self, language: str, *, keeps_marks: bool = False) -> Outline:
        """Everything that it says, in order. `keeps_marks`: what isn't known yet stands in braces, for a file that is finished."""
        letter, wording = self.letter, self.wording(language)
        values = {"addressee": self.addressee(language), "subject": letter.subject[language], **self.known(language)}
        if not keeps_marks:
            values = {**dict.fromkeys(OF_SENDING, NOT_YET), **values}
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

    def finished(self, language: str) -> FinishedLetter | None:
        """The newest file that somebody finished of the words as they stand."""
        rows = self.letter.finished.filter(language=language, version=self.letter.version)
        return rows.order_by("-pk").first()

    def files(self) -> Iterator[MadeFile]:
        """What goes: of each language what was finished, with number and day put in; else what the house makes, twice."""
        for language in self.letter.languages:
            finished = self.finished(language)
            if finished is not None:
                yield self._as_finished(finished, language)
                continue
            yield self.docx(language)
            try:
                yield self.pdf(language)
            except NotInOurFonts:
                # It goes as DOCX alone; the page of the draft said so before.
                continue

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
    words = {"title": in_language(paper.titles, language), "symbol": paper.symbol, "number": annex.version.number}
    return _("%(title)s (%(symbol)s, version %(number)s)") % words
