"""An outline as PDF with tagged text (PDF/UA-1), by Typst. The text goes in as data: nothing in it is ever markup.

Latin and Cyrillic are set in Libertinus Serif, which comes with Typst; Chinese in Noto Serif and Arabic in Amiri, which stand beside this
file. Other fonts of the machine are not asked, so that every machine makes the same bytes.

Vowel signs of Arabic are left out. Typst writes a letter and its signs as one cluster whose text stands beside it, as the norm
has it; programs that take text out of a PDF (Poppler, PDFium) lay that text from the left and turn it with the line, so that each
sign came back before its letter, and words were found no more. Arabic is read without them; a DOCX keeps them.
"""

import json
import re
import unicodedata
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from record.outlines import SHAPES, Outline, OutlineBlock, OutlineTable
from record.outlines.pictures import OutlinePicture, svg_of

HERE = Path(__file__).resolve().parent
ARABIC = re.compile("[\u0600-\u06ff]+")
# What stands over or under a letter once those signs are joined to it that Unicode has as one letter (أ, آ, ئ).
SIGNS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]")
# In which letters a picture's words are set.
LATIN = "Libertinus Serif"
FONTS = {"en": (LATIN,), "ru": (LATIN,), "zh-hans": ("Noto Serif CJK SC", LATIN), "ar": ("Amiri", LATIN)}
DOTS_AN_INCH = 200.0


class NotInOurFonts(Exception):
    """The text has a sign that none of the fonts holds, so that it can't be read in this file."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"])


def pdf_of(outline: Outline) -> bytes:
    """Its bytes. Raises NotInOurFonts."""
    try:
        return set_by_typst(prepared(outline))
    except typst.TypstError as fault:
        if "font" in str(fault) or "glyph" in str(fault):
            raise NotInOurFonts(outline.title) from fault
        raise


def prepared(outline: Outline) -> str:
    """All that Typst is told of it."""
    said: dict[str, Any] = {
        "title": outline.title,
        "language": outline.language.partition("-")[0],
        "region": "CN" if outline.language == "zh-hans" else "",
        "right": outline.runs_from_the_right,
        "wide": outline.is_wide,
        "dated": [outline.dated.year, outline.dated.month, outline.dated.day],
        "blocks": [_told(block, outline.language) for block in outline.blocks],
    }
    return without_signs(json.dumps(said, ensure_ascii=False))


def set_by_typst(said: str) -> bytes:
    """The PDF of what was prepared. Raises typst.TypstError."""
    made = typst.compile(
        str(HERE / "outline.typ"),
        root=str(HERE),
        font_paths=_fonts(),
        sys_inputs={"outline": said},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    return bytes(made)


def without_signs(text: str) -> str:
    """The text without vowel signs of Arabic."""
    return ARABIC.sub(lambda words: SIGNS.sub("", unicodedata.normalize("NFC", words[0])), text)


def png_of(picture: OutlinePicture, language: str) -> bytes:
    """A picture as pixels, for what shows no drawings: made by Typst as well, so that it has the letters of the PDF."""
    said = json.dumps({"svg": svg_of(picture, FONTS[language]), "alt": picture.text}, ensure_ascii=False)
    made = typst.compile(
        str(HERE / "picture.typ"),
        root=str(HERE),
        font_paths=_fonts(),
        sys_inputs={"picture": said},
        format="png",
        ppi=DOTS_AN_INCH,
    )
    return bytes(made)


def _told(block: OutlineBlock, language: str) -> dict[str, Any]:
    if isinstance(block, OutlinePicture):
        drawn = {"svg": svg_of(block, FONTS[language]), "alt": block.text, "title": block.title}
        return {"type": SHAPES[OutlinePicture], **drawn}
    told = {"type": SHAPES.get(type(block), "table"), **asdict(block)}
    return {**told, "widths": block.widths} if isinstance(block, OutlineTable) else told
