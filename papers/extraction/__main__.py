"""The process in which the words are taken out of a file: `python -m papers.extraction pdf < file`.

It prints the words in UTF-8, or, behind a NUL, the reason for which there are none, and ends with 0. Should the file be too
much for the memory or the time given here, the process ends otherwise.
"""

import contextlib
import resource
import sys

from papers.extraction.files import NotReadable, words_of
from papers.extraction.reasons import WhyUnread

MEMORY = 384 * 1024 * 1024
SECONDS_OF_WORK = 20


def main(kind: str) -> None:
    # What a system does not offer (macOS has no limit of memory), it does not set.
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS_OF_WORK),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
    try:
        words = words_of(sys.stdin.buffer.read(), kind).replace("\0", " ")
        told = words if words.strip() else f"\0{WhyUnread.NO_WORDS.value}"
    except NotReadable:
        told = f"\0{WhyUnread.NOT_READABLE.value}"
    except MemoryError:
        told = f"\0{WhyUnread.TOO_MUCH_WORK.value}"
    sys.stdout.buffer.write(told.encode("utf-8", "replace"))


main(sys.argv[1])
