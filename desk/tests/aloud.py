"""What programs of others find in a file of a document: what a screen reader is given of a PDF, and whether it is PDF/UA-1."""

import re
import unicodedata
from pathlib import Path

import outloud
from outloud.findings import ERROR
from outloud.model import Document, StructElem
from outloud.rules._common import element_text

from record.outlines.pdf import without_signs

CELLS = {"TH", "TD"}
LENGTH_OF_A_DIGEST = 64
# The head of a table is printed on each page that the table goes on to, and read out once: the checker takes a long one for
# prose that nobody hears. That nothing else goes unheard is what `said_aloud` is compared for.
TAKEN_FOR_PROSE = ["TAG-002"]


def amiss(path: Path) -> list[str]:
    """What PDF/UA-1 asks for and the file hasn't, each as the checker says it: of all that it can see without a person."""
    result = outloud.check(str(path), skip=TAKEN_FOR_PROSE)
    assert result.error is None, result.error
    crashed = [run.rule for run in result.runs if run.status == "crashed"]
    assert crashed == [], f"rules that could not be asked: {crashed}"
    return [f"{found.rule} p. {found.page}: {found.message}" for found in result.findings if found.severity == ERROR]


class Aloud:
    """A PDF as its tags tell it, from the first to the last."""

    def __init__(self, path: Path) -> None:
        document = Document(str(path))
        try:
            self.headings = [element_text(document, element) for element in document.elements if element.is_heading]
            self.figures = [element.alt or "" for element in document.elements_of("Figure")]
            self.tables = [
                [_cells(document, row) for row in table.descendants() if row.type == "TR"]
                for table in document.elements_of("Table")
            ]
            self.paragraphs = [element_text(document, element) for element in document.elements_of("P")]
        finally:
            document.close()


def _cells(document: Document, row: StructElem) -> list[str]:
    return [element_text(document, cell) for cell in row.logical_children if cell.type in CELLS]


def bare(words: str) -> str:
    """Its letters and figures alone: without what ends lines, turns the direction round, or stands over Arabic letters."""
    plain = unicodedata.normalize("NFKC", without_signs(words))
    return "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Zs", "Cc"})


def letters(words: str) -> str:
    """Those letters in no order: programs that read tags lay a line of Arabic from the left, and turn it or don't."""
    return "".join(sorted(bare(words)))


def words_of(text: str) -> list[str]:
    """Its words and figures, one by one; a digest, which goes on in the next line of a narrow cell, is none."""
    return [word for word in re.findall(r"\w+", bare_but_apart(text)) if len(word) < LENGTH_OF_A_DIGEST]


def bare_but_apart(text: str) -> str:
    return " ".join(bare(word) for word in text.split())
