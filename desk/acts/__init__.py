"""What may be done with a line of a desk, and with a list that somebody keeps."""

from desk.acts.lines import DESK_ACTS, DESK_ENTRY
from desk.acts.saved import SAVED_LIST, SAVED_LIST_ACTS

__all__ = ["DESK_ACTS", "DESK_ENTRY", "SAVED_LIST", "SAVED_LIST_ACTS"]
