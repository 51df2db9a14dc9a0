"""Workbooks that a state takes home with its own entries, fills in without a line, and brings back.

A sheet is a row of one table (`table.py`): which of a state's entries stand on it, and by which acts what changed comes
into the record. Its columns are the fields that these acts ask (`columns.py`), so that whatever is wrong with a cell is
said by the act itself, in the reader's language. `writing.py` makes the workbook, `reading.py` takes it as any program
saves it, `comparing.py` lays it beside the record, `presses.py` does what it says, all of it or nothing.
"""

from record.sheets.table import SHEETS, LinesSheet, Parent, ShownColumn, Taking, ThingSheet

__all__ = ["SHEETS", "LinesSheet", "Parent", "ShownColumn", "Taking", "ThingSheet"]
