"""Working groups under `/api/v1/`."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from meetings.models import WorkingGroup
from members.filters import state_called
from record.api.fields import SourcedSerializer, TextsField, known_date
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
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
