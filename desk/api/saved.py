"""Lists that one keeps, under `/api/v1/saved-lists/`."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desk.filters import SavedListFilter
from desk.models import SavedList
from desk.reads.saved import in_words
from record.acts import TABLE
from record.api.fields import LanguageOfField
from record.api.parameters import Ordering
from record.doors.described import NextActSerializer, next_acts
from record.doors.rest import ActsViewSet, with_acts
from record.templatetags.signs import colon


class SavedListSerializer(serializers.Serializer):
    """A list as one asked it, under one's own name for it: what it asks, and none of its rows."""

    uid = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    name_language = LanguageOfField("name")
    list_name = serializers.CharField(
        source="page", read_only=True, help_text=_("Which list, by the name of its page.")
    )
    query = serializers.CharField(read_only=True, help_text=_("What it asks, as the address of its page says it."))
    asks = serializers.SerializerMethodField(help_text=_("The same in words, in the language of whoever asks."))
    address = serializers.CharField(read_only=True, help_text=_("The list itself, asked so, in the portal."))
    shared_as = serializers.SerializerMethodField(help_text=_("Where others open it; null where it isn't shared."))
    at = serializers.DateTimeField(read_only=True)
    shared_at = serializers.DateTimeField(read_only=True, allow_null=True)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_asks(self, saved: SavedList) -> list[str]:
        return [f"{label}{colon()}{value}" for label, values in in_words(saved) for value in values]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_shared_as(self, saved: SavedList) -> str | None:
        return saved.get_absolute_url() if saved.is_shared else None


class WholeSavedListSerializer(SavedListSerializer):
    """A list that one keeps, and what one may do with it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, saved: SavedList) -> list[Any]:
        acts = next_acts(TABLE.nouns["saved-list"], self.context["request"].user, saved, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


@with_acts
class SavedLists(ActsViewSet):
    """Lists that one keeps under a name; nobody else reads them here."""

    noun_name = "saved-list"
    changed_by = None
    serializer_class = WholeSavedListSerializer
    listed_class = SavedListSerializer
    filterset_class = SavedListFilter
    lookup_field = "uid"
    lookup_value_regex = "[^/]+"
    ordering = Ordering({"name": "name", "at": "at", "list_name": "page"}, default=("name",), tie="pk")

    def get_queryset(self) -> QuerySet:
        return SavedList.objects.visible_to(self.request.user)
