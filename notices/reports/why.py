"""Why somebody is reminded: the row of the table of what reminds, which the floor above registers with its source."""

from dataclasses import dataclass
from typing import Any

from notices import sources
from notices.choices import Kind
from notices.kinds import REMINDERS


@dataclass(frozen=True)
class Why:
    """What reminds, whom, and the article or practice it rests on; empty where a source says neither."""

    kind: Any
    whom: Any = ""
    source_text: str = ""


def why_of(source: str) -> Why:
    """The row by the name of its source, which is the kind it yields."""
    row = sources.SOURCES.get(source)
    label = Kind(source).label if source in REMINDERS else source
    return Why(label, getattr(row, "whom", ""), getattr(row, "source_text", ""))
