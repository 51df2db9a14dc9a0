"""Lists as people's spreadsheets save them: CSV of every Excel, XLSX with its empty rows. What is in doubt is asked about.

Nothing is guessed in silence: a file that isn't in Unicode is read in the code page that its sender names, and refused
until then, with what its first words would be in each.
"""

import codecs
import csv
import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from tablib import Dataset

from journal.readable import in_a_row

Cells = list[Any]

# Marks that say of a text how it is written, the longer first.
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What else the Excels of the member states save "CSV" in, by the scripts that people know it by.
CODE_PAGES = {
    "cp1251": gettext_lazy("Cyrillic (windows-1251)"),
    "gb18030": gettext_lazy("Chinese (GBK)"),
    "cp1256": gettext_lazy("Arabic and Persian (windows-1256)"),
    "cp1254": gettext_lazy("Turkish and Azerbaijani (windows-1254)"),
    "cp1255": gettext_lazy("Hebrew (windows-1255)"),
    "cp949": gettext_lazy("Korean (windows-949)"),
    "cp874": gettext_lazy("Thai (windows-874)"),
    "cp1258": gettext_lazy("Vietnamese (windows-1258)"),
    "cp1252": gettext_lazy("Western European (windows-1252)"),
}
SEPARATORS = ",;\t"
EXCELS_OWN = "sep="  # begins a first line of Excel's own, which names the separator
LONGEST_LINE = 1_000_000  # characters between two separators, as the reader of CSV takes them
PREVIEWED = 3  # words with letters that are not plain Latin
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NOT_CSV = gettext_lazy(
    "This is a workbook of Excel and no CSV file. Choose the format XLSX; a workbook of the old kind (XLS) is saved again"
    " as XLSX first."
)
NOT_XLSX = gettext_lazy(
    "This is no workbook that can be read. Please open it, save it again as XLSX, and choose that file."
)
EMPTY = gettext_lazy("The file holds no rows under the names of its columns.")


def rows_of_csv(data: bytes, code_page: str = "") -> Dataset:
    """The rows of a CSV file: in Unicode as it says itself, or in the code page that somebody named.

    Raises ValidationError with a sentence for whoever sent it.
    """
    if data.startswith((ZIP, OLD_EXCEL)):
        raise ValidationError(NOT_CSV)
    # Lines end as each machine ends them.
    text = text_of(data, code_page).replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(LONGEST_LINE)
    try:
        return dataset_of(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except csv.Error:
        raise ValidationError(
            _("The file can't be read as CSV: a quotation mark is not closed. Please save it again as CSV.")
        ) from None


def text_of(data: bytes, code_page: str = "") -> str:
    """The text of a file's bytes. Raises ValidationError where nobody can say how they are written."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "") or code_page or "utf-8"
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            raise ValidationError(_not_in_unicode(data)) from None
        raise ValidationError(_("The file is not written in that code page. Please choose another one.")) from None
    if "\0" in text:
        raise ValidationError(
            _("The file doesn't say how its letters are written. In Excel, please save it as “CSV UTF-8”.")
        )
    return text


def _not_in_unicode(data: bytes) -> str:
    """The sentence that asks for the code page, with the file's first words as they would be in each."""
    readings = []
    for code_page, label in CODE_PAGES.items():
        try:
            words = _telling_words(data.decode(code_page))
        except UnicodeDecodeError:
            continue
        if words:
            readings.append(_("%(format)s: “%(words)s”") % {"format": label, "words": words})
    return _(
        "The file is not in Unicode, and its letters can be read in several ways. In Excel, please save it as “CSV UTF-8”;"
        " or choose the format in which its words are right. %(readings)s"
    ) % {"readings": " · ".join(readings)}


def _telling_words(text: str) -> str:
    """The first words in which letters stand that are read differently in each code page."""
    words = (word.strip("\"'") for word in text.replace(";", " ").replace(",", " ").split())
    telling = (word for word in words if any(not sign.isascii() and sign.isprintable() for sign in word))
    return " ".join(islice((word[:40] for word in telling), PREVIEWED))


def _separator(text: str) -> str:
    """What stands between cells: what Excel's own first line says, else what parts the names of columns most."""
    beginning = text.lstrip("\n").split("\n", 1)[0]
    if (said := beginning.removeprefix(EXCELS_OWN)[:1]) in SEPARATORS and beginning.startswith(EXCELS_OWN):
        return said
    counts = {sign: len(next(csv.reader([beginning], delimiter=sign), [])) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: counts[sign])


def rows_of_xlsx(data: bytes) -> Dataset:
    """The rows of a workbook's sheet, values as they were last worked out. Raises ValidationError with a sentence."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.active
        if sheet is None:
            raise ValidationError(NOT_XLSX)
        return dataset_of(list(row) for row in sheet.iter_rows(values_only=True))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, SyntaxError):
        raise ValidationError(NOT_XLSX) from None


def dataset_of(rows: Iterable[Cells]) -> Dataset:
    """Rows under named columns; without rows and columns in which nothing stands at the end, and without edges of cells.

    An empty row between others stays, so that rows are counted as the sheet counts them. Raises ValidationError where
    something stands under no name, or a name stands twice.
    """
    cells = ([without_edges(cell) for cell in row] for row in rows)
    headers = _headers(cells)
    dataset = Dataset(headers=headers)
    waiting = 0
    for number, row in enumerate(cells, 2):
        if is_blank(row):
            waiting += 1
            continue
        for _blank in range(waiting):
            dataset.append([""] * len(headers))
        waiting = 0
        dataset.append(_under(headers, row, number))
    if not dataset:
        raise ValidationError(EMPTY)
    return dataset


def _headers(cells: Iterator[Cells]) -> list[str]:
    first = next((row for row in cells if not is_blank(row) and not str(row[0]).startswith(EXCELS_OWN)), [])
    names = [unicodedata.normalize("NFKC", str("" if name is None else name)).strip() for name in first]
    while names and not names[-1]:
        names.pop()
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise ValidationError(_("A column stands there twice: %(columns)s.") % {"columns": in_a_row(twice)})
    return names


def _under(headers: list[str], row: Cells, number: int) -> Cells:
    """The cells of a row, as many as there are names. Raises ValidationError for one that stands under none."""
    for place, cell in enumerate(row):
        if cell not in (None, "") and not (place < len(headers) and headers[place]):
            raise ValidationError(
                _(
                    "Row %(row)s has something in column %(column)s, which has no name. In the first row, give each column"
                    " its name in a cell of its own, without merged cells."
                )
                % {"row": number, "column": get_column_letter(place + 1)}
            )
    return [*row, *[""] * len(headers)][: len(headers)]


def is_blank(cells: Iterable[object]) -> bool:
    """Whether nothing stands in any of the cells."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def without_edges(cell: object) -> object:
    """A cell without the spaces around its text, wide and unbreakable ones included."""
    return cell.strip() if isinstance(cell, str) else cell


# -- What a cell says.


def in_our_digits(text: str) -> str:
    """The text with digits of any script, and full-width signs, as we write them: ٢٠٠٧ and ２００７ are 2007."""
    signs = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in signs if unicodedata.category(sign) != "Cf")


YEAR_FIRST, DAY_FIRST = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"), ("%d.%m.%Y",)


def day_written(text: str) -> dt.date | None:
    """The day of a cell, where it is written so that it is one day alone: 2007-03-14, 2007/3/14, 2007年3月14日, 14.03.2007.

    None for anything else, 03/04/2007 above all, which is two days.
    """
    typed = in_our_digits(text).strip().removesuffix(" 00:00:00")
    for form in (*YEAR_FIRST, *DAY_FIRST):
        try:
            return dt.datetime.strptime(typed, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None


# -- Long lists, row by row.


def rows_in_list(
    data: bytes, columns: Sequence[str], needed: Sequence[str], code_page: str = ""
) -> Iterator[tuple[int, list[str]]]:
    """Each row that isn't empty, with its number and its texts in the order of `columns`, whatever order the file has.

    CSV, or the first sheet of a workbook. Raises ValidationError with a sentence: also for a column that isn't known.
    """
    rows = _cells_of_xlsx(data) if data.startswith(ZIP) else _cells_of_csv(data, code_page)
    names = [name.lower() for name in _headers(row for _number, row in rows)]
    if unknown := sorted({name for name in names if name} - set(columns)):
        raise ValidationError(_("Columns that this list doesn't have: %(columns)s.") % {"columns": in_a_row(unknown)})
    if missing := [name for name in needed if name not in names]:
        raise ValidationError(_("Columns that are missing: %(columns)s.") % {"columns": in_a_row(missing)})
    places = [names.index(name) if name in names else -1 for name in columns]
    for number, row in rows:
        texts = [_plain_text(row[place]) if 0 <= place < len(row) else "" for place in places]
        if any(texts):
            yield number, texts


def _plain_text(cell: object) -> str:
    if type(cell) is not str:
        return "" if cell is None else str(cell)
    return (
        cell.replace("\u00a0", " ").strip()
        if cell and (cell[0] <= " " or cell[-1] <= " " or "\u00a0" in cell)
        else cell
    )


def _cells_of_csv(data: bytes, code_page: str) -> Iterator[tuple[int, Cells]]:
    text = text_of(data, code_page)
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(io.StringIO(text), delimiter=_separator(text), strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error:
        raise ValidationError(
            _("The file can't be read as CSV: a quotation mark is not closed. Please save it again as CSV.")
        ) from None


def _cells_of_xlsx(data: bytes) -> Iterator[tuple[int, Cells]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            yield number, list(row)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, SyntaxError):
        raise ValidationError(NOT_XLSX) from None
