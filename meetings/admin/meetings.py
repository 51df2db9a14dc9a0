"""The admin's pages about meetings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.admin.closing import CLOSED, USE_MOVE, MeetingForm, MeetingRows, is_closed
from meetings.models import Meeting
from record.admin import RecordAdmin
from record.dates import day_of_the_house
from record.doors.admin import ActPages
from record.exchange import resource_for
from record.texts import in_language

FACT = ("source", "confidence", "note")
WHEN_AND_WHERE = (
    ("starts_on", "starts_precision"), "ends_on", ("opens_at", "closes_at"), "time_zone", "place", "host", "format",
)  # fmt: skip


def _is_closed(meeting: Meeting | None) -> bool:
    return meeting is not None and is_closed(meeting, day_of_the_house())


class YearOfMeeting(admin.SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        days = Meeting.objects.visible_to(request.user).dates("starts_on", "year", order="DESC")
        return [(f"{day:%Y}", f"{day:%Y}") for day in days]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        year = self.value()
        if year and year.isdecimal() and len(year) == 4 and int(year) > 0:
            return queryset.filter(starts_on__year=int(year))
        return queryset


@admin.register(Meeting)
class MeetingAdmin(ActPages, RecordAdmin):
    form = MeetingForm
    list_display = ("reference", "label", "when", "place_shown", "host", "status", "session", "format", "confidence")
    list_display_links = ("reference", "label")
    list_select_related = ("host",)
    list_filter = ("status", "body", "session", "format", YearOfMeeting)
    search_fields = ("reference", "words", "source")
    search_help_text = _("Reference, name, place or what was adopted, in any language.")
    date_hierarchy = "starts_on"
    autocomplete_fields = ("working_group", "host", "prepares")
    fieldsets = (
        (None, {"fields": ("reference", "body", ("session", "ordinal"), "title", "working_group")}),
        (_("When and where"), {"fields": WHEN_AND_WHERE}),
        (_("What it prepares"), {"fields": ("prepares",)}),
        (_("Of a special meeting"), {"fields": ("rests_on", "consensus", "consensus_source")}),
        (_("What came of it"), {"fields": ("status", "adopted")}),
        (_("Source"), {"fields": FACT}),
    )
    resource_classes = (
        resource_for(
            Meeting,
            key=("reference",),
            columns=(
                "reference",
                "body",
                "session",
                "ordinal",
                "title",
                "working_group",
                "starts_on",
                "starts_precision",
                "ends_on",
                "place",
                "host",
                "format",
                "status",
                "adopted",
                *FACT,
            ),
            named={"working_group": "code", "host": "code"},
            base=MeetingRows,
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of a meeting to come, days and place are changed by "Move" alone."""
        closed = (*CLOSED, "place_shown") if _is_closed(obj) else ()
        return tuple(dict.fromkeys((*super().get_readonly_fields(request, obj), "reference", *closed)))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if not _is_closed(obj):
            return self.fieldsets
        shown = tuple("place_shown" if name == "place" else name for name in WHEN_AND_WHERE)
        closed = {"fields": shown, "description": USE_MOVE}
        return [
            (title, closed if options["fields"] is WHEN_AND_WHERE else options) for title, options in self.fieldsets
        ]

    @admin.display(description=_("days"), ordering="starts_on")
    def when(self, row: Meeting) -> str:
        return row.days

    @admin.display(description=_("place"))
    def place_shown(self, row: Meeting) -> str:
        return in_language(row.place)
