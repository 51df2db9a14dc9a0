"""What states said to whether something may be public: as a part of publications, information and commitments."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from papers.choices import PublishingSaid, PublishingStage
from papers.models import PublishingRequest
from record.api.fields import LanguageOfField, by_letter


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
