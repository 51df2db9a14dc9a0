"""The fields of a text: which of them fetch or run something when the text is opened, and where their links lead."""

import re

from papers.inspection.links import check_link
from papers.inspection.reasons import FileRefused, Reason

# The instructions of a part's fields are put one after another, each between these two; what a field shows is left out.
BEGINS = "\x01"
ENDS = "\x02"

# A field whose name comes out of another field hides what it is. Words of an instruction may follow a field within it.
RUNS = re.compile(rf"{BEGINS}[\s\"]*{BEGINS}|[{BEGINS}{ENDS}][\s\"]*(DDE|PRINT)(?![A-Z0-9])|DDEAUTO", re.I)
FETCHES = re.compile(
    rf"[{BEGINS}{ENDS}][\s\"]*(LINK|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|DATABASE|RD)(?![A-Z0-9])", re.I
)
LINK = re.compile(rf"{BEGINS}\s*HYPERLINK(?![A-Z0-9])([^{BEGINS}{ENDS}]*)", re.I)
WORD = re.compile(r"\"[^\"]*\"?|[^\s\"]+")
# Switches of a link that have a word of their own: a place in the document, a hint, a window.
WITH_A_WORD = {"\\l", "\\o", "\\t", "\\s"}


def check_fields(instructions: str) -> None:
    """Refuse a field that runs or fetches something, and a link of a field that isn't one to a page or a letter."""
    if RUNS.search(instructions):
        raise FileRefused(Reason.ACTIVE_PARTS)
    if FETCHES.search(instructions):
        raise FileRefused(Reason.FROM_ELSEWHERE)
    for words in LINK.findall(instructions):
        check_words_of_a_link(WORD.findall(words))


def check_words_of_a_link(words: list[str]) -> None:
    switch = ""
    for word in words:
        if switch not in WITH_A_WORD and not re.fullmatch(r"\\[A-Za-z!]", word):
            check_link(word.strip('"'))
        switch = word.lower()
