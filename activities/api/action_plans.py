"""Action plans of commitments under `/api/v1/action-plans/`."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from activities.api.plans import PlanVersionSerializer
from activities.choices import SEEN_BY
from activities.filters import ActionPlanFilter
from activities.models import ActionPlan, ActionPlanVersion
from record.api.fields import (
    CorrectableSerializer,
    LanguageOfField,
    TextsField,
    WithSourceSerializer,
    by_letter,
    entered_at,
)
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.dates import Precision
from record.doors.described import WithNextActs
from record.doors.rest import ActsViewSet, with_acts


class ActionPlanSerializer(WithSourceSerializer, CorrectableSerializer):
    """What is to be done under a commitment in a period, as a state that coordinates it proposes."""

    uid = serializers.UUIDField(read_only=True)
    commitment = serializers.CharField(
        source="within.reference", read_only=True, help_text=_("Reference of the commitment.")
    )
    area = serializers.CharField(source="area.reference", read_only=True)
    owner = serializers.CharField(
        source="owner.code", read_only=True, help_text=_("Code of the state that proposes it.")
    )
    owner_name = TextsField(source="owner.name", read_only=True)
    since = serializers.DateField(read_only=True, help_text=_("First day of the period."))
    until = serializers.DateField(read_only=True, help_text=_("Last day of the period."))
    period_precision = serializers.ChoiceField(choices=Precision.choices, read_only=True)
    note = serializers.CharField(read_only=True, help_text=_("What it is to bring about."))
    note_language = LanguageOfField("note")
    audience = serializers.ChoiceField(choices=SEEN_BY, read_only=True, help_text=_("Who sees it."))
    sequence = serializers.IntegerField(read_only=True)
    at = entered_at()
    channel, dated = by_letter()


class WholeActionPlanSerializer(WithNextActs, ActionPlanSerializer):
    """A plan with its versions, the oldest first, and what the caller may do about it."""

    versions = PlanVersionSerializer(many=True, read_only=True)


@with_acts
class ActionPlans(ByUid, ActsViewSet):
    """Action plans that the caller may see."""

    changes_when_written = True
    changed_by = ("changed_at",)
    noun_name = "action-plan"
    serializer_class = WholeActionPlanSerializer
    listed_class = ActionPlanSerializer
    filterset_class = ActionPlanFilter
    ordering = Ordering({"since": "since", "at": "at", "owner": "owner__seat_name"}, default=("-since",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(ActionPlan).visible_to(self.request.user).select_related("owner", "area", "within")
        versions = Prefetch("versions", ActionPlanVersion.objects.order_by("number"))
        return rows if self.action == "list" else rows.prefetch_related(versions)
