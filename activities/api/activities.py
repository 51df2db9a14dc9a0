"""Activities under `/api/v1/activities/`."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activities.access import parties_whose_names_are_open
from activities.choices import SEEN_BY, ActivityCourse, ActivityKind, DayKnown, Deed
from activities.days import as_known
from activities.filters import ActivityFilter, DeedFilter
from activities.models import Activity, ActivityParty, ActivityTurn
from meetings.choices import Format
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, TextsField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts


class PartySerializer(serializers.Serializer):
    """A participant's part. The first column is its code, for a cell of a table."""

    participant = serializers.CharField(source="participant.code", read_only=True)
    coming = serializers.IntegerField(read_only=True, allow_null=True, help_text=_("How many it said would come."))
    present = serializers.IntegerField(
        read_only=True, allow_null=True, help_text=_("How many took part; 0: some, and how many is not known.")
    )


class NamedPartySerializer(PartySerializer):
    """A participant's part, with who comes by name, as far as that is open to the caller."""

    named = serializers.SerializerMethodField(
        help_text=_(
            "Who comes, one a line; for those who lead, host and organise it, who names them, and the Secretariat."
        )
    )

    def get_named(self, party: ActivityParty) -> str:
        is_open = parties_whose_names_are_open(self.context["request"].user, party.activity, [party])
        return party.named if party.pk in is_open else ""


class TurnSerializer(serializers.Serializer):
    """What was done about an activity."""

    serial = serializers.IntegerField(read_only=True)
    deed = serializers.ChoiceField(choices=Deed.choices, read_only=True)
    course = serializers.ChoiceField(choices=ActivityCourse.choices, read_only=True)
    days = serializers.SerializerMethodField(
        help_text=_("The first day as this entry set it, as exactly as it is known.")
    )
    note = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()

    def get_days(self, turn: ActivityTurn) -> str:
        return as_known(turn.starts_on, turn.known)


class ActivitySerializer(CorrectableSerializer):
    """Something that a member state leads under a commitment, a measure or an area."""

    uid = serializers.UUIDField(read_only=True)
    title = TextsField(read_only=True)
    kind = serializers.ChoiceField(choices=ActivityKind.choices, read_only=True)
    course = serializers.ChoiceField(
        choices=ActivityCourse.choices, read_only=True, help_text=_("How far it has come.")
    )
    commitment = serializers.CharField(
        source="within.reference",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("Reference of the commitment."),
    )
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    area = serializers.CharField(source="area.reference", read_only=True)
    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state that leads it."))
    owner_name = TextsField(source="owner.name", read_only=True)
    host = serializers.CharField(source="host.code", read_only=True, allow_null=True, default=None)
    organisers = serializers.SerializerMethodField(help_text=_("Codes of those with whom it is organised."))
    days = serializers.SerializerMethodField(help_text=_("The first day as known: 2027-03-14, 2027-06, 2027-H1, 2027."))
    known = serializers.ChoiceField(choices=DayKnown.choices, read_only=True)
    starts_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("The last day on which it can begin; none: no day is named.")
    )
    ends_on = serializers.DateField(read_only=True, allow_null=True)
    opens_at = serializers.TimeField(read_only=True, allow_null=True, help_text=_("On the clocks of its place."))
    time_zone = serializers.CharField(read_only=True)
    place = TextsField(read_only=True)
    format = serializers.ChoiceField(choices=Format.choices, read_only=True)
    expected = TextsField(read_only=True)
    contributions = TextsField(read_only=True)
    outcome = TextsField(read_only=True)
    parties = PartySerializer(many=True, read_only=True)
    audience = serializers.ChoiceField(choices=SEEN_BY, read_only=True, help_text=_("Who sees it."))
    sequence = serializers.IntegerField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_organisers(self, activity: Activity) -> list[str]:
        return [state.code for state in activity.organisers.all()]

    def get_days(self, activity: Activity) -> str:
        return as_known(activity.starts_on, activity.known)


class ActivityDeedSerializer(CorrectableSerializer, TurnSerializer):
    """What was done about an activity, as a row of a list of its own."""

    uid = serializers.UUIDField(read_only=True)
    activity = serializers.UUIDField(source="activity.uid", read_only=True, help_text=_("Key of the activity."))


class WholeActivitySerializer(ActivitySerializer):
    """An activity with its link, its history, and what the caller may do about it."""

    parties = NamedPartySerializer(many=True, read_only=True)
    link = serializers.CharField(read_only=True, help_text=_("For those who join online; in no list and in no file."))
    turns = TurnSerializer(many=True, read_only=True)
    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, activity: Activity) -> list[Any]:
        acts = next_acts(TABLE.nouns["activity"], self.context["request"].user, activity, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class Activities(ByUid, ActsViewSet):
    """Activities that the caller may see."""

    changes_when_written = True
    changed_by = ("changed_at", "parties__at")
    noun_name = "activity"
    serializer_class = WholeActivitySerializer
    listed_class = ActivitySerializer
    filterset_class = ActivityFilter
    ordering = Ordering(
        {"starts_on": "starts_on", "owner": "owner__seat_name", "at": "at"}, default=("-starts_on",), tie="-pk"
    )

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(Activity).visible_to(self.request.user)
        rows = rows.select_related("owner", "host", "area", "measure", "within")
        parties = Prefetch("parties", ActivityParty.objects.select_related("participant"))
        rows = rows.prefetch_related("organisers", parties)
        turns = Prefetch("turns", ActivityTurn.objects.order_by("serial"))
        return rows if self.action == "list" else rows.prefetch_related(turns)


@with_acts
class ActivityDeeds(ByUid, ActsViewSet):
    """What was done about the activities that the caller may see: an entry a deed."""

    changes_when_written = True
    noun_name = "deed"
    serializer_class = ActivityDeedSerializer
    filterset_class = DeedFilter
    ordering = Ordering({"at": "at", "deed": "deed"}, default=("at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        return self.rows_of(ActivityTurn).visible_to(self.request.user).select_related("activity")
