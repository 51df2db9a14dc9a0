"""Why a file is not taken. The sentences people read are in `papers/uploads.py`, one for each."""

from enum import StrEnum


class Reason(StrEnum):
    NOT_A_PAPER = "not-a-paper"
    NOT_A_SCAN = "not-a-scan"
    NOT_A_LETTER = "not-a-letter"
    NOT_A_PICTURE = "not-a-picture"
    NOT_A_WORKBOOK = "not-a-workbook"
    NOT_A_LIST = "not-a-list"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_AS_NAMED = "not-as-named"
    OLD_WORD = "old-word"
    NOT_WORD = "not-word"
    DAMAGED = "damaged"
    CROOKED = "crooked"
    MIXED = "mixed"
    ENCRYPTED = "encrypted"
    SCRIPT = "script"
    BY_ITSELF = "by-itself"
    MACROS = "macros"
    ACTIVE_PARTS = "active-parts"
    MULTIMEDIA = "multimedia"
    EMBEDDED = "embedded"
    ARCHIVE_INSIDE = "archive-inside"
    DYNAMIC_FORM = "dynamic-form"
    FROM_ELSEWHERE = "from-elsewhere"
    UNSAFE_LINK = "unsafe-link"
    DOCUMENT_TYPE = "document-type"
    BAD_NAMES = "bad-names"
    EXPANDS = "expands"
    TOO_COMPLEX = "too-complex"
    TOO_MUCH_WORK = "too-much-work"
    INFECTED = "infected"
    NOT_SCANNED = "not-scanned"


class FileRefused(Exception):
    """The file is not taken, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
