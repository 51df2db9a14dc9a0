"""What was taken back, of every list, under `/api/v1/tombstones/`: so that whoever keeps a copy takes it out there as well."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from record.api import updated
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.api.reckoned import ReckonedViewSet
from record.api.views import ReadingViewSet
from record.dates import end_of_the_day
from record.filters import CorrectableFilter, RecordFilter, SomeOfFilter, as_of_filter
from record.models import Source


@dataclass(frozen=True)
class Tombstone:
    """That a row of a list was entered by mistake, and when that was found."""

    resource: str
    reference: str
    mistaken_at: dt.datetime

    @property
    def key(self) -> str:
        return f"{self.resource}.{self.reference}"


class TombstoneSerializer(serializers.Serializer):
    """A row that counts for nothing any more: take it out of a copy, or mark it there."""

    key = serializers.CharField(read_only=True, help_text=_("Name of the list, a dot, and the row's own reference."))
    resource = serializers.CharField(read_only=True, help_text=_("Name of the list: meetings."))
    reference = serializers.CharField(read_only=True, help_text=_("As the list's addresses name the row."))
    mistaken_at = serializers.DateTimeField(read_only=True, help_text=_("When it was found to be a mistake."))


class TombstoneFilter(RecordFilter):
    """By default all that was taken back; as of a day, by its end."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what was taken back by then. All, if not given."))
    resource = SomeOfFilter(
        field_name="key",
        choices=lambda: [(name, name) for name in correctable_resources()],
        method="leave_to_the_rows",
        help_text=_("Name of a list: meetings."),
    )

    class Meta:
        model = Source
        fields: list[str] = []


class Tombstones(ReckonedViewSet):
    """Of every list, the rows that the caller could read there and that were entered by mistake, the newest last.

    Each comes from the list itself, asked with `with_corrected=true`: nobody learns here of what they couldn't read there.
    """

    # The table of all lists, by the roof that knows them.
    resources: ClassVar[Mapping[str, type[ReadingViewSet]]] = {}

    # Asked of the instant at which it was taken back.
    changed_by = ()

    serializer_class = TombstoneSerializer
    filterset_class = TombstoneFilter
    schema = KeySchema()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    in_order = {
        "mistaken_at": lambda row: row.mistaken_at.isoformat(),
        "resource": lambda row: row.resource,
        "reference": lambda row: row.reference,
    }
    narrowed_by = {"resource": lambda row: row.resource}
    ordering = Ordering({name: name for name in in_order}, default=(), tie="key")

    def get_queryset(self) -> QuerySet:
        return Source.objects.visible_to(self.request.user)

    def rows(self, request: Request) -> list[Tombstone]:
        since = updated.since_asked(request)
        return [row for row in super().rows(request) if since is None or row.mistaken_at >= since]

    def every(self) -> list[Tombstone]:
        wanted = self.asked("resource") or correctable_resources()
        until = end_of_the_day(self.as_of) if self.as_of else None
        graves = [row for name in wanted for row in self._taken_back(name) if until is None or row.mistaken_at <= until]
        return sorted(graves, key=lambda row: (row.mistaken_at, row.key))

    def _taken_back(self, name: str) -> Iterator[Tombstone]:
        view = self.resources[name]()
        view.request, view.action, view.kwargs, view.format_kwarg = self.request, "list", {}, None
        view.filterset = view.filterset_class(QueryDict("with_corrected=true"), request=self.request)
        view.filterset.is_valid()
        named = view.get_serializer_class()().fields.get(view.lookup_field)
        for row in view.get_queryset().filter(mistaken_at__isnull=False):
            key = named.to_representation(named.get_attribute(row)) if named else getattr(row, view.lookup_field)
            yield Tombstone(name, str(key), row.mistaken_at)

    def words_of(self, row: Tombstone) -> Iterable[Any]:
        return (row.key,)


def correctable_resources() -> list[str]:
    """The lists of which a row can have been entered by mistake."""
    return [name for name, view in Tombstones.resources.items() if issubclass(view.filterset_class, CorrectableFilter)]
