"""The register of sources in the admin."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from record.admin import JournalledAdmin, ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.doors.admin import ActPages
from record.models import Source, SourceFile
from record.texts import in_language


class FilesInline(InlineLines):
    model = SourceFile
    fields = ("number", "pages", "name", "size", "sha256", "at")


@admin.register(SourceFile)
class SourceFileAdmin(ActPages, ReadOnlyAdmin):
    """The file itself is had from the portal, at the address that is checked."""

    list_display = ("source", "number", "pages", "download", "size", "at")
    list_select_related = ("source", "by")
    search_fields = ("source__key", "name", "sha256")
    fields = ("source", "number", "pages", "download", "file_type", "size", "sha256", "by", "at")

    @admin.display(description=_("file"))
    def download(self, row: SourceFile) -> str:
        address = reverse("source-file", args=[row.source.address, row.number])
        return format_html('<a href="{}">{}</a>', address, row.name)


@admin.register(Source)
class SourceAdmin(ActPages, JournalledAdmin):
    list_display = ("key", "title_shown", "symbol", "dated", "issued_by")
    search_fields = ("key", "words")
    date_hierarchy = "dated"
    fields = ("key", "title", "symbol", "dated", "issued_by", "url", "pages", "says")
    inlines = (FilesInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """One is added by its act, at every door alike."""
        return False

    @admin.display(description=Source._meta.get_field("title").verbose_name)
    def title_shown(self, row: Source) -> str:
        return in_language(row.title)
