"""Tables as files that a spreadsheet opens without running anything in them.

The same rows give the same bytes, so that whoever has the file already is told so (ETag).
"""

import csv
import datetime as dt
import hashlib
import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse
from django.utils.http import quote_etag
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# The most that is held in memory; a larger file waits on disk while it is sent.
IN_MEMORY = 1_000_000  # bytes
# What a cell of a spreadsheet holds.
LONGEST_CELL = 32_767  # characters
# What begins a formula in Excel, LibreOffice or Google Sheets, full-width forms included.
BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠")
# What neither XML nor a spreadsheet can hold: control characters (but tab and newline), halves of characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
WIDEST_COLUMN = 60  # characters


Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Table:
    """Rows under named columns, as of a day. `rows` may be read once only."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    as_of: dt.date


def plain(value: object) -> Cell:
    """The value as a cell may hold it: numbers and truth values as they are, all else as text that can be written."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = UNWRITABLE.sub("\ufffd", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it, or would not see that it does."""
    begins = text.lstrip()[:1]
    return f"'{text}" if begins in BEGINS_A_FORMULA or text[:1] in {"\t", "\n"} else text


def csv_cell(value: object) -> str:
    """The value as CSV has it."""
    match plain(value):
        case None:
            return ""
        case bool(truth):
            return str(truth).lower()
        case str(text):
            return harmless(text)
        case number:
            return str(number)


def write_csv(table: Table, out: IO[bytes]) -> None:
    """CSV in UTF-8 with a byte order mark: without it Excel takes Arabic and Chinese for something else."""
    lines = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(lines)
    writer.writerow(table.columns)
    writer.writerows([csv_cell(value) for value in row] for row in table.rows)
    lines.flush()
    lines.detach()


def write_xlsx(table: Table, out: IO[bytes]) -> None:
    """A workbook of one sheet, written row by row; text is text, whatever it begins with."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    # Not the hour of writing: the same rows are the same bytes.
    created = dt.datetime.combine(table.as_of, dt.time())
    book.set_properties({"title": table.name, "subject": f"as of {table.as_of.isoformat()}", "created": created})
    sheet = book.add_worksheet(table.name[:31])
    sheet.freeze_panes(1, 1)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    widths = [len(column) + 2 for column in table.columns]
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column, bold)
    height = 0
    for height, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            cell = plain(value)
            _write_cell(sheet, height, place, cell, wrapped)
            widths[place] = min(max(widths[place], len(str(cell or "")) + 2), WIDEST_COLUMN)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.autofilter(0, 0, height, len(table.columns) - 1)
    book.close()


def _write_cell(sheet: Worksheet, height: int, place: int, cell: Cell, style: Format) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(height, place, cell, style)
    elif isinstance(cell, str):
        sheet.write_string(height, place, cell, style)
    else:
        sheet.write_number(height, place, cell, style)


WRITERS = {"csv": (write_csv, f"{CSV}; charset=utf-8"), "xlsx": (write_xlsx, XLSX)}


def as_download(table: Table, kind: str) -> FileResponse:
    """The table as a file to keep, with its ETag. It is written whole before the first byte leaves, so that what fails
    is an error and never half a file."""
    write, content_type = WRITERS[kind]
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    write(table, out)
    out.seek(0)
    seal = hashlib.file_digest(out, "sha256").hexdigest()
    out.seek(0)
    name = f"{table.name}_{table.as_of.isoformat()}.{kind}"
    response = FileResponse(out, as_attachment=True, filename=name, content_type=content_type)
    response["ETag"] = quote_etag(seal[:40])
    return response
