"""Silence procedures under `/api/v1/silence-procedures/`: for members, the Chair and the Secretariat.

What a state didn't say is no column here. Who was notified, and by what that is shown, is for the Secretariat and the
Chair; a member reads what shows that the text reached itself. To read here isn't proof that it did.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commitments.models import Commitment
from decisions.access import sees_proofs, states_of
from decisions.choices import Proof, RoundKind, Way
from decisions.filters import SilenceFilter
from decisions.models import Decision, SilenceMatter, SilenceObjection, SilenceProcedure
from law.choices import SilenceState
from law.columns import BodyColumn
from record.acts import TABLE
from record.api.fields import LanguageOfField, TextsField
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts


class RoundSerializer(serializers.Serializer):
    """A period: from when until when, and over which text."""

    number = serializers.IntegerField(read_only=True)
    kind = serializers.ChoiceField(choices=RoundKind.choices, read_only=True)
    opens_at = serializers.DateTimeField(read_only=True)
    ends_at = serializers.DateTimeField(read_only=True)
    sha256 = serializers.CharField(read_only=True)
    reason = serializers.CharField(read_only=True)
    language = LanguageOfField("reason")


class ObjectionSerializer(serializers.Serializer):
    """A member's written objection."""

    state = serializers.CharField(source="participant.code", read_only=True)
    text = serializers.CharField(read_only=True)
    language = LanguageOfField("text")
    made_at = serializers.DateTimeField(read_only=True)
    way = serializers.ChoiceField(choices=Way.choices, read_only=True)
    period = serializers.IntegerField(source="round.number", read_only=True)
    withdrawn_at = serializers.SerializerMethodField(help_text=_("When the member withdrew it; null where it stands."))

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_withdrawn_at(self, row: SilenceObjection) -> Any:
        return row.withdrawal.made_at.isoformat() if row.is_withdrawn else None


class ProofSerializer(serializers.Serializer):
    """What shows that the text reached a member; null where nothing does yet."""

    state = serializers.CharField(read_only=True)
    proof = serializers.ChoiceField(choices=Proof.choices, read_only=True)
    reached_at = serializers.DateTimeField(read_only=True, allow_null=True)


class SilenceSerializer(serializers.Serializer):
    """A text before the members for a period."""

    in_words = {"state": SilenceState.choices}

    reference = serializers.CharField(read_only=True)
    title = TextsField(read_only=True)
    body = BodyColumn()
    opened_at_meeting = serializers.CharField(
        source="opened_at_meeting.reference", read_only=True, allow_null=True, default=None
    )
    opened_by_chair = serializers.CharField(
        source="opened_by_chair.code", read_only=True, allow_null=True, default=None
    )
    state = serializers.SerializerMethodField(help_text=_("Where it stands now."))
    state_label = serializers.SerializerMethodField(help_text=_("The same in words, which say why it is held."))
    time_zone = serializers.CharField(read_only=True)
    ends_at = serializers.DateTimeField(read_only=True, help_text=_("Half open: at that instant the period is over."))
    ends_at_local = serializers.SerializerMethodField(help_text=_("The same instant on the clocks of its zone."))
    settled_at = serializers.DateTimeField(read_only=True, allow_null=True)
    decision = serializers.SerializerMethodField(help_text=_("Symbol of the decision, once the text is adopted."))
    text = serializers.CharField(source="latest.text", read_only=True)
    sha256 = serializers.CharField(source="latest.sha256", read_only=True)
    periods = serializers.SerializerMethodField()
    objections = serializers.SerializerMethodField()
    commitments = serializers.SerializerMethodField(help_text=_("References of the commitments that it approves."))
    own = serializers.SerializerMethodField(help_text=_("What shows that the text reached the states you act for."))
    proofs = serializers.SerializerMethodField(
        help_text=_("Of every member, for the Secretariat and the Chair; null for everybody else.")
    )

    @extend_schema_field(serializers.ChoiceField(choices=SilenceState.choices))
    def get_state(self, row: SilenceProcedure) -> str:
        return row.stands_at(timezone.now())

    def get_state_label(self, row: SilenceProcedure) -> str:
        return str(row.standing_label(timezone.now()))

    @extend_schema_field(serializers.DateTimeField())
    def get_ends_at_local(self, row: SilenceProcedure) -> str:
        return row.ends_at.astimezone(row.zone).isoformat()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_decision(self, row: SilenceProcedure) -> str | None:
        return row.shown_decision.symbol if row.shown_decision else None

    @extend_schema_field(RoundSerializer(many=True))
    def get_periods(self, row: SilenceProcedure) -> Any:
        return RoundSerializer(sorted(row.rounds.all(), key=lambda period: period.number), many=True).data

    @extend_schema_field(ObjectionSerializer(many=True))
    def get_objections(self, row: SilenceProcedure) -> Any:
        made = [objection for begun in row.rounds.all() for objection in begun.objections.all()]
        return ObjectionSerializer(
            sorted(made, key=lambda objection: (objection.made_at, objection.pk)), many=True
        ).data

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_commitments(self, row: Any) -> list[str]:
        return sorted(matter.commitment.reference for matter in row.shown_matters)

    @extend_schema_field(ProofSerializer(many=True))
    def get_own(self, row: SilenceProcedure) -> Any:
        return self._proofs(row, states_of(self.context["request"].user, row))

    @extend_schema_field(ProofSerializer(many=True, allow_null=True))
    def get_proofs(self, row: SilenceProcedure) -> Any:
        return self._proofs(row, row.concerned) if sees_proofs(self.context["request"].user) else None

    @staticmethod
    def _proofs(row: SilenceProcedure, states: Any) -> Any:
        proofs = row.proofs
        return [
            ProofSerializer(
                {
                    "state": state.code,
                    "proof": proofs[state.pk].proof if state.pk in proofs else Proof.NONE,
                    "reached_at": proofs[state.pk].reached_at if state.pk in proofs else None,
                }
            ).data
            for state in states
        ]


class WholeSilenceSerializer(SilenceSerializer):
    """A text before the members, with what the caller may do next."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: SilenceProcedure) -> Any:
        acts = next_acts(TABLE.nouns["silence"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class SilenceProcedures(ActsViewSet):
    """Texts put before the members between meetings."""

    noun_name = "silence"
    serializer_class = WholeSilenceSerializer
    listed_class = SilenceSerializer
    filterset_class = SilenceFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"ends_at": "ends_at", "reference": "reference"}, default=("-ends_at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        user = self.request.user
        seen = SilenceMatter.objects.filter(commitment__in=Commitment.objects.visible_to(user))
        rows = SilenceProcedure.objects.visible_to(user).with_everything()
        return rows.prefetch_related(
            Prefetch("matters", seen.select_related("commitment"), to_attr="shown_matters"),
            Prefetch("decision", Decision.objects.visible_to(user), to_attr="shown_decision"),
        )
