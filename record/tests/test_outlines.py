"""An outline becomes the same document, as DOCX and as PDF, in the four languages: what it says comes back out of the file."""

import datetime as dt
import io
import re
import shutil
import subprocess
import zlib
from contextlib import suppress

import pypdfium2
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from papers.uploads import check_letter
from record.outlines import (
    Lies,
    Outline,
    OutlineContents,
    OutlineHeading,
    OutlineList,
    OutlineNewPage,
    OutlineNote,
    OutlineParagraph,
    OutlineTable,
)
from record.outlines.docx import docx_of, with_words, without_needless_isolates
from record.outlines.pdf import NotInOurFonts, pdf_of
from record.outlines.pictures import FIRST, SECOND, PictureRow, bars

WITH_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="there is no Poppler on this machine")
WORDS = {
    "en": "The Secretariat presents its compliments to the Ministry and has the honour to inform it of article 27.",
    "ru": "Секретариат свидетельствует своё уважение Министерству иностранных дел и имеет честь сообщить о встрече.",
    "zh-hans": "秘书处谨向外交部致意，并谨此通知会议日期。",
    "ar": "تهدي الأمانة أطيب تحياتها إلى وزارة الخارجية وتتشرف بإبلاغها بموعد الاجتماع",
}


def an_outline(language: str) -> Outline:
    words = WORDS[language]
    return Outline(
        title=f"A letter in {language}",
        language=language,
        dated=dt.date(2026, 11, 25),
        blocks=(
            OutlineParagraph("{number}", Lies.END),
            OutlineHeading(words[:20]),
            OutlineHeading(words[:10], 2),
            OutlineParagraph(words, is_strong=True),
            OutlineList((words, "two")),
            OutlineTable(("A", "B"), ((words, "1"), ("2", "3"))),
            OutlineNote(words),
        ),
    )


def plain(words: str) -> str:
    """Without what a line's end, or a reading from the right, puts between words."""
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("language", WORDS)
def test_what_is_said_comes_back_out_of_the_pdf_which_is_tagged_and_says_its_language(language):
    made = pdf_of(an_outline(language))
    document = pypdfium2.PdfDocument(made)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert plain(text).count(plain(WORDS[language])) >= 3
    assert (b"/StructTreeRoot" in made, b"/MarkInfo" in made) == (True, True)
    assert f"/Lang({language.partition('-')[0]}".encode() in made.replace(b" ", b"")
    assert document.get_metadata_value("Title") == f"A letter in {language}"


@pytest.mark.parametrize("language", WORDS)
def test_what_is_said_comes_back_out_of_the_docx_in_its_direction(language):
    document = Document(io.BytesIO(docx_of(an_outline(language))))
    paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.text == WORDS[language]]
    assert len(paragraphs) == 2
    assert document.tables[0].cell(1, 0).text == WORDS[language]
    runs_so = {
        (
            paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:bidi")) is not None,
            paragraph.runs[0]._r.rPr.find(qn("w:rtl")) is not None,
        )
        for paragraph in paragraphs
    }
    assert runs_so == {(language == "ar", language == "ar")}
    hints = {paragraph.runs[0]._r.rPr.find(qn("w:rFonts")) is not None for paragraph in paragraphs}
    assert hints == {language == "zh-hans"}
    assert [paragraph.style.name for paragraph in document.paragraphs[1:3]] == ["Heading 1", "Heading 2"]


@pytest.mark.parametrize("make", [pdf_of, docx_of])
@pytest.mark.parametrize("language", WORDS)
def test_the_same_outline_gives_the_same_bytes_whatever_the_hour(make, language):
    first = make(an_outline(language))
    with time_machine.travel(dt.datetime(2031, 5, 6, 7, 8, 9, tzinfo=dt.UTC)):
        assert make(an_outline(language)) == first
    other = Outline(**{**vars(an_outline(language)), "title": "Another"})
    assert make(other) != first


@pytest.mark.parametrize("make", ["pdf", "docx"])
@pytest.mark.parametrize("language", WORDS)
def test_the_house_takes_its_own_files_in_again(make, language):
    data = pdf_of(an_outline(language)) if make == "pdf" else docx_of(an_outline(language))
    assert check_letter(SimpleUploadedFile(f"letter.{make}", data)).extension == make


def test_a_sign_that_no_font_of_ours_holds_is_told_and_not_left_out():
    outline = Outline("x", "zh-hans", dt.date(2026, 1, 1), (OutlineParagraph("𠮷野"),))
    with pytest.raises(NotInOurFonts):
        pdf_of(outline)


VOWELLED = {
    "تُهدي الأمانةُ أطيبَ تحيّاتِها إلى وزارةِ الخارجيّةِ": "تهدي الأمانة أطيب تحياتها إلى وزارة الخارجية",
    "العَرَبِيَّةُ لُغَةٌ جَمِيلَةٌ": "العربية لغة جميلة",
    "أو\u0654ل ا\u0654مانة": "أؤل أمانة",
}


@pytest.mark.parametrize("reads", ["PDFium", pytest.param("Poppler", marks=WITH_POPPLER)])
@pytest.mark.parametrize(("vowelled", "words"), VOWELLED.items())
def test_vowelled_arabic_comes_back_out_of_a_pdf_as_its_words_and_out_of_a_docx_as_it_was_written(
    vowelled, words, reads, tmp_path
):
    outline = Outline("x", "ar", dt.date(2026, 1, 1), (OutlineParagraph(vowelled),))
    made = pdf_of(outline)
    if reads == "PDFium":
        text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    else:
        (tmp_path / "x.pdf").write_bytes(made)
        command = ["pdftotext", "-enc", "UTF-8", str(tmp_path / "x.pdf"), "-"]
        text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert words in text
    assert vowelled in [paragraph.text for paragraph in Document(io.BytesIO(docx_of(outline))).paragraphs]


def test_nothing_in_a_text_is_read_as_markup():
    words = '#panic() $x$ *b* @who [y] <z> "q" \\ // # = A heading'
    text = pypdfium2.PdfDocument(pdf_of(Outline("x", "en", dt.date(2026, 1, 1), (OutlineParagraph(words),))))
    said = text[0].get_textpage().get_text_range()
    assert all(sign in said for sign in ("#panic()", "$x$", "*b*", "@who", "[y]", "<z>", "//", "= A heading"))


def test_a_mark_in_a_document_that_was_worked_on_is_replaced_also_where_it_was_divided():
    document = Document(io.BytesIO(docx_of(an_outline("en"))))
    paragraph = document.paragraphs[0]
    paragraph.runs[0].text = "No. {num"
    paragraph.add_run("ber").bold = True
    paragraph.add_run("} of today")
    worked_on = io.BytesIO()
    document.save(worked_on)
    done = Document(io.BytesIO(with_words(worked_on.getvalue(), {"{number}": "OUT-NV-2026-1"})))
    assert done.paragraphs[0].text == "No. OUT-NV-2026-1 of today"


# -- Contents, pages and columns.


def in_parts() -> Outline:
    parts = tuple(
        block
        for number in range(1, 4)
        for block in (OutlineNewPage(), OutlineHeading(f"Part {number}", 2), OutlineParagraph(WORDS["en"]))
    )
    return Outline("Parts", "en", dt.date(2026, 11, 25), (OutlineContents("Contents"), *parts))


def test_the_contents_of_a_pdf_name_the_page_on_which_each_part_stands():
    document = pypdfium2.PdfDocument(pdf_of(in_parts()))
    first, *others = (page.get_textpage().get_text_range() for page in document)
    lines = [line for line in first.splitlines() if line.startswith("Part")]
    assert [(line.split(" .")[0], line.split()[-1]) for line in lines] == [
        ("Part 1", "2"),
        ("Part 2", "3"),
        ("Part 3", "4"),
    ]
    assert [f"Part {number}" in page for number, page in enumerate(others, 1)] == [True] * 3


def test_the_contents_of_a_docx_are_a_field_whose_words_lead_to_their_headings():
    body = Document(io.BytesIO(docx_of(in_parts()))).element.body
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert (len(links), set(links)) == (3, places)
    assert [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]


def test_english_in_an_arabic_pdf_keeps_its_full_stop_at_its_end():
    said = "The Chair put the text, no member objected."
    blocks = (OutlineParagraph(said), OutlineTable(("النص", "A"), ((said, WORDS["ar"]),)))
    made = pdf_of(Outline("x", "ar", dt.date(2026, 1, 1), blocks))
    [page] = pypdfium2.PdfDocument(made)
    text = page.get_textpage()
    stops = [text.get_charbox(place) for place in range(text.count_chars()) if text.get_text_range(place, 1) == "."]
    tops = [text.get_charbox(place) for place in range(text.count_chars()) if text.get_text_range(place, 1) == "T"]
    assert len(stops) == len(tops) == 2
    assert all(stop[0] > top[0] for stop, top in zip(stops[:1], tops[:1], strict=True)), "it ends on the right"


def test_words_in_a_docx_are_set_apart_where_they_run_the_other_way_alone():
    arabic = "من جانب \u2068الرئاسة\u2069 و\u2068State XA\u2069 (\u2068منذ \u20682\u2069\u2069)"
    told = Outline("x", "ar", dt.date(2026, 1, 1), (OutlineParagraph(arabic),))
    [said] = [paragraph.text for paragraph in Document(io.BytesIO(docx_of(told))).paragraphs]
    assert said == arabic.replace("\u2068الرئاسة\u2069", "الرئاسة")


def test_a_docx_bears_the_number_of_each_page_at_its_foot():
    [section] = Document(io.BytesIO(docx_of(in_parts()))).sections
    assert [mark.text for mark in section.footer._element.iter(qn("w:instrText"))] == ["PAGE"]


def test_a_column_is_as_wide_as_a_day_needs_and_the_rest_goes_to_where_more_stands():
    rows = (("22 November 2026", WORDS["en"], "yes"), ("1 May 2026", WORDS["en"], "no"))
    day, words, answer = OutlineTable(("Day", "What was done", "Answer"), rows).widths
    assert day == len("22 November 2026") + 3
    assert words > day > answer


# -- Pictures.


def a_picture(language: str) -> Outline:
    with override(language):
        row = PictureRow(WORDS[language][:12], ((FIRST, 3, "three"), (SECOND, 1, "one")), "3 / 4", WORDS[language][:12])
        drawn = bars([row, row], WORDS[language][:20])
    blocks = (OutlineHeading("Pictures"), drawn, OutlineNote("■ □"))
    return Outline("Pictures", language, dt.date(2026, 11, 25), blocks)


@pytest.mark.parametrize("language", WORDS)
def test_a_picture_stands_in_every_file_with_its_words_for_those_who_hear_it(language):
    outline = a_picture(language)
    picture = outline.blocks[1]
    document = Document(io.BytesIO(docx_of(outline)))
    [shape] = document.inline_shapes
    properties = shape._inline.docPr
    assert (properties.get("title"), properties.get("descr")) == (picture.title, picture.words)
    [part] = [part for part in document.part.package.iter_parts() if part.partname.endswith(".png")]
    image = Image.open(io.BytesIO(part.blob))
    colours = {colour for _count, colour in image.convert("RGB").getcolors(1 << 20)}
    assert (11, 79, 92) in colours, "the full bar"
    assert image.width / image.height == pytest.approx(picture.width / picture.height, rel=0.02)
    pdf = pdf_of(outline)
    page = pypdfium2.PdfDocument(pdf)[0]
    drawn = [thing for thing in page.get_objects(max_depth=5) if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    assert len(drawn) >= len(picture.parts), "drawn, and not pixels"
    assert b"/Alt" in b"".join(_streams(pdf)) or b"/Alt" in pdf


def _streams(pdf: bytes) -> list[bytes]:
    """What is packed in it, unpacked."""
    found = []
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            found.append(zlib.decompress(packed))
    return found


@pytest.mark.parametrize("make", [docx_of, pdf_of])
def test_a_picture_is_the_same_bytes_again_and_the_house_takes_the_file_in(make):
    made = make(a_picture("ar"))
    assert make(a_picture("ar")) == made
    kind = "docx" if make is docx_of else "pdf"
    check_letter(SimpleUploadedFile(f"pictures.{kind}", made))


# -- What runs from the left among what runs from the right, and pictures that are higher than a page.


def runs_from_the_right(paragraph) -> tuple[bool, bool]:
    properties = paragraph._p.pPr
    return (
        properties is not None and properties.find(qn("w:bidi")) is not None,
        paragraph.runs[0]._r.rPr.find(qn("w:rtl")) is not None,
    )


def test_english_in_an_arabic_docx_runs_from_the_left_at_the_right_margin_and_a_numbered_heading_keeps_its_row():
    blocks = (
        OutlineParagraph("The group agreed on a list."),
        OutlineHeading("5. Routes of pilgrims", 3),
        OutlineTable(("\u2068SOC-2026-3\u2069",), ((WORDS["ar"],),)),
    )
    document = Document(io.BytesIO(docx_of(Outline("x", "ar", dt.date(2026, 12, 1), blocks))))
    english, numbered = document.paragraphs[:2]
    assert (runs_from_the_right(english), english.alignment) == ((False, False), WD_ALIGN_PARAGRAPH.RIGHT)
    assert runs_from_the_right(numbered) == (True, True)
    head, below = (row.cells[0].paragraphs[0] for row in document.tables[0].rows)
    assert (runs_from_the_right(head), head.text, head.alignment) == (
        (False, False),
        "SOC-2026-3",
        WD_ALIGN_PARAGRAPH.RIGHT,
    )
    assert runs_from_the_right(below) == (True, True)


def test_a_name_that_begins_in_arabic_is_set_apart_by_marks_within_which_no_line_ends_amid_a_word():
    state = "الدولة XJ"
    assert without_needless_isolates(f"\u2068{state}\u2069", runs_from_the_right=True) == f"\u200f{state}\u200f"
    assert without_needless_isolates("\u2068XJ ا\u2069", runs_from_the_right=True) == "\u2068XJ ا\u2069"


@pytest.mark.parametrize("is_wide", [True, False])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_picture_of_many_rows_stands_whole_on_one_page_with_its_heading_and_its_remark(is_wide, language):
    with override(language):
        picture = bars([PictureRow("x", ((FIRST, 1, "x"),), "1", "x") for _row in range(30)], "Many rows")
    blocks = (OutlineHeading("What stands"), picture, OutlineNote("A remark"))
    outline = Outline("x", language, dt.date(2026, 12, 1), blocks, is_wide=is_wide)
    assert len(pypdfium2.PdfDocument(pdf_of(outline))) == 1
    document = Document(io.BytesIO(docx_of(outline)))
    section, shape = document.sections[0], document.inline_shapes[0]
    assert shape.height <= section.page_height - section.top_margin - section.bottom_margin - Cm(5)
    assert shape.width <= section.page_width - section.left_margin - section.right_margin
    assert [paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs[1:]] == [True, True, None]
