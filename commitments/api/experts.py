"""Experts under `/api/v1/experts/`: the roster of those whom members nominate for measures."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from catalogue.api import measure_called
from commitments.api.naming import commitment_called
from commitments.models import ExpertNomination
from members.api import state_called
from members.choices import Audience
from record.api.fields import TextsField
from record.api.naming import ByUid, by_words
from record.api.parameters import KeyFilter, Ordering, RecordFilter
from record.doors.rest import ActsViewSet, with_acts


class ExpertSerializer(serializers.Serializer):
    """An expert or scholar whom a member nominates, for a term."""

    uid = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state."))
    owner_name = TextsField(source="owner.name", read_only=True)
    affiliation = serializers.CharField(read_only=True)
    expertise = serializers.CharField(read_only=True)
    email = serializers.CharField(read_only=True)
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    commitment = serializers.CharField(source="commitment.reference", read_only=True, allow_null=True, default=None)
    since = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True, allow_null=True, help_text=_("The first day after the term."))
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True, help_text=_("Who sees it."))
    at = serializers.DateTimeField(read_only=True)


class ExpertFilterSet(RecordFilter):
    """By default those whose term includes the day asked about."""

    measure = KeyFilter(field_name="measure", named=measure_called, help_text=_("Reference of a measure."))
    commitment = KeyFilter(field_name="commitment", named=commitment_called, help_text=_("Reference of a commitment."))
    participant = KeyFilter(field_name="owner", named=state_called, help_text=_("Code of the state: AZ."))
    standing = filters.ChoiceFilter(
        choices=[("now", _("serves on that day")), ("any", _("also those whose term ended or begins later"))],
        null_label=None,
        method="leave_to_the_rows",
        help_text=_("Whether the term must include the day; it must, if not given."),
    )

    class Meta:
        model = ExpertNomination
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "name", "affiliation", "expertise", "owner__search_text")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["standing"] == "any" else rows.serving_on(self.on)


@with_acts
class Experts(ByUid, ActsViewSet):
    """The experts whom the caller may see, as of a day (today, if none is given)."""

    noun_name = "expert"
    serializer_class = ExpertSerializer
    filterset_class = ExpertFilterSet
    ordering = Ordering(
        {"name": "name", "owner": "owner__seat_name", "since": "since", "until": "until"}, default=("name",), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        rows = ExpertNomination.objects.visible_to(self.request.user)
        return rows.select_related("owner", "measure", "commitment")
