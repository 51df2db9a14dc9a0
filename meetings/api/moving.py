"""What a move of a meeting would do, as the API tells it."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from law.choices import DeadlineKind
from meetings.reports.moving import Consequences


class ShiftSerializer(serializers.Serializer):
    """A deadline before and after."""

    kind = serializers.ChoiceField(choices=DeadlineKind.choices, read_only=True)
    old = serializers.DateField(read_only=True, allow_null=True)
    new = serializers.DateField(read_only=True)
    fixed = serializers.BooleanField(read_only=True)


class RemindedSerializer(serializers.Serializer):
    """Reminders of one kind that were sent by one way."""

    kind = serializers.CharField(read_only=True)
    channel = serializers.CharField(read_only=True)
    people = serializers.IntegerField(read_only=True)


class EffectSerializer(serializers.Serializer):
    """What a move would do."""

    deadlines = ShiftSerializer(source="effect.deadlines", many=True, read_only=True)
    preparing = serializers.SerializerMethodField(help_text=_("References of the meetings that would move with it."))
    comes_too_late = serializers.BooleanField(
        source="effect.comes_too_late", read_only=True, help_text=_("It would come after what it prepares.")
    )
    reminded = RemindedSerializer(many=True, read_only=True)
    late_papers = serializers.SerializerMethodField(help_text=_("Papers that would miss the new cut-off."))
    told = serializers.SerializerMethodField(help_text=_("How many people would be told."))
    told_before = serializers.IntegerField(read_only=True, help_text=_("How many were told of it before."))

    def get_preparing(self, row: Consequences) -> list[str]:
        return [along.meeting.reference for along in row.effect.preparing]

    def get_late_papers(self, row: Consequences) -> list[str]:
        return [f"{version.paper.symbol}/{version.number}" for version in row.late]

    def get_told(self, row: Consequences) -> int:
        return len(row.told)
