"""What lists may be asked, once a noun: the page of a list and the API read the same filter set, and so do its files.

The API refuses what a set doesn't take (`record.api.parameters`); a page shows its form, with what is wrong beside the
text that is kept. A room's own sets stand in its `filters.py`, under the doors.
"""

from record.filters.fields import (
    ANY,
    DayFilter,
    KeyFilter,
    Offered,
    OneOfFilter,
    SomeOfField,
    SomeOfFilter,
    TruthFilter,
    WordsFilter,
    as_of_filter,
)
from record.filters.lists import ASKED_LISTS, AskedList, add_asked_lists
from record.filters.sets import CorrectableFilter, EnteredByThen, RecordFilter, SourceFilter, source_called
from record.filters.words import by_words, words_stand

__all__ = [
    "ANY",
    "ASKED_LISTS",
    "AskedList",
    "CorrectableFilter",
    "DayFilter",
    "EnteredByThen",
    "KeyFilter",
    "Offered",
    "OneOfFilter",
    "RecordFilter",
    "SomeOfField",
    "SomeOfFilter",
    "SourceFilter",
    "TruthFilter",
    "WordsFilter",
    "add_asked_lists",
    "as_of_filter",
    "by_words",
    "source_called",
    "words_stand",
]
