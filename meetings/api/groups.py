"""Working groups, and who sits in them, under `/api/v1/`."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from meetings.filters import GroupSeatFilter
from meetings.models import GroupSeat, WorkingGroup
from members.filters import state_called
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, SourcedSerializer, TextsField, by_letter, known_date
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.filters import KeyFilter, RecordFilter


class WorkingGroupSerializer(SourcedSerializer):
    """A special working group and its mandate."""

    code = serializers.CharField(read_only=True)
    name = TextsField(read_only=True)
    mandate = TextsField(read_only=True)
    chair = serializers.CharField(
        source="chair.code",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Code of the state in the chair."),
    )
    established, established_precision, established_day = known_date("established_on", "established_on_precision")
    established_by = serializers.CharField(
        source="established_by.reference",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Reference of the meeting that established it."),
    )
    until = serializers.DateField(read_only=True, allow_null=True, help_text=_("The day its mandate ended."))


class WorkingGroupFilter(RecordFilter):
    """Those that exist on the day asked about."""

    state = KeyFilter(field_name="chair", named=state_called, help_text=_("Code of the state in the chair."))

    class Meta:
        model = WorkingGroup
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        begun = Q(established_on__isnull=True) | Q(established_on__lte=self.on)
        running = Q(until__isnull=True) | Q(until__gt=self.on)
        return super().filter_queryset(queryset).filter(begun, running)


class WorkingGroups(ReadingViewSet):
    """The working groups that exist on a day (today, if none is given)."""

    changes_when_written = True
    serializer_class = WorkingGroupSerializer
    filterset_class = WorkingGroupFilter
    lookup_field = "code"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"code": "code", "established": "established_on"}, default=("code",), tie="pk")

    def get_queryset(self) -> QuerySet:
        return WorkingGroup.objects.visible_to(self.request.user).select_related("chair", "established_by")


class GroupSeatSerializer(CorrectableSerializer):
    """That a member state sits in a working group."""

    uid = serializers.UUIDField(read_only=True)
    group = serializers.CharField(source="group.code", read_only=True, help_text=_("Code of the working group."))
    group_name = TextsField(source="group.name", read_only=True)
    owner = serializers.CharField(
        source="owner.code", read_only=True, help_text=_("Code of the state that sits there.")
    )
    owner_name = TextsField(source="owner.name", read_only=True)
    since = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True, allow_null=True, help_text=_("The first day after it."))
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()


class WholeGroupSeatSerializer(GroupSeatSerializer):
    """A seat, with what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, seat: GroupSeat) -> list[Any]:
        acts = next_acts(TABLE.nouns["group-seat"], self.context["request"].user, seat, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class GroupSeats(ByUid, ActsViewSet):
    """Seats in working groups that the caller may see."""

    changes_when_written = True
    noun_name = "group-seat"
    serializer_class = WholeGroupSeatSerializer
    listed_class = GroupSeatSerializer
    filterset_class = GroupSeatFilter
    ordering = Ordering(
        {"group": "group__code", "owner": "owner__seat_name", "since": "since"}, default=("group", "owner"), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        return self.rows_of(GroupSeat).visible_to(self.request.user).select_related("group", "owner")
