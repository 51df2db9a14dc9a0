"""Draft agendas under `/api/v1/agenda-items/`: item by item, for who prepares the meeting."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from decisions.actions.agenda import attach, detach, draft_agenda
from decisions.actions.items import NOT_PREPARING, add_item, put_back, reorder, reword, take_off
from decisions.api.agenda_shapes import AgendaItemBody, AgendaItemPatch, AgendaItemSerializer, MeetingBody, OrderBody
from decisions.api.agendas import done, meeting_called, meeting_of
from decisions.choices import ItemOrigin
from decisions.forms.agenda import SYMBOL, TITLES, ItemForm
from decisions.models import AgendaItem, AgendaPaper
from decisions.reports.ripe import ripe_for
from meetings.access import prepares_meetings
from meetings.models import Meeting
from papers.models import PaperVersion
from record.api.parameters import KeyFilter, Ordering, RecordFilter
from record.api.schema import A_PROBLEM
from record.api.writing import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    REFUSALS,
    SentBody,
    Unprocessable,
    WritingViewSet,
    body_of,
    etag,
    form_of,
    once_key,
    problems_of,
    seen_version,
)
from record.forms import number_in
from record.refusals import Refused
from record.texts import folded


class AgendaItemFilter(RecordFilter):
    meeting = KeyFilter(field_name="meeting", named=meeting_called, help_text=_("Reference of a meeting."))
    origin = filters.ChoiceFilter(choices=ItemOrigin.choices)

    class Meta:
        model = AgendaItem
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        every = ((item.pk, folded(item.title, item.note)) for item in rows)
        keys = [key for key, text in every if all(folded(word) in text for word in words.split())]
        return rows.filter(pk__in=keys)


class AgendaItems(WritingViewSet):
    """The draft agendas, for the Secretariat and the Chair; others read what was circulated, under `agendas`."""

    serializer_class = AgendaItemSerializer
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

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.accepted_renderer.format != "json":
            return super().retrieve(request, *args, **kwargs)
        return self._shown(self.get_object())

    def _shown(self, item: AgendaItem, code: int = 200, **headers: str) -> Response:
        shown = self.get_serializer(item).data
        return Response(shown, status=code, headers={"ETag": etag(item.meeting.agenda_revision, shown), **headers})

    def _whole(self, meeting: Meeting) -> Response:
        rows = list(self.get_queryset().filter(meeting=meeting, dropped=False).order_by("position", "pk"))
        shown = self.get_serializer(rows, many=True).data
        revision = rows[0].meeting.agenda_revision if rows else 0
        return Response(shown, headers={"ETag": etag(revision, shown)})

    @extend_schema(
        request=AgendaItemBody,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: AgendaItemSerializer, 201: AgendaItemSerializer, **REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Put an item at the end of a meeting's agenda."""
        _require_preparing(request.user)
        body, key = body_of(request), once_key(request)
        form = form_of(lambda texts, _files: ItemForm(texts), body)
        problems = {**problems_of(form), **body.strange_to(form, "meeting")}
        meeting = meeting_of(request.user, body, problems)
        known = AgendaItem.objects.filter(once_key=key).exists() if key else False
        given = {"title": form.title(), "note": form.cleaned_data["note"]}
        item = done(lambda: add_item(meeting=meeting, by=request.user, once_key=key, **given), None)
        address = reverse("api-agenda-items-detail", args=[item.pk], request=request)
        return self._shown(self.get_queryset().get(pk=item.pk), 200 if known else 201, Location=address)

    @extend_schema(
        request=AgendaItemPatch,
        parameters=[IF_MATCH],
        responses={200: AgendaItemSerializer, **REFUSALS, 412: A_PROBLEM},
    )
    def partial_update(self, request: Request, **named: str) -> Response:
        """Reword an item, move it, take it off or put it back, lay papers before it: all of it, or nothing."""
        item, seen, body = self.get_object(), seen_version(request), body_of(request)
        if problems := body.strange_to(None, *TITLES, "note", "number", "taken_off", "papers"):
            raise Unprocessable(problems)
        done(lambda: _changed(item, body, request.user, seen), seen)
        return self._shown(self.get_queryset().get(pk=item.pk))

    @extend_schema(
        request=OrderBody,
        parameters=[IF_MATCH],
        responses={200: AgendaItemSerializer(many=True), **REFUSALS, 412: A_PROBLEM},
        filters=False,
    )
    @action(detail=False, methods=["post"])
    def reorder(self, request: Request) -> Response:
        """Put the items in another order: of two who do so at once, the second one is told."""
        _require_preparing(request.user)
        body, seen = body_of(request), seen_version(request)
        meeting = meeting_of(request.user, body, body.strange_to(None, "meeting", "order"))
        keys = [number_in(key, 9) or 0 for key in body.texts.getlist("order")]
        done(lambda: reorder(meeting=meeting, order=keys, by=request.user, seen_revision=seen), seen)
        return self._whole(meeting)

    @extend_schema(
        request=MeetingBody,
        parameters=[IF_MATCH],
        responses={200: AgendaItemSerializer(many=True), **REFUSALS, 412: A_PROBLEM},
        filters=False,
    )
    @action(detail=False, methods=["post"])
    def draft(self, request: Request) -> Response:
        """Put what is ripe on a meeting's agenda. Again, it changes nothing, and brings back nothing taken off."""
        _require_preparing(request.user)
        body, seen = body_of(request), seen_version(request)
        meeting = meeting_of(request.user, body, body.strange_to(None, "meeting"))
        ripe = ripe_for(meeting, request.user)
        done(lambda: draft_agenda(meeting=meeting, ripe=ripe, by=request.user, seen_revision=seen), seen)
        return self._whole(meeting)


# -- From a request to a verb.


def _require_preparing(user: Any) -> None:
    if not prepares_meetings(user):
        raise PermissionDenied(str(NOT_PREPARING))


def _changed(item: AgendaItem, body: SentBody, user: Any, seen: int | None) -> None:
    """What the body says is otherwise. The first change checks the revision that was seen; the rest follow in its hold."""
    changes: list[Callable[[int | None], Any]] = []
    if "taken_off" in body.texts:
        act = {"true": take_off, "false": put_back}.get(body.text("taken_off"))
        if act is None:
            raise Refused({"taken_off": [_now("Give true or false.")]})
        changes.append(lambda revision: act(item=item, by=user, seen_revision=revision))
    if {*TITLES, "note"} & set(body.texts):
        title = {**item.title, **{code: body.text(name).strip() for name, code in TITLES.items() if name in body.texts}}
        title = {code: text for code, text in title.items() if text}
        note = body.text("note") if "note" in body.texts else item.note
        if any(len(text) > 300 for text in title.values()) or len(note) > 2000:
            raise Refused({"title": [_now("This is too long.")]})
        changes.append(lambda revision: reword(item=item, title=title, note=note, by=user, seen_revision=revision))
    if "number" in body.texts:
        changes.append(lambda revision: _placed(item, body.text("number"), user, revision))
    if "papers" in body.texts:
        changes += _laid(item, body.texts.getlist("papers"), user)
    for place, change in enumerate(changes):
        change(seen if place == 0 else None)


def _placed(item: AgendaItem, number: str, user: Any, revision: int | None) -> None:
    keys = list(AgendaItem.objects.filter(meeting=item.meeting).standing().values_list("pk", flat=True))
    if not 1 <= (number_in(number, 5) or 0) <= len(keys):
        raise Refused({"number": [_now("Give the number of a place on the agenda.")]})
    if item.pk not in keys:
        raise Refused({"number": [_now("The item is taken off the agenda.")]})
    keys.remove(item.pk)
    keys.insert(int(number) - 1, item.pk)
    reorder(meeting=item.meeting, order=keys, by=user, seen_revision=revision)


def _laid(item: AgendaItem, named: list[str], user: Any) -> list[Callable[[int | None], Any]]:
    """What lays these papers before the item, and takes the others off."""
    wanted = {}
    for text in named:
        found = SYMBOL.fullmatch(text.strip())
        rows = PaperVersion.objects.visible_to(user).select_related("paper").defer("text")
        version = rows.filter(paper__symbol=found["symbol"], number=int(found["number"])).first() if found else None
        if version is None:
            raise Refused({"papers": [_now("There is no such version of a paper that you may read.")]})
        wanted[version.pk] = version
    held = {paper.version_id: paper.version for paper in item.shown_papers}

    def lay(one: PaperVersion) -> Callable[[int | None], Any]:
        return lambda revision: attach(item=item, version=one, by=user, seen_revision=revision)

    def take(one: PaperVersion) -> Callable[[int | None], Any]:
        return lambda revision: detach(item=item, version=one, by=user, seen_revision=revision)

    return [lay(one) for key, one in wanted.items() if key not in held] + [
        take(one) for key, one in held.items() if key not in wanted
    ]
