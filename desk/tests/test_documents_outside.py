"""Every kind of document, in every language, as programs of others read it: a checker of PDF/UA, `pdftotext`, LibreOffice.

By day each kind in one language, by night all of them in all four.
"""

import datetime as dt
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from cica_tracker.tests.night import IS_NIGHT
from desk.reports.documents import KINDS, ToldDocument
from desk.tests.aloud import Aloud, amiss, bare, letters, words_of
from desk.tests.test_documents import LANGUAGES, of_each_kind, story, unset  # noqa: F401 fixtures
from papers.tests.files.libreoffice import PROGRAM
from record.outlines import Outline, OutlineHeading, OutlineParagraph, OutlineTable
from record.outlines.pictures import OutlinePicture

pytestmark = pytest.mark.django_db
DAY_OF_ALL = dt.date(2026, 12, 1)
ONCE = [(kind, LANGUAGES[place % 4]) for place, kind in enumerate(KINDS)]
ASKED = [(kind, language) for kind in KINDS for language in LANGUAGES] if IS_NIGHT else ONCE
WITH_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="there is no Poppler on this machine")


@pytest.fixture
def told(of_each_kind, officer) -> Any:  # noqa: F811
    """A document of a kind in a language."""

    def of(kind: str, language: str) -> ToldDocument:
        key = of_each_kind[kind]
        return ToldDocument(KINDS[kind], KINDS[kind].find(officer, key), key, officer, DAY_OF_ALL, language)

    return of


def cells(outline: Outline) -> list[list[list[str]]]:
    return [[list(block.head), *map(list, block.rows)] for block in outline.blocks if isinstance(block, OutlineTable)]


def in_letters(tables: list[list[list[str]]]) -> list[list[list[str]]]:
    return [[[letters(cell) for cell in row] for row in table] for table in tables]


def texts(outline: Outline, of: type) -> list[str]:
    return [block.text for block in outline.blocks if isinstance(block, of)]


@pytest.mark.parametrize(("kind", "language"), ASKED)
def test_a_pdf_meets_pdf_ua_and_reads_out_the_headings_tables_and_pictures_of_its_page(kind, language, told, tmp_path):
    document = told(kind, language)
    outline, path = document.outline(), tmp_path / "a.pdf"
    path.write_bytes(document.file("pdf").data)
    assert amiss(path) == []
    aloud = Aloud(path)
    contents = [block.text for block in outline.blocks if type(block).__name__ == "OutlineContents"]
    said = [letters(words) for words in aloud.headings]
    assert [words for words in said if words not in map(letters, contents)] == [
        letters(words) for words in texts(outline, OutlineHeading)
    ]
    assert in_letters(aloud.tables) == in_letters(cells(outline))
    heard = Counter(map(letters, aloud.paragraphs))
    unheard = Counter(letters(words) for words in texts(outline, OutlineParagraph)) - heard
    assert not unheard
    assert [bare(words) for words in aloud.figures] == [bare(words) for words in texts(outline, OutlinePicture)]


@WITH_POPPLER
@pytest.mark.parametrize(("kind", "language"), ASKED)
def test_pdftotext_finds_every_word_and_figure_of_the_tables(kind, language, told, tmp_path):
    document, path = told(kind, language), tmp_path / "a.pdf"
    path.write_bytes(document.file("pdf").data)
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    text = bare(subprocess.run(command, check=True, capture_output=True).stdout.decode())
    wanted = Counter(
        word for table in cells(document.outline()) for row in table for cell in row for word in words_of(cell)
    )
    assert {word: number for word, number in wanted.items() if text.count(word) < number} == {}


# -- LibreOffice opens what the house writes, and saves it again as it was.


@pytest.mark.night
@pytest.mark.skipif(PROGRAM is None, reason="there is no LibreOffice on this machine")
def test_libreoffice_saves_every_docx_with_its_tables_and_every_xlsx_with_its_cells(told, tmp_path):
    wanted = {}
    for kind, row in KINDS.items():
        for language in LANGUAGES:
            document = told(kind, language)
            wanted[f"{kind}-{language}"] = cells(document.outline())
            for extension in set(row.formats) - {"pdf"}:
                (tmp_path / f"{kind}-{language}.{extension}").write_bytes(document.file(extension).data)
    for extension, filtered in (("docx", "docx:MS Word 2007 XML"), ("xlsx", "xlsx:Calc MS Excel 2007 XML")):
        saved_by_libreoffice(sorted(tmp_path.glob(f"*.{extension}")), filtered, tmp_path)
    for name, tables in wanted.items():
        assert unset(in_docx(tmp_path / "out" / f"{name}.docx")) == unset(tables), name
        if (book := tmp_path / f"{name}.xlsx").exists():
            assert in_xlsx(tmp_path / "out" / book.name) == in_xlsx(book) == tables, name


def saved_by_libreoffice(sources: list[Path], filtered: str, folder: Path) -> None:
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [str(PROGRAM), home, "--headless", "--convert-to", filtered, "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=550)


def in_docx(path: Path) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(path)).tables]


def in_xlsx(path: Path) -> list[list[list[str]]]:
    return [
        [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in openpyxl.load_workbook(path).worksheets[1:]
    ]
