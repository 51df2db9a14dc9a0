"""Silence procedures in the admin: read as rows, and acted on as the table of acts says."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from decisions.actions.silence import nobody_reachable
from decisions.models import SilenceNotification, SilenceObjection, SilenceProcedure, SilenceRound
from law.silence import newest_rules
from meetings.models import Meeting
from members.models import Person
from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.dates import day_of_the_house, instant_in
from record.doors.admin import ActPages, Sheet, add_sheet
from record.templatetags.signs import in_words
from record.texts import in_language


class RoundLines(InlineLines):
    model = SilenceRound
    fields = ("number", "kind", "opened", "ended", "seal", "reason", "by")

    @admin.display(description="SHA-256")
    def seal(self, row: SilenceRound) -> str:
        return f"{row.sha256[:12]}…"

    @admin.display(description=_("from"))
    def opened(self, row: SilenceRound) -> str:
        return instant_in(row.opens_at, row.procedure.time_zone)

    @admin.display(description=pgettext_lazy("heading", "until"))
    def ended(self, row: SilenceRound) -> str:
        return instant_in(row.ends_at, row.procedure.time_zone)


@admin.register(SilenceProcedure)
class SilenceProcedureAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("reference", "title_shown", "stands", "ends", "body")
    list_filter = ("state", "body")
    search_fields = ("reference",)
    fields = (
        "reference", "title_shown", "body", "opened_at_meeting", "opened_by_chair", "stands", "ends", "settled_at",
        "text", "not_reached", "nobody_there", "by", "at",
    )  # fmt: skip
    inlines = (RoundLines,)

    @admin.display(description=_("title"))
    def title_shown(self, row: SilenceProcedure) -> str:
        return in_language(row.title)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_why_held()

    @admin.display(description=_("where it stands"), ordering="state")
    def stands(self, row: SilenceProcedure) -> str:
        return str(row.recorded_label)

    @admin.display(description=_("period ends, or ended"), ordering="ends_at")
    def ends(self, row: SilenceProcedure) -> str:
        return instant_in(row.ends_at, row.time_zone)

    @admin.display(description=_("text"))
    def text(self, row: SilenceProcedure) -> str:
        return row.latest.text

    @admin.display(description=_("not known to have been reached"))
    def not_reached(self, row: SilenceProcedure) -> str:
        return in_words(row.not_reached) or "–"

    @admin.display(description=_("without a user in the portal"))
    def nobody_there(self, row: SilenceProcedure) -> str:
        return in_words(nobody_reachable(row)) or "–"


def to_the_opening(admin_page: ActPages, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """To the page that records what was opened, with the meeting named there already."""
    address = reverse("admin:decisions_silenceprocedure_open", current_app=admin_page.admin_site.name)
    return HttpResponseRedirect(f"{address}?{urlencode({'meeting': meeting.reference})}")


def has_begun(user: Person, meeting: Meeting) -> bool:
    return meeting.was_held_by(day_of_the_house())


add_sheet("meeting", Sheet("open-silence", newest_rules().opening.label, to_the_opening, has_begun, order=70))


@admin.register(SilenceNotification)
class SilenceNotificationAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("round", "participant", "way", "addressed_to", "proof", "reached_at")
    list_select_related = ("round__procedure", "participant")
    list_filter = ("proof", "way")
    search_fields = ("round__procedure__reference", "addressed_to", "evidence")
    fields = ("round", "participant", "way", "addressed_to", "sent_at", "proof", "reached_at", "evidence", "by")


@admin.register(SilenceObjection)
class SilenceObjectionAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("round", "participant", "made_at", "way")
    list_select_related = ("round__procedure", "participant")
    list_filter = ("way",)
    search_fields = ("round__procedure__reference", "text")
    fields = ("round", "participant", "text", "made_at", "way", "by", "at")
