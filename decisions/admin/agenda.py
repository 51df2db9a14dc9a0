"""The agenda in the admin: the way to its draft, and what was circulated, to be read."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from decisions.models import AgendaVersion
from journal.staff import Work
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Person
from record.admin import ReadOnlyAdmin
from record.doors.admin import Sheet, add_sheet
from record.templatetags.signs import in_words
from record.texts import in_language


@admin.register(AgendaVersion)
class AgendaVersionAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "stage", "number", "audience", "circulated_at", "by")
    list_select_related = ("meeting", "by")
    list_filter = ("stage", "audience")
    search_fields = ("meeting__reference", "meeting__words")
    date_hierarchy = "circulated_at"
    fields = ("meeting", "stage", "number", "audience", "circulated_at", "by", "note", "items", "sha256")

    @admin.display(description=_("agenda items"))
    def items(self, version: AgendaVersion) -> SafeString:
        """What was circulated, an item a line, as it was; each with its papers."""
        lines = (
            (item["number"], in_language(item["title"]), in_words(_symbols(item))) for item in version.content or ()
        )
        return format_html_join(format_html("<br>"), "{}. {} {}", lines)


def _symbols(item: dict[str, Any]) -> list[str]:
    return [f"{paper['symbol']}/{paper['number']}" for paper in item.get("papers", ())]


def to_the_bench(model_admin: ModelAdmin, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The draft is worked on in one place, the portal's."""
    return HttpResponseRedirect(reverse("agenda-draft", args=[meeting.reference]))


def is_to_come(user: Person, meeting: Meeting) -> bool:
    return meeting.status != Status.CANCELLED


add_sheet("meeting", Sheet("agenda", _("Draft the agenda"), to_the_bench, is_to_come, frozenset(Work), order=50))
