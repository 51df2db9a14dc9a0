"""Workbooks of a state's entries, for tests: taken through the door, filled in as a program would, and brought back."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.models import BroughtFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cells = Mapping[str, object]


def taken(client: Client, state: str = "XA", language: str = "en") -> bytes:
    answer = client.post("/entries/take/", {"state": state, "language": language})
    assert answer.status_code == 200, answer.content
    return bytes(answer.content)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(book: Any, kind: str) -> tuple[Any, dict[str, int]]:
    """The sheet of a kind, with the place of each of its columns."""
    for sheet in book.worksheets:
        names = [str(cell.value or "") for cell in sheet[1]]
        if names and names[0].startswith(f"{kind}."):
            return sheet, {name.partition(".")[2]: place for place, name in enumerate(names, 1)}
    raise AssertionError(f"no sheet of {kind}")


def rows_in(book: Any, kind: str) -> list[dict[str, Any]]:
    """What stands on it, a row a thing, by column."""
    sheet, columns = sheet_of(book, kind)
    told = []
    for cells in sheet.iter_rows(min_row=3, values_only=True):
        row = {name: cells[place - 1] for name, place in columns.items()}
        if any(value is not None for value in row.values()):
            told.append(row)
    return told


def filled(
    data: bytes, kind: str, changes: Mapping[int, Cells], book_too: Callable[[Any], None] | None = None
) -> bytes:
    """With cells changed: by row of the sheet (the first one of the record is 3), by column."""
    book = opened(data)
    sheet, columns = sheet_of(book, kind)
    for row, cells in changes.items():
        for name, value in cells.items():
            sheet.cell(row, columns[name]).value = value
    if book_too:
        book_too(book)
    return saved(book)


def brought(client: Client, data: bytes, name: str = "entries.xlsx", **more: Any) -> Any:
    """The answer to a workbook that is sent by the page."""
    file = SimpleUploadedFile(name, data, content_type=XLSX)
    return client.post("/entries/brought/bring/", {"file": file, **more})


def bring(client: Client, data: bytes, **more: Any) -> BroughtFile:
    answer = brought(client, data, **more)
    assert answer.status_code == 302, answer.content.decode()
    return BroughtFile.objects.order_by("-pk").first()


def look(client: Client, file: BroughtFile) -> list[dict[str, Any]]:
    """What it would change, as a program is told."""
    return client.get(f"/api/v1/workbooks/{file.uid}/").json()["rows"]


def enter(client: Client, file: BroughtFile, **answers: Any) -> Any:
    return client.post(f"/entries/brought/{file.uid}/enter/", {"seen": str(file.sequence), **answers})
