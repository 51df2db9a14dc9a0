"""An entry on a desk, a document that was asked for, a saved list, a workbook that came back: one of each kind of row."""

import datetime as dt
import hashlib
import io
from typing import Any

import xlsxwriter
from django.utils import timezone

from desk.models import BroughtFile, DeskEntry, RequestedDocument, SavedList
from members.models import Participant
from members.tests.factories import ParticipantFactory, UserFactory
from record.awaiting import SECRETARIAT


def an_entry_on_a_desk(desk: str = SECRETARIAT) -> DeskEntry:
    """A line that somebody set aside."""
    return DeskEntry.objects.create(
        what="set-aside", desk=desk, line="a line", label="Plan a meeting", word="Later.", by=UserFactory()
    )


def a_document_asked_for(by: Any = None, at: dt.datetime | None = None, **said: Any) -> RequestedDocument:
    """The coordination report of 2007, which waits to be made."""
    said = {"kind": "coordination", "key": "2007", "language": "en", "format": "pdf", "title": "Coordination", **said}
    at = at or timezone.now()
    return RequestedDocument.objects.create(by=by or UserFactory(), at=at, day=at.date(), **said)


def a_saved_list(by: Any = None, **said: Any) -> SavedList:
    """A list that somebody keeps: commitments that are drafted."""
    said = {"name": "Drafts", "page": "commitment-list", "query": "state=drafted", **said}
    return SavedList.objects.create(by=by or UserFactory(), **said)


def a_workbook(state: str, title: str = "A workshop") -> bytes:
    """The least that is taken for a state's entries: one new activity, of which too little is said."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    # The same whenever it is made.
    book.set_properties({"created": dt.datetime(2026, 3, 10)})
    sheet, of_the_house = book.add_worksheet("Activities"), book.add_worksheet("cica")
    for height, row in enumerate(
        (["activities.key", "activities.version", "activities.title"], ["Key", "Version", "Title"])
    ):
        sheet.write_row(height, 0, row)
    sheet.write_string(2, 2, title)
    for height, row in enumerate((["layout", "1"], ["state", state], ["language", "en"])):
        of_the_house.write_row(height, 0, row)
    book.close()
    return out.getvalue()


def a_workbook_brought_back(
    owner: Participant | None = None, by: Any = None, title: str = "A workshop", **said: Any
) -> BroughtFile:
    """One that waits to be looked at."""
    owner = owner or ParticipantFactory()
    data = a_workbook(owner.code, title)
    digest = hashlib.sha256(data).hexdigest()
    row = {"name": "entries.xlsx", "size": len(data), "sha256": digest, "data": data, **said}
    return BroughtFile.objects.create(owner=owner, by=by or UserFactory(), **row)
