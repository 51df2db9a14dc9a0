"""Agendas as they were circulated, under `/api/v1/agendas/`, and circulating one."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from decisions.actions.agenda import ONLY_OFFICERS, circulate_agenda
from decisions.api.agenda_shapes import AgendaSerializer, CirculateBody
from decisions.choices import AgendaStage
from decisions.forms.agenda import CirculateForm
from decisions.models import AgendaVersion
from decisions.reports.agendas import agendas_seen_by, papers_readable
from meetings.api.deadlines import meeting_called
from meetings.models import Meeting
from record.api.naming import KeySchema
from record.api.parameters import KeyFilter, Ordering, RecordFilter, as_of_filter
from record.api.schema import A_PROBLEM
from record.api.writing import (
    IF_MATCH,
    NO_FIELD,
    REFUSALS,
    MovedOn,
    SentBody,
    Unprocessable,
    WritingViewSet,
    body_of,
    form_of,
    problems_of,
    seen_version,
)
from record.dates import end_of_the_day
from record.forms import number_in
from record.refusals import Refused
from record.texts import folded


class AgendaFilter(RecordFilter):
    """By default every one; as of a day, those circulated by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what was circulated by then. Everything, if not given."))
    meeting = KeyFilter(field_name="meeting", named=meeting_called, help_text=_("Reference of a meeting."))
    stage = filters.ChoiceFilter(choices=AgendaStage.choices)

    class Meta:
        model = AgendaVersion
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        for word in words.split():
            rows = rows.filter(meeting__search_text__contains=folded(word))
        return rows

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(circulated_at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


class Agendas(WritingViewSet):
    """Agendas as they were circulated: provisional, and as adopted."""

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

    @extend_schema(
        request=CirculateBody,
        parameters=[IF_MATCH],
        responses={201: AgendaSerializer, **REFUSALS, 412: A_PROBLEM},
    )
    def create(self, request: Request) -> Response:
        """Circulate a meeting's agenda as it stands, with its papers. The same again sends nothing."""
        if not request.user.is_staff:
            raise PermissionDenied(str(ONLY_OFFICERS))
        body, seen = body_of(request), seen_version(request)
        form = form_of(lambda texts, _files: CirculateForm(texts), body)
        problems = {**problems_of(form), **body.strange_to(form, "meeting")}
        meeting = meeting_of(request.user, body, problems)
        given = {name: form.cleaned_data[name] for name in ("stage", "audience", "note")}
        made = done(lambda: circulate_agenda(meeting=meeting, by=request.user, seen_revision=seen, **given), seen)
        shown = self.get_serializer(self.get_queryset().get(pk=made.pk)).data
        address = reverse("api-agendas-detail", args=[shown["key"]], request=request)
        return Response(shown, status=201, headers={"Location": address})


def meeting_of(user: Any, body: SentBody, problems: dict[str, list[str]]) -> Meeting:
    meeting = meeting_called(user, body.text("meeting")).first()
    if meeting is None:
        problems["meeting"] = [_now("Give the reference of a meeting.")]
    if problems or meeting is None:
        raise Unprocessable(problems)
    return meeting


def done(act: Callable[[], Any], seen: int | None) -> Any:
    """Do it, all or nothing; a refusal is told as REST tells it."""
    try:
        with transaction.atomic():
            return act()
    except Refused as refusal:
        if refusal.is_stale:
            raise MovedOn(was_guarded=seen is not None) from refusal
        raise Unprocessable({name or NO_FIELD: said for name, said in refusal.problems.items()}) from refusal
