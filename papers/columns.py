"""What the lists of papers and of letters show: a column a row; and what programs are told of whether something may be public."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from papers.choices import PublishingSaid, PublishingStage
from papers.models import PublishingRequest
from record.api.fields import LanguageOfField, by_letter
from record.columns import Column, add_columns


def register() -> None:
    add_columns(
        "paper-list",
        Column("paper", _("Paper"), ("title", "period", "symbol")),
        Column("kind", _("Kind"), ("kind",)),
        Column("commitment", _("Commitment"), ("commitment",)),
        Column("newest", _("Newest version you may read"), ("versions", "on")),
    )
    add_columns(
        "publication-list",
        Column("publication", _("Publication"), ("title", "kind", "measure", "area")),
        Column("states", _("States concerned"), ("states",)),
        Column("languages", _("Languages"), ("languages",)),
        Column("stage", _("Stage"), ("stage", "published_on")),
    )
    add_columns(
        "institution-list",
        Column("institution", _("Institution"), ("name",)),
        Column("states", _("Based in"), ("states",)),
        Column("owner", _("Nominated by"), ("owner",)),
        Column("what", _("For"), ("measures", "areas")),
        Column("term", _("Term"), ("since", "until")),
        Column("audience", _("Seen by"), ("audience",)),
    )
    add_columns(
        "correspondence-list",
        Column("letter", _("Letter"), ("subject", "own_number", "reference")),
        Column("party", _("From or to"), ("direction", "participant", "addressees", "other_party")),
        Column("day", _("Received or sent"), ("day", "dated", "channel")),
        Column("waits", _("What becomes of it"), ("officer", "until", "closed_at")),
    )
    add_columns(
        "outgoing-letter-list",
        Column("letter", _("Letter"), ("subject", "kind")),
        Column("to", _("To"), ("to", "group", "participants")),
        Column("stage", _("Stage"), ("stage", "sent_as")),
        Column("changed", _("Last changed"), ("changed_at",)),
    )


# -- What states said to whether something may be public: as a part of publications, information and commitments.


class PublishingAnswerSerializer(serializers.Serializer):
    """What a state concerned said."""

    participant = serializers.CharField(source="participant.code", read_only=True)
    answer = serializers.ChoiceField(choices=PublishingSaid.choices, read_only=True)
    words = serializers.CharField(read_only=True)
    words_language = LanguageOfField("words")
    said_on = serializers.DateField(read_only=True)
    channel, dated = by_letter()


class PublishingRequestSerializer(serializers.Serializer):
    """The question whether it may be public, as far as the caller reads what states said."""

    uid = serializers.UUIDField(read_only=True)
    stage = serializers.ChoiceField(choices=PublishingStage.choices, read_only=True)
    until = serializers.DateField(read_only=True, allow_null=True)
    at = serializers.DateTimeField(read_only=True)
    answers = PublishingAnswerSerializer(many=True, read_only=True)


class AskedWhetherPublicSerializer(serializers.Serializer):
    """A part of whatever lies in a folder: the questions whether it may be public, the newest first."""

    publishing = serializers.SerializerMethodField()

    @extend_schema_field(PublishingRequestSerializer(many=True))
    def get_publishing(self, thing: Any) -> Any:
        # Of a day gone by it isn't told, as what one may do isn't.
        if getattr(thing, "told_on", None):
            return []
        rows = PublishingRequest.objects.visible_to(self.context["request"].user).filter(folder=thing.folder_id)
        return PublishingRequestSerializer(rows.with_answers(), many=True, context=self.context).data
