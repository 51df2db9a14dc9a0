"""What may be done with a line of a desk, a list that somebody keeps, a document asked for, a workbook that came back."""

from desk.acts.documents import REQUESTED_DOCUMENT, REQUESTED_DOCUMENT_ACTS
from desk.acts.lines import DESK_ACTS, DESK_ENTRY
from desk.acts.saved import SAVED_LIST, SAVED_LIST_ACTS
from desk.acts.workbooks import BROUGHT_FILE, WORKBOOK_ACTS

__all__ = [
    "BROUGHT_FILE",
    "DESK_ACTS",
    "DESK_ENTRY",
    "REQUESTED_DOCUMENT",
    "REQUESTED_DOCUMENT_ACTS",
    "SAVED_LIST",
    "SAVED_LIST_ACTS",
    "WORKBOOK_ACTS",
]
