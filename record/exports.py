"""Tables as files that a spreadsheet opens without running anything in them.

The same rows give the same bytes. Of a file that is written whole before it leaves, whoever has it already is told so (ETag).
"""

import codecs
import csv
import datetime as dt
import hashlib
import io
import json
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any

import structlog
import xlsxwriter
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from record.marked import MARK, is_marked, marked
from record.parquet import MEDIA_TYPE as PARQUET
from record.parquet import ColumnType, write_parquet_rows

log = structlog.get_logger(__name__)

CSV = "text/csv"
JSON_LINES = "application/jsonl"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# The most that is held in memory; a larger XLSX waits on disk while it is sent, a larger CSV leaves while it is written.
IN_MEMORY = 1_000_000  # bytes
# What is whole before it leaves however long that takes; and seconds after which more than that is waited for no longer.
ALWAYS_WHOLE, PATIENCE = 65_536, 0.05
# So much of a long file is held while it is written.
PIECE = 200_000  # bytes
# What a cell of a spreadsheet holds.
LONGEST_CELL = 32_767  # characters
# What begins a formula in Excel, LibreOffice or Google Sheets, full-width forms included.
BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠")
# What neither XML nor a spreadsheet can hold: control characters (but tab and newline), halves of characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
WIDEST_COLUMN = 60  # characters
FIRST_YEAR_OF_SHEETS = 1900


Cell = str | int | float | bool | None


class WrittenLines(bytes):
    """WrittenLines of a file that are written already, with their ends: so many rows."""

    number: int

    def __new__(cls, lines: bytes, number: int) -> "WrittenLines":
        several = super().__new__(cls, lines)
        several.number = number
        return several


@dataclass(frozen=True)
class Table:
    """Rows under named columns, as of a day. `rows` may be read once only; for JSON lines each is an object.

    Where they are `written` already, each is the text of its line, without the end of it, or several `WrittenLines`; for XLSX, its
    plain cells.
    `days` are the places of columns that hold whole days; a sheet that `is_mirrored` begins on the right.
    """

    name: str
    columns: Sequence[str]
    rows: Iterable[Any]
    as_of: dt.date
    written: bool = False
    days: frozenset[int] = frozenset()
    is_mirrored: bool = False
    # Of each column, for files that are typed; none: all is text.
    types: Sequence[ColumnType] = ()


def plain(value: object) -> Cell:
    """The value as a cell may hold it: numbers and truth values as they are, all else as text that can be written."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and value.isprintable() and len(value) <= LONGEST_CELL:
        return value  # most of them: nothing in it that a cell can't hold
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


class Line:
    """What `csv` writes a line into: it is handed on at once."""

    def write(self, text: str) -> str:
        return text


END_OF_LINE = "\r\n"
CSV_WRITER = csv.writer(Line(), lineterminator=END_OF_LINE)


def lines_of_csv(table: Table) -> Iterator[bytes]:
    """CSV line by line, in UTF-8 with a byte order mark: without it Excel takes Arabic and Chinese for something else."""
    yield codecs.BOM_UTF8 + f"{line_of_csv(table.columns)}{END_OF_LINE}".encode()
    rows = table.rows if table.written else (line_of_csv([csv_cell(value) for value in row]) for row in table.rows)
    for row in rows:
        yield row if isinstance(row, WrittenLines) else f"{row}{END_OF_LINE}".encode()


def line_of_csv(cells: Sequence[str]) -> str:
    """The cells as a line, without its end."""
    return CSV_WRITER.writerow(cells).removesuffix(END_OF_LINE)


def lines_of_json(table: Table) -> Iterator[bytes]:
    """JSON lines: an object a row, as the API has it, in UTF-8, with nothing left out, cut or made harmless."""
    if table.written:
        yield from (f"{row}\n".encode() for row in table.rows)
        return
    for row in table.rows:
        yield json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write_csv(table: Table, out: IO[bytes]) -> None:
    out.writelines(lines_of_csv(table))


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
    book.set_properties(
        {"title": marked(table.name), "subject": f"as of {table.as_of.isoformat()}", "created": created}
    )
    sheet = book.add_worksheet(table.name[:31])
    sheet.freeze_panes(1, 1)
    if table.is_mirrored:
        sheet.right_to_left()
    if is_marked():
        sheet.set_header(f"&C{MARK}")  # on paper, over every page
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    as_day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    widths = [len(column) + 2 for column in table.columns]
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column, bold)
    height = 0
    for height, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            cell = value if table.written else plain(value)
            if cell is None or cell == "":
                continue
            if place not in table.days or not _write_day(sheet, height, place, cell, as_day):
                _write_cell(sheet, height, place, cell, wrapped)
            if widths[place] < WIDEST_COLUMN:
                widths[place] = min(max(widths[place], len(str(cell or "")) + 2), WIDEST_COLUMN)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.autofilter(0, 0, height, len(table.columns) - 1)
    book.close()


def _write_day(sheet: Worksheet, height: int, place: int, cell: Cell, style: Format) -> bool:
    """A whole day as a spreadsheet reckons with it; False where it has no such days: before 1900, or none at all."""
    try:
        day = dt.date.fromisoformat(str(cell))
    except ValueError:
        return False
    return day.year >= FIRST_YEAR_OF_SHEETS and sheet.write_datetime(height, place, day, style) == 0


def _write_cell(sheet: Worksheet, height: int, place: int, cell: str | float, style: Format) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(height, place, cell, style)
    elif isinstance(cell, str):
        sheet.write_string(height, place, cell, style)
    else:
        sheet.write_number(height, place, cell, style)


def write_parquet(table: Table, out: IO[bytes]) -> None:
    """Parquet, a row group after the other: nothing is cut or made harmless."""
    said = {"title": marked(table.name), "as_of": table.as_of.isoformat()}
    types = table.types or [ColumnType.TEXT] * len(table.columns)
    write_parquet_rows(table.columns, types, table.rows, out, said)


# By the word for a format: what it is sent as, and how it is written, line by line or whole.
CONTENT_TYPES = {"csv": f"{CSV}; charset=utf-8", "jsonl": JSON_LINES, "xlsx": XLSX, "parquet": PARQUET}
LINES = {"csv": lines_of_csv, "jsonl": lines_of_json}
WHOLE = {"xlsx": write_xlsx, "parquet": write_parquet}
KINDS = frozenset(CONTENT_TYPES)
# Those that a spreadsheet opens.
SPREADSHEETS = ("csv", "xlsx")


def as_download(table: Table, kind: str) -> StreamingHttpResponse:
    """The table as a file to keep.

    Written whole before the first byte leaves, with its ETag, as long as it fits into memory and is soon written, XLSX and
    Parquet always: what fails is an error then, and never half a file. Longer lines leave while they are written: what fails ends the
    connection before the end of the answer, so that a program and a browser see a download that broke off.
    """
    if write_lines := LINES.get(kind):
        lines = write_lines(table)
        head, is_whole = _beginning(lines)
        if not is_whole:
            return _while_it_is_written(head, lines, table, kind)
        return _as_file(head, table, kind)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    WHOLE[kind](table, out)
    return _as_file(out, table, kind)


@dataclass(frozen=True)
class Export:
    """Who takes which list, as which file, asked how: what the log says of it, with how many rows left."""

    name: str
    kind: str
    asked: str
    by: object

    def note(self, rows: int, *, whole: bool = True, line: Any = log) -> None:
        line.info("exported", list=self.name, format=self.kind, asked=self.asked, rows=rows, whole=whole, user=self.by)

    def told(self, rows: Iterable[Any]) -> Iterator[Any]:
        """The rows as they leave, and a line in the log when the last has left, or when the download breaks off."""
        # Of the request that asks: what leaves while it is written outlives it.
        line = log.bind(**structlog.contextvars.get_contextvars())
        taken, is_whole = 0, False
        try:
            for row in rows:
                taken += row.number if isinstance(row, WrittenLines) else 1
                yield row
            is_whole = True
        finally:
            self.note(taken, whole=is_whole, line=line)


def _beginning(lines: Iterator[bytes]) -> tuple[io.BytesIO, bool]:
    """The first lines, as many as fit and come soon, and whether these are all."""
    head, until = io.BytesIO(), time.monotonic() + PATIENCE
    for line in lines:
        head.write(line)
        length = head.tell()
        if length > IN_MEMORY or (length > ALWAYS_WHOLE and time.monotonic() > until):
            return head, False
    return head, True


def _as_file(out: io.BytesIO | tempfile.SpooledTemporaryFile[bytes], table: Table, kind: str) -> FileResponse:
    out.seek(0)
    seal = hashlib.file_digest(out, "sha256").hexdigest()
    out.seek(0)
    name = f"{table.name}_{table.as_of.isoformat()}.{kind}"
    response = FileResponse(out, as_attachment=True, filename=name, content_type=CONTENT_TYPES[kind])
    response["ETag"] = quote_etag(seal[:40])
    return response


def _while_it_is_written(head: io.BytesIO, lines: Iterator[bytes], table: Table, kind: str) -> StreamingHttpResponse:
    pieces = chain([head.getvalue()], AsAsked().pieces(lines))
    response = StreamingHttpResponse(pieces, content_type=CONTENT_TYPES[kind])
    name = content_disposition_header(True, f"{table.name}_{table.as_of.isoformat()}.{kind}")
    response["Content-Disposition"] = name or "attachment"
    return response


class AsAsked:
    """In which language and zone whoever asks reads: the request's own have ended when what leaves while it is written is told."""

    def __init__(self) -> None:
        self.language, self.zone = get_language(), timezone.get_current_timezone()

    @contextmanager
    def again(self) -> Iterator[None]:
        with translation.override(self.language), timezone.override(self.zone):
            yield

    def pieces(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        """Bytes to send, some lines at a time."""
        while piece := self._piece(lines):
            yield piece

    def _piece(self, lines: Iterator[bytes]) -> bytes:
        taken, length = [], 0
        with self.again():
            for line in lines:
                taken.append(line)
                length += len(line)
                if length >= PIECE:
                    break
        return b"".join(taken)
