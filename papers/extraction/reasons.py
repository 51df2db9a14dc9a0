"""Why a file's words aren't searched."""

from enum import StrEnum


class WhyUnread(StrEnum):
    """What kept the words in the file."""

    NO_WORDS = "no-words"
    NOT_READABLE = "not-readable"
    TOO_MUCH_WORK = "too-much-work"
    MISSING = "missing"
