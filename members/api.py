"""Participants and chairmanships under `/api/v1/`."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from rest_framework import serializers

from members.choices import ParticipantKind, Standing
from members.filters import ParticipantFilter, state_called
from members.models import Chairmanship, Participant
from record.api.fields import CorrectableSerializer, SourcedSerializer, TextsField, known_date
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.filters import CorrectableFilter, KeyFilter, as_of_filter
from record.models import Confidence


class TokenScheme(KnoxTokenScheme):
    """How OpenAPI tells of our tokens."""

    target_class = "members.tokens.TokenOfAPerson"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        said = (
            "A token that a person makes on the page of their account. Its scope says what it opens: `read` lists and"
            " entries, `export` whole tables (`format=csv`, `format=xlsx`), `act` whatever is done by POST or PATCH."
            " Beyond its scope the answer is 403."
        )
        return {**super().get_security_definition(auto_schema), "description": said}


class ParticipantSerializer(SourcedSerializer):
    """A state or an organisation, with its standing in the Conference on the day asked about."""

    code = serializers.CharField(read_only=True, help_text=_("ISO 3166-1 alpha-2, or an organisation's acronym."))
    kind = serializers.ChoiceField(choices=ParticipantKind.choices, read_only=True)
    name = TextsField(read_only=True)
    official_name = TextsField(read_only=True)
    as_of = serializers.SerializerMethodField(help_text=_("The day the standing is about."))
    standing = serializers.ChoiceField(choices=Standing.choices, read_only=True, allow_null=True)
    standing_since, standing_since_precision, standing_since_day = known_date(
        "standing_since", "standing_since_precision"
    )
    source = serializers.CharField(
        source="standing_source", read_only=True, allow_null=True, help_text=_("Source of the standing.")
    )
    confidence = serializers.ChoiceField(
        choices=Confidence.choices, source="standing_confidence", read_only=True, allow_null=True
    )
    names_source = serializers.CharField(source="source", read_only=True, help_text=_("Source of the names."))

    def get_as_of(self, row: Participant) -> str:
        return self.context["view"].on.isoformat()


class Participants(ReadingViewSet):
    """Who takes part in the Conference, as what, on a day (today, if none is given).

    Counted is what is certain: a standing known only by its year counts from that year's last day.
    """

    changes_when_written = True
    serializer_class = ParticipantSerializer
    filterset_class = ParticipantFilter
    lookup_field = "code"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {
            "name": "seat_name",
            "code": "code",
            "kind": "kind",
            "standing": "standing",
            "standing_since": "standing_since",
        },
        default=("seat_name",),
        tie="code",
    )

    def get_queryset(self) -> QuerySet:
        return Participant.objects.visible_to(self.request.user).with_standing(self.on)


class ChairmanshipSerializer(SourcedSerializer, CorrectableSerializer):
    """A state's term in the Chair."""

    id = serializers.IntegerField(read_only=True)
    state = serializers.CharField(source="participant.code", read_only=True)
    state_name = TextsField(source="participant.name", read_only=True)
    law_edition = serializers.CharField(
        source="edition", read_only=True, help_text=_("The edition of the law under which the term began, and ends.")
    )
    since, since_precision, since_day = known_date("since", "since_precision")
    until, until_precision, until_day = known_date("until", "until_precision")


class ChairmanshipFilter(CorrectableFilter):
    """By default every term; as of a day, the one that runs on it."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: the term that runs on it. Every term, if not given."))
    state = KeyFilter(field_name="participant", named=state_called, help_text=_("Code of the state: KZ."))

    class Meta:
        model = Chairmanship
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.holding(self.as_of_given) if self.as_of_given else rows


class Chairmanships(ReadingViewSet):
    """Which state held the Chair, from when to when; as of a day, the one that held it on that day."""

    changes_when_written = True
    serializer_class = ChairmanshipSerializer
    filterset_class = ChairmanshipFilter
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering(
        {"since": "since", "until": "until", "state": "participant__code"}, default=("-since",), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        return self.rows_of(Chairmanship).visible_to(self.request.user).select_related("participant")
