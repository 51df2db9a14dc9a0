"""Agendas as they were circulated, under `/api/v1/agendas/`, and circulating one."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from decisions.api.agenda_shapes import AgendaSerializer
from decisions.choices import AgendaStage
from decisions.models import AgendaVersion
from decisions.reports.agendas import agendas_seen_by, papers_readable
from meetings.filters import meeting_called
from record.api.naming import KeySchema
from record.api.parameters import Ordering
from record.dates import end_of_the_day
from record.doors.rest import ActsViewSet, with_acts
from record.filters import (
    KeyFilter,
    RecordFilter,
    SomeOfFilter,
    as_of_filter,
    by_words,
)
from record.forms import number_in


class AgendaFilter(RecordFilter):
    """By default every one; as of a day, those circulated by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what was circulated by then. Everything, if not given."))
    meeting = KeyFilter(field_name="meeting", named=meeting_called, help_text=_("Reference of a meeting."))
    stage = SomeOfFilter(choices=AgendaStage.choices)

    class Meta:
        model = AgendaVersion
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "meeting__words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(circulated_at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


@with_acts
class Agendas(ActsViewSet):
    """Agendas as they were circulated: provisional, and as adopted."""

    noun_name = "agenda"
    serializer_class = AgendaSerializer
    filterset_class = AgendaFilter
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    schema = KeySchema()
    ordering = Ordering(
        {"meeting": "meeting__reference", "circulated_at": "circulated_at", "number": "number"},
        default=("-circulated_at",),
        tie="-pk",
    )

    def get_queryset(self) -> QuerySet:
        return agendas_seen_by(self.request.user)

    @property
    def readable(self) -> frozenset[tuple[str, int]]:
        """The papers on agendas that the caller may read; asked once a request."""
        if "_readable" not in self.__dict__:
            self._readable = papers_readable(self.request.user)
        return self._readable

    def get_object(self) -> AgendaVersion:
        reference, _dot, number = self.kwargs["key"].rpartition(".")
        rows = self.get_queryset()
        return get_object_or_404(rows, meeting__reference=reference, number=number_in(number, 4) or 0)
