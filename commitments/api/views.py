"""Views under `/api/v1/views/`: what states exchange through the Chair and the Secretariat (modality b)."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments.filters import commitment_called
from commitments.models import View
from members.choices import Audience
from members.filters import state_called
from record.api.fields import CorrectableSerializer, TextsField, by_letter
from record.api.naming import ByUid
from record.api.parameters import Ordering
from record.dates import end_of_the_day
from record.doors.rest import ActsViewSet, with_acts
from record.filters import CorrectableFilter, KeyFilter, SomeOfFilter, as_of_filter, by_words


class ViewSerializer(CorrectableSerializer):
    """A state's view, as it was shared."""

    in_words = {"language": settings.LANGUAGES}

    uid = serializers.UUIDField(read_only=True)
    commitment = serializers.CharField(source="commitment.reference", read_only=True)
    owner = serializers.CharField(source="owner.code", read_only=True, help_text=_("Code of the state."))
    owner_name = TextsField(source="owner.name", read_only=True)
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True, help_text=_("Who sees it."))
    language = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)
    channel, dated = by_letter()


class ViewFilter(CorrectableFilter):
    """By default every view; as of a day, those shared by then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: views shared by then. Every view, if not given."))
    commitment = KeyFilter(field_name="commitment", named=commitment_called, help_text=_("Reference of a commitment."))
    participant = KeyFilter(field_name="owner", named=state_called, help_text=_("Code of the state: AZ."))
    audience = SomeOfFilter(choices=Audience.choices)

    class Meta:
        model = View
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "words", "commitment__words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.filter(at__lte=end_of_the_day(self.as_of_given)) if self.as_of_given else rows


@with_acts
class Views(ByUid, ActsViewSet):
    """The views that were shared with the caller."""

    changes_when_written = True
    changed_by = ("at",)

    noun_name = "view"
    serializer_class = ViewSerializer
    filterset_class = ViewFilter
    ordering = Ordering(
        {"at": "at", "commitment": "commitment__reference", "owner": "owner__seat_name"}, default=("at",), tie="pk"
    )

    def get_queryset(self) -> QuerySet:
        return self.rows_of(View).visible_to(self.request.user).select_related("owner", "commitment")
