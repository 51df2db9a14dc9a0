"""Decisions in the admin, read as rows; what may be done with them stands beside them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from decisions.kinds import position_shown
from decisions.models import Decision, FollowUp, Position
from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.doors.admin import ActPages
from record.templatetags.signs import in_words
from record.texts import in_language


class PositionLines(InlineLines):
    model = Position
    fields = ("participant", "kind", "paragraphs", "words", "on")

    @admin.display(description=_("in its own words"))
    def words(self, row: Position) -> str:
        return in_language(row.text)


class FollowUpLines(InlineLines):
    model = FollowUp
    fields = ("what", "owner", "group", "hears", "state", "report")


@admin.register(Decision)
class DecisionAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("symbol", "title_shown", "outcome", "manner", "meeting", "on", "said")
    list_select_related = ("meeting",)
    list_filter = ("body", "outcome", "manner")
    search_fields = ("symbol", "words")
    fields = (
        "symbol", "body", "title", "text", "text_sha256", "outcome", "manner", "meeting", "silence_procedure", "agenda_item", "on",
        "members_then", "quorum_then", "present", "consensus", "audience", "source", "confidence", "note", "by", "at",
    )  # fmt: skip
    inlines = (PositionLines, FollowUpLines)
    change_list_template = "admin/decision_change_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("positions__participant")

    @admin.display(description=_("title"))
    def title_shown(self, row: Decision) -> str:
        return in_language(row.title)

    @admin.display(description=_("positions of states"))
    def said(self, row: Decision) -> str:
        return in_words((position_shown(position, position.paragraphs) for position in row.positions.all()), ";")


@admin.register(FollowUp)
class FollowUpAdmin(ActPages, ReadOnlyAdmin):
    """What decisions asked for next; who looks after it reports in the portal, the Secretariat here as well."""

    list_display = ("what", "decision", "owner", "hears", "state", "reported_on")
    list_select_related = ("decision", "owner", "hears")
    list_filter = ("state",)
    search_fields = ("what", "decision__symbol")
    fields = ("decision", "what", "owner", "group", "hears", "state", "report", "reported_on", "by", "at")


@admin.register(Position)
class PositionAdmin(ActPages, ReadOnlyAdmin):
    """What states said of decisions. It is attached to a decision by its act."""

    list_display = ("decision", "participant", "kind", "paragraphs", "on")
    list_select_related = ("decision", "participant")
    list_filter = ("kind",)
    search_fields = ("decision__symbol", "participant__code", "participant__words")
    fields = ("decision", "participant", "kind", "paragraphs", "words", "on", "source", "confidence", "by", "at")

    @admin.display(description=_("in its own words"))
    def words(self, row: Position) -> str:
        return in_language(row.text)
