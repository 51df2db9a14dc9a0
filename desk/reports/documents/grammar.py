"""What a kind of document is, and how a document leaves the house: a row a kind, one outline, a file in each format."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import Person
from record.dates import Precision, shown
from record.exports import CONTENT_TYPES as OF_TABLES
from record.marked import SENTENCE, is_marked, marked
from record.outlines import (
    Outline,
    OutlineBlock,
    OutlineContents,
    OutlineHeading,
    OutlineNote,
    OutlineParagraph,
    OutlineTable,
)
from record.outlines.binding import BoundAnnex, bound_pdf
from record.outlines.docx import docx_of
from record.outlines.xlsx import xlsx_of
from record.templatetags.signs import in_words

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENT_TYPES = {"pdf": "application/pdf", "docx": DOCX, "xlsx": OF_TABLES["xlsx"]}
RENDERERS: dict[str, Callable[[Outline], bytes]] = {"docx": docx_of, "xlsx": xlsx_of}


# What a file is made in: the record is read, annexes are fetched, pages are set.
PARTS = 3


def _everybody(_user: Person, _thing: Any) -> bool:
    return True


def _nobody_waits(_done: int) -> None:
    pass


def _no_annexes(_thing: Any, _user: Person, _day: dt.date) -> Sequence[BoundAnnex]:
    return ()


@dataclass(frozen=True)
class KindOfDocument:
    """A kind of document, in the order in which the page lists them.

    `things` are those of which a person may look for a document, `key` names one of them in addresses; `blocks` says what
    stands in it for a person on a day, in the language that is active. A stranger to the thing finds none (404); who sees it,
    and for whom the document isn't, is told so (403).
    """

    name: str
    label: Any
    # Which thing it is about, and what it tells of it.
    about: Any
    things: Callable[[Person], Any]
    key: str
    title: Callable[[Any], str]
    blocks: Callable[[Any, Person, dt.date], list[OutlineBlock]]
    # The list on which a thing is chosen; none: the page of documents lists them itself.
    chosen_on: str = ""
    is_for: Callable[[Person, Any], bool] = _everybody
    # Who may have it, in words.
    open_to: Any = ""
    # Whether it can be told as of a day gone by.
    is_of_a_day: bool = False
    is_tabular: bool = False
    # Whether it is long enough for a table of contents, and made while its asker does something else.
    is_long: bool = False
    # What is bound behind its PDF, as the person may read it.
    annexes: Callable[[Any, Person, dt.date], Sequence[BoundAnnex]] = _no_annexes

    @property
    def formats(self) -> tuple[str, ...]:
        return ("pdf", "docx", "xlsx") if self.is_tabular else ("pdf", "docx")

    def find(self, user: Person, key: str) -> Any:
        """The thing that is called so, where the person sees it; what no thing can be called is no thing's key."""
        try:
            return self.things(user).filter(**{self.key: key}).first()
        except (ValueError, ValidationError):
            return None

    def address(self, thing: Any) -> str:
        key = thing
        for part in self.key.split("__"):
            key = getattr(key, part)
        return reverse("document", args=[self.name, key])


@dataclass(frozen=True)
class ToldDocument:
    """A document in one language, as one person reads it, of one day."""

    kind: KindOfDocument
    thing: Any
    key: str
    user: Person
    day: dt.date
    language: str

    @property
    def title(self) -> str:
        """What it is called, in its own language."""
        with override(self.language):
            return marked(self.kind.title(self.thing))

    def outline(self) -> Outline:
        """Everything that it says. The same record, day and reader give the same outline, and each renderer the same bytes."""
        with override(self.language):
            title = self.title
            told = OutlineParagraph(_("As the record has it on %(day)s.") % {"day": day_in_words(self.day)})
            exercise = [OutlineNote(str(SENTENCE))] if is_marked() else []
            contents = [OutlineContents(_("Contents"))] if self.kind.is_long else []
            said = self.kind.blocks(self.thing, self.user, self.day)
            blocks = (OutlineHeading(title), *exercise, told, *contents, *said)
        return Outline(title, self.language, self.day, blocks, is_wide=self.kind.is_tabular)

    def file(self, extension: str, tell: Callable[[int], None] = _nobody_waits) -> "MadeDocument":
        """`tell` hears how many of its parts are done (`PARTS`). Raises NotInOurFonts of a PDF."""
        name = "-".join((self.kind.name, self.key, self.day.isoformat(), self.language))
        return MadeDocument(f"{name}.{extension}", CONTENT_TYPES[extension], self._data(extension, tell))

    def _data(self, extension: str, tell: Callable[[int], None]) -> bytes:
        outline = self.outline()
        tell(1)
        if extension != "pdf":
            return RENDERERS[extension](outline)
        with override(self.language):
            annexes = self.kind.annexes(self.thing, self.user, self.day)
        tell(2)
        return bound_pdf(outline, annexes)


@dataclass(frozen=True)
class MadeDocument:
    """A file of a document."""

    name: str
    content_type: str
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


# -- What several kinds say alike.


def day_in_words(day: dt.date | None, precision: str = Precision.EXACT, after: str = "") -> str:
    return shown(day, precision, after)


def listed(things: Iterable[Any]) -> str:
    """Things by their names, one after the other, as a cell of a table has them."""
    return in_words(things, ";")


def table_or_note(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> OutlineBlock:
    """The rows under their head; where there is none, that there is no entry yet."""
    cells = tuple(tuple(str(cell) for cell in row) for row in rows)
    if not cells:
        return OutlineParagraph(_("No entry yet."))
    return OutlineTable(tuple(str(words) for words in head), cells)


def facts(*pairs: tuple[Any, Any]) -> OutlineBlock:
    """What is known of a thing, a line each; what isn't is left out."""
    return OutlineTable(
        (_("What"), _("As it stands")),
        tuple((str(name), str(words)) for name, words in pairs if words not in ("", None)),
    )


def rests_on(fact: Any) -> str:
    """Where a fact is read, and how sure that is."""
    sure = {"V": _("seen in a source"), "P": _("partly confirmed"), "I": _("inferred")}.get(
        getattr(fact, "confidence", ""), ""
    )
    if fact.source:
        return " · ".join(words for words in (fact.source, sure) if words)
    commitment = getattr(fact, "commitment", None)
    return commitment.reference if commitment else _("entered by the Secretariat")
