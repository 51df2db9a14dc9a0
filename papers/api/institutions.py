"""Institutions under `/api/v1/institutions/`: the roster of those that members nominate to contribute."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from papers.filters import InstitutionFilter
from papers.models import NOMINATED_TO, Institution, Publication
from record.api.fields import CorrectableSerializer, TextsField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.doors.described import WithNextActs
from record.doors.rest import ActsViewSet, with_acts


class InstitutionSerializer(CorrectableSerializer):
    """An academic or professional institution that a member nominates, for a term."""

    uid = serializers.UUIDField(read_only=True)
    name = TextsField(read_only=True)
    owner = serializers.CharField(
        source="owner.code", read_only=True, help_text=_("Code of the state that nominated it.")
    )
    states = serializers.SerializerMethodField(help_text=_("Codes of the states in which it sits."))
    measures = serializers.SerializerMethodField(help_text=_("References of the measures for which it is nominated."))
    areas = serializers.SerializerMethodField(help_text=_("References of the areas for which it is nominated."))
    since = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True, allow_null=True, help_text=_("The first day after the term."))
    audience = serializers.ChoiceField(choices=NOMINATED_TO, read_only=True, help_text=_("Who sees it."))
    sequence = serializers.IntegerField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_states(self, institution: Institution) -> list[str]:
        return sorted(state.code for state in institution.states.all())

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_measures(self, institution: Institution) -> list[str]:
        return sorted(measure.reference for measure in institution.measures.all())

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_areas(self, institution: Institution) -> list[str]:
        return sorted(area.reference for area in institution.areas.all())


class WholeInstitutionSerializer(WithNextActs, InstitutionSerializer):
    """An institution with the publications in which it had a part, as far as the caller sees them."""

    publications = serializers.SerializerMethodField(
        help_text=_("Keys of the publications in which it had a part, the latest first.")
    )

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_publications(self, institution: Institution) -> list[str]:
        rows = Publication.objects.visible_to(self.context["request"].user).filter(institutions=institution.pk)
        return [str(uid) for uid in rows.order_by("-at", "-pk").values_list("uid", flat=True)]


@with_acts
class Institutions(ByUid, ActsViewSet):
    """The institutions that the caller may see, as of a day (today, if none is given)."""

    changes_when_written = True
    changed_by = ("changed_at",)
    noun_name = "institution"
    serializer_class = WholeInstitutionSerializer
    listed_class = InstitutionSerializer
    filterset_class = InstitutionFilter
    ordering = Ordering(
        {"at": "at", "owner": "owner__seat_name", "since": "since", "until": "until"}, default=("-at",), tie="-pk"
    )

    def get_queryset(self) -> QuerySet:
        rows: Any = self.rows_of(Institution).visible_to(self.request.user)
        return rows.select_related("owner").prefetch_related("states", "measures", "areas")
