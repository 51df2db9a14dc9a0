"""Imports in the admin: which files were imported by whom, what of them was new, and taking one back."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.doors.admin import ActPages
from record.models import Import, ImportedRow
from record.templatetags.signs import in_words
from record.texts import in_language


class RowLines(InlineLines):
    model = ImportedRow
    fields = ("line", "about", "what_was_done", "stays")

    def get_queryset(self, request: HttpRequest) -> object:
        return super().get_queryset(request).select_related("entry")

    @admin.display(description=_("about what"))
    def about(self, row: ImportedRow) -> str:
        return row.entry.about_label

    @admin.display(description=_("what the file did"))
    def what_was_done(self, row: ImportedRow) -> object:
        return _("added") if row.is_new else in_words(row.fields_shown)

    @admin.display(description=ImportedRow._meta.get_field("stays_because").verbose_name, empty_value="")
    def stays(self, row: ImportedRow) -> str:
        return in_language(row.stays_because)


@admin.register(Import)
class ImportAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("at", "what_shown", "file_name", "added", "changed", "same", "by")
    list_select_related = ("by",)
    list_filter = ("kind",)
    search_fields = ("file_name", "sha256")
    date_hierarchy = "at"
    fields = ("what_shown", "file_name", "sha256", "added", "changed", "same", "by", "at")
    inlines = (RowLines,)

    @admin.display(description=Import._meta.get_field("kind").verbose_name, ordering="kind")
    def what_shown(self, row: Import) -> str:
        return row.what
