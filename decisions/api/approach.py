"""Proposals about the Cooperative Approach under `/api/v1/approach-proposals/`."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from decisions.filters import ApproachProposalFilter
from decisions.models import ApproachProposal
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, LanguageOfField, TextsField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts


class ApproachProposalSerializer(CorrectableSerializer):
    """What a member proposes about the Approach, and what became of it."""

    uid = serializers.UUIDField(read_only=True)
    title = serializers.CharField(read_only=True)
    owner = serializers.CharField(
        source="owner.code", read_only=True, help_text=_("Code of the state that proposes it.")
    )
    owner_name = TextsField(source="owner.name", read_only=True)
    unit = serializers.CharField(read_only=True, help_text=_("As the instruments name it: CoA (a)."))
    text = serializers.CharField(read_only=True)
    text_language = LanguageOfField("text")
    decision = serializers.CharField(
        source="decision.symbol",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Symbol of the decision about it."),
    )
    law_edition = serializers.CharField(read_only=True, help_text=_("Key of the edition of the law that it brought."))
    settled_at = serializers.DateTimeField(read_only=True, allow_null=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()


class WholeApproachProposalSerializer(ApproachProposalSerializer):
    """A proposal, with what the caller may do about it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, proposal: ApproachProposal) -> list[Any]:
        acts = next_acts(TABLE.nouns["approach-proposal"], self.context["request"].user, proposal, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class ApproachProposals(ByUid, ActsViewSet):
    """Proposals about the Approach that the caller may see."""

    changes_when_written = True
    changed_by = ("at", "settled_at")
    noun_name = "approach-proposal"
    serializer_class = WholeApproachProposalSerializer
    listed_class = ApproachProposalSerializer
    filterset_class = ApproachProposalFilter
    ordering = Ordering({"at": "at", "owner": "owner__seat_name"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        return self.rows_of(ApproachProposal).visible_to(self.request.user).select_related("owner", "decision")
