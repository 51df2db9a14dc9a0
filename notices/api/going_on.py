"""What stays unanswered, under `/api/v1/`: the rules by which it goes on, and what did."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from notices.choices import Rung
from notices.filters import GoingOnRuleFilter, WentOnFilter
from notices.models import GoingOnRule, WentOn
from record.api.naming import ByUid, NamedByUid
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.doors.rest import ActsViewSet, with_acts


class GoingOnRuleSerializer(serializers.Serializer):
    """What the Secretariat set for one kind of ask. Where nothing was set, what is proposed holds."""

    id = serializers.UUIDField(source="uid", read_only=True)
    kind = serializers.CharField(read_only=True)
    kind_label = serializers.SerializerMethodField(help_text=_("In the language of whoever asks."))
    is_on = serializers.BooleanField(read_only=True)
    days = serializers.IntegerField(read_only=True, help_text=_("Working days of the house."))
    word = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)

    def get_kind_label(self, row: GoingOnRule) -> str:
        return str(row)


@with_acts
class GoingOnRules(ByUid, ActsViewSet):
    """The rules by which what stays unanswered goes on, the newest first: of each kind the newest holds."""

    changed_by = ("at",)
    noun_name = "going-on-rule"
    serializer_class = GoingOnRuleSerializer
    filterset_class = GoingOnRuleFilter
    ordering = Ordering({"at": "at", "kind": "kind"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return GoingOnRule.objects.visible_to(self.request.user)


class WentOnSerializer(serializers.Serializer):
    """Something that waited, and to whom it went on, when."""

    id = serializers.UUIDField(source="uid", read_only=True)
    kind = serializers.CharField(read_only=True)
    kind_label = serializers.SerializerMethodField(help_text=_("In the language of whoever asks."))
    about = serializers.CharField(source="label", read_only=True)
    path = serializers.CharField(source="url", read_only=True, help_text=_("Where it is read on this site."))
    desk = serializers.CharField(read_only=True)
    line = serializers.CharField(read_only=True)
    since = serializers.DateField(read_only=True)
    to = serializers.ChoiceField(source="rung", choices=Rung.choices, read_only=True)
    to_label = serializers.CharField(source="get_rung_display", read_only=True)
    on = serializers.DateField(read_only=True)

    def get_kind_label(self, row: WentOn) -> str:
        return str(row.kind_label)


class WentOnRows(NamedByUid, ReadingViewSet):
    """What had no answer for so long that it went on: to a state of its own desk, to the staff of all but what is a state's."""

    changed_by = ("at",)
    serializer_class = WentOnSerializer
    filterset_class = WentOnFilter
    ordering = Ordering({"on": "on", "kind": "kind"}, default=("-on",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return WentOn.objects.visible_to(self.request.user)
