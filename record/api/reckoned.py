"""Lists that no table of the database holds: read from files, or reckoned from what a reader may see on a day."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404
from rest_framework.request import Request

from record.api.views import ReadingViewSet
from record.texts import folded


class ReckonedViewSet(ReadingViewSet):
    """Their rows are all made at once, then narrowed and ordered by their columns. A rule isn't changed like a row, so
    nobody can ask since when.

    A subclass says what there is on the day (`every`), what words are looked for in (`words_of`), in which orders it
    comes (`in_order`), by which values it is narrowed (`narrowed_by`), and by what a row is named (`key_of`).
    """

    changed_by: Sequence[str] | None = None
    in_order: Mapping[str, Callable[[Any], object]] = {}
    # Of a filter that takes several values: the value of a row that has to be among those asked for.
    narrowed_by: Mapping[str, Callable[[Any], object]] = {}

    def every(self) -> Iterable[Any]:
        """All rows, in the order of their table."""
        raise NotImplementedError

    def words_of(self, row: Any) -> Iterable[Any]:
        """What is looked through."""
        raise NotImplementedError

    def key_of(self, row: Any) -> str:
        return str(getattr(row, self.lookup_field))

    def asked(self, name: str) -> Any:
        return self.filterset.form.cleaned_data.get(name) if self.filterset else None

    def rows(self, request: Request) -> list[Any]:
        words = [folded(word) for word in (self.asked("search") or "").split()]
        rows = [row for row in self.every() if self._is_asked_for(row, words)]
        for ordered_by in reversed((request.query_params.get("ordering") or "").split(",")):
            if value := self.in_order.get(ordered_by.removeprefix("-")):
                # What has no value comes last, either way round.
                rows.sort(key=lambda row, value=value: str(value(row) or ""), reverse=ordered_by.startswith("-"))  # type: ignore[misc]
                rows.sort(key=lambda row, value=value: not value(row))  # type: ignore[misc]
        return rows

    def _is_asked_for(self, row: Any, words: list[str]) -> bool:
        for name, value in self.narrowed_by.items():
            if (asked := self.asked(name)) and value(row) not in asked:
                return False
        said = folded(*self.words_of(row)) if words else ""
        return all(word in said for word in words)

    def get_object(self) -> Any:
        """The row that the address names; capitals don't matter in a code or a reference."""
        key = self.kwargs[self.lookup_field].casefold()
        row = next((row for row in self.every() if self.key_of(row).casefold() == key), None)
        if row is None:
            raise Http404
        return row


def distinct(keys: Iterable[str]) -> list[str]:
    """The keys, each met again with its number behind a dot: rows that are alike but for what no key tells."""
    met: Counter[str] = Counter()
    numbered = []
    for key in keys:
        met[key] += 1
        numbered.append(f"{key}.{met[key]}" if met[key] > 1 else key)
    return numbered
