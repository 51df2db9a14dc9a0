"""Commitments under `/api/v1/commitments/`: where each stands, who is awaited, what the caller may do; and doing it."""

import datetime as dt
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.reverse import reverse

from commitments.access import awaited
from commitments.api.history import StepSerializer, key_of, steps_seen_by
from commitments.filters import CommitmentFilter
from commitments.models import SHARED_WITH, Commitment, StepTaken
from commitments.reports.standing import is_of_the_record
from law.choices import Modality, Relation
from law.columns import StateColumn
from papers.columns import AskedWhetherPublicSerializer
from papers.models import QUESTIONS
from record.acts import TABLE, Act, Setting
from record.api.fields import ENTERED_HERE, LanguageOfField, SourcedSerializer, TextsField, known_date
from record.api.parameters import Ordering
from record.api.sql_words import InstantText
from record.choices import Channel
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts

# What of a commitment's steps tells when it began and moved, and of the states beside it who takes part.
STEPS = ("steps__serial", "steps__step", "steps__on", "steps__on_precision", "steps__channel")
BEGAN = ("edition", "modality", "told_on", *STEPS)
MOVED = ("told_on", *STEPS)
INTENDS = ("told_on", "intentions__participant__code", "intentions__since", "intentions__until")
DESIGNATED = (
    "told_on",
    "coordinators__participant__code",
    "coordinators__fact",
    "coordinators__role",
    "coordinators__on",
    "coordinators__since",
    "coordinators__until",
)


# As it was said by the day of which it is told.
SINCE = ("period_since=period_since_then", "period_precision=period_precision_then")
UNTIL = ("period_until=period_until_then", "period_precision=period_precision_then")
INSTANT = serializers.DateTimeField()


def _instant(at: dt.datetime | None) -> Any:
    return INSTANT.to_representation(at) if at else None


class CommitmentSerializer(SourcedSerializer):
    """A voluntary commitment of one or more states, as it stands."""

    in_words = {"awaited": Relation.choices}

    made_of = {
        "titles": ("language", "title", "title_in"),
        "statements": ("language", "statement", "statement_in"),
        # As it stood, of a day gone by.
        "state": ("state=stood",),
        "state_label": ("edition", "modality", "state=stood"),
        "intending_states": INTENDS,
        "coordinators": DESIGNATED,
        "co_coordinators": DESIGNATED,
        **dict.fromkeys(("began_on", "began_on_precision", "began_on_day"), BEGAN),
        **dict.fromkeys(("moved_on", "moved_on_precision", "moved_on_day"), MOVED),
        "began_at": ("record_key", "began_at"),
        "moved_at": ("moved_at=moved_then", *MOVED),
        **dict.fromkeys(("period_since", "period_since_precision", "period_since_day"), SINCE),
        **dict.fromkeys(("period_until", "period_until_precision", "period_until_day"), UNTIL),
        "renews": ("renews__reference", "renews_is_seen"),
        "awaited": ("told_on", "source", "version", "edition", "modality", "state=stood"),
    }

    @staticmethod
    def in_sql(rows: QuerySet) -> dict[str, Any]:
        """What PostgreSQL can say of today as Python says it: instants of entering."""
        if "told_on" in rows.query.annotations:
            return {}
        steps = StepTaken.objects.filter(commitment=OuterRef("pk")).order_by("-serial")
        is_of_the_record = Exact(Subquery(steps.values("channel")[:1]), Channel.RECORD)
        return {
            "began_at": Case(When(ENTERED_HERE, then=InstantText("began_at"))),
            "moved_at": Case(When(is_of_the_record, then=None), default=InstantText("moved_then")),
        }

    reference = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    titles = TextsField(read_only=True, help_text=_("In every language in which it was given."))
    modality = serializers.ChoiceField(choices=Modality.choices, read_only=True)
    edition = serializers.CharField(read_only=True, help_text=_("Of the procedure under which it began."))
    state = StateColumn(help_text=_("Where it stands."))
    state_label = serializers.CharField(source="stands.label", read_only=True)
    area = serializers.CharField(source="area.reference", read_only=True)
    area_name = TextsField(source="area.name", read_only=True)
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    measure_title = TextsField(source="measure.title", read_only=True, default=dict)
    topic = TextsField(read_only=True, help_text=_("In its own words, where it names no measure."))
    audience = serializers.ChoiceField(choices=SHARED_WITH, read_only=True, help_text=_("Who sees it."))
    statement = serializers.CharField(read_only=True)
    statements = TextsField(read_only=True, help_text=_("In every language in which it was given."))
    language = LanguageOfField("title", "statement")
    intending_states = serializers.SerializerMethodField(help_text=_("Codes of the states that intend it."))
    coordinators = serializers.SerializerMethodField(help_text=_("Codes of the states that coordinate it."))
    co_coordinators = serializers.SerializerMethodField(help_text=_("Codes of the states that co-coordinate it."))
    began_on, began_on_precision, began_on_day = known_date("began_on", "began_on_precision")
    moved_on, moved_on_precision, moved_on_day = known_date("moved_on", "moved_on_precision")
    period_since, period_since_precision, period_since_day = known_date("period_since", "period_precision")
    period_until, period_until_precision, period_until_day = known_date("period_until", "period_precision")
    began_at = serializers.SerializerMethodField(
        help_text=_("When it was entered here; null where it is known from the public record alone.")
    )
    moved_at = serializers.SerializerMethodField(
        help_text=_("When its last step was entered here; null where that step is known from the public record alone.")
    )
    version = serializers.IntegerField(read_only=True, help_text=_("Raised by every step."))
    renews = serializers.SerializerMethodField(
        help_text=_("Reference of the commitment that it renews, if you see it.")
    )
    awaited = serializers.SerializerMethodField(
        help_text=_(
            "Who may take it onward from where it stands. What is known only from the public record calls for no action."
        )
    )
    next_acts = serializers.SerializerMethodField(
        help_text=_(
            "What the caller may do, and what still blocks it; null in a list that doesn't ask `with=next_acts`."
        )
    )

    def to_representation(self, instance: Commitment) -> Any:
        return super().to_representation(instance.as_it_stood())

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_began_at(self, row: Commitment) -> Any:
        return _instant(None if row.record_key else row.began_at)

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_moved_at(self, row: Commitment) -> Any:
        last = row.last_step
        return _instant(None if last is not None and last.channel == Channel.RECORD else row.moved_at)

    def get_intending_states(self, row: Commitment) -> list[str]:
        return [state.code for state in row.intending_states()]

    def get_coordinators(self, row: Commitment) -> list[str]:
        return [state.code for state in row.coordinating_states()]

    def get_co_coordinators(self, row: Commitment) -> list[str]:
        return [state.code for state in row.co_coordinating_states()]

    def get_renews(self, row: Commitment) -> str | None:
        return row.renews.reference if row.renews_is_seen else None

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": Relation.values}})
    def get_awaited(self, row: Commitment) -> list[str]:
        # Of what only the public record tells nobody is awaited: it moves when its states wish, as its page says.
        # Nor on a day gone by: what is awaited and may be done is told of today alone.
        return [] if row.told_on or is_of_the_record(row) else [relation.value for relation, _steps in awaited(row)]

    @extend_schema_field(NextActSerializer(many=True, allow_null=True))
    def get_next_acts(self, row: Commitment) -> Any:
        view = self.context["view"]
        if not view.is_asked_for("next_acts"):
            return None
        if row.told_on:
            return []
        acts = next_acts(TABLE.nouns["commitment"], view.request.user, row, with_asks=view.action != "list")
        return NextActSerializer(acts, many=True).data


class WholeCommitmentSerializer(AskedWhetherPublicSerializer, CommitmentSerializer):
    """A commitment, with what its states said to whether it may be public."""


@with_acts
class Commitments(ActsViewSet):
    """What is undertaken, voluntarily, and where each commitment stands."""

    changes_when_written = True
    noun_name = "commitment"
    serializer_class = WholeCommitmentSerializer
    listed_class = CommitmentSerializer
    filterset_class = CommitmentFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"
    on_request = ("next_acts",)
    ordering = Ordering(
        {
            "moved_at": "moved_then",
            "began_at": "began_at",
            "reference": "reference",
            "state": "stood",
            "modality": "modality",
            "area": "area__reference",
            "period_until": "period_until_then",
        },
        default=("-moved_then",),
        tie="-pk",
    )

    def get_queryset(self) -> QuerySet:
        seen = Commitment.objects.visible_to(self.request.user)
        rows = (
            seen.with_everything().prefetch_related(QUESTIONS) if self.is_asked_for("next_acts") else seen.as_listed()
        )
        rows = rows.annotate(renews_is_seen=Exists(seen.filter(pk=OuterRef("renews"))))
        # A list is told of its day by its filter, with everything else that is asked of it.
        return rows.standing_then(self.filterset.day_gone_by) if self.action == "retrieve" else rows

    @classmethod
    def shown_by(cls, act: Act) -> Any:
        """A step answers with its line of the history."""
        return cls.serializer_class if act.begins or act.once_in is None else StepSerializer

    def answer_for(self, setting: Setting, result: Any, *, is_new: bool) -> Response:
        if setting.act.begins or setting.act.once_in is None:
            return super().answer_for(setting, result, is_new=is_new)
        row = steps_seen_by(self.request.user, StepTaken.objects.all()).get(pk=result.pk)
        address = reverse("api-steps-detail", args=[key_of(row)], request=self.request)
        shown = StepSerializer(row, context=self.get_serializer_context()).data
        return Response(shown, status=201 if is_new else 200, headers={"Location": address})
