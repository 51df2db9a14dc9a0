"""Participants and chairmanships under `/api/v1/`."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from members.choices import ParticipantKind, Rank, Role, Standing
from members.filters import DeputyshipFilter, ParticipantFilter, state_called
from members.models import Chairmanship, Deputyship, FocalPoint, Participant, Participation
from record.api.fields import CorrectableSerializer, SourcedSerializer, TextsField, known_date
from record.api.naming import ByUid, KeySchema
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet
from record.doors.rest import ActsViewSet, with_acts
from record.filters import CorrectableFilter, KeyFilter, RecordFilter, SomeOfFilter, as_of_filter, by_words
from record.models import Confidence


class TokenScheme(KnoxTokenScheme):
    """How OpenAPI tells of our tokens."""

    target_class = "members.tokens.TokenOfAPerson"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        said = (
            "A token that a person makes on the page of their account. Its scope says what it opens: `read` lists and"
            " entries, `export` whole tables (`format=csv`, `format=xlsx`, `format=jsonl`), `act` whatever is done by POST or PATCH."
            " Beyond its scope the answer is 403."
        )
        return {**super().get_security_definition(auto_schema), "description": said}


class ParticipantSerializer(SourcedSerializer):
    """A state or an organisation, with its standing in the Conference on the day asked about."""

    made_of: dict[str, tuple[str, ...]] = {"as_of": ()}

    code = serializers.CharField(read_only=True, help_text=_("ISO 3166-1 alpha-2, or an organisation's acronym."))
    kind = serializers.ChoiceField(choices=ParticipantKind.choices, read_only=True)
    name = TextsField(read_only=True)
    official_name = TextsField(read_only=True)
    as_of = serializers.SerializerMethodField(help_text=_("The day the standing is about."))
    standing = serializers.ChoiceField(choices=Standing.choices, read_only=True, allow_null=True)
    standing_since, standing_since_precision, standing_since_day = known_date(
        "standing_since", "standing_since_precision"
    )
    source = serializers.CharField(  # type: ignore[assignment]
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


class ParticipationSerializer(SourcedSerializer, CorrectableSerializer):
    """A participant's standing from a day on."""

    id = serializers.IntegerField(read_only=True)
    participant = serializers.CharField(source="participant.code", read_only=True)
    participant_name = TextsField(source="participant.name", read_only=True)
    standing = serializers.ChoiceField(choices=Standing.choices, read_only=True)
    since, since_precision, since_day = known_date("since", "since_precision")
    until, until_precision, until_day = known_date("until", "until_precision")


class ParticipationFilter(CorrectableFilter):
    """By default every standing there was; as of a day, those that held on it."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: what held on it. Every standing, if not given."))
    participant = KeyFilter(field_name="participant", named=state_called, help_text=_("Code of a participant: AZ."))
    standing = SomeOfFilter(choices=Standing.choices)

    class Meta:
        model = Participation
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "participant__words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.holding(self.as_of_given) if self.as_of_given else rows


class Participations(ReadingViewSet):
    """Who took part as what, from when to when."""

    serializer_class = ParticipationSerializer
    filterset_class = ParticipationFilter
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering(
        {"participant": "participant__seat_name", "since": "since", "until": "until", "standing": "standing"},
        default=("participant__seat_name", "since"),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        return self.rows_of(Participation).visible_to(self.request.user).select_related("participant")


# -- Posts. Whether one is filled is open to all; who holds it is known to its state and to the Secretariat.


class FocalPointSerializer(serializers.Serializer):
    """A post at a participant on the day asked about, and who holds it, if that is yours to know."""

    key = serializers.CharField(read_only=True, help_text=_("Names the row in addresses, of that day."))
    participant = serializers.CharField(source="participant.code", read_only=True)
    participant_name = TextsField(source="participant.name", read_only=True)
    role = serializers.ChoiceField(choices=Role.choices, read_only=True)
    rank = serializers.ChoiceField(choices=Rank.choices, read_only=True)
    since = serializers.DateField(read_only=True)
    is_filled = serializers.SerializerMethodField(
        help_text=_("Whether anybody holds it; who, is for its state to say.")
    )
    person = serializers.SerializerMethodField(help_text=_("For its own state and the Secretariat; else null."))
    email = serializers.SerializerMethodField(help_text=_("For its own state and the Secretariat; else null."))
    until = serializers.SerializerMethodField(
        help_text=_("The first day out of office. For its own state and the Secretariat; else null.")
    )

    def get_is_filled(self, row: FocalPoint) -> bool:
        return row.user_id is not None

    def get_person(self, row: FocalPoint) -> str | None:
        return row.user.get_full_name() if row.user and row.person_is_known else None

    def get_email(self, row: FocalPoint) -> str | None:
        return row.user.email if row.user and row.person_is_known else None

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_until(self, row: FocalPoint) -> str | None:
        return row.until.isoformat() if row.until and row.person_is_known else None


class FocalPointFilter(RecordFilter):
    """The posts as they stood on the day asked about."""

    participant = KeyFilter(field_name="participant", named=state_called, help_text=_("Code of a participant: AZ."))
    role = SomeOfFilter(choices=Role.choices)
    rank = SomeOfFilter(choices=Rank.choices)

    class Meta:
        model = FocalPoint
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        """In the participant's names. Nobody learns by looking for a name whether somebody is called so."""
        return by_words(rows, words, "participant__words")


class FocalPoints(ReadingViewSet):
    """Who acts for whom on a day (today, if none is given): which posts are filled, and by whom, if that is yours to know."""

    # The journal tells of a post what not everybody may know, even when.
    changed_by = None

    serializer_class = FocalPointSerializer
    filterset_class = FocalPointFilter
    schema = KeySchema()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    ordering = Ordering(
        {"participant": "participant__seat_name", "role": "role", "rank": "rank", "since": "since"},
        default=("participant__seat_name", "role", "rank", "since"),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        return FocalPoint.objects.open_posts(self.request.user, self.on)


class DeputyshipSerializer(serializers.Serializer):
    """Who stands in for whom, from which day to the day before which."""

    id = serializers.UUIDField(source="uid", read_only=True)
    person = serializers.CharField(source="person.get_full_name", read_only=True)
    email = serializers.CharField(source="person.email", read_only=True)
    deputy = serializers.CharField(source="deputy.get_full_name", read_only=True)
    deputy_email = serializers.CharField(source="deputy.email", read_only=True)
    participant = serializers.CharField(
        source="participant.code", read_only=True, allow_null=True, default=None, help_text=_("None: the Secretariat.")
    )
    since = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True, help_text=_("The first day back."))
    reason = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    ended_at = serializers.DateTimeField(read_only=True, allow_null=True)


@with_acts
class Deputyships(ByUid, ActsViewSet):
    """Who stands in for whom: of one's colleagues; to the Secretariat of everybody."""

    changed_by = ("at", "ended_at")
    noun_name = "deputyship"
    serializer_class = DeputyshipSerializer
    filterset_class = DeputyshipFilter
    ordering = Ordering({"since": "since", "until": "until"}, default=("-since",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        rows = Deputyship.objects.visible_to(self.request.user)
        return rows.select_related("person", "deputy", "participant")
