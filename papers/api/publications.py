"""Publications, under `/api/v1/publications/`, with their texts and what the states concerned said."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from papers.choices import ContributorKind, PublicationKind, PublicationStage
from papers.columns import PublishingRequestSerializer
from papers.filters import PublicationFilter
from papers.models import PREPARED_BEFORE, Institution, Paper, Publication, PublishingRequest
from record.api.fields import CorrectableSerializer, TextsField
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.doors.described import WithNextActs
from record.doors.rest import ActsViewSet, with_acts


class ContributorSerializer(serializers.Serializer):
    """Who beside states had a part in it."""

    kind = serializers.ChoiceField(choices=ContributorKind.choices, read_only=True)
    name = serializers.CharField(read_only=True)
    state = serializers.CharField(
        read_only=True, help_text=_("Code of the state of an institution; empty, where none is named.")
    )


class PublicationTextSerializer(serializers.Serializer):
    """How far its text in one language has come."""

    language = serializers.ChoiceField(choices=settings.LANGUAGES, read_only=True)
    stage = serializers.ChoiceField(choices=PublicationStage.choices, read_only=True)


class PublicationSerializer(CorrectableSerializer):
    """What the Conference publishes, or prepares to publish."""

    uid = serializers.UUIDField(read_only=True)
    title = TextsField(read_only=True)
    kind = serializers.ChoiceField(choices=PublicationKind.choices, read_only=True)
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    area = serializers.CharField(source="area.reference", read_only=True, allow_null=True, default=None)
    states = serializers.SerializerMethodField(help_text=_("Codes of the states that it concerns."))
    languages = serializers.SerializerMethodField(help_text=_("Those in which there is a text."))
    decision = serializers.CharField(read_only=True, help_text=_("Symbol of the decision by which it is published."))
    stage = serializers.ChoiceField(choices=PublicationStage.choices, read_only=True)
    audience = serializers.ChoiceField(
        choices=PREPARED_BEFORE, read_only=True, help_text=_("Who sees it while it is prepared.")
    )
    published_on = serializers.DateField(read_only=True, allow_null=True)
    withdrawn_on = serializers.DateField(read_only=True, allow_null=True)
    reason = serializers.CharField(read_only=True, help_text=_("Why it was withdrawn."))
    sequence = serializers.IntegerField(read_only=True)
    at = serializers.DateTimeField(read_only=True)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_states(self, publication: Publication) -> list[str]:
        return sorted(state.code for state in publication.states.all())

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_languages(self, publication: Publication) -> list[str]:
        texts = publication.texts.all()
        return sorted({text.language for text in texts if text.stage != PublicationStage.WITHDRAWN})


class WholePublicationSerializer(WithNextActs, PublicationSerializer):
    """A publication with its texts, who had a part in it, what the states concerned said, and what the caller may do about it."""

    texts = PublicationTextSerializer(many=True, read_only=True)
    contributors = ContributorSerializer(many=True, read_only=True)
    institutions = serializers.SerializerMethodField(
        help_text=_("Keys of the institutions on the roster that had a part in it, as far as the caller sees them.")
    )
    made_from = serializers.SerializerMethodField(help_text=_("Symbols of the papers of which it is made."))
    paper = serializers.SerializerMethodField(help_text=_("Symbol of the paper that holds its texts, in versions."))
    publishing = PublishingRequestSerializer(source="asked", many=True, read_only=True)

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_institutions(self, publication: Publication) -> list[str]:
        rows = Institution.objects.visible_to(self.context["request"].user).filter(publications=publication.pk)
        return [str(uid) for uid in rows.order_by("at", "pk").values_list("uid", flat=True)]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_made_from(self, publication: Publication) -> list[str]:
        rows = Paper.objects.visible_to(self.context["request"].user).filter(publications=publication.pk)
        return list(rows.order_by("symbol").values_list("symbol", flat=True))

    def get_paper(self, publication: Publication) -> str:
        rows = Paper.objects.visible_to(self.context["request"].user).filter(folder=publication.folder_id)
        return next(iter(rows.values_list("symbol", flat=True)), "")


@with_acts
class Publications(ByUid, ActsViewSet):
    """Publications that the caller may see."""

    changes_when_written = True
    changed_by = ("changed_at", "texts__at")
    noun_name = "publication"
    serializer_class = WholePublicationSerializer
    listed_class = PublicationSerializer
    filterset_class = PublicationFilter
    ordering = Ordering({"at": "at", "published_on": "published_on"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        rows: Any = self.rows_of(Publication).visible_to(self.request.user)
        rows = rows.select_related("area", "measure", "folder").prefetch_related("states", "texts")
        asked = PublishingRequest.objects.visible_to(self.request.user).with_answers()
        return rows if self.action == "list" else rows.prefetch_related(Prefetch("folder__publishing", asked))
