"""Decisions under `/api/v1/decisions/`, and follow-ups: one table of columns for JSON, CSV and XLSX."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from decisions.choices import FollowUpState, Manner, Outcome, PositionKind
from decisions.filters import DecisionFilter
from decisions.kinds import position_shown
from decisions.models import Decision, Position
from decisions.reports.decisions import shown_decisions
from law.columns import BodyColumn
from members.choices import Audience
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, LanguageOfField, SourcedSerializer, TextsField, known_date
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.templatetags.signs import colon
from record.texts import in_language


class PositionSerializer(serializers.Serializer):
    """What a state said of a decision. The first column says all of it in one line, for a cell of a table."""

    said = serializers.SerializerMethodField(help_text=_("State, position, paragraphs and words, in one line."))
    participant = serializers.CharField(source="participant.code", read_only=True)
    participant_name = TextsField(source="participant.name", read_only=True)
    kind = serializers.ChoiceField(choices=PositionKind.choices, read_only=True)
    paragraphs = serializers.CharField(read_only=True)
    text = TextsField(read_only=True)
    on = serializers.DateField(read_only=True)
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]

    def get_said(self, row: Position) -> str:
        what = f"{row.participant}{colon()}{position_shown(row.get_kind_display(), row.paragraphs)}"
        words = in_language(row.text)
        return f"{what}{colon()}{words}" if words else what


class MatterSerializer(serializers.Serializer):
    """A commitment that a decision moved."""

    commitment = serializers.CharField(source="commitment.reference", read_only=True)
    step = serializers.CharField(source="taken.step", read_only=True)
    to_state = serializers.CharField(source="taken.to_state", read_only=True)


class FollowUpSerializer(serializers.Serializer):
    """What a decision asks for next."""

    what = serializers.CharField(read_only=True)
    owner = serializers.CharField(
        source="owner.code", read_only=True, allow_null=True, default=None, help_text=_("None: the Secretariat.")
    )
    hears = serializers.CharField(source="hears.reference", read_only=True, allow_null=True, default=None)
    state = serializers.ChoiceField(choices=FollowUpState.choices, read_only=True)
    report = serializers.CharField(read_only=True)
    language = LanguageOfField("what", "report")
    reported_on = serializers.DateField(read_only=True, allow_null=True)


class DecisionSerializer(SourcedSerializer, CorrectableSerializer):
    """A decision of a body, with everything that states said of it."""

    symbol = serializers.CharField(read_only=True)
    body = BodyColumn(allow_blank=True, help_text=_("Empty: the members, in a body that the record does not name."))
    title = TextsField(read_only=True)
    text = TextsField(read_only=True)
    sha256 = TextsField(source="text_sha256", read_only=True, help_text=_("Of the text in each language, as recorded."))
    outcome = serializers.ChoiceField(choices=Outcome.choices, read_only=True)
    manner = serializers.ChoiceField(choices=Manner.choices, read_only=True)
    meeting = serializers.CharField(source="meeting.reference", read_only=True, allow_null=True, default=None)
    silence_procedure = serializers.CharField(
        source="silence_procedure.reference", read_only=True, allow_null=True, default=None
    )
    on, on_precision, day = known_date("on", "on_precision")
    positions = PositionSerializer(many=True, read_only=True)
    consensus = serializers.CharField(read_only=True)
    present = serializers.SerializerMethodField(help_text=_("Codes of the members present."))
    members_then = serializers.IntegerField(read_only=True, allow_null=True)
    quorum_then = serializers.IntegerField(read_only=True, allow_null=True)
    commitments = MatterSerializer(source="shown_matters", many=True, read_only=True)
    follow_ups = FollowUpSerializer(many=True, read_only=True)
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True)
    at = serializers.DateTimeField(read_only=True)

    def get_present(self, row: Decision) -> list[str]:
        return [state.code for state in sorted(row.present.all(), key=lambda state: (state.seat_name, state.code))]


class WholeDecisionSerializer(DecisionSerializer):
    """A decision, and what the caller may write beside it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: Decision) -> Any:
        acts = next_acts(TABLE.nouns["decision"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class Decisions(ActsViewSet):
    """What the bodies decided, how, and what states said of it; the Secretariat records it."""

    changed_by = ("positions__at",)

    noun_name = "decision"
    serializer_class = WholeDecisionSerializer
    listed_class = DecisionSerializer
    filterset_class = DecisionFilter
    lookup_field = "symbol"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"on": "on", "symbol": "symbol", "body": "body"}, default=("-on",), tie="symbol")

    def get_queryset(self) -> QuerySet:
        return shown_decisions(self.request.user, self.rows_of(Decision))
