"""How letters are worded and participants addressed, for programs of the Secretariat: each setting of its staff, one after the other."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from papers.choices import LetterSeries, OutgoingKind
from papers.filters import FormOfAddressFilter, LetterWordingFilter
from papers.models import FormOfAddress, LetterWording
from record.api.naming import NamedByUid
from record.api.parameters import Ordering
from record.api.views import ReadingViewSet


class SaidAnewSerializer(serializers.Serializer):
    """Words that staff set: the newest of its kind that wasn't taken back holds."""

    uid = serializers.UUIDField(read_only=True)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, read_only=True)
    number = serializers.IntegerField(read_only=True, help_text=_("Counts what was set, one after the other."))
    at = serializers.DateTimeField(read_only=True)
    taken_back_at = serializers.DateTimeField(read_only=True, allow_null=True)


class LetterWordingSerializer(SaidAnewSerializer):
    """How letters of a kind are worded in a language. Where staff set none, the house's own proposal holds."""

    kind = serializers.ChoiceField(choices=OutgoingKind.choices, read_only=True)
    series = serializers.ChoiceField(choices=LetterSeries.choices, read_only=True)
    letterhead = serializers.CharField(read_only=True)
    opening_words = serializers.CharField(source="opening", read_only=True)
    closing_words = serializers.CharField(source="closing", read_only=True)
    signature = serializers.CharField(read_only=True)


class FormOfAddressSerializer(SaidAnewSerializer):
    """How a participant is addressed in letters of a language. Where staff set none, the neutral form holds."""

    participant = serializers.CharField(source="participant.code", read_only=True)
    text = serializers.CharField(read_only=True)


class LetterWordings(NamedByUid, ReadingViewSet):
    """Wordings of letters as the Secretariat's staff set them; nobody else is told of any."""

    changed_by = ("at", "taken_back_at")
    serializer_class = LetterWordingSerializer
    filterset_class = LetterWordingFilter
    ordering = Ordering({"at": "at", "kind": "kind"}, default=("kind", "language", "-number"), tie="pk")

    def get_queryset(self) -> QuerySet[Any]:
        return LetterWording.objects.visible_to(self.request.user)


class FormsOfAddress(NamedByUid, ReadingViewSet):
    """Forms of address as the Secretariat's staff set them; nobody else is told of any."""

    changed_by = ("at", "taken_back_at")
    serializer_class = FormOfAddressSerializer
    filterset_class = FormOfAddressFilter
    ordering = Ordering(
        {"at": "at", "participant": "participant__code"}, default=("participant__code", "language", "-number"), tie="pk"
    )

    def get_queryset(self) -> QuerySet[Any]:
        return FormOfAddress.objects.visible_to(self.request.user).select_related("participant")
