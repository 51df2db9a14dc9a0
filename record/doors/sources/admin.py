"""The register of sources in the admin."""

from django.contrib import admin
from django.http import HttpRequest

from record.admin import JournalledAdmin
from record.doors.admin import ActPages
from record.models import Source
from record.texts import in_language


@admin.register(Source)
class SourceAdmin(ActPages, JournalledAdmin):
    list_display = ("key", "title_shown", "symbol", "dated", "issued_by")
    search_fields = ("key", "search_text")
    date_hierarchy = "dated"
    fields = ("key", "title", "symbol", "dated", "issued_by", "url", "pages", "says")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """One is added by its act, at every door alike."""
        return False

    @admin.display(description=Source._meta.get_field("title").verbose_name, ordering="search_text")
    def title_shown(self, row: Source) -> str:
        return in_language(row.title)
