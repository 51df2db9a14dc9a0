"""The admin's pages about lead times and the deadlines counted by them."""

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.actions.deadlines import meetings_to_count_again
from meetings.models import Deadline, LeadTime
from record.admin import ReadOnlyAdmin, RecordAdmin
from record.dates import day_of_the_house
from record.exchange import resource_for


@admin.register(LeadTime)
class LeadTimeAdmin(RecordAdmin):
    list_display = ("__str__", "body", "kind", "days", "unit", "standing", "basis")
    list_filter = ("body", "kind", "standing", "unit")
    search_fields = ("basis", "source")
    fieldsets = (
        (None, {"fields": ("edition", ("body", "kind"), ("days", "unit"), "standing", "basis")}),
        (gettext_lazy("Source"), {"fields": ("source", "confidence", "note")}),
    )
    resource_classes = (
        resource_for(
            LeadTime,
            key=("edition", "body", "kind"),
            columns=("edition", "body", "kind", "days", "unit", "standing", "basis", "source", "confidence", "note"),
        ),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        tell_what_shifts(request, obj.body)

    def process_result(self, result: Any, request: HttpRequest) -> Any:
        tell_what_shifts(request, None)
        return super().process_result(result, request)


def tell_what_shifts(request: HttpRequest, body: str | None) -> None:
    """Say which deadlines aren't as the lead times of today have them, with a button that counts them again."""
    shifted = meetings_to_count_again(request.user, body, day_of_the_house())
    if not shifted:
        return
    rows = [
        (meeting.reference, shift.label, _day(shift.old), _day(shift.new))
        for meeting, shifts in shifted
        for shift in shifts
    ]
    messages.warning(
        request,
        format_html(
            '{} <ul>{}</ul><a class="button" href="{}">{}</a>',
            _("Deadlines counted before stay as they are. Counted again, these would shift:"),
            format_html_join("", "<li>{}: {}, {} → {}</li>", rows),
            reverse("admin:meetings_meeting_recount"),
            _("Count again"),
        ),
    )


def _day(day: dt.date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else "–"


@admin.register(Deadline)
class DeadlineAdmin(ReadOnlyAdmin):
    """To be read; the meeting's own page fixes one, or counts them again."""

    list_display = ("meeting", "kind", "until", "days", "unit", "standing", "fixed")
    list_display_links = ("meeting", "kind")
    list_select_related = ("meeting",)
    list_filter = ("kind", "meeting__body", "standing", "fixed")
    search_fields = ("meeting__reference", "meeting__words")
    fields = ("meeting", "kind", "until", "days", "unit", "standing", "basis", "fixed")

    @admin.display(description=pgettext_lazy("heading", "until"), ordering="due_at")
    def until(self, row: Deadline) -> str:
        return row.written
