"""What the keys of sources mean: a table kept as a file, since it is read and never written by the site."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

SOURCES_FILE = Path(__file__).parent / "data" / "sources.yaml"


@dataclass(frozen=True)
class Source:
    """A key as facts cite it, and what it says: a document, or addresses where it was read."""

    key: str
    says: str


@cache
def known_sources() -> dict[str, Source]:
    rows = yaml.safe_load(SOURCES_FILE.read_text(encoding="utf-8"))["sources"]
    return {row["key"]: Source(row["key"], row["says"]) for row in rows}


def cited(source: str) -> list[Source]:
    """The sources a fact cites, in order; a citation that is no key stands for itself."""
    keys = [key.strip() for key in source.split(";") if key.strip()]
    return [known_sources().get(key, Source(key, "")) for key in keys]
