"""In which order a list stands: one of its columns, forward or back, as the address says."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet


@dataclass(frozen=True)
class AskedOrder:
    """The order that a page was asked for: the name of a column, or "" for the order in which the list opens."""

    name: str
    is_descending: bool
    fields: tuple[str, ...]
    # Those by which it can be ordered.
    columns: frozenset[str]

    def of(self, rows: QuerySet) -> QuerySet:
        return rows.order_by(*self.fields)

    def next_of(self, name: str) -> str:
        """What the head of a column asks for when it is pressed: forward first, then back."""
        return f"-{name}" if name == self.name and not self.is_descending else name

    def aria_of(self, name: str) -> str:
        """The value of `aria-sort` at the head of a column."""
        if name != self.name:
            return ""
        return "descending" if self.is_descending else "ascending"


@dataclass(frozen=True)
class ListOrder:
    """The columns by which a list can be ordered, each with its fields forward; `opening` is how it stands unasked."""

    opening: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]

    def of_page(self, query: Mapping[str, str]) -> AskedOrder:
        """What the address asks, as `ordering=kind` or `ordering=-kind`, which the API takes as well.

        What names no column is as if nothing was asked.
        """
        asked = query.get("ordering", "")
        name = asked.removeprefix("-")
        if name not in self.columns:
            return AskedOrder("", False, self.opening, frozenset(self.columns))
        is_descending = asked.startswith("-")
        fields = self.columns[name]
        turned = tuple(map(_turned, fields)) if is_descending else fields
        return AskedOrder(name, is_descending, turned, frozenset(self.columns))


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"
