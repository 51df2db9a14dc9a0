"""A workbook as it comes back: columns in any order, sheets under any name, from whichever program saved it."""

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from record.refusals import Refused
from record.sheets.cells import folded
from record.sheets.table import SHEETS
from record.sheets.writing import KEY, OF, OF_LISTS, OF_THE_HOUSE, VERSION
from record.spreadsheets import NOT_XLSX, is_blank

NOT_OURS = _("This workbook was not taken from here. Take your entries home, fill that workbook in, and bring it back.")
TOO_LONG = _("The workbook has more than %(most)s rows on a sheet. Please bring it in parts.")
# The names of columns stand among the first rows, whatever somebody wrote above them.
SOUGHT_AMONG = 15
MOST_ROWS, MOST_COLUMNS = 5000, 300
ID = re.compile(r"([a-z-]+)\.([a-z0-9_]+)")
FAULTS = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, SyntaxError, TypeError)


@dataclass(frozen=True)
class FileRow:
    """A row of a sheet as it came back: where it stands, which one it is, and what is in its cells, by column."""

    sheet: str
    number: int
    key: str
    version: str
    of: str
    cells: Mapping[str, object]
    places: Mapping[str, str]

    def address(self, column: str) -> str:
        """Where a cell stands: B7."""
        return f"{self.places.get(column, '')}{self.number}"


@dataclass
class BroughtBook:
    """What a workbook holds: whose it is, in which language it left, when, its rows by kind, and what was in them then."""

    state: str
    language: str
    epoch: dt.datetime
    rows: dict[str, list[FileRow]] = field(default_factory=dict)
    base: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


def read_workbook(data: bytes) -> BroughtBook:
    """Raises Refused, with a sentence for whoever brings it."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return _read(book)
    except FAULTS:
        raise Refused({"file": [NOT_XLSX]}) from None


def _read(book: Any) -> BroughtBook:
    if OF_THE_HOUSE not in book.sheetnames:
        raise Refused({"file": [NOT_OURS]})
    told: dict[str, str] = {}
    brought = BroughtBook("", "en", book.epoch)
    for cells in book[OF_THE_HOUSE].iter_rows(values_only=True):
        texts = [str(cell) for cell in cells if cell is not None]
        if texts[:1] == ["base"] and len(texts) > 3:
            brought.base[(texts[1], texts[2])] = _base("".join(texts[3:]))
        elif len(texts) > 1:
            told[texts[0]] = texts[1]
    brought.state, brought.language = told.get("state", ""), told.get("language", "en")
    if not brought.state:
        raise Refused({"file": [NOT_OURS]})
    for name in book.sheetnames:
        if name not in {OF_THE_HOUSE, OF_LISTS} and hasattr(book[name], "iter_rows"):
            _read_sheet(book[name], brought)
    if not brought.rows:
        raise Refused({"file": [NOT_OURS]})
    return brought


def _base(text: str) -> dict[str, str]:
    held = json.loads(text)
    return {str(name): str(value) for name, value in held.items()} if isinstance(held, dict) else {}


def _read_sheet(sheet: Any, brought: BroughtBook) -> None:
    """The rows under the names of its columns; a sheet without such names is somebody's own, and is passed over."""
    # What a program says of a sheet's extent isn't always so.
    sheet.reset_dimensions()
    kind, columns, below = "", {}, 0
    rows: list[FileRow] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if not kind:
            kind, columns = _names(cells)
            below = number + 1  # the headings that people read
            if not kind and number >= SOUGHT_AMONG:
                return
            continue
        if number <= below or is_blank(cells):
            continue
        row = _row(sheet.title, number, cells, columns)
        if row is not None:
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise Refused({"file": [TOO_LONG % {"most": MOST_ROWS}]})
    if kind:
        brought.rows.setdefault(kind, []).extend(rows)


def _names(cells: tuple[object, ...]) -> tuple[str, dict[int, str]]:
    """Of the row that names the columns: which kind of sheet it is, and what stands in which place."""
    named = {place: ID.fullmatch(folded(cell)) for place, cell in enumerate(cells) if isinstance(cell, str)}
    matches = {place: match for place, match in named.items() if match is not None}
    kinds = {match[1] for match in matches.values()}
    if len(kinds) != 1 or SHEETS.find(kind := kinds.pop()) is None:
        return "", {}
    return kind, {place: match[2] for place, match in matches.items()}


def _row(sheet: str, number: int, cells: tuple[object, ...], columns: Mapping[int, str]) -> FileRow | None:
    by_name = {name: cells[place] for place, name in columns.items() if place < len(cells)}
    said = {name: value for name, value in by_name.items() if not is_blank([value])}
    if not said:
        return None
    places = {name: get_column_letter(place + 1) for place, name in columns.items()}
    key, version, of = (folded(str(by_name.pop(name, None) or "")) for name in (KEY, VERSION, OF))
    filled = {name: value for name, value in by_name.items() if not name.startswith("shown")}
    return FileRow(sheet, number, key, version, of, filled, places)
