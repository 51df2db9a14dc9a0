"""A document as PDF with other PDFs bound behind it as annexes: each behind a page of its own, which the contents name."""

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pikepdf

from record.outlines import Outline, OutlineBlock, OutlineHeading, OutlineNewPage
from record.outlines.pdf import pdf_of


@dataclass(frozen=True)
class BoundAnnex:
    """A PDF that goes behind a document, and what stands on the page before it."""

    heading: str
    before: tuple[OutlineBlock, ...]
    data: bytes = field(repr=False)


def pages_of(data: bytes) -> int:
    """How many pages a PDF has; none where it can't be bound."""
    with suppress(pikepdf.PdfError, pikepdf.PasswordError), pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
    return 0


def bound_pdf(outline: Outline, annexes: Sequence[BoundAnnex]) -> bytes:
    """The document and its annexes as one file. Raises NotInOurFonts.

    Made twice: how many pages the document takes is known only then. The pages of the annexes are as their authors made
    them, so that the whole says no more of itself that it is PDF/UA.
    """
    if not annexes:
        return pdf_of(outline)
    lengths = [pages_of(annex.data) for annex in annexes]
    own = pages_of(pdf_of(_with_covers(outline, annexes, [1] * len(annexes)))) - len(annexes)
    numbers = [own + place + 1 + sum(lengths[:place]) for place in range(len(annexes))]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(_with_covers(outline, annexes, numbers)))) as whole:
        for annex, number in zip(annexes, numbers, strict=True):
            with pikepdf.open(io.BytesIO(annex.data)) as pdf:
                for place, page in enumerate(pdf.pages):
                    whole.pages.insert(number + place, page)
        _claim_less(whole)
        whole.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _with_covers(outline: Outline, annexes: Sequence[BoundAnnex], numbers: Sequence[int]) -> Outline:
    covers = tuple(block for annex, number in zip(annexes, numbers, strict=True) for block in _cover(annex, number))
    return replace(outline, blocks=(*outline.blocks, *covers))


def _cover(annex: BoundAnnex, number: int) -> Iterator[OutlineBlock]:
    yield OutlineNewPage(number)
    yield OutlineHeading(annex.heading, 2)
    yield from annex.before


def _claim_less(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        for name in ("pdfuaid:part", "pdfuaid:rev"):
            with suppress(KeyError):
                del said[name]
