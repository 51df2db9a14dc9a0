"""Draft agendas under `/api/v1/agenda-items/`: item by item, for who prepares the meeting."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from decisions.acts.agenda import CHANGE, DRAFT, REORDER
from decisions.api.agenda_shapes import AgendaItemSerializer, WholeAgendaItemSerializer
from decisions.choices import ItemOrigin
from decisions.models import AgendaItem, AgendaPaper
from meetings.filters import meeting_called
from meetings.models import Meeting
from record.acts import Act, Setting
from record.api.parameters import Ordering
from record.api.problems import A_PROBLEM
from record.api.writing import (
    IF_MATCH,
    REFUSALS,
    etag,
)
from record.doors.described import body_serializer
from record.doors.rest import ActsViewSet, with_acts
from record.filters import (
    KeyFilter,
    RecordFilter,
    SomeOfFilter,
    by_words,
)

# What these answer is the whole draft.
OF_THE_WHOLE = (DRAFT, REORDER)


class AgendaItemFilter(RecordFilter):
    meeting = KeyFilter(field_name="meeting", named=meeting_called, help_text=_("Reference of a meeting."))
    origin = SomeOfFilter(choices=ItemOrigin.choices)

    class Meta:
        model = AgendaItem
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words")


@with_acts
class AgendaItems(ActsViewSet):
    """The draft agendas, for the Secretariat and the Chair; others read what was circulated, under `agendas`."""

    noun_name = "agenda-item"
    serializer_class = WholeAgendaItemSerializer
    listed_class = AgendaItemSerializer
    filterset_class = AgendaItemFilter
    lookup_field = "id"
    lookup_value_regex = "[0-9]{1,9}"
    ordering = Ordering(
        {"meeting": "meeting__reference", "number": "position"}, default=("meeting__reference", "position"), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        papers = AgendaPaper.objects.filter(dropped=False).select_related("version__paper").defer("version__text")
        rows = AgendaItem.objects.visible_to(self.request.user).select_related("meeting")
        return rows.prefetch_related(Prefetch("papers", papers.order_by("position", "pk"), to_attr="shown_papers"))

    @classmethod
    def shown_by(cls, act: Act) -> Any:
        return AgendaItemSerializer(many=True) if act in OF_THE_WHOLE else cls.serializer_class

    @extend_schema(
        request=body_serializer("AgendaItemsChange", CHANGE.asks, CHANGE),
        parameters=[IF_MATCH],
        responses={200: WholeAgendaItemSerializer, **REFUSALS, 412: A_PROBLEM},
    )
    def partial_update(self, request: Request, **named: str) -> Response:
        """Reword an item, move it, take it off or put it back, lay papers before it: all of it, or nothing."""
        return self.perform_act(request, CHANGE.name, self.get_object())

    def answer_for(self, setting: Setting, result: Any, *, is_new: bool) -> Response:
        if setting.act is DRAFT:
            return self._whole(result.meeting)
        return self._whole(result) if setting.act is REORDER else super().answer_for(setting, result, is_new=is_new)

    def _whole(self, meeting: Meeting) -> Response:
        rows = list(self.get_queryset().filter(meeting=meeting, dropped=False).order_by("position", "pk"))
        shown = AgendaItemSerializer(rows, many=True, context=self.get_serializer_context()).data
        revision = rows[0].meeting.agenda_revision if rows else 0
        return Response(shown, headers={"ETag": etag(revision, shown)})
