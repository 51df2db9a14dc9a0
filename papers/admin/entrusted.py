"""Papers entrusted to experts, and what these drafted: done by acts, here looked into."""

from django.contrib import admin

from papers.models import EntrustedPaper, ExpertDraft
from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.doors.admin import ActPages


class DraftsInline(InlineLines):
    model = ExpertDraft
    fk_name = "entrusted"
    fields = ("number", "language", "size", "sha256", "by", "at", "taken_as")


@admin.register(EntrustedPaper)
class EntrustedPaperAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("paper", "name", "owner", "since", "until", "stage")
    list_select_related = ("paper", "owner")
    list_filter = ("stage",)
    search_fields = ("name", "email", "paper__symbol")
    fields = (
        "paper", "owner", "name", "email", "language", ("since", "until"), "stage", ("by", "at"), ("channel", "dated"),
        ("state_by", "state_at"), ("office_by", "office_at"), "sent_at", ("guest", "accepted_at"),
        ("ended_by", "ended_at"),
    )  # fmt: skip
    inlines = (DraftsInline,)
