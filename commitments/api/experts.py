"""Experts under `/api/v1/experts/`: the roster of those whom members nominate for measures."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments.filters import ExpertFilter
from commitments.models import ExpertNomination
from members.choices import Audience
from members.private_fields import PrivateTextField
from record.api.fields import CorrectableSerializer, LanguageOfField, TextsField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.doors.rest import ActsViewSet, with_acts


class ExpertSerializer(CorrectableSerializer):
    """An expert or scholar whom a member nominates, for a term."""

    uid = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state."))
    owner_name = TextsField(source="owner.name", read_only=True)
    affiliation = serializers.CharField(read_only=True)
    expertise = serializers.CharField(read_only=True)
    language = LanguageOfField("affiliation", "expertise")
    email = PrivateTextField()
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    commitment = serializers.CharField(source="commitment.reference", read_only=True, allow_null=True, default=None)
    since = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True, allow_null=True, help_text=_("The first day after the term."))
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True, help_text=_("Who sees it."))
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()


@with_acts
class Experts(ByUid, ActsViewSet):
    """The experts whom the caller may see, as of a day (today, if none is given)."""

    changes_when_written = True
    noun_name = "expert"
    serializer_class = ExpertSerializer
    filterset_class = ExpertFilter
    ordering = Ordering(
        {
            "name": "name",
            "owner": "owner__seat_name",
            "measure": "measure__reference",
            "since": "since",
            "until": "until",
        },
        default=("name",),
        tie="pk",
    )

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(ExpertNomination).visible_to(self.request.user)
        return rows.select_related("owner", "measure", "commitment")
