"""Intentions under `/api/v1/intentions/`: which state takes part in which commitment, from when to when."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments.filters import IntentionFilter
from commitments.models import Intention
from record.api.fields import CorrectableSerializer, SourcedSerializer, TextsField, known_date
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet


class IntentionSerializer(SourcedSerializer, CorrectableSerializer):
    """A state's part in a commitment. It comes and leaves of itself; to rest or to withdraw is an honourable end."""

    id = serializers.IntegerField(read_only=True)
    commitment = serializers.CharField(source="commitment.reference", read_only=True)
    state = serializers.CharField(source="participant.code", read_only=True)
    state_name = TextsField(source="participant.name", read_only=True)
    since, since_precision, since_day = known_date("since", "since_precision")
    until = serializers.DateField(read_only=True, allow_null=True, help_text=_("The first day on which it is none."))


class Intentions(ReadingViewSet):
    """What states take part in, of the commitments that the caller sees. By steps of the commitment states come and leave."""

    # Whatever changes one is a step of its commitment.
    changed_by = ("commitment__moved_at",)

    serializer_class = IntentionSerializer
    filterset_class = IntentionFilter
    lookup_value_regex = "[0-9]{1,18}"
    ordering = Ordering(
        {
            "commitment": "commitment__reference",
            "state": "participant__seat_name",
            "since": "since",
            "until": "until",
        },
        default=("commitment__reference", "since"),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(Intention).visible_to(self.request.user)
        return rows.select_related("commitment", "participant")
