"""What agendas look like under `/api/v1/`."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from decisions.choices import AgendaStage, ItemOrigin, ItemOutcome
from decisions.models import AgendaItem, AgendaVersion
from decisions.reports.agendas import ShownItem, shown_of
from members.choices import Audience
from record.acts import TABLE
from record.api.fields import LanguageOfField, TextsField
from record.doors.described import NextActSerializer, next_acts
from record.texts import in_language, said_in


class AgendaItemSerializer(serializers.Serializer):
    """An item of a draft agenda."""

    id = serializers.IntegerField(source="pk", read_only=True)
    meeting = serializers.CharField(source="meeting.reference", read_only=True)
    number = serializers.IntegerField(source="position", read_only=True)
    title = TextsField(read_only=True)
    origin = serializers.ChoiceField(choices=ItemOrigin.choices, read_only=True, help_text=_("Why it is here."))
    matter = serializers.CharField(read_only=True, help_text=_("What it is about: commitment:CBM-2007-ECO-02-01."))
    papers = serializers.SerializerMethodField(help_text=_("Symbols with the number of the version."))
    taken_off = serializers.BooleanField(source="dropped", read_only=True)
    revision = serializers.IntegerField(
        source="meeting.agenda_revision",
        read_only=True,
        help_text=_('Of the whole draft; for If-Match, as "v12-" where you have no ETag.'),
    )
    note = serializers.CharField(read_only=True)
    language = LanguageOfField("note")
    outcome = serializers.ChoiceField(choices=ItemOutcome.choices, read_only=True, help_text=_("What became of it."))
    outcome_note = serializers.CharField(read_only=True, help_text=_("What the body said of it."))
    outcome_language = serializers.SerializerMethodField(help_text=_("Language of `outcome_note`."))
    considered_on = serializers.DateField(read_only=True, allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=settings.LANGUAGES, allow_null=True))
    def get_outcome_language(self, row: AgendaItem) -> str | None:
        return said_in(row.outcome_language, row.outcome_note)

    def get_papers(self, row: AgendaItem) -> list[str]:
        return [str(paper.version) for paper in row.shown_papers]


class WholeAgendaItemSerializer(AgendaItemSerializer):
    """An item, and what the caller may do with it."""

    next_acts = serializers.SerializerMethodField(help_text=_("What the caller may do with it now."))

    @extend_schema_field(NextActSerializer(many=True))
    def get_next_acts(self, row: AgendaItem) -> Any:
        acts = next_acts(TABLE.nouns["agenda-item"], self.context["request"].user, row, with_asks=True)
        return list(NextActSerializer(acts, many=True).data)


class CirculatedItemSerializer(serializers.Serializer):
    """An item of an agenda that was circulated, as the caller may read it."""

    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    number = serializers.IntegerField(read_only=True)
    title = TextsField(read_only=True)
    note = serializers.CharField(read_only=True)
    language = LanguageOfField("note")
    papers = serializers.ListField(child=serializers.CharField(), read_only=True)
    for_members = serializers.BooleanField(read_only=True, help_text=_("It is for the members, and not told to you."))


class AgendaSerializer(serializers.Serializer):
    """An agenda as it was circulated. It never changes."""

    key = serializers.CharField(
        read_only=True, help_text=_("Reference of the meeting, a dot, and the version's number.")
    )
    meeting = serializers.CharField(source="meeting.reference", read_only=True)
    number = serializers.IntegerField(read_only=True)
    stage = serializers.ChoiceField(choices=AgendaStage.choices, read_only=True)
    audience = serializers.ChoiceField(choices=Audience.choices, read_only=True, help_text=_("To whom it was sent."))
    circulated_at = serializers.DateTimeField(read_only=True)
    sha256 = serializers.CharField(read_only=True)
    note = serializers.CharField(read_only=True)
    language = LanguageOfField("note")
    items = serializers.SerializerMethodField()

    @extend_schema_field(CirculatedItemSerializer(many=True))
    def get_items(self, row: AgendaVersion) -> list[dict[str, Any]]:
        view = self.context["view"]
        return [_item_shown(item) for item in shown_of(row, view.request.user, view.readable)]


def _item_shown(item: ShownItem) -> dict[str, Any]:
    return {
        "label": f"{item.number}. {_now('An item for the members.') if item.is_closed else in_language(item.title)}",
        "number": item.number,
        "title": TextsField().to_representation(item.title),
        "note": item.note,
        "language": item.language,
        "papers": [f"{paper['symbol']}/{paper['number']}" for paper in item.papers],
        "for_members": item.is_closed,
    }
