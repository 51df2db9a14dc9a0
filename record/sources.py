"""The sources of the data file, by which the register begins, and what of the register a text cites."""

from functools import cache
from pathlib import Path

import yaml

from record.models import keys_in

SOURCES_FILE = Path(__file__).parent / "data" / "sources.yaml"


@cache
def known_sources() -> dict[str, str]:
    """By key, what the file says of a source."""
    rows = yaml.safe_load(SOURCES_FILE.read_text(encoding="utf-8"))["sources"]
    return {row["key"]: row["says"] for row in rows}


def cited(source: str) -> list[str]:
    """The keys that a source names, where it names nothing else; empty for a citation in words."""
    parts = [part for part in source.split(";") if part.strip()]
    keys = keys_in(source)
    return keys if len(keys) == len(parts) else []
