"""The tables of an outline as a workbook: what stands around them on the first sheet, then a sheet a table."""

import datetime as dt
import io
import re

import xlsxwriter

from record.outlines import (
    Outline,
    OutlineHeading,
    OutlineList,
    OutlineNote,
    OutlineParagraph,
    OutlineTable,
)

# What a sheet's name can't hold, and how long it may be.
NOT_IN_A_NAME, LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31
WIDEST, AROUND = 60, 100


def xlsx_of(outline: Outline) -> bytes:
    """Its bytes: text is text, whatever it begins with; the same outline gives the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    created = dt.datetime.combine(outline.dated, dt.time())
    book.set_properties({"title": outline.title, "created": created})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    names: set[str] = set()
    around = _sheet(book, outline, outline.title, names)
    around.set_column(0, 0, AROUND)
    line, heading = 0, outline.title
    for block in outline.blocks:
        match block:
            case OutlineHeading():
                heading = block.text
                around.write_string(line, 0, block.text, bold)
                line += 1
            case OutlineParagraph() | OutlineNote():
                around.write_string(line, 0, block.text, wrapped)
                line += 1
            case OutlineList():
                for number, item in enumerate(block.items, 1):
                    around.write_string(line, 0, f"{number}. {item}", wrapped)
                    line += 1
            case OutlineTable():
                _fill(_sheet(book, outline, heading, names), block, bold, wrapped)
    book.close()
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, outline: Outline, heading: str, names: set[str]) -> xlsxwriter.workbook.Worksheet:
    """A sheet that is called by the heading it stands under, and by a number besides where one is called so already."""
    plain = NOT_IN_A_NAME.sub(" ", heading).strip()[:LONGEST_NAME].strip() or "-"
    name, number = plain, 1
    while name.lower() in names:
        number += 1
        name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    names.add(name.lower())
    sheet = book.add_worksheet(name)
    if outline.runs_from_the_right:
        sheet.right_to_left()
    return sheet


def _fill(
    sheet: xlsxwriter.workbook.Worksheet,
    table: OutlineTable,
    bold: xlsxwriter.format.Format,
    wrapped: xlsxwriter.format.Format,
) -> None:
    for place, words in enumerate(table.head):
        sheet.write_string(0, place, words, bold)
        widest = max((len(row[place]) for row in table.rows), default=0)
        sheet.set_column(place, place, min(max(len(words), widest) + 2, WIDEST))
    for height, row in enumerate(table.rows, 1):
        for place, words in enumerate(row):
            sheet.write_string(height, place, words, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.head) - 1)
