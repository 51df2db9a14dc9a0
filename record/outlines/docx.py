"""An outline as DOCX, to be gone on with in a word processor: styles, and each language in its own direction and letters."""

import datetime as dt
import io
import re
import unicodedata
import zipfile
from typing import Any, cast

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from record.outlines import (
    Lies,
    Outline,
    OutlineBlock,
    OutlineContents,
    OutlineHeading,
    OutlineList,
    OutlineNewPage,
    OutlineNote,
    OutlineParagraph,
    OutlineTable,
)
from record.outlines.docx_fields import begin_field, end_field, field_of, link_to_place, name_place
from record.outlines.pdf import png_of
from record.outlines.pictures import OutlinePicture

LEVEL_OF_CONTENTS = 2
# How wide a picture stands between the margins.
PICTURE = Cm(13.5)
ABOUT_A_PICTURE = Cm(5.2)
# Fonts that Word and LibreOffice have, or replace by ones of the same width.
LATIN, EAST_ASIAN, ARABIC = "Times New Roman", "SimSun", "Traditional Arabic"
TAGS = {"en": "en-GB", "ru": "ru-RU", "zh-hans": "zh-CN", "ar": "ar-SA"}
# "right" is where a paragraph ends: a word processor turns it round where one reads from the right.
ALIGNED = {Lies.MIDDLE: WD_ALIGN_PARAGRAPH.CENTER, Lies.END: WD_ALIGN_PARAGRAPH.RIGHT}
# The same in a paragraph that runs from the left among such that run from the right.
TURNED = {
    Lies.START: WD_ALIGN_PARAGRAPH.RIGHT,
    Lies.MIDDLE: WD_ALIGN_PARAGRAPH.CENTER,
    Lies.END: WD_ALIGN_PARAGRAPH.LEFT,
}
# Words with a letter of those that run from the left, and with none of the others; what is numbered keeps its place in the row.
FROM_THE_LEFT = re.compile("(?!\\d+\\. )(?=.*[A-Za-z\u0400-\u04ff])[^\u0590-\u08ff\ufb1d-\ufefc]*", re.DOTALL)
# The day on which every part of a package was packed: the same outline gives the same bytes.
PACKED = (1980, 1, 1, 0, 0, 0)


def docx_of(outline: Outline) -> bytes:
    """Its bytes."""
    document = Document()
    _set_up(document, outline)
    for number, block in enumerate(outline.blocks):
        _write(document, outline, block, number)
    packed = io.BytesIO()
    document.save(packed)
    return repacked(packed.getvalue())


def repacked(package: bytes) -> bytes:
    """The package with the hour of its making taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain:
        for part in made.infolist():
            entry = zipfile.ZipInfo(part.filename, PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            plain.writestr(entry, made.read(part.filename))
    return out.getvalue()


def _set_up(document: DocxDocument, outline: Outline) -> None:
    """Page, fonts and the file's own words."""
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if outline.is_wide else (Cm(21), Cm(29.7))
    if outline.is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field_of(foot, "PAGE", "1")
    for name, size in (("Normal", 12), ("Title", 16), ("Heading 1", 14), ("Heading 2", 12), ("Heading 3", 12)):
        style = cast(Any, document.styles[name])
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        _letters(style.element.get_or_add_rPr(), outline, size)
    said, noon = document.core_properties, dt.datetime.combine(outline.dated, dt.time(12))
    said.title, said.language, said.author, said.comments = outline.title, TAGS[outline.language], "", ""
    said.created = said.modified = noon
    said.last_modified_by, said.revision = "", 1


def _letters(properties: Any, outline: Outline, size: float) -> None:
    """Fonts for Latin, East Asian and Arabic letters, their size, and in which language they are."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", EAST_ASIAN), ("cs", ARABIC)):
        fonts.set(qn(f"w:{name}"), font)
    if outline.language == "zh-hans":
        fonts.set(qn("w:hint"), "eastAsia")
    _put(properties, "w:szCs", {"val": str(int(size * 2))})
    tag = TAGS[outline.language]
    kind = {"zh-hans": "eastAsia", "ar": "bidi"}.get(outline.language, "val")
    _put(properties, "w:lang", {kind: tag})


def _put(properties: Any, tag: str, attributes: dict[str, str]) -> None:
    """One element of that name, where the schema wants it: szCs and lang stand behind what the library writes."""
    for before in properties.findall(qn(tag)):
        properties.remove(before)
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    behind = {"w:szCs": ("w:highlight", "w:u", "w:rtl", "w:cs", "w:lang"), "w:rtl": ("w:cs", "w:lang"), "w:lang": ()}
    follower = next((properties.find(qn(name)) for name in behind[tag] if properties.find(qn(name)) is not None), None)
    if follower is None:
        properties.append(element)
    else:
        follower.addprevious(element)


def _write(document: DocxDocument, outline: Outline, block: OutlineBlock, number: int) -> None:
    """`number`: which of the blocks it is."""
    match block:
        case OutlineHeading():
            paragraph = document.add_paragraph(style=f"Heading {min(block.level, 3)}")
            _fill(paragraph, outline, block.text)
            name_place(paragraph, number)
        case OutlineContents():
            _contents(document, outline, block)
        case OutlineNewPage():
            document.add_page_break()
        case OutlineParagraph():
            _fill(document.add_paragraph(), outline, block.text, is_strong=block.is_strong, lies=block.lies)
        case OutlineNote():
            _fill(document.add_paragraph(), outline, block.text, size=10)
        case OutlineList():
            for place, item in enumerate(block.items, 1):
                _fill(document.add_paragraph(), outline, f"{place}. {item}")
        case OutlineTable():
            _table(document, outline, block)
        case OutlinePicture():
            _picture(document, outline, block, is_followed=isinstance(_next(outline, number), OutlineNote))


def _next(outline: Outline, number: int) -> OutlineBlock | None:
    return outline.blocks[number + 1] if number + 1 < len(outline.blocks) else None


def _contents(document: DocxDocument, outline: Outline, block: OutlineContents) -> None:
    """A field that a word processor fills with pages; until it does, the headings, each a link to its place."""
    _fill(document.add_paragraph(), outline, block.text, is_strong=True)
    listed = [
        (number, heading.text)
        for number, heading in enumerate(outline.blocks)
        if isinstance(heading, OutlineHeading) and heading.level == LEVEL_OF_CONTENTS
    ]
    for row, (number, words) in enumerate(listed):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        if not row:
            begin_field(paragraph, f'TOC \\o "{LEVEL_OF_CONTENTS}-{LEVEL_OF_CONTENTS}" \\h \\z \\u')
        _fill(paragraph, outline, words)
        link_to_place(paragraph, number)
        if row == len(listed) - 1:
            end_field(paragraph)


def _table(document: DocxDocument, outline: Outline, block: OutlineTable) -> None:
    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    if outline.runs_from_the_right:
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    _pad(table)
    shares = [_room(document) * width // sum(block.widths) for width in block.widths]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(share)
    for number, row in enumerate((block.head, *block.rows)):
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, words, share in zip(added.cells, row, shares, strict=True):
            cell.width = Emu(share)
            _fill(cell.paragraphs[0], outline, words, is_strong=not number)
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def _room(document: DocxDocument) -> int:
    """How wide it is between the margins."""
    section = document.sections[0]
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)


def _height(document: DocxDocument) -> int:
    """How high a picture may be that stands on one page with its title, a heading above it and a remark below it."""
    section = document.sections[0]
    return (
        int(section.page_height or 0) - int(section.top_margin or 0) - int(section.bottom_margin or 0) - ABOUT_A_PICTURE
    )


def _pad(table: Table) -> None:
    """Words stand clear of the lines above and below them, and no space follows them but that."""
    padding = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "40")
        element.set(qn("w:type"), "dxa")
        padding.append(element)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(padding)
    else:
        look.addprevious(padding)


def _picture(document: DocxDocument, outline: Outline, block: OutlinePicture, *, is_followed: bool) -> None:
    """Its title, and below it the picture as pixels, with its words for those who hear the file; what explains its colours, if
    that follows, stays with it."""
    title = document.add_paragraph()
    _fill(title, outline, block.title, is_strong=True)
    title.paragraph_format.keep_with_next = True
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = is_followed or None
    if outline.runs_from_the_right:
        _from_the_right(paragraph)
    shape = paragraph.add_run().add_picture(io.BytesIO(png_of(block, outline.language)), width=PICTURE)
    if (height := int(shape.height)) > (most := _height(document)):
        shape.height, shape.width = Emu(most), Emu(int(shape.width) * most // height)
    properties = shape._inline.docPr
    properties.set("descr", block.words)
    properties.set("title", block.title)


def _fill(
    paragraph: Paragraph,
    outline: Outline,
    words: str,
    *,
    is_strong: bool = False,
    lies: Lies = Lies.START,
    size: float | None = None,
) -> None:
    """The words as one run, in the direction of the language; words of Latin or Cyrillic letters alone in their own, so that
    their full stop ends them, on the side on which all the others begin."""
    from_the_right = outline.runs_from_the_right and not FROM_THE_LEFT.fullmatch(words)
    if from_the_right:
        _from_the_right(paragraph)
    if outline.runs_from_the_right and not from_the_right:
        paragraph.alignment = TURNED[lies]
    elif lies is not Lies.START:
        paragraph.alignment = ALIGNED[lies]
    run = paragraph.add_run(without_needless_isolates(words, from_the_right))
    run.bold = is_strong or None
    properties = run._r.get_or_add_rPr()
    if size:
        run.font.size = Pt(size)
        _put(properties, "w:szCs", {"val": str(int(size * 2))})
    if outline.language == "zh-hans":
        properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    if from_the_right:
        if is_strong:
            run.font.cs_bold = True
        _put(properties, "w:rtl", {})


ISOLATED = re.compile("[\u2066-\u2068]([^\u2066-\u2069]*)\u2069")


def without_needless_isolates(words: str, runs_from_the_right: bool) -> str:
    """Words set apart that run as all around them do are set apart no more: LibreOffice ends lines within such words. Where they
    only begin so, a mark at each end keeps them apart from what stands beside."""
    own, mark = ({"R", "AL"}, "\u200f") if runs_from_the_right else ({"L"}, "\u200e")

    def plain(isolated: re.Match[str]) -> str:
        ways = [unicodedata.bidirectional(sign) for sign in isolated[1]]
        strong = [way for way in ways if way in {"L", "R", "AL"}]
        if not strong or strong[0] not in own:
            return isolated[0]
        return isolated[1] if set(strong) <= own else f"{mark}{isolated[1]}{mark}"

    before = ""
    while before != words:
        before, words = words, ISOLATED.sub(plain, words)
    return words


def _from_the_right(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    bidi = OxmlElement("w:bidi")
    # The schema wants it before spacing, indents and alignment.
    for name in ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"):
        if (follower := properties.find(qn(name))) is not None:
            follower.addprevious(bidi)
            return
    properties.append(bidi)


# -- A document that somebody finished.


def with_words(package: bytes, words: dict[str, str]) -> bytes:
    """A DOCX in which each of some marks is replaced by its words, also where a word processor divided it into runs."""
    document = Document(io.BytesIO(package))
    for paragraph in _paragraphs(document):
        for mark, said in words.items():
            _replace(paragraph, mark, said)
    made = io.BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def _paragraphs(document: DocxDocument) -> list[Paragraph]:
    """Every paragraph of the text, of tables, and of heads and feet."""
    parts: list[Any] = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    return [Paragraph(paragraph, cast(Any, document)) for part in parts for paragraph in part.iter(qn("w:p"))]


def _replace(paragraph: Paragraph, mark: str, said: str) -> None:
    runs = paragraph.runs
    while mark in (text := "".join(run.text for run in runs)):
        start = text.index(mark)
        end, place, is_said = start + len(mark), 0, False
        for run in runs:
            own = run.text
            first, last = max(start - place, 0), min(end - place, len(own))
            place += len(own)
            if first < last:
                run.text = own[:first] + ("" if is_said else said) + own[last:]
                is_said = True
