"""What the house writes as DOCX opens in LibreOffice, on a machine that has it, and comes back from it with its text."""

import datetime as dt
import io
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from papers.tests.files.libreoffice import PROGRAM
from record.outlines import Outline, OutlineHeading, OutlineList, OutlineParagraph, OutlineTable
from record.outlines.docx import docx_of

pytestmark = [
    pytest.mark.night,
    pytest.mark.skipif(PROGRAM is None, reason="there is no LibreOffice on this machine"),
]
WORDS = {
    "en": "The Secretariat presents its compliments to the Ministry.",
    "ru": "Секретариат свидетельствует своё уважение Министерству иностранных дел.",
    "zh-hans": "秘书处谨向外交部致意，并谨此通知会议日期。",
    "ar": "تهدي الأمانة أطيب تحياتها إلى وزارة الخارجية",
}


def written(language: str) -> Outline:
    words = WORDS[language]
    table = OutlineTable((words, "2"), (("1", words),))
    blocks = (OutlineHeading(words), OutlineParagraph(words), OutlineList((words,)), table)
    return Outline(words, language, dt.date(2026, 11, 25), blocks)


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> Path:
    """Each language opened and saved again, as DOCX and as PDF."""
    folder = tmp_path_factory.mktemp("letters")
    for language in WORDS:
        (folder / f"{language}.docx").write_bytes(docx_of(written(language)))
    sources = [str(path) for path in sorted(folder.glob("*.docx"))]
    home = f"-env:UserInstallation=file://{folder}/home"
    for kind in ("docx:MS Word 2007 XML", "pdf"):
        command = [str(PROGRAM), home, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=150)
    return folder / "out"


def plain(words: str) -> str:
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("language", WORDS)
def test_a_document_saved_by_libreoffice_says_what_it_said_in_its_direction(converted, language):
    saved = Document(io.BytesIO((converted / f"{language}.docx").read_bytes()))
    texts = [paragraph.text for paragraph in saved.paragraphs if paragraph.text]
    assert texts == [WORDS[language], WORDS[language], f"1. {WORDS[language]}"]
    assert [[cell.text for cell in row.cells] for row in saved.tables[0].rows] == [
        [WORDS[language], "2"],
        ["1", WORDS[language]],
    ]
    assert saved.paragraphs[0].style.name == "Heading 1"
    bidi = saved.paragraphs[1]._p.pPr.find(qn("w:bidi"))
    runs_from_the_right = bidi is not None and bidi.get(qn("w:val")) not in {"0", "false"}
    assert runs_from_the_right is (language == "ar")


# Fonts of the machine may give Arabic back in other signs: there the DOCX is the proof.
@pytest.mark.parametrize("language", sorted(set(WORDS) - {"ar"}))
def test_a_pdf_that_libreoffice_makes_of_it_says_the_same(converted, language):
    pages = pypdfium2.PdfDocument((converted / f"{language}.pdf").read_bytes())
    text = plain("".join(page.get_textpage().get_text_range() for page in pages))
    assert text.count(plain(WORDS[language])) == 5
