"""Minutes of meetings in the admin, read as rows; what may be done with them stands beside them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from decisions.models import Minutes, MinutesChange, MinutesVersion
from record.admin import ReadOnlyAdmin
from record.doors.admin import ActPages


@admin.register(Minutes)
class MinutesAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("reference", "meeting", "stage", "audience", "corrections_until", "adopted_at", "decision")
    list_select_related = ("meeting", "adopted_at", "decision")
    list_filter = ("stage", "audience")
    search_fields = ("reference", "meeting__words")
    search_help_text = _("A reference, or words of a meeting.")
    fields = ("reference", "meeting", "stage", "audience", "corrections_until", "adopted_at", "decision", "by", "at")


@admin.register(MinutesVersion)
class MinutesVersionAdmin(ReadOnlyAdmin):
    list_display = ("minutes", "number", "language", "sha256", "circulated_at", "at")
    list_select_related = ("minutes__meeting",)
    search_fields = ("minutes__reference",)
    search_help_text = _("A reference.")
    fields = ("minutes", "number", "language", "sha256", "circulated_at", "by", "at")


@admin.register(MinutesChange)
class MinutesChangeAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "owner", "item", "answer", "at")
    list_select_related = ("minutes", "owner")
    list_filter = ("answer",)
    search_fields = ("words", "owner__code", "minutes__reference")
    search_help_text = _("Words of it, a participant, or the reference of the minutes.")
    fields = (
        "minutes", "owner", "item", "text", "language", "answer", "answer_note", "answer_language", "answered_at", "by", "at",
    )  # fmt: skip
