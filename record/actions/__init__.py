"""The verbs of this room: what was entered by mistake is taken back, sources are registered, imports are kept."""

from record.actions.corrections import (
    ANOTHER_OFFICER,
    SETTLED,
    ask_correction,
    confirm_correction,
    decline_correction,
    restore,
    take_with,
)
from record.actions.imports import Written, fates_of, keep_import, nothing_to_take, take_rows_back
from record.actions.indexing import compare_index, index_everything, index_what_is_missing
from record.actions.sources import add_source_file, register_source

__all__ = [
    "ANOTHER_OFFICER",
    "SETTLED",
    "Written",
    "add_source_file",
    "ask_correction",
    "compare_index",
    "confirm_correction",
    "decline_correction",
    "fates_of",
    "index_everything",
    "index_what_is_missing",
    "keep_import",
    "nothing_to_take",
    "register_source",
    "restore",
    "take_rows_back",
    "take_with",
]
