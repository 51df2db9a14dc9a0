"""The words of a PDF, by PDFium, and of a DOCX, by python-docx; no more of them than are kept."""

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
import pypdfium2
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

# Letters of one file; a paper of a hundred pages has some 300,000.
MOST_WORDS = 400_000
MOST_PAGES = 1_000


class NotReadable(Exception):
    """The library can't make anything of the file."""


def words_of_pdf(data: bytes) -> Iterator[str]:
    """Page by page, in the order in which the file has its words."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotReadable from error
    with document:
        for number in range(min(len(document), MOST_PAGES)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                continue  # a page that is damaged keeps no other from being read
            yield page.get_textpage().get_text_range()


# What its libraries raise of a document that is none: of its package, its parts, and its XML.
BROKEN = (
    KeyError, ValueError, AttributeError, SyntaxError, OSError, EOFError, zlib.error, zipfile.BadZipFile,
    docx.exceptions.PythonDocxError,
)  # fmt: skip
# Where words stand in a part of Word's: as text, or between two of them. What was deleted is another element.
TEXT, BREAKS, PARAGRAPH = qn("w:t"), frozenset({qn("w:tab"), qn("w:br"), qn("w:cr")}), qn("w:p")


def words_of_docx(data: bytes) -> Iterator[str]:
    """The document, its notes, headers and footers: paragraphs, tables and boxes alike."""
    try:
        document = docx.Document(io.BytesIO(data))
        yield from _words_of_part(document.element)
        for relation in document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if not relation.is_external and kind in {"footnotes", "endnotes", "header", "footer", "comments"}:
                yield from _words_of_part(parse_xml(relation.target_part.blob))
    except BROKEN as error:
        raise NotReadable from error


def _words_of_part(root: object) -> Iterator[str]:
    for element in root.iter():  # type: ignore[attr-defined]
        if element.tag == TEXT:
            yield element.text or ""
        elif element.tag == PARAGRAPH:
            yield "\n"
        elif element.tag in BREAKS:
            yield " "


READERS = {"pdf": words_of_pdf, "docx": words_of_docx}


def words_of(data: bytes, kind: str) -> str:
    """Its words, up to as many as are kept. Raises NotReadable."""
    pieces, length = [], 0
    for piece in READERS[kind](data):
        pieces.append(piece)
        length += len(piece)
        if length > MOST_WORDS:
            break
    joined = "\n" if kind == "pdf" else ""
    return joined.join(pieces)[:MOST_WORDS]
