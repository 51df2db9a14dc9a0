"""What may be done with a line of a desk, a list that somebody keeps, and a document that somebody asked for."""

from desk.acts.documents import REQUESTED_DOCUMENT, REQUESTED_DOCUMENT_ACTS
from desk.acts.lines import DESK_ACTS, DESK_ENTRY
from desk.acts.saved import SAVED_LIST, SAVED_LIST_ACTS

__all__ = [
    "DESK_ACTS",
    "DESK_ENTRY",
    "REQUESTED_DOCUMENT",
    "REQUESTED_DOCUMENT_ACTS",
    "SAVED_LIST",
    "SAVED_LIST_ACTS",
]
