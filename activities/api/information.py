"""Information that states give, under `/api/v1/information/`, and what is said to it, under `/api/v1/information-replies/`."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activities.choices import SEEN_BY, InformationStage, ReplyKind
from activities.filters import InformationFilter, InformationReplyFilter
from activities.models import Information, InformationGiver, InformationReply
from papers.columns import AskedWhetherPublicSerializer
from papers.models import Paper
from record.api.fields import CorrectableSerializer, LanguageOfField, TextsField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.doors.described import WithNextActs
from record.doors.rest import ActsViewSet, with_acts


class InformationSerializer(CorrectableSerializer):
    """What a state, or several together, let others know."""

    uid = serializers.UUIDField(read_only=True)
    title = TextsField(read_only=True)
    measure = serializers.CharField(source="measure.reference", read_only=True, allow_null=True, default=None)
    area = serializers.CharField(source="area.reference", read_only=True)
    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state that gives it."))
    owner_name = TextsField(source="owner.name", read_only=True)
    given_with = serializers.SerializerMethodField(help_text=_("Codes of those that give it as well."))
    since = serializers.DateField(read_only=True, allow_null=True, help_text=_("First day of the period."))
    until = serializers.DateField(read_only=True, allow_null=True, help_text=_("Last day of the period."))
    stage = serializers.ChoiceField(choices=InformationStage.choices, read_only=True)
    to_be_sent = serializers.BooleanField(read_only=True, help_text=_("The Secretariat is asked to send it out."))
    audience = serializers.ChoiceField(choices=SEEN_BY, read_only=True, help_text=_("Who sees it."))
    recipients = serializers.SerializerMethodField(help_text=_("Codes of those that see it besides."))
    sequence = serializers.IntegerField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_given_with(self, information: Information) -> list[str]:
        return [state.code for state in information.given_with]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_recipients(self, information: Information) -> list[str]:
        return sorted(state.code for state in information.recipients.all())


class InformationReplySerializer(CorrectableSerializer):
    """What a participant says to information, or asks to know besides."""

    uid = serializers.UUIDField(read_only=True)
    information = serializers.UUIDField(
        source="information.uid", read_only=True, help_text=_("Key of the information.")
    )
    owner = serializers.CharField(
        source="owner.code", read_only=True, help_text=_("Code of the participant that replies.")
    )
    owner_name = TextsField(source="owner.name", read_only=True)
    kind = serializers.ChoiceField(choices=ReplyKind.choices, read_only=True)
    text = serializers.CharField(read_only=True)
    text_language = LanguageOfField("text")
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()


class WholeInformationSerializer(WithNextActs, AskedWhetherPublicSerializer, InformationSerializer):
    """Information with the paper in which it stands, what was said to it and to its being public, and what the caller may do."""

    paper = serializers.SerializerMethodField(help_text=_("Symbol of the paper that holds its text, in versions."))
    replies = InformationReplySerializer(many=True, read_only=True)

    def get_paper(self, information: Information) -> str:
        rows = Paper.objects.visible_to(self.context["request"].user).filter(folder=information.folder_id)
        return next(iter(rows.values_list("symbol", flat=True)), "")


class WholeInformationReplySerializer(WithNextActs, InformationReplySerializer):
    """A reply, with what the caller may do about it."""


@with_acts
class InformationGiven(ByUid, ActsViewSet):
    """Information that the caller may see."""

    changes_when_written = True
    changed_by = ("changed_at", "givers__at", "replies__at")
    noun_name = "information"
    serializer_class = WholeInformationSerializer
    listed_class = InformationSerializer
    filterset_class = InformationFilter
    ordering = Ordering({"at": "at", "owner": "owner__seat_name"}, default=("-at",), tie="-pk")

    def get_queryset(self) -> QuerySet:
        rows = self.rows_of(Information).visible_to(self.request.user)
        rows = rows.select_related("owner", "area", "measure")
        givers = Prefetch("givers", InformationGiver.objects.select_related("participant"))
        rows = rows.prefetch_related(givers, "recipients")
        replies = Prefetch("replies", InformationReply.objects.select_related("owner", "information"))
        return rows if self.action == "list" else rows.prefetch_related(replies)


@with_acts
class InformationReplies(ByUid, ActsViewSet):
    """What was said to the information that the caller may see."""

    changes_when_written = True
    noun_name = "information-reply"
    serializer_class = WholeInformationReplySerializer
    listed_class = InformationReplySerializer
    filterset_class = InformationReplyFilter
    ordering = Ordering({"at": "at"}, default=("at",), tie="pk")

    def get_queryset(self) -> QuerySet:
        rows: Any = self.rows_of(InformationReply).visible_to(self.request.user)
        return rows.select_related("information", "owner")
