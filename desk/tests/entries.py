"""An entry on a desk, a document that was asked for, and a saved list, for tests that need one of each kind of row."""

import datetime as dt
from typing import Any

from django.utils import timezone

from desk.models import DeskEntry, RequestedDocument, SavedList
from members.tests.factories import UserFactory
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
