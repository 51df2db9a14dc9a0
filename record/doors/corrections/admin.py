"""Corrections in the admin."""

from django.contrib import admin

from record.admin import ReadOnlyAdmin
from record.doors.admin import ActPages
from record.models import Correction


@admin.register(Correction)
class CorrectionAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("label_shown", "kind", "stage", "by", "at", "settled_by", "settled_at")
    list_select_related = ("by", "settled_by")
    list_filter = ("stage", "kind")
    search_fields = ("key", "reason", "source")
    date_hierarchy = "at"
    fields = (
        "label_shown",
        "kind",
        "key",
        "reason",
        "source",
        "stage",
        "by",
        "at",
        "settled_by",
        "settled_at",
        "settled_note",
    )

    @admin.display(description=Correction._meta.get_field("label").verbose_name)
    def label_shown(self, row: Correction) -> str:
        return str(row)
