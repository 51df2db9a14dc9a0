"""The columns of a list, told once: in which order, under which heading, and what of the API's table a cell tells.

A room adds the columns of its lists in its `columns.py`; the page reads headings and order there (`{% columns_of %}`), and a
test holds the page against it and what it tells against JSON and files. How a cell looks (a link, a badge) is the page's.
"""

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
