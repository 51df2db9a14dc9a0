"""The columns of a list, told once: in which order, under which heading, and what of the API's table a cell tells.

A room adds the columns of its lists in its `columns.py`; the page reads headings and order there (`{% columns_of %}`), and a
test holds the page against it and what it tells against JSON and files. How a cell looks (a link, a badge) is the page's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Column:
    """One column of a list's page."""

    name: str
    heading: Promise | str
    # The columns of the API and of files that its cells tell of.
    tells: tuple[str, ...]


LISTS: dict[str, dict[str, Column]] = {}


def add_columns(page: str, *columns: Column) -> None:
    """The columns of the list at an address, in their order. The same address again replaces them."""
    LISTS[page] = {column.name: column for column in columns}


# What an address calls the columns that its page shows.
ASKED = "columns"


def columns_asked(page: str, asked: Sequence[str]) -> list[str]:
    """Those of a list's columns that are asked for, in their order; none where all are, or none that it has."""
    known = LISTS.get(page, {})
    wanted = [name for name in known if name in asked]
    return wanted if len(wanted) < len(known) else []


def columns_shown(page: str, asked: Sequence[str]) -> dict[str, Column]:
    """The columns that a list shows: the first, which names the row, and those asked for; all where none is."""
    known, wanted = LISTS[page], columns_asked(page, asked)
    first = next(iter(known), "")
    return {name: column for name, column in known.items() if name in {first, *wanted}} if wanted else known


def told_by(columns: dict[str, Column]) -> str:
    """What `fields=` asks the API for, so that a file tells what these columns tell."""
    return ",".join(dict.fromkeys(name for column in columns.values() for name in column.tells))
