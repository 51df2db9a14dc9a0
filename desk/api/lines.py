"""The desk under `/api/v1/`: its lines, and what was done with them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from desk.choices import DeskDeed
from desk.filters import STANDS, DeskEntryFilter, DeskLineFilter
from desk.models import DeskEntry
from desk.reports.lines import ShownLine, desk_list, every_kind
from record.acts import TABLE
from record.api.labels import things_in_words
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.awaiting import Stands
from record.dates import day_of_the_house, end_of_the_day
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts

LINE_KEY = OpenApiParameter("line", str, OpenApiParameter.PATH, description=_("Key of the line."))


class DeskLineSerializer(serializers.Serializer):
    """A line of one's desk: what is to be done about which thing, for whom, by when and by which article."""

    in_words = {"kind": every_kind, "stands": STANDS, "about_kind": things_in_words}

    line = serializers.CharField(source="line.key", read_only=True, help_text=_("What acts about the line call it."))
    kind = serializers.CharField(source="line.kind", read_only=True)
    stands = serializers.ChoiceField(
        choices=[(stands.value, stands.value) for stands in Stands],
        source="line.stands",
        read_only=True,
        help_text=_("To be done, open to be done, or waiting for others."),
    )
    what = serializers.CharField(source="line.what", read_only=True, help_text=_("In the language of whoever asks."))
    about = serializers.CharField(source="line.thing", read_only=True)
    about_kind = serializers.CharField(source="line.about.kind", read_only=True)
    reference = serializers.CharField(source="line.reference", read_only=True)
    desk = serializers.CharField(
        source="line.desk", read_only=True, help_text=_("Code of the state, “secretariat”, or a desk of one's own.")
    )
    by_day = serializers.DateField(source="line.by", read_only=True, allow_null=True)
    by_instant = serializers.DateTimeField(source="line.by_instant", read_only=True, allow_null=True)
    since = serializers.DateField(source="line.since", read_only=True, allow_null=True)
    article = serializers.CharField(source="line.article", read_only=True)
    remarks = serializers.SerializerMethodField(help_text=_("What still blocks it, or more about it, in sentences."))
    waits_for = serializers.SerializerMethodField(help_text=_("Who is waited for."))
    page = serializers.CharField(source="line.page", read_only=True, help_text=_("Where it is read in the portal."))
    act = serializers.SerializerMethodField(
        help_text=_("The page on which it is done; empty where it isn't yours to do.")
    )
    officer = serializers.CharField(
        source="officer.email", read_only=True, allow_null=True, default=None, help_text=_("Who has it.")
    )
    went_on = serializers.SerializerMethodField(
        help_text=_("To whom it went on, as nobody had answered, and when: alternate 2027-03-14.")
    )
    set_aside_until = serializers.DateField(source="aside.until", read_only=True, allow_null=True, default=None)
    is_set_aside = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_remarks(self, shown: ShownLine) -> list[str]:
        return [str(remark) for remark in shown.line.remarks]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_waits_for(self, shown: ShownLine) -> list[str]:
        return [str(whom) for whom in shown.line.waits_for]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_went_on(self, shown: ShownLine) -> list[str]:
        return [f"{row.rung} {row.on.isoformat()}" for row in shown.went_on]

    def get_act(self, shown: ShownLine) -> str:
        return shown.line.press.address if shown.line.press else ""

    def get_is_set_aside(self, shown: ShownLine) -> bool:
        return shown.aside is not None


@extend_schema_view(retrieve=extend_schema(parameters=[LINE_KEY]))
class DeskLines(ReadingViewSet):
    """One's own desk: what is to be done, what may be done, and what waits for others; by day."""

    changed_by = None
    serializer_class = DeskLineSerializer
    filterset_class = DeskLineFilter
    lookup_field = "line"
    lookup_value_regex = "[0-9a-f]+"
    # They come in the order of the desk.
    ordering = Ordering({"by_day": "by_day"}, default=(), tie="line")

    def get_queryset(self) -> QuerySet:
        return DeskEntry.objects.visible_to(self.request.user)

    def rows(self, request: Request) -> list[ShownLine]:
        rows = self.filterset.lines(self._desk()) if isinstance(self.filterset, DeskLineFilter) else []
        if request.query_params.get("ordering") != "-by_day":
            return rows
        # What has no day comes last, either way round.
        with_a_day = [shown for shown in rows if shown.line.by is not None]
        return [*reversed(with_a_day), *(shown for shown in rows if shown.line.by is None)]

    def get_object(self) -> ShownLine:
        shown = self._desk().find(self.kwargs["line"])
        if shown is None:
            raise Http404
        return shown

    def _desk(self) -> Any:
        at = end_of_the_day(self.as_of) if self.as_of and self.as_of != day_of_the_house() else timezone.now()
        return desk_list(self.request.user, at)


class DeskEntrySerializer(serializers.Serializer):
    """That a line of a desk was set aside, given to an officer, commented, or asked for."""

    number = serializers.IntegerField(source="pk", read_only=True)
    what = serializers.ChoiceField(choices=DeskDeed.choices, read_only=True)
    line = serializers.CharField(read_only=True)
    label = serializers.CharField(  # type: ignore[assignment]
        read_only=True, help_text=_("What the line said then.")
    )
    desk = serializers.CharField(read_only=True)
    officer = serializers.CharField(source="officer.email", read_only=True, allow_null=True, default=None)
    word = serializers.CharField(read_only=True)
    word_language = serializers.CharField(source="language", read_only=True, allow_null=True)
    until = serializers.DateField(read_only=True, allow_null=True)
    by = serializers.CharField(source="by.get_full_name", read_only=True)
    at = serializers.DateTimeField(read_only=True)
    undone_at = serializers.DateTimeField(read_only=True, allow_null=True)


class WholeDeskEntrySerializer(DeskEntrySerializer):
    """An entry, and what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, entry: DeskEntry) -> list[Any]:
        acts = next_acts(TABLE.nouns["desk-entry"], self.context["request"].user, entry, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class DeskEntries(ActsViewSet):
    """What was done with the lines of one's desks."""

    noun_name = "desk-entry"
    serializer_class = WholeDeskEntrySerializer
    listed_class = DeskEntrySerializer
    filterset_class = DeskEntryFilter
    lookup_field = "pk"
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering({"at": "at", "what": "what"}, default=("-at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        return DeskEntry.objects.visible_to(self.request.user).select_related("by", "officer")
