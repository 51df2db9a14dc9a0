"""Coordinators under `/api/v1/`: who offered, who was designated."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalogue.choices import Depth
from commitments.choices import Fact
from commitments.filters import CoordinatorFilter
from commitments.models import CoordinatorAssignment
from law.choices import CoordinatorRole
from record.acts import TABLE
from record.api.fields import CorrectableSerializer, SourcedSerializer, TextsField, WordingStatusField, known_date
from record.api.parameters import Ordering, StandingPages
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts


class CoordinatorSerializer(SourcedSerializer, CorrectableSerializer):
    """An offer to coordinate, or a designation, as deep as the record reaches and with no role it doesn't state."""

    id = serializers.IntegerField(read_only=True)
    fact = serializers.ChoiceField(choices=Fact.choices, read_only=True)
    state = serializers.CharField(source="participant.code", read_only=True)
    state_name = TextsField(source="participant.name", read_only=True)
    role = serializers.ChoiceField(choices=CoordinatorRole.choices, read_only=True)
    depth = serializers.ChoiceField(choices=Depth.choices, read_only=True)
    edition = serializers.CharField(source="edition.code", read_only=True)
    area = serializers.CharField(source="area.reference", read_only=True, allow_null=True, default=None)
    area_is_ours = serializers.BooleanField(
        read_only=True, help_text=_("Its source names no area: the area is our reading.")
    )
    area_name = TextsField(source="area.name", read_only=True, default=dict)
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    measure_title = TextsField(source="measure.title", read_only=True, default=dict)
    near = serializers.CharField(
        source="near.reference",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("The nearest measure to a topic in its own words: ours, not the record's."),
    )
    near_is_ours = serializers.SerializerMethodField(
        help_text=_("A nearest measure is named, and it is our reading, to be confirmed by the Secretariat.")
    )
    wording = TextsField(read_only=True, help_text=_("In its own words."))
    wording_status = WordingStatusField(read_only=True)
    on, on_precision, on_day = known_date("on", "on_precision")
    term_since, term_since_precision, term_since_day = known_date("since", "since_precision")
    known_then = serializers.BooleanField(
        source="is_known_then",
        read_only=True,
        help_text=_("Known only of a time before the day asked about; the record does not say whether it still holds."),
    )
    last_known, last_known_precision, last_known_day = known_date("last_known", "last_known_precision")
    term_until, term_until_precision, term_until_day = known_date("until", "until_precision")
    shadows_from = serializers.DateField(
        read_only=True,
        allow_null=True,
        help_text=_("From this day until its term begins it stands beside whoever coordinates."),
    )
    law_edition = serializers.CharField(
        read_only=True, help_text=_("The edition of the law under which it began, and ends.")
    )
    commitment = serializers.SerializerMethodField(
        help_text=_(
            "In whose procedure it came about, where it has no source of its own; none, where it was made outside of one."
        )
    )
    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do about it now."))

    def get_commitment(self, row: CoordinatorAssignment) -> str | None:
        return row.commitment.reference if row.commitment else None

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: CoordinatorAssignment) -> Any:
        view = self.context["view"]
        acts = next_acts(TABLE.nouns["coordinator"], view.request.user, row, with_asks=view.action != "list")
        return NextActSerializer(acts, many=True).data

    def get_near_is_ours(self, row: CoordinatorAssignment) -> bool:
        return row.near_id is not None


@with_acts
class Coordinators(ActsViewSet):
    """Who offered to coordinate what, and who was designated, on a day (today, if none is given).

    An offer and a designation are two facts; a role is given only where the record states one.
    """

    pagination_class = StandingPages
    noun_name = "coordinator"
    serializer_class = CoordinatorSerializer
    filterset_class = CoordinatorFilter
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering(
        {
            "state": "participant__seat_name",
            "edition": "edition__code",
            "area": "area__reference",
            "measure": "measure__reference",
            "fact": "fact",
            "role": "role",
            "on": "on",
        },
        default=("participant__seat_name",),  # as the annex has it, see `in_order`
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(CoordinatorAssignment).visible_to(self.request.user).as_known_on(self.on)
        return rows.select_related("participant", "edition", "area", "measure", "near", "commitment")
