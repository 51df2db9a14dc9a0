"""The workbook that a state takes home: a sheet of help, a sheet a kind of entry, and what the house needs to know it again."""

import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _now
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from record.dates import day_of_the_house
from record.exports import plain
from record.forms import FIRST_DAY, LAST_DAY
from record.marked import SENTENCE, is_marked
from record.outlines.xlsx import LONGEST_NAME, NOT_IN_A_NAME
from record.sheets.columns import CellKind, SheetColumn
from record.sheets.table import SHEETS, LinesSheet, SheetRow, Taking

# How the sheet is called that nobody looks at, and how what stands there is laid out.
OF_THE_HOUSE, LAYOUT = "cica", 1
OF_LISTS = "cica-lists"
KEY, VERSION, OF = "key", "version", "of"
# Where the names of the columns stand, their headings, and the rows.
IDS, HEADINGS, FIRST = 0, 1, 2
NEW_ROWS = 60
NARROW, USUAL, WIDE, HELP_WIDTH = 12, 20, 44, 100
LONGEST_BASE = 64
LONGEST_PIECE = 30_000
GREY, PALE = "#5f6368", "#f1f3f4"


def base_of(told: Mapping[str, str]) -> dict[str, str]:
    """What was in the cells as they left, short: a long text by its digest."""
    return {name: based(text) for name, text in told.items()}


def based(text: str) -> str:
    return text if len(text) <= LONGEST_BASE else f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


@dataclass(frozen=True)
class SheetPlace:
    """A column of a sheet as it stands there: its name, its heading, and the column that is filled in, if it is one."""

    name: str
    heading: str
    column: SheetColumn | None = None


@dataclass
class Workbook:
    """A workbook as it is being written, in the active language."""

    taking: Taking
    out: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(self.out, options)
        self.book.set_properties({"title": self.title, "created": dt.datetime.combine(self.day, dt.time())})
        self.formats: dict[tuple[Any, ...], Format] = {}
        self.names: set[str] = set()
        self.lists: list[list[str]] = []
        self.base: list[list[str]] = []

    @property
    def day(self) -> dt.date:
        """All that it says of when: on one day the same entries are the same file."""
        return day_of_the_house(self.taking.at)

    @property
    def title(self) -> str:
        return _now("Entries of %(state)s") % {"state": self.taking.owner}

    def written(self) -> bytes:
        sheets = [(kind, kind.columns(self.taking)) for kind in SHEETS]
        self._help(sheets)
        for kind, columns in sheets:
            self._sheet(kind, columns, kind.rows(self.taking, columns))
        self._lists()
        self._of_the_house()
        self.book.close()
        return self.out.getvalue()

    def format(self, properties: Mapping[str, str | int]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **properties})
        return self.formats[key]

    def _add(self, label: object) -> Worksheet:
        plain_name = NOT_IN_A_NAME.sub(" ", str(label)).strip()[:LONGEST_NAME].strip() or "-"
        name, number = plain_name, 1
        while name.lower() in self.names:
            number += 1
            name = f"{plain_name[: LONGEST_NAME - 3]} {number}"
        self.names.add(name.lower())
        sheet = self.book.add_worksheet(name)
        if get_language() == "ar":
            sheet.right_to_left()
        return sheet

    # -- What stands on it.

    def _help(self, sheets: Sequence[tuple[Any, Mapping[str, SheetColumn]]]) -> None:
        sheet = self._add(_now("How to fill this in"))
        sheet.set_column(0, 0, HELP_WIDTH)
        bold, wrapped = self.format({"bold": True, "text_wrap": True}), self.format({"text_wrap": True})
        lines: list[tuple[str, Format]] = [(self.title, bold)]
        lines += [(sentence, wrapped) for sentence in help_sentences(self.taking)]
        for kind, columns in sheets:
            lines += [("", wrapped), (str(kind.label), bold), (str(kind.lead), wrapped)]
            lines += [(text, wrapped) for text in map(told_of_a_column, columns.values()) if text]
        for number, (text, look) in enumerate(lines):
            sheet.write_string(number, 0, str(plain(text)), look)
        sheet.protect()

    def _sheet(self, kind: Any, columns: Mapping[str, SheetColumn], rows: Sequence[SheetRow]) -> None:
        sheet = self._add(kind.label)
        parents = (
            {parent.key: parent.label for parent in kind.parents(self.taking)} if isinstance(kind, LinesSheet) else {}
        )
        places = places_of(kind, columns)
        for number, place in enumerate(places):
            sheet.write_string(IDS, number, f"{kind.name}.{place.name}")
            self._head(sheet, number, place)
            if place.name == OF:
                self._offer(sheet, number, list(parents.values()), len(rows))
            elif place.column is not None:
                self._validate(sheet, number, place.column, len(rows))
        sheet.set_row(IDS, None, None, {"hidden": True})
        for height, row in enumerate(rows, FIRST):
            self._row(sheet, height, row, places, parents)
            self.base.append(["base", kind.name, row.key, *_pieces(json.dumps(base_of(row.told), ensure_ascii=False))])
        may_begin = isinstance(kind, LinesSheet) is False or bool(parents)
        for height in range(FIRST + len(rows), FIRST + len(rows) + (NEW_ROWS if may_begin else 0)):
            for number, place in enumerate(places):
                is_open = place.column is not None or place.name == OF
                sheet.write_blank(height, number, None, self._look(place.column, is_open))
        sheet.freeze_panes(FIRST, 0)
        sheet.protect(
            "",
            {
                "insert_rows": True,
                "format_columns": True,
                "format_rows": True,
                "format_cells": True,
                "autofilter": True,
            },
        )

    def _head(self, sheet: Worksheet, number: int, place: SheetPlace) -> None:
        look = self.format({"bold": True, "text_wrap": True, "bg_color": PALE, "bottom": 1})
        sheet.write_string(HEADINGS, number, place.heading, look)
        is_wide = place.column is not None and place.column.kind is CellKind.TEXT
        width = NARROW if place.name in {KEY, VERSION} else WIDE if is_wide else USUAL
        sheet.set_column(number, number, width)

    def _look(self, column: SheetColumn | None, is_open: bool) -> Format:
        properties: dict[str, str | int] = {"locked": not is_open, "text_wrap": True}
        if not is_open:
            properties |= {"font_color": GREY, "bg_color": PALE}
        match column.kind if column else None:
            case CellKind.DAY:
                properties["num_format"] = "yyyy-mm-dd"
            case CellKind.NUMBER:
                properties["num_format"] = "0"
            case _:
                # What is typed stays text, whatever it begins with.
                properties["num_format"] = "@"
        return self.format(properties)

    def _row(
        self, sheet: Worksheet, height: int, row: SheetRow, places: Sequence[SheetPlace], parents: Mapping[str, str]
    ) -> None:
        beside = {KEY: row.key, VERSION: row.version, OF: parents.get(row.of, row.of)}
        beside |= {f"shown{number}": value for number, value in enumerate(row.shown)}
        for number, place in enumerate(places):
            column = place.column
            value = column.cell(row.told.get(place.name, "")) if column else beside.get(place.name)
            write(sheet, height, number, value, self._look(column, column is not None and place.name in row.open))

    def _offer(self, sheet: Worksheet, number: int, words: list[str], height: int) -> None:
        """The values of a column, in a list that opens in its cells."""
        if not words:
            return
        if words not in self.lists:
            self.lists.append(words)
        place = xlsxwriter.utility.xl_col_to_name(self.lists.index(words))
        source = f"='{OF_LISTS}'!${place}$1:${place}${len(words)}"
        self._rule(sheet, number, height, {"validate": "list", "source": source, "error_type": "warning"})

    def _validate(self, sheet: Worksheet, number: int, column: SheetColumn, height: int) -> None:
        match column.kind:
            case CellKind.CHOICE if column.offered:
                self._offer(sheet, number, [str(plain(label)) for label in column.offered.values()], height)
            case CellKind.FLAG:
                self._offer(sheet, number, [_now("Yes"), _now("No")], height)
            case CellKind.DAY:
                within = {"criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY, "error_type": "warning"}
                self._rule(sheet, number, height, {"validate": "date", **within})
            case CellKind.NUMBER:
                within = {"criteria": "between", "minimum": 0, "maximum": 99999, "error_type": "warning"}
                self._rule(sheet, number, height, {"validate": "integer", **within})

    @staticmethod
    def _rule(sheet: Worksheet, number: int, height: int, rule: dict[str, Any]) -> None:
        sheet.data_validation(FIRST, number, FIRST + height + NEW_ROWS, number, {"ignore_blank": True, **rule})

    # -- What nobody looks at.

    def _lists(self) -> None:
        sheet = self.book.add_worksheet(OF_LISTS)
        for number, words in enumerate(self.lists):
            for height, word in enumerate(words):
                sheet.write_string(height, number, word)
        sheet.very_hidden()
        sheet.protect()

    def _of_the_house(self) -> None:
        sheet = self.book.add_worksheet(OF_THE_HOUSE)
        told = [["layout", str(LAYOUT)], ["state", self.taking.owner.code], ["language", get_language() or "en"]]
        told.append(["day", self.day.isoformat()])
        for height, cells in enumerate([*told, *self.base]):
            for number, text in enumerate(cells):
                sheet.write_string(height, number, text)
        sheet.very_hidden()
        sheet.protect()


def write(sheet: Worksheet, height: int, number: int, value: object, look: Format) -> None:
    """A typed cell: a text is a text, whatever it begins with."""
    match value:
        case None | "":
            sheet.write_blank(height, number, None, look)
        case dt.date():
            sheet.write_datetime(height, number, value, look)
        case int():
            sheet.write_number(height, number, value, look)
        case _:
            sheet.write_string(height, number, str(plain(str(value))), look)


def places_of(kind: Any, columns: Mapping[str, SheetColumn]) -> list[SheetPlace]:
    """Its columns as they stand: what names the row, what is shown beside it, and what is filled in."""
    beside = [SheetPlace(KEY, pgettext("of a row of a workbook", "Key")), SheetPlace(VERSION, _now("Version"))]
    if isinstance(kind, LinesSheet):
        beside.append(SheetPlace(OF, str(kind.of_label)))
    beside += [SheetPlace(f"shown{number}", str(column.label)) for number, column in enumerate(kind.shown)]
    return beside + [SheetPlace(name, heading_of(column), column) for name, column in columns.items()]


def heading_of(column: SheetColumn) -> str:
    return f"{column.label} *" if column.is_needed else str(column.label)


def told_of_a_column(column: SheetColumn) -> str:
    """What is said of a column before somebody fills it in: its help, and the keys that it may hold several of."""
    words = [str(column.help_text)] if column.help_text else []
    if column.kind is CellKind.MANY and column.offered:
        keys = ", ".join(column.offered)
        words.append(_now("Keys, with a semicolon between them: %(keys)s") % {"keys": keys})
    if column.is_open:
        words.append(_now("Write its reference."))
    return f"• {column.label} — {' '.join(words)}" if words else ""


def help_sentences(taking: Taking) -> list[str]:
    """What the first sheet says."""
    day = date_format(taking.at.date(), "DATE_FORMAT")
    return [
        *([str(SENTENCE)] if is_marked() else []),
        _now("As the record had them on %(day)s. Nothing is sent by filling this in.") % {"day": day},
        _now(
            "Change the white cells, and write new entries below the rows that are there. Grey cells name the row: leave them."
        ),
        _now("A column with an asterisk is needed. Where a cell offers a list, take a value from it."),
        _now("Write days as 2027-03-14. An empty cell says nothing. To leave a row out changes nothing in the record."),
        _now("Keep every column and sheet, in any order, and save the workbook as XLSX."),
        _now(
            "Bring it back on the page it was taken from, or send it to the Secretariat with a letter. What it would change is"
            " shown before anything is changed."
        ),
    ]


def _pieces(text: str) -> list[str]:
    """A long text in as many cells as it takes."""
    return [text[start : start + LONGEST_PIECE] for start in range(0, len(text), LONGEST_PIECE)] or [""]


def workbook_of(taking: Taking) -> bytes:
    """The workbook of a state's own entries, in the active language."""
    return Workbook(taking).written()
