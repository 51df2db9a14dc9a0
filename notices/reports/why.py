"""Why somebody is reminded: the row of the table of what reminds, which the floor above registers with its source."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from notices import sources
from notices.kinds import Phrase, label_of
from notices.models import Notice
from notices.reports.reading import veiled


@dataclass(frozen=True)
class Why:
    """What reminds, whom, and the article or practice it rests on; empty where a source says neither."""

    kind: Phrase
    whom: Phrase = ""
    source_text: str = ""


def why_of(source: str) -> Why:
    """The row by the name of its source, which is the kind it yields."""
    row = sources.SOURCES.get(source)
    return Why(label_of(source), getattr(row, "whom", ""), getattr(row, "source_text", ""))


# How what is reminded of several times calls each time: it stays the same, whatever the reader's language.
AHEAD = re.compile(r"(?P<number>\d+) days before\b")


@dataclass(frozen=True)
class Carried:
    """A row of the ledger with why it is there. `url` is empty where the link is its recipient's alone."""

    notice: Notice
    why: Why
    url: str

    @property
    def lead(self) -> str:
        """How far ahead it reminds, in words; empty of what isn't told so many days before."""
        ahead = AHEAD.search(self.notice.occurrence)
        if ahead is None:
            return ""
        number = int(ahead["number"])
        return ngettext("%(number)d day before", "%(number)d days before", number) % {"number": number}


def carried(rows: Iterable[Notice]) -> list[Carried]:
    return [Carried(row, why_of(row.source), row.url if veiled(row.url) == row.url else "") for row in rows]
