"""Why somebody is reminded: the row of the table of what reminds, which the floor above registers with its source."""

from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Carried:
    """A row of the ledger with why it is there. `url` is empty where the link is its recipient's alone."""

    notice: Notice
    why: Why
    url: str


def carried(rows: Iterable[Notice]) -> list[Carried]:
    return [Carried(row, why_of(row.source), row.url if veiled(row.url) == row.url else "") for row in rows]
