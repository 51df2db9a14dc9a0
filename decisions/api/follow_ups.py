"""Follow-ups under `/api/v1/follow-ups/`: what decisions asked for next, for whoever looks after them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from decisions.choices import FollowUpState
from decisions.filters import FollowUpFilter
from decisions.models import FollowUp
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, LanguageOfField, TextsField
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts


class ListedFollowUpSerializer(CorrectableSerializer):
    """What a decision asks for next, with the decision that asked for it."""

    id = serializers.IntegerField(read_only=True)
    what = serializers.CharField(read_only=True)
    decision = serializers.CharField(source="decision.symbol", read_only=True, help_text=_("Symbol of the decision."))
    owner = serializers.CharField(
        source="owner.code", read_only=True, allow_null=True, default=None, help_text=_("None: the Secretariat.")
    )
    owner_name = TextsField(source="owner.name", read_only=True, default=dict)
    hears = serializers.CharField(
        source="hears.reference",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Reference of the meeting that will hear of it."),
    )
    group = serializers.CharField(
        source="group.code",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Code of the working group it was given to."),
    )
    state = serializers.ChoiceField(choices=FollowUpState.choices, read_only=True)
    report = serializers.CharField(read_only=True)
    language = LanguageOfField("report")
    reported_on = serializers.DateField(read_only=True, allow_null=True)
    at = serializers.DateTimeField(read_only=True)


class WholeFollowUpSerializer(ListedFollowUpSerializer):
    """A follow-up, and what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: FollowUp) -> list[Any]:
        acts = next_acts(TABLE.nouns["follow-up"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class FollowUps(ActsViewSet):
    """What the decisions that the caller sees asked for next; who looks after one reports on it."""

    noun_name = "follow-up"
    serializer_class = WholeFollowUpSerializer
    listed_class = ListedFollowUpSerializer
    filterset_class = FollowUpFilter
    lookup_field = "pk"
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering({"at": "at", "hears": "hears__starts_on", "state": "state"}, default=("-at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        return (
            self.rows_of(FollowUp).visible_to(self.request.user).select_related("decision", "owner", "hears", "group")
        )
