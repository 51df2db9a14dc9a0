"""Scenes of an exercise: lists that people keep as they asked them, one of them shared; workbooks of entries that came back."""

import io
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from catalogue.models import Measure
from desk.actions.workbooks import take_home
from members.models import Participant, User
from record.exercise import Days, Exercise, Scene, add_scenes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lists(exercise: Exercise) -> Days:
    """An officer keeps what comes next, with the columns that tell of it; a state shares the meetings of the Committee."""
    yield -6
    next_columns = "columns=stands&columns=next"
    exercise.does("officer", "saved-list.keep", name="What comes next", list_name="commitment-list", query=next_columns)
    yield -5
    of_the_committee = {"list_name": "meeting-list", "query": "body=soc"}
    kept = exercise.does("xa", "saved-list.keep", name="Meetings of the Committee", **of_the_committee)
    exercise.does("xa", "saved-list.share", kept)


def _workbooks(exercise: Exercise) -> Days:
    """A state enters what its workbook says; another one, brought by a preparer, waits for the authority."""
    measure = Measure.objects.order_by("pk")[0]
    yield -5
    visit = {
        "title": "Visit to a weather service",
        "kind": "visit",
        "measure": measure.reference,
        "starts_on": exercise.day(90),
    }
    brought = exercise.does("xa", "brought-file.bring", file=_filled_in(exercise, "xa", "activities", visit))
    exercise.does("xa", "brought-file.enter", brought)
    yield -1
    rules = {"area": measure.area.reference, "title": "Who answers at night", "text": "The duty desk, day and night."}
    exercise.does("xa-preparer", "brought-file.bring", file=_filled_in(exercise, "xa-preparer", "information", rules))


def _filled_in(exercise: Exercise, who: str, kind: str, cells: dict[str, Any]) -> SimpleUploadedFile:
    """The workbook that somebody of XA takes home, with a row more on one of its sheets."""
    person = User.objects.get(pk=exercise.people[who].pk)
    taken = take_home(state=Participant.objects.get(code="XA"), language="en", by=person, at=exercise.clock)
    book = openpyxl.load_workbook(io.BytesIO(taken.data))
    sheet = next(sheet for sheet in book.worksheets if str(sheet["A1"].value).startswith(f"{kind}."))
    places = {str(cell.value).partition(".")[2]: cell.column for cell in sheet[1]}
    # Below the names of its columns and their headings, the first row in which nothing stands.
    free = next(row for row in range(3, sheet.max_row + 1) if all(cell.value is None for cell in sheet[row]))
    for name, value in cells.items():
        sheet.cell(free, places[name]).value = value
    written = io.BytesIO()
    book.save(written)
    return SimpleUploadedFile(taken.name, written.getvalue(), XLSX)


add_scenes(Scene("desk: lists kept", _lists), Scene("desk: workbooks", _workbooks, order=90))
