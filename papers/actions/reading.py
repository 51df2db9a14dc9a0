"""Words of files, taken out for the index: of versions of papers, and of scans of letters."""

import datetime as dt
import time
from collections.abc import Iterator
from itertools import chain

import structlog
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Replace

from papers.extraction.reasons import WhyUnread
from papers.models import PaperVersion, ScanOfALetter, WordsOfAFile, WordsOfAScan
from papers.uploads import words_in

PDF, DOCX = ".pdf", ".docx"
log = structlog.get_logger(__name__)


def unread_files() -> QuerySet[PaperVersion]:
    """Versions that are files, whose words nobody has tried to read yet; the newest first."""
    return PaperVersion.objects.exclude(file="").filter(words__isnull=True).order_by("-pk")


def unread_scans() -> QuerySet[ScanOfALetter]:
    """The same of scans of letters, as far as they count: what everybody got first, then each addressee's own copy.

    Of a copy that went as DOCX and as PDF one is read: both say the same.
    """
    as_docx = ScanOfALetter.objects.filter(
        letter=OuterRef("letter"),
        addressee=OuterRef("addressee"),
        name=Replace(OuterRef("name"), Value(PDF), Value(DOCX)),
    )
    said_again = Q(addressee__isnull=False, name__endswith=PDF) & Exists(as_docx)
    rows = ScanOfALetter.objects.filter(words__isnull=True).exclude(said_again)
    return rows.order_by(F("addressee").asc(nulls_first=True), "-pk")


def read_files(*, at: dt.datetime, within: float, again: bool = False) -> int:
    """Take the words out of files that came in, so that they are searched, for so many seconds. Says how many were read.

    A file that can't be read sets itself aside with its reason and keeps no other from being read; where the place of the
    files can't be reached, all of them wait. May run any number of times, and twice at once.
    """
    until, count = time.monotonic() + within, 0
    if again:
        WordsOfAFile.objects.exclude(unread="").delete()
        WordsOfAScan.objects.exclude(unread="").delete()
    waiting: Iterator[PaperVersion | ScanOfALetter] = chain(
        unread_files().iterator(chunk_size=20), unread_scans().iterator(chunk_size=20)
    )
    for kept in waiting:
        if time.monotonic() > until:
            break
        try:
            words, unread = _words_of(kept)
        except OSError:
            log.exception("files can't be read now")
            break
        said = {"text": words, "unread": unread, "at": at}
        if isinstance(kept, PaperVersion):
            WordsOfAFile.objects.get_or_create(version=kept, defaults=said)
        else:
            WordsOfAScan.objects.get_or_create(scan=kept, defaults=said)
        count += 1
    return count


def _words_of(kept: PaperVersion | ScanOfALetter) -> tuple[str, str]:
    """Its words, or why there are none. Raises OSError where the place of the files can't be reached."""
    try:
        with kept.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError:
        return "", WhyUnread.MISSING.value
    return words_in(data, str(kept.file.name).rpartition(".")[2])
